"""What flagging refuses."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "flag.elsewhere": (
        "This is for messages in **#cases**, and for what I post in members' words. For anything else, please tell a "
        "facilitator."
    ),
    "flag.unknown": "I do not know this flag here. It may have been removed.",
}

"""What is said when something about an agenda is refused."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "agenda.item_gone": "This is not on the agenda any more. `/meeting agenda` shows what is.",
    "agenda.full": "This agenda has {limit} lines already, more than a meeting can hold. Take one off first:",
}

"""What sequels refuse."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "sequel.unknown": "I do not know this part here. It may have been removed with its case.",
    "sequel.hidden": "Something of this case was flagged and a facilitator looks at it. Until then nothing more of it "
    "is told; the next part comes when it is back.",
}

"""What the library refuses."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "library.no_words": "There is no word in this to look for. Try one or two words, such as `gout kidney`.",
    "library.area_unknown": "Please choose a tag from the list.",
    "library.status_unknown": "Please choose a status from the list.",
}

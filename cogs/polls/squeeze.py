"""Long lists made to fit an embed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

ROOM = 3600
"""Characters of an embed's description (4,096) that a list may take; the rest is for what stands around it."""
_LENGTHS = (100, 80, 60, 45, 30, 20, 12)


def squeezed(lines_of: Callable[[int], Sequence[str]], room: int = ROOM) -> str:
    """Return the lines that `lines_of` makes with the longest names for which all of them fit."""
    texts = ["\n".join(lines_of(length)) for length in _LENGTHS]
    return next((text for text in texts if len(text) <= room), texts[-1][:room])

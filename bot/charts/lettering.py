"""Text that fits and can be read: fonts that come with the project, lines cut to a width, scripts without a glyph.

DejaVu Sans Condensed has Latin, Greek, Cyrillic, Arabic and Hebrew letters; it has no Chinese, Japanese or Korean and
few emoji. What it lacks is left out, and a text that would lose its letters is replaced by what the caller gives.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

_FONTS = Path(__file__).resolve().parent / "fonts"
_FILES = {False: "DejaVuSansCondensed.ttf", True: "DejaVuSansCondensed-Bold.ttf"}
_MOST_CHARACTERS = 300
_SHAPED = {"R", "AL", "AN"}
"""Bidirectional classes that need Raqm to be set in the right order."""


@lru_cache(maxsize=16)
def font(size: int, *, strong: bool = False) -> ImageFont.FreeTypeFont:
    """Return the project's font at a size in pixels."""
    return ImageFont.truetype(_FONTS / _FILES[strong], size)


@lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    if unicodedata.bidirectional(character) in _SHAPED and not features.check("raqm"):
        return False
    return _drawn(character) != _drawn("\U0010ffff")


@lru_cache(maxsize=1024)
def _drawn(character: str) -> bytes:
    """Return how a character looks; all without a glyph look the same."""
    image = Image.new("L", (32, 32))
    ImageDraw.Draw(image).text((4, 4), character, font=font(16), fill=255)
    return image.tobytes()


def legible(text: str, instead: str = "") -> str:
    """Return what of `text` the fonts can show, on one line; `instead` if that leaves less than half its letters."""
    cut = " ".join(text[:_MOST_CHARACTERS].split())
    kept = "".join(one for one in cut if one == " " or (_is_visible(one) and _has_glyph(one)))
    shown = " ".join(kept.split())
    letters = [sum(one.isalnum() for one in which) for which in (cut, shown)]
    return shown if shown and 2 * letters[1] >= letters[0] else instead


def _is_visible(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Mn" or category[0] not in "CM"


def clipped(text: str, width: float, size: int, *, strong: bool = False) -> str:
    """Return `text` in at most `width` pixels, an ellipsis in place of what is cut."""
    face = font(size, strong=strong)
    if face.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if face.getlength(text[:middle].rstrip() + "…") <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def wrapped(text: str, width: float, size: int, most_lines: int, *, strong: bool = False) -> list[str]:
    """Return `text` in lines of at most `width` pixels, the last of them clipped."""
    face = font(size, strong=strong)
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most_lines - 1:
        taken = 1
        while taken < len(words) and face.getlength(" ".join(words[: taken + 1])) <= width:
            taken += 1
        lines.append(clipped(" ".join(words[:taken]), width, size, strong=strong))
        words = words[taken:]
    if words:
        lines.append(clipped(" ".join(words), width, size, strong=strong))
    return lines

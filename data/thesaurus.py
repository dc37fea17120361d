"""The names of the same thing in medicine that come with the project."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.domain.synonyms import Thesaurus, read_thesaurus

_NAMES = Path(__file__).resolve().parent / "topics" / "names.txt"


@lru_cache(maxsize=1)
def bundled() -> Thesaurus:
    """Return them; the file is read once."""
    return read_thesaurus(_NAMES.read_text(encoding="utf-8"))

"""Reads the words the identifier check looks up."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.domain.identifiers.lexicon import Lexicon

_LISTS = ("eponyms", "brands", "never", "either", "regions", "first_names", "nicknames", "surnames")


@cache
def load() -> Lexicon:
    """Return the lexicon, read once in the life of the process (about 0.1 s and 6 MB).

    Raises OSError when a file is missing or broken: without it names would pass unseen, so the
    caller must not go on.
    """
    folder = files("data") / "identifiers"
    lists = {name: " ".join(_lines(folder / "lists" / f"{name}.txt")).split() for name in _LISTS}
    lists["phrases"] = _lines(folder / "lists" / "phrases.txt")
    return Lexicon(gzip.decompress((folder / "lexicon.txt.gz").read_bytes()), lists)


def _lines(file: Traversable) -> list[str]:
    """Return the lines of a list without its comments."""
    return [line for line in file.read_text(encoding="ascii").splitlines() if not line.startswith("#")]


def is_loaded() -> bool:
    """Whether `load` will return at once."""
    return load.cache_info().currsize > 0

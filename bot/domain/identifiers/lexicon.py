"""What is known about a word: a first name, a surname, a town, an everyday word of clinical notes."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIRST, COMMON, LAST, PLAIN, PLACE, PLACE_STARTS, LARGE = (1 << bit for bit in range(7))
"""Marks of a word: first name, common first name, surname, everyday word, small town, first word of a
town's name, large town."""

_LETTERS: Mapping[int, int] = {
    ord("F"): FIRST,
    ord("C"): COMMON,
    ord("L"): LAST,
    ord("W"): PLAIN,
    ord("P"): PLACE,
    ord("Q"): PLACE_STARTS,
    ord("B"): LARGE,
}
_BLOCKS = re.compile(rb"\n([^\n]{3})[^\n]*(?:\n\1[^\n]*)*")
"""All lines that begin with the same three characters: a search has to look at one block only."""


class Lexicon:
    """Half a million words with their marks in one block of bytes; a set of strings would take ten times as much.

    Built from lines "word MARKS" in alphabetical order; see `data/identifiers`. Nothing changes after
    that, so threads may share one.
    """

    __slots__ = ("_blocks", "_table")

    def __init__(self, table: bytes) -> None:
        self._table = b"\n" + table + b"\n"
        begun = [(match.group(1), match.start()) for match in _BLOCKS.finditer(self._table)]
        ends = [start for _, start in begun[1:]] + [len(self._table)]
        self._blocks = {letters: (start, end) for (letters, start), end in zip(begun, ends, strict=True)}

    def marks(self, word: str) -> int:
        """Return the marks of a word or phrase in lower case without accents; 0 when it is not known."""
        wanted = word.encode("ascii", "ignore")
        start, end = self._blocks.get((wanted + b" ")[:3], (0, 0))
        at = self._table.find(b"\n" + wanted + b" ", start, end)
        while at >= 0:
            letters = self._table[at + len(wanted) + 2 : self._table.index(b"\n", at + 1)]
            if letters.isupper():
                return sum(_LETTERS.get(letter, 0) for letter in letters)
            # A longer phrase that begins with this one; the phrase itself may come before or after.
            at = self._table.find(b"\n" + wanted + b" ", at + 1, end)
        return 0

"""What is known about a word: a first name, a surname, a town, an everyday word of clinical notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

FIRST, COMMON, LAST, PLAIN, PLACE, PLACE_STARTS, LARGE, SPELT = (1 << bit for bit in range(8))
"""Marks of a word: first name, common first name, surname, everyday word, small town, first word of a
town's name, large town, any other word of an English spelling dictionary."""

EPONYM, BRAND, NEVER, EITHER, REGION = (1 << bit for bit in range(8, 13))
"""Marks from the lists kept by hand: lent a name to a disease, a medicine by its brand, no name at all,
a name and an everyday word, a country or the like."""

_KEPT: Mapping[str, int] = {
    "eponyms": EPONYM,
    "brands": BRAND,
    "never": NEVER,
    "either": EITHER,
    "regions": REGION,
    "first_names": FIRST,
    "nicknames": FIRST | COMMON,
    "surnames": LAST,
}
_EVERYDAY = re.compile(r"\n([a-z'\-]+) [A-Z]*[DW][A-Z]*(?=\n)")
_NO_WORD = FIRST | LAST
"""A name that a list kept by hand vouches for is no everyday word, whatever Philter says."""

_LETTERS: Mapping[int, int] = {
    ord("F"): FIRST,
    ord("C"): COMMON,
    ord("L"): LAST,
    ord("W"): PLAIN,
    ord("P"): PLACE,
    ord("Q"): PLACE_STARTS,
    ord("B"): LARGE,
    ord("D"): SPELT,
}
_BLOCKS = re.compile(rb"\n([^\n]{3})[^\n]*(?:\n\1[^\n]*)*")
"""All lines that begin with the same three characters: a search has to look at one block only."""


class Lexicon:
    """Half a million words with their marks in one block of bytes; a set of strings would take ten times as much.

    Built from lines "word MARKS" in alphabetical order, and from the short lists kept by hand under their names;
    see `data/identifiers`. Nothing changes after that, so threads may share one.
    """

    __slots__ = ("_blocks", "_kept", "_meant", "_table", "phrase_starts", "phrases")

    def __init__(self, table: bytes, lists: Mapping[str, Collection[str]]) -> None:
        self._kept: dict[str, int] = {}
        self._meant: dict[bytes, int] = {}
        """What each group of letters means; it fills up with the few dozen groups there are."""
        for name, mark in _KEPT.items():
            for word in lists[name]:
                self._kept[word] = self._kept.get(word, 0) | mark
        self.phrases = frozenset(lists["phrases"])
        """Several words that are nobody, in lower case without accents, one space between."""
        self.phrase_starts = frozenset(phrase.split(" ")[0] for phrase in self.phrases)
        self._table = b"\n" + table + b"\n"
        begun = [(match.group(1), match.start()) for match in _BLOCKS.finditer(self._table)]
        ends = [start for _, start in begun[1:]] + [len(self._table)]
        self._blocks = {letters: (start, end) for (letters, start), end in zip(begun, ends, strict=True)}

    def marks(self, word: str) -> int:
        """Return the marks of a word or phrase in lower case without accents; 0 when it is not known."""
        kept = self._kept.get(word, 0)
        listed = self._listed(word)
        return kept | (listed & ~(PLAIN | SPELT) if kept & _NO_WORD else listed)

    def misspelt(self, word: str) -> bool:
        """Whether an everyday word is one slip away: a letter too many, two swapped, or any past the first three."""
        for at in range(len(word)):
            swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
            if (self.marks(word[:at] + word[at + 1 :]) | self.marks(swapped)) & (PLAIN | SPELT):
                return True
        start, end = self._blocks.get(word[:3].encode("ascii", "ignore"), (0, 0))
        alike = _EVERYDAY.findall(self._table[start:end].decode("ascii"))
        return process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=1) is not None

    def _listed(self, word: str) -> int:
        wanted = word.encode("ascii", "ignore")
        start, end = self._blocks.get((wanted + b" ")[:3], (0, 0))
        at = self._table.find(b"\n" + wanted + b" ", start, end)
        while at >= 0:
            letters = self._table[at + len(wanted) + 2 : self._table.index(b"\n", at + 1)]
            marks = self._meant.get(letters)
            if marks is None and letters.isupper():
                marks = self._meant[letters] = sum(_LETTERS.get(letter, 0) for letter in letters)
            if marks is not None:
                return marks
            # A longer phrase that begins with this one; the phrase itself may come before or after.
            at = self._table.find(b"\n" + wanted + b" ", at + 1, end)
        return 0

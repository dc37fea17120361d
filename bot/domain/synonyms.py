"""Different names of the same thing, so that "HTN update" and "Hypertension update" are one topic.

What is known stands in data (`data/topics/names.txt`); what a community teaches, it keeps with its topics.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice, product

from bot.domain.naming import likeness, plain

_MOST_FORMS = 8
"""A title of several ambiguous abbreviations could be read in more ways than are worth comparing."""
_MOST_REMEMBERED = 5000
_OPPOSITES = ("hyper", "hypo")


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Names and what they stand for: `meanings` of each name, `spellings` that are made one, in this order."""

    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    spellings: tuple[tuple[str, str], ...] = ()
    most_words: int = 0
    _read: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]], compare=False, repr=False)
    """Forms of titles read before: a title is compared with all of a backlog, and each of that with the next title."""

    def forms(self, title: str) -> tuple[str, ...]:
        """Return what a title says with each name replaced by what it stands for; several if it is ambiguous."""
        found = self._read.get(title)
        if found is None:
            if len(self._read) >= _MOST_REMEMBERED:
                self._read.clear()
            found = self._read[title] = self._forms(title)
        return found

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two titles are, 0 to 100, by whatever names; 0 where they contradict each other."""
        as_typed = _spelled(plain(one), self.spellings), _spelled(plain(other), self.spellings)
        pairs = dict.fromkeys((as_typed, *product(self.forms(one), self.forms(other))))
        return max((likeness(*pair) for pair in pairs if not _contradict(*pair)), default=0.0)

    def same(self, one: str, other: str) -> bool:
        """Return whether two titles say the same, whatever names they use."""
        return bool(set(self.forms(one)) & set(self.forms(other)))

    def _forms(self, title: str) -> tuple[str, ...]:
        words = _spelled(plain(title), self.spellings).split()
        parts: list[tuple[str, ...]] = []
        at = 0
        while at < len(words):
            found, length = self._longest(words[at : at + self.most_words])
            parts.append(found or (words[at],))
            at += length
        return tuple(dict.fromkeys(" ".join(reading) for reading in islice(product(*parts), _MOST_FORMS)))

    def _longest(self, words: list[str]) -> tuple[tuple[str, ...], int]:
        """Return the meanings of the longest name that `words` begin with, and how many words it has (at least 1)."""
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            found = self.meanings.get(name) or self.meanings.get(name.removesuffix("s"))
            if found:
                return found, length
        return (), 1


def read_thesaurus(text: str) -> Thesaurus:
    """Return what a file of names says: a thing a line, its names separated by `|`; `~ haem hem` for spellings."""
    lines = [line.strip() for line in text.splitlines()]
    told = [line for line in lines if line and not line.startswith("#")]
    pairs = [line[1:].split() for line in told if line.startswith("~")]
    spellings = tuple((one, other) for one, other in pairs)
    meanings: dict[str, tuple[str, ...]] = {}
    for line in told:
        if line.startswith("~"):
            continue
        names = [_spelled(plain(name), spellings) for name in line.split("|")]
        for name in names:
            meanings[name] = tuple(dict.fromkeys((*meanings.get(name, ()), names[0])))
    return Thesaurus(meanings, spellings, max((len(name.split()) for name in meanings), default=0))


def _spelled(words: str, spellings: tuple[tuple[str, str], ...]) -> str:
    for one, other in spellings:
        words = words.replace(one, other)
    return words


def _contradict(one: str, other: str) -> bool:
    """Return whether two titles name different numbers (type 1, type 2), or opposites (hyper-, hypothyroidism)."""
    numbers = [set(re.findall(r"\d+", text)) for text in (one, other)]
    if all(numbers) and not numbers[0] & numbers[1]:
        return True
    first, second = set(one.split()), set(other.split())
    return any(_turned(word) in second - first for word in first - second if _turned(word))


def _turned(word: str) -> str:
    high, low = _OPPOSITES
    if word.startswith(high):
        return low + word.removeprefix(high)
    return high + word.removeprefix(low) if word.startswith(low) else ""

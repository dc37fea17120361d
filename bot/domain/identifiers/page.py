"""One text as the rules see it: plain, with what is honestly explained marked out of bounds."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.lexicon import Lexicon
from bot.domain.identifiers.tokens import Token

_REACH = 45
"""How many characters before a number its label may stand. Constant, so looking never adds up."""


@dataclass(frozen=True, slots=True)
class Page:
    """A plain text, the countries to think of, and a mask of what other rules must leave alone.

    `tokens` are its words, none when there was no lexicon to look them up in.
    """

    text: str
    countries: frozenset[str]
    honest: bytes
    tokens: tuple[Token, ...] = ()
    lexicon: Lexicon | None = None
    authors: bytes = b""
    """A mask of who is cited, where only names and places are at home."""
    people: tuple[tuple[int, int], ...] = ()
    """Stretches that somebody other than the rules takes for names of people."""

    def cited(self, start: int, end: int) -> bool:
        """Whether any of this stretch is an author, a study or a journal."""
        return self.authors.find(1, start, end) >= 0

    def holds(self, some: Collection[str]) -> bool:
        """Whether any of some words in lower case stands anywhere: a rule that needs one can be spared."""
        lower = self.text.lower()
        return any(word in lower for word in some)

    def explained(self, start: int, end: int) -> bool:
        """Whether any of this stretch is part of a citation, a dose or the like."""
        return self.honest.find(1, start, end) >= 0

    def before(self, start: int, reach: int = _REACH) -> str:
        """Return what stands before `start`, at most `reach` characters."""
        return self.text[max(0, start - reach) : start]

    def after(self, end: int, reach: int = _REACH) -> str:
        """Return what stands from `end`, at most `reach` characters."""
        return self.text[end : end + reach]

    def labelled(self, start: int, label: re.Pattern[str], reach: int = _REACH) -> bool:
        """Whether `label` ends right before `start`. Make it with `label()`."""
        return label.search(self.text, max(0, start - reach), start) is not None


Scan = Callable[[Page], Iterator[Finding]]
"""A rule or a family of rules: reads a page, yields findings with offsets into the page's text."""


@lru_cache(maxsize=256)
def label(words: str, apart: int = 3) -> re.Pattern[str]:
    """Compile words that announce a number, with at most `apart` short words in between.

    To be used with `Page.labelled`, whose window keeps the search constant in time.
    """
    return re.compile(
        rf"(?<![A-Za-z])(?:{words})(?![a-z])[^A-Za-z0-9\]]{{0,4}}"
        rf"(?:[A-Za-z']{{1,12}}[^A-Za-z0-9\]]{{1,3}}){{0,{apart}}}\Z",
        re.IGNORECASE,
    )


def spot(match: re.Match[str], kind: Kind, score: float, why: str, proposal: str, group: int = 0) -> Finding:
    """Make a finding of a match or of one of its groups."""
    return Finding(match.start(group), match.end(group), kind, score, why, proposal)

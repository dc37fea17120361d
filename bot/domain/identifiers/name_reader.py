"""The words of one page as the rules for names look at them."""

from __future__ import annotations

import re
from bisect import bisect_left

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.name_context import SENTENCE_START
from bot.domain.identifiers.name_guards import EPONYM_HEAD
from bot.domain.identifiers.page import Page
from bot.domain.identifiers.tokens import Token

_PAIR_GAP = re.compile(r"[\")]? (?:[^\W\d_]\.? |[\"(])?|-")


class Reader:
    """A page with the starts of its words, which capitals are guessed, and who is an author."""

    def __init__(self, page: Page, guessed: frozenset[int]) -> None:
        self.page = page
        self.guessed = guessed
        self.tokens = page.tokens
        self.starts = [token.start for token in page.tokens]
        # Who is cited once is an author wherever the name stands again.
        self.authors = {
            token.base
            for token in page.tokens
            if token.capital and len(token.text) > 2 and not token.common and page.cited(token.start, token.end)
        }

    def within(self, start: int, end: int) -> list[Token]:
        """Return the words of a stretch."""
        at = bisect_left(self.starts, start)
        until = bisect_left(self.starts, end)
        return list(self.tokens[at:until])

    def found(self, start: int, end: int, score: float, why: str) -> Finding:
        """Make a finding of a name."""
        return Finding(start, end, Kind.NAME, score, f"name.{why}", "[name]")

    def heads_eponym(self, token: Token) -> bool:
        """Whether a disease, a sign or the like follows."""
        after = self.page.after(token.end, 50)
        if token.text.endswith(("'s", "s'")):
            after = " " + after.lstrip()
        return EPONYM_HEAD.match(after) is not None

    def opens_sentence(self, token: Token) -> bool:
        """Whether the capital may be owed to the beginning of a sentence."""
        return SENTENCE_START.search(self.page.before(token.start, 4)) is not None

    def adjoin(self, one: Token, other: Token) -> bool:
        """Whether two capitalised words stand side by side."""
        return (
            other.capital
            and len(other.text) > 1
            and _PAIR_GAP.fullmatch(self.page.text, one.end, other.start) is not None
        )

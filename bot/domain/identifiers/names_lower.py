"""Names typed in lower case, which phones and haste make common."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.name_cues import ACTS_LOWER, LOWER_CUE
from bot.domain.identifiers.name_guards import ROLES
from bot.domain.identifiers.page import Page
from bot.domain.identifiers.tokens import Token

_ARTICLE = re.compile(r"(?<!\w)(?:the|an?|his|her|no|of) \Z", re.IGNORECASE)
_WEAK_CUE = re.compile(r"(?:with|for|and|poor|dear|little|old|re|told|asked|saw|seen) ")
_SHORTEST = 3


def lower_names(page: Page) -> Iterator[Finding]:
    """Find first names in lower case after a cue, before a verb of people, or before a surname."""
    starts = [token.start for token in page.tokens]

    def token_at(start: int) -> Token | None:
        at = bisect_left(starts, start)
        return page.tokens[at] if at < len(starts) and starts[at] == start else None

    for shape, why in ((LOWER_CUE, "lower_cue"), (ACTS_LOWER, "lower_acts")):
        for match in shape.finditer(page.text):
            token = token_at(match.start("name"))
            before = token_at(match.start("before")) if shape is ACTS_LOWER and match.group("before") else None
            if token is not None and before is not None and _strangers(before, token):
                yield Finding(before.start, token.end, Kind.NAME, 0.55, "name.lower_acts", "[name]")
            if token is None or not _likely(token) or page.explained(token.start, token.end):
                continue
            if _ARTICLE.search(page.before(token.start, 6)):
                continue
            weak = shape is LOWER_CUE and _WEAK_CUE.match(match.group()) is not None
            score = 0.6 if token.common else 0.4 if weak else 0.5
            yield Finding(token.start, token.end, Kind.NAME, score, f"name.{why}", "[name]")
    for one, other in zip(page.tokens, page.tokens[1:], strict=False):
        beside = page.text[one.end : other.start] == " "
        if beside and _likely(one) and not other.capital and other.last and not (other.plain or other.barred):
            yield Finding(one.start, other.end, Kind.NAME, 0.65, "name.lower_pair", "[name]")


def _strangers(one: Token, other: Token) -> bool:
    """Whether two words side by side are no everyday words, and one of them is known as a name."""
    usual = one.plain or other.plain or one.barred or other.barred or one.base in ROLES
    return not usual and not one.eponym and (one.first or other.last or other.first)


def _likely(token: Token) -> bool:
    known = token.first and not (token.plain or token.eponym or token.barred or token.branded or token.either)
    return known and not token.capital and len(token.base) >= _SHORTEST and token.base not in ROLES

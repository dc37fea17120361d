"""Names by the company they keep: beside a sure name, in one list with it, or the same once more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.identifiers.cover import Cover
from bot.domain.identifiers.findings import LIKELY, Finding
from bot.domain.identifiers.name_cues import LISTED
from bot.domain.identifiers.name_guards import ROLES
from bot.domain.identifiers.name_reader import Reader

_FIRM = frozenset(
    f"name.{code}"
    for code in ("title", "label", "relative", "closing", "last_first", "aged", "first_last", "named", "role", "acts")
)
_MAYBE = frozenset({"name.first", "name.eponym", "name.surname_like", "name.acts", "name.company"})
_SURE = 0.6
"""From here on a name counts as known, and its later mentions are names as well."""


def encouraged(found: list[Finding]) -> list[Finding]:
    """Where somebody is surely named, whoever may be a person more likely is one."""
    if not any(one.score >= _SURE and one.why in _FIRM for one in found):
        return found
    return [replace(one, score=LIKELY) if one.why in _MAYBE and one.score < LIKELY else one for one in found]


def listed(reader: Reader, found: list[Finding]) -> Iterator[Finding]:
    """Whoever stands in one list with a name is a name: "Kev, Reg and Violet"."""
    firm = Cover(found, LIKELY)
    for match in LISTED.finditer(reader.page.text):
        words = [token for token in reader.within(*match.span()) if token.capital]
        if not any(firm.holds(token) for token in words):
            continue
        for token in words:
            candidate = token.first or token.either or not token.plain
            if candidate and not firm.holds(token) and not token.eponym and not token.barred:
                yield reader.found(token.start, token.end, 0.55, "listed")


def again(reader: Reader, found: list[Finding]) -> Iterator[Finding]:
    """A word that was a name once is a name everywhere in the text."""
    known = {
        token.base
        for one in found
        if one.score >= _SURE
        for token in reader.within(one.start, one.end)
        if len(token.base) > 1 and token.base not in ROLES
    }
    firm = Cover(found, LIKELY)
    for at, token in enumerate(reader.tokens):
        if token.base not in known or firm.holds(token):
            continue
        doubtful = token.wordy or token.eponym or token.barred or token.branded or token.either or len(token.base) < 3
        if doubtful and (not token.capital or reader.opens_sentence(token) or reader.heads_eponym(token)):
            continue
        if not (doubtful and (token.barred or _goes_on(reader, at))) and not reader.page.cited(token.start, token.end):
            yield reader.found(token.start, token.end, _SURE, "again")


def _goes_on(reader: Reader, at: int) -> bool:
    """Whether another capital follows right away: "Green" of "Green Square" is nobody's name."""
    return at + 1 < len(reader.tokens) and reader.adjoin(reader.tokens[at], reader.tokens[at + 1])

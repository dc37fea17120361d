"""The check itself: read a text, gather what every rule finds, settle it."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.identifiers import (
    addresses,
    ages,
    citations,
    contacts,
    dates,
    employers,
    facilities,
    honest,
    names,
    numbers,
    objects,
    phones,
    places,
    records,
    schools,
    telling,
)
from bot.domain.identifiers.findings import ALL, LIKELY, Finding, cut, settle
from bot.domain.identifiers.lexicon import Lexicon
from bot.domain.identifiers.normal import Normal, normalise
from bot.domain.identifiers.page import Page, Scan
from bot.domain.identifiers.tokens import tokenise

FIXED: tuple[Scan, ...] = (
    contacts.scan,
    numbers.scan,
    records.scan,
    phones.scan,
    dates.scan,
    ages.scan,
    addresses.scan,
    objects.scan,
)
"""What has a shape of its own, and what cutting could join into something that must be redacted. Digits spelt out
cannot be joined: what stands for a cut is no number word."""

SCANS: tuple[Scan, ...] = (*FIXED, telling.scan, names.scan, places.scan, facilities.scan, schools.scan, employers.scan)
_PASSES = 4
"""Cutting one thing out can join its neighbours into another: the text is read again as it would
stand, until nothing new must go. Four passes were never used up by a text a person wrote."""


def find(
    text: str,
    *,
    countries: Collection[str] = ALL,
    lexicon: Lexicon | None = None,
    people: Collection[tuple[int, int]] = (),
) -> tuple[Finding, ...]:
    """Return what may identify somebody in `text`, in reading order, never overlapping.

    Names, places and facilities need the `lexicon` (`data.lexicon.load()`); without one only
    identifiers with a fixed shape are found.

    Offsets are those of `text` as given. `countries` narrows national numbers, phones and postcodes;
    a country without a pack is ignored, as the rest of the check needs none. `people` are stretches of `text`
    that a model takes for names; what the guards of the rules let pass of them is found too. Redacting everything
    that is not a hint leaves nothing that must be redacted. The time grows with the length alone.
    """
    known = frozenset(countries) & ALL
    found = settle(_read(text, known, SCANS, lexicon, people))
    for _ in range(_PASSES):
        firm = tuple(one for one in found if one.score >= LIKELY)
        if not firm:
            break
        rest = cut(text, firm)
        left = [_placed(one, rest) for one in _read(rest.text, known, FIXED) if one.score >= LIKELY]
        if not left:
            break
        found = settle([*found, *left])
    return found


def _read(
    text: str,
    countries: frozenset[str],
    scans: tuple[Scan, ...],
    lexicon: Lexicon | None = None,
    people: Collection[tuple[int, int]] = (),
) -> list[Finding]:
    """Read a text once."""
    normal = normalise(text)
    tokens = tokenise(normal.text, lexicon) if lexicon else ()
    authors = citations.cited(normal.text) if lexicon else b""
    spans = tuple(normal.plain(*span) for span in people)
    page = Page(normal.text, countries, honest.explained(normal.text), tokens, lexicon, authors, spans)
    return [_placed(one, normal) for scan in scans for one in scan(page)]


def _placed(one: Finding, normal: Normal) -> Finding:
    start, end = normal.original(one.start, one.end)
    if (start, end) == (one.start, one.end):
        return one
    return replace(one, start=start, end=end)

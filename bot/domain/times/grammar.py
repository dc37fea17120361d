"""Cuts what somebody typed into a `Phrase`, or refuses: every character must mean something.

A small strict grammar instead of a date library, because libraries skip the words they do not
know and fill in what is missing. `python -m benchmarks times` measures it; docs/figures.md has the outcome.
"""

import re

from bot.domain.times.french import in_english
from bot.domain.times.places import zone_named
from bot.domain.times.rules import RULES
from bot.domain.times.text import LONGEST, Misread, fold
from bot.domain.times.words import (
    Ahead,
    Clock,
    Dated,
    DayOfMonth,
    Elapsed,
    Item,
    NthWeekday,
    Numeric,
    Offset,
    Part,
    Phrase,
    Span,
    Stamp,
    Weekday,
    ZoneLetters,
    ZoneName,
)

_PLACE = re.compile(r"[a-z][a-z0-9_.'+/-]{0,40}(?: [a-z][a-z'.-]{0,20}){0,3}")


def _place(text: str, at: int) -> tuple[ZoneName, int] | None:
    """The longest run of words at `at` that names a zone or a city."""
    found = _PLACE.match(text, at)
    words = found.group().split(" ") if found else []
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length])
        zone = zone_named(said.removesuffix(" time"))
        if zone is not None:
            return ZoneName(zone), at + len(said)
    return None


def _items(text: str) -> list[Item]:
    items: list[Item] = []
    at = 0
    while at < len(text):
        for pattern, build in RULES:
            found = pattern.match(text, at)
            if found is None:
                continue
            built = build(found)
            if built is not None:
                items.extend(built if isinstance(built, tuple) else (built,))
            at = found.end()
            break
        else:
            place = _place(text, at)
            if place is None:
                raise Misread("time.unreadable")
            items.append(place[0])
            at = place[1]
    return items


def _joined(items: list[Item]) -> list[Item]:
    """Make one of "next week" and a weekday that stands apart from it, as in "next week 7pm, Tuesday"."""
    days = [i for i in items if isinstance(i, Weekday)]
    spans = [i for i in items if isinstance(i, Span)]
    if len(days) != 1 or len(spans) != 1 or days[0].which or spans[0] != Span("week", 1):
        return items
    joined = Weekday(days[0].weekday, "next week")
    return [joined, *(i for i in items if i is not days[0] and i is not spans[0])]


def parse(typed: str, *, french: bool = False) -> Phrase:
    """The phrase in parts, with nothing left over; `french` if it may hold French words.

    Raises `Misread` with "time.unreadable" for words or combinations that mean nothing here
    (two hours, two days), and "time.impossible" for hours that no clock shows.
    """
    text = fold(typed).strip(" \"'`").rstrip(" .,;!?")
    if not text or len(typed) > LONGEST:
        raise Misread("time.unreadable")
    if french:
        text = in_english(text)
    items = _items(text)
    items = _joined(items)
    days = [i for i in items if isinstance(i, Dated | DayOfMonth | Numeric | NthWeekday | Ahead | Span)]
    weekdays = [i for i in items if isinstance(i, Weekday)]
    clocks = [i for i in items if isinstance(i, Clock)]
    parts = [i for i in items if isinstance(i, Part)]
    zones = tuple(i for i in items if isinstance(i, Offset | ZoneName | ZoneLetters))
    points = [i for i in items if isinstance(i, Elapsed | Stamp)]
    if not items or max(map(len, (days, weekdays, clocks, parts, points))) > 1 or len(zones) > 2:
        raise Misread("time.unreadable")
    if points and len(items) > 1:
        raise Misread("time.unreadable")
    weekday = weekdays[0] if weekdays else None
    if days and weekday and (isinstance(days[0], Ahead | NthWeekday | Span) or weekday.which):
        raise Misread("time.unreadable")
    return Phrase(
        day=days[0] if days else weekday,
        checks=weekday if days else None,
        clock=clocks[0] if clocks else None,
        part=parts[0] if parts else None,
        zones=zones,
        point=points[0] if points else None,
    )

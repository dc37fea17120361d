"""Turns a `Phrase` into moments: exactly one, or the reason why not and what it might have been."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from bot.domain.times.days import Days, NoSuchDay, days_of
from bot.domain.times.hours import Hour, hours_of, usual_hours
from bot.domain.times.places import AUSTRALIAN_LETTERS, LETTERS
from bot.domain.times.readings import Reading, american, beside_gap, instants_of
from bot.domain.times.text import Misread
from bot.domain.times.words import (
    Dated,
    Elapsed,
    Offset,
    Phrase,
    Span,
    Stamp,
    Zone,
    ZoneLetters,
    ZoneName,
)

YEARS_AHEAD = 5
"""Further away than this is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One certain reading and no problem; or a problem and the readings worth offering."""

    readings: tuple[Reading, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Typist:
    """Whose words these are: the moment, their zone, whether they write month first, whether they speak French."""

    now: datetime
    zone: str
    month_first: bool
    french: bool = False

    @classmethod
    def of(cls, now: datetime, zone: ZoneInfo | str, locale: str) -> "Typist":
        """Raises ValueError for a naive `now` or a zone without a name: a caller's mistake."""
        name = zone if isinstance(zone, str) else zone.key
        if now.tzinfo is None or not name:
            raise ValueError("now must be aware and the zone must have a name")
        return cls(now.astimezone(UTC), name, american(locale), locale.casefold().startswith("fr"))

    def today(self, zone: str | None = None) -> date:
        """The date on the wall in `zone`, by default the typist's own."""
        return self.now.astimezone(ZoneInfo(zone or self.zone)).date()

    def is_ahead(self, reading: Reading) -> bool:
        """Whether the reading lies in the future, however far."""
        return reading.instant > self.now

    def is_too_far(self, reading: Reading) -> bool:
        """Whether the reading lies further ahead than anybody plans."""
        return reading.instant > self.now + timedelta(days=366 * YEARS_AHEAD)


def understand(phrase: Phrase, typist: Typist) -> Outcome:
    """What the phrase means to this typist now. Raises `Misread` for contradictions."""
    if phrase.point is not None:
        return _of_point(phrase.point, typist)
    try:
        found = [days_of(phrase.day, today, month_first=typist.month_first) for today in _todays(phrase, typist)]
    except NoSuchDay as none:
        hours = _hours(phrase, typist) if phrase.clock else ()
        near = _at(none.near, hours, phrase.zones, typist)
        return Outcome(_ahead(near.readings, typist), "time.impossible")
    days = _together(found)
    if isinstance(phrase.day, Span):
        return _without_day(phrase, days, typist)
    if phrase.clock is None:
        return _without_hour(phrase, days, typist)
    return _of_day(phrase, days, _hours(phrase, typist), typist)


def _hours(phrase: Phrase, typist: Typist) -> tuple[Hour, ...]:
    if phrase.clock is None:
        return ()
    part = phrase.part.part if phrase.part else None
    hours = hours_of(phrase.clock, part, twelve_hours=typist.month_first)
    if phrase.clock.style == "midnight" and phrase.day is None:
        return tuple(hour for hour in hours if hour.days)  # the coming one
    return hours


def _of_point(point: Elapsed | Stamp, typist: Typist) -> Outcome:
    if isinstance(point, Stamp):
        instant = datetime.fromtimestamp(point.seconds, UTC).replace(second=0)
    else:
        spare = timedelta(seconds=typist.now.second, microseconds=typist.now.microsecond)
        started = typist.now - spare + timedelta(minutes=1 if spare else 0)
        instant = started + timedelta(minutes=point.minutes)
    return _settle([Reading(instant, typist.zone)], typist)


def _todays(phrase: Phrase, typist: Typist) -> list[date]:
    """Today by the typist's wall and, if they name another place, by that place's wall too."""
    there = [_home(zone) for zone in phrase.zones if not isinstance(zone, Offset)]
    dates = [typist.today(zone) for zone in there]
    if phrase.day is None and dates:
        return dates[:1]
    return list(dict.fromkeys([typist.today(), *dates]))


def _home(zone: ZoneName | ZoneLetters) -> str:
    return zone.zone if isinstance(zone, ZoneName) else LETTERS[zone.letters][0][1]


def _together(found: list[Days]) -> Days:
    first = found[0]
    options = tuple(dict.fromkeys(day for days in found for day in days.options))
    return Days(options, first.later, first.others, first.named)


def _without_hour(phrase: Phrase, days: Days, typist: Typist) -> Outcome:
    hours = usual_hours(phrase.part.part if phrase.part else None)
    ideas = list(_at(days.options, hours, phrase.zones, typist).readings)
    if isinstance(phrase.day, Dated) and phrase.day.year and phrase.day.year % 100 < 60:
        # "3 Dec 2030" may have meant half past eight in the evening.
        said = Hour(phrase.day.year // 100, phrase.day.year % 100)
        this_year = days_of(Dated(phrase.day.month, phrase.day.day), typist.today(), month_first=False)
        ideas += _at(this_year.options, (said,), phrase.zones, typist).readings
    ideas = [idea for idea in ideas if not typist.is_too_far(idea)]
    return Outcome(_ahead(ideas, typist), "time.needs_hour")


def _without_day(phrase: Phrase, days: Days, typist: Typist) -> Outcome:
    """Offer each day of the stretch once, at the hour that was said or else at the likeliest."""
    hours = _hours(phrase, typist) or usual_hours(phrase.part.part if phrase.part else None)
    ideas = _at(days.options, hours[:1], phrase.zones, typist)
    return Outcome(_ahead(ideas.readings, typist), "time.needs_day")


def _of_day(phrase: Phrase, days: Days, hours: tuple[Hour, ...], typist: Typist) -> Outcome:
    options = days.options
    if phrase.checks and all(day.weekday() != phrase.checks.weekday for day in options):
        ideas = _at((*options, *days.others), hours, phrase.zones, typist)
        return Outcome(_ahead(ideas.readings, typist), "time.wrong_weekday")
    if not days.named and len(hours) > 1 and days.later:
        options = (*options, days.later)
        ideas = _at(options, hours, phrase.zones, typist)
        first = {idea.wall.time(): idea for idea in reversed(_ahead(ideas.readings, typist))}
        return Outcome(tuple(reversed(first.values())), "time.ambiguous")
    placed = _at(options, hours, phrase.zones, typist)
    if placed.problem:
        return Outcome(_ahead(placed.readings, typist), placed.problem)
    settled = _settle(placed.readings, typist)
    if settled.problem == "time.past":
        later = (*((days.later,) if days.later else ()), *days.others)
        ideas = _at(later, hours, phrase.zones, typist)
        return Outcome(_ahead(ideas.readings, typist), "time.past")
    return settled


def _ahead(readings: Iterable[Reading], typist: Typist) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(reading for reading in readings if typist.is_ahead(reading)))


def _settle(readings: Iterable[Reading], typist: Typist) -> Outcome:
    """The only future reading, or why there is none."""
    ahead = _ahead(readings, typist)
    near = tuple(reading for reading in ahead if not typist.is_too_far(reading))
    if not ahead:
        return Outcome((), "time.past")
    if not near:
        return Outcome((), "time.too_far")
    return Outcome(near, None if len({r.instant for r in near}) == 1 else "time.ambiguous")


def _at(dates: Iterable[date], hours: Iterable[Hour], zones: tuple[Zone, ...], typist: Typist) -> Outcome:
    """Every date at every hour. The problem is the clock change's, if one is in the way."""
    readings: list[Reading] = []
    problem: str | None = None
    for day, hour in product(dates, hours):
        wall = datetime.combine(day, time(hour.hour, hour.minute)) + timedelta(days=hour.days)
        placed = _place(wall, zones, typist)
        readings += placed.readings
        if placed.problem and any(typist.is_ahead(reading) for reading in placed.readings):
            problem = problem or placed.problem
    return Outcome(tuple(readings), problem)


def _place(wall: datetime, zones: tuple[Zone, ...], typist: Typist) -> Outcome:
    match zones:
        case ():
            return _in_zone(wall, typist.zone)
        case (ZoneName(zone),):
            return _in_zone(wall, zone)
        case (Offset(minutes),):
            return Outcome((Reading(_minus(wall, minutes), typist.zone),))
        case (ZoneLetters(letters),):
            return _in_letters(wall, letters, typist)
        case (ZoneName(zone), Offset(minutes)) | (Offset(minutes), ZoneName(zone)):
            instant = _minus(wall, minutes)
            if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
                raise Misread("time.impossible")
            return Outcome((Reading(instant, zone),))
        case _:
            raise Misread("time.unreadable")


def _minus(wall: datetime, minutes: int) -> datetime:
    return wall.replace(tzinfo=UTC) - timedelta(minutes=minutes)


def _in_zone(wall: datetime, zone: str) -> Outcome:
    instants = instants_of(wall, zone)
    if not instants:
        return Outcome(tuple(Reading(i, zone) for i in beside_gap(wall, zone)), "time.gap")
    readings = tuple(Reading(instant, zone) for instant in instants)
    return Outcome(readings, "time.overlap" if len(readings) > 1 else None)


def _in_letters(wall: datetime, letters: str, typist: Typist) -> Outcome:
    """Letters are certain when the typist's own clocks carry them, or one place's do that day.

    "7pm AEST" in a December Sydney (AEDT then) could mean either hour: both are offered.
    """
    own = [
        Reading(instant, typist.zone)
        for instant in instants_of(wall, typist.zone)
        if instant.astimezone(ZoneInfo(typist.zone)).tzname() == letters.upper()
    ]
    if own:
        return Outcome(tuple(own))
    meanings = LETTERS[letters]
    if typist.zone.startswith("Australia/"):
        meanings = (*AUSTRALIAN_LETTERS.get(letters, ()), *meanings)
    readings: list[Reading] = []
    for minutes, home in meanings:
        if minutes is None:
            placed = _in_zone(wall, home)
            if placed.problem:
                return placed
            readings += placed.readings
            continue
        instant = _minus(wall, minutes)
        if instant.astimezone(ZoneInfo(home)).replace(tzinfo=None) == wall:
            readings.append(Reading(instant, home))
        else:
            readings.append(Reading(instant, typist.zone))
            readings += _in_zone(wall, home).readings
    return Outcome(tuple(readings))

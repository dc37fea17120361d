"""When something repeats: a local hour on chosen weekdays, every so many weeks.

The truth is the hour on the wall plus an IANA zone; instants are worked out from it one at a time, so 08:00 stays
08:00 across daylight saving. Plain zoneinfo arithmetic is used and not dateutil's rrule: rrule steps naive or
fixed-offset times and knows nothing of hours that are missing or come twice, so the step below would be needed all
the same, and the rule itself ("these weekdays, every n weeks") is one line of date arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.errors import Invalid

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORKING_DAYS: Final = frozenset(range(5))
LONGEST_INTERVAL: Final = 12

_NUMBERS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "other": 2,
    "second": 2,
    "third": 3,
    "fourth": 4,
}
_WORKDAY_WORDS: Final = frozenset(
    {"weekday", "weekdays", "workday", "workdays", "working day", "working days", "work day"}
)
_SPOKEN_HOURS: Final = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_HOUR: Final = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})?)?(?:\s*(?P<half>[ap])\.?m?\.?)?")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Which days: every `interval_weeks` weeks on `weekdays` (Monday is 0).

    `weekdays` is empty when only "every week" was asked for; the first date then decides the day.
    """

    interval_weeks: int
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a schedule: the hour on the wall (naive) and the UTC instant it falls on."""

    local: datetime
    instant: datetime

    @property
    def turn(self) -> str:
        """The name of this occurrence within its schedule; the same however often it is worked out."""
        return self.local.isoformat(timespec="minutes")


@dataclass(frozen=True, slots=True)
class Schedule:
    """A repeating local hour: `at` on the clocks of `zone` (an IANA name), on or after the date `start`."""

    rhythm: Rhythm
    at: time
    zone: str
    start: date

    def meets(self, day: date) -> bool:
        """Whether the schedule falls on this local date."""
        first_monday = self.start - timedelta(days=self.start.weekday())
        week = (day - first_monday).days // 7
        return day >= self.start and week % self.rhythm.interval_weeks == 0 and day.weekday() in self.rhythm.weekdays

    def occurrence(self, turn: str) -> Occurrence:
        """The occurrence with this name (see `Occurrence.turn`)."""
        local = datetime.fromisoformat(turn)
        return Occurrence(local, instant_of(local, self.zone))

    def after(self, instant: datetime) -> Iterator[Occurrence]:
        """All occurrences strictly after a UTC instant, in order, each instant at most once, without end."""
        local_day = instant.astimezone(ZoneInfo(self.zone)).date()
        day = max(self.start, local_day - timedelta(days=1))
        last = instant
        while True:
            if self.meets(day):
                local = datetime.combine(day, self.at)
                reached = instant_of(local, self.zone)
                if reached > last:
                    last = reached
                    yield Occurrence(local, reached)
            day += timedelta(days=1)

    def next_after(self, instant: datetime) -> Occurrence:
        """The first occurrence strictly after a UTC instant."""
        return next(self.after(instant))

    def upcoming(self, instant: datetime, count: int) -> tuple[Occurrence, ...]:
        """The next `count` occurrences after a UTC instant."""
        return tuple(islice(self.after(instant), count))


def instant_of(local: datetime, zone: str) -> datetime:
    """The UTC instant at which clocks in `zone` show `local`.

    An hour that daylight saving skips is taken as far after the gap as it stood after the gap's start (02:30 becomes
    03:30); of an hour that comes twice, the first is meant. Something is therefore sent on each day, and once.
    """
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def begin(rhythm: Rhythm, at: time, zone: str, now: datetime) -> Schedule:
    """The schedule that starts with the next such hour after `now`; gives "every week" its weekday."""
    today = now.astimezone(ZoneInfo(zone)).date()
    any_day = Schedule(Rhythm(1, rhythm.weekdays or frozenset(range(7))), at, zone, today)
    first = any_day.next_after(now).local.date()
    weekdays = rhythm.weekdays or frozenset({first.weekday()})
    return Schedule(Rhythm(rhythm.interval_weeks, weekdays), at, zone, first)


def parse_rhythm(typed: str) -> Rhythm:
    """Read "week", "2 weeks", "Tuesday", "Mon and Thu", "2 weeks on Tuesday" or "weekday".

    Raises Invalid `schedule.every_unreadable`, `schedule.every_day` or `schedule.interval_too_long`.
    """
    words = re.sub(r"[\s,;&/+]+", " ", typed.casefold()).strip()
    words = re.sub(r"^(every|each)\s+", "", words)
    if words in _WORKDAY_WORDS:
        return Rhythm(1, WORKING_DAYS)
    if words in {"day", "days", "daily"}:
        raise Invalid("schedule.every_day", typed=typed)
    interval, rest = _read_interval(words)
    weekdays = _read_weekdays(rest)
    if interval is None or weekdays is None or (not weekdays and interval == 0):
        raise Invalid("schedule.every_unreadable", typed=typed)
    if interval > LONGEST_INTERVAL:
        raise Invalid("schedule.interval_too_long", typed=typed, limit=LONGEST_INTERVAL)
    return Rhythm(max(interval, 1), weekdays)


def parse_hour(typed: str) -> time:
    """Read a local hour: "08:00", "8", "8am", "7.30 pm", "19h", "noon".

    Raises Invalid `schedule.hour_unreadable`.
    """
    said = typed.strip().casefold()
    if said in _SPOKEN_HOURS:
        return _SPOKEN_HOURS[said]
    found = _HOUR.fullmatch(said)
    if found is None:
        raise Invalid("schedule.hour_unreadable", typed=typed)
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half is not None:
        if not 1 <= hour <= 12:
            raise Invalid("schedule.hour_unreadable", typed=typed)
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise Invalid("schedule.hour_unreadable", typed=typed)
    return time(hour, minute)


def _read_interval(words: str) -> tuple[int | None, str]:
    """The interval in weeks (0 when none was said, None when it makes no sense), and the words after it."""
    weekly = re.match(r"(weekly|fortnightly|fortnights?|weeks?)\b(?:\s+on\b)?\s*(?P<rest>.*)$", words)
    if weekly:
        return (2 if words.startswith("fortnight") else 1), weekly["rest"]
    counted = re.match(r"(?P<count>\d{1,3}|[a-z]+)\s+weeks?\b(?:\s+on\b)?\s*(?P<rest>.*)$", words)
    if counted:
        count = counted["count"]
        number = int(count) if count.isdecimal() else _NUMBERS.get(count, 0)
        return (number or None), counted["rest"]
    other = re.match(r"other\s+(?P<rest>\S.*)$", words)
    if other:
        return 2, other["rest"]
    return 0, words


def _read_weekdays(words: str) -> frozenset[int] | None:
    """The weekdays named, empty for none, None for a word that is no weekday."""
    found: set[int] = set()
    for word in words.split():
        if word in {"and", "on"}:
            continue
        stem = word.rstrip(".").removesuffix("s") if len(word) > 4 else word.rstrip(".")
        days = [number for number, name in enumerate(WEEKDAYS) if len(stem) >= 3 and name.startswith(stem)]
        if len(days) != 1:
            return None
        found.add(days[0])
    return frozenset(found)

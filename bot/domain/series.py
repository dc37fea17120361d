"""Meetings that repeat: which days (RFC 5545, expanded by dateutil), at which hour on the wall.

The rule is expanded over plain dates only; the hour is put on each date in the series' own zone afterwards. So 19:30
stays 19:30 across daylight saving, which rules stepped in UTC would not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice, takewhile

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId, MemberId
from bot.domain.schedules import WEEKDAYS, Occurrence, instant_of
from bot.domain.timers import PlannedTimer

EXTEND = "series.extend"
"""Kind of the timer at which the next occurrences become meetings."""
AHEAD = timedelta(weeks=8)
"""How far ahead occurrences become meetings."""
CARD_AHEAD = timedelta(days=14)
"""How far ahead the card of a later occurrence is posted, so that a channel is not filled with one series."""
LONGEST_INTERVAL, MOST_TIMES, MOST_SKIPPED = 12, 104, 40

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "other": 2}
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Unit(StrEnum):
    """What is counted between two occurrences."""

    WEEK = "WEEKLY"
    MONTH = "MONTHLY"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Every so many weeks or months on a weekday (Monday is 0), in months the `nth` of them (-1: the last).

    `weekday` and `nth` are None while the first date is to decide. It ends after `until` or `count` dates, if either
    is given; `skipped` dates count but do not happen, as in RFC 5545.
    """

    unit: Unit
    every: int = 1
    weekday: int | None = None
    nth: int | None = None
    until: date | None = None
    count: int | None = None
    skipped: tuple[date, ...] = ()

    def anchored(self, first: date) -> Repeat:
        """Return the rule with its weekday settled by the first date.

        Raises Invalid (`series.start_differs`, `series.ends_before_start`) if the first date is none of its dates.
        """
        found = replace(self, weekday=first.weekday() if self.weekday is None else self.weekday)
        if self.unit is Unit.MONTH and self.nth is None:
            found = replace(found, nth=_nth_of(first))
        is_last = (first + timedelta(days=7)).month != first.month
        possible = ((first.day - 1) // 7 + 1, -1) if is_last else ((first.day - 1) // 7 + 1,)
        if found.weekday != first.weekday() or (self.unit is Unit.MONTH and found.nth not in possible):
            raise Invalid("series.start_differs")
        if self.until is not None and self.until < first:
            raise Invalid("series.ends_before_start")
        return found

    def all_days(self, first: date) -> Iterator[date]:
        """Yield all dates from the first on, skipped ones too; without end if the rule has none."""
        on = None if self.weekday is None else weekday(self.weekday, self.nth)
        expanded = rrule(
            WEEKLY if self.unit is Unit.WEEK else MONTHLY,
            dtstart=datetime.combine(first, time()),
            interval=self.every,
            byweekday=on,
            count=self.count,
            until=None if self.until is None else datetime.combine(self.until, time()),
        )
        return (one.date() for one in expanded)

    def days(self, first: date) -> Iterator[date]:
        """Yield the dates on which it happens."""
        return (day for day in self.all_days(first) if day not in self.skipped)

    @property
    def text(self) -> str:
        """The rule as RFC 5545 writes it; `read_rule` reads it back."""
        parts = [f"FREQ={self.unit}", f"INTERVAL={self.every}"]
        if self.weekday is not None:
            parts.append(f"BYDAY={self.nth or ''}{_CODES[self.weekday]}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        lines = ["RRULE:" + ";".join(parts)]
        if self.skipped:
            lines.append("EXDATE:" + ",".join(f"{day:%Y%m%d}" for day in self.skipped))
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings of one kind: `hour` on the wall in `zone` (IANA) on each date of `repeat` from `first_day` on.

    Its dates are numbered from the first ever; `base` is the number of `first_day`, above 0 once it was moved.
    `sequence` rises with each change that a calendar must learn of.
    """

    id: int
    community_id: CommunityId
    title: str
    minutes: int
    seats: int | None
    place: str | None
    zone: str
    hour: time
    first_day: date
    repeat: Repeat
    organiser_id: MemberId
    changed_at: datetime
    ended: bool = False
    base: int = 0
    sequence: int = 0

    def at(self, day: date) -> Occurrence:
        """Return the occurrence on a date: an hour that clocks skip is taken as long after the gap as it was into it
        (02:30 becomes 03:30); of an hour that comes twice the first is meant.
        """
        local = datetime.combine(day, self.hour)
        return Occurrence(local, instant_of(local, self.zone))

    def occurrences(self) -> Iterator[Occurrence]:
        """Yield what happens, in order."""
        return (self.at(day) for day in self.repeat.days(self.first_day))

    def slots(self) -> Iterator[tuple[int, date]]:
        """Yield the dates on which it happens with their numbers; moving the rule leaves each its number."""
        numbered = enumerate(self.repeat.all_days(self.first_day), self.base)
        return ((number, day) for number, day in numbered if day not in self.repeat.skipped)

    def slot_of(self, day: date) -> int | None:
        """Return the number of a date of the rule, None for another date."""
        numbered = enumerate(self.repeat.all_days(self.first_day), self.base)
        return next((number for number, one in takewhile(lambda pair: pair[1] <= day, numbered) if one == day), None)

    def due(self, now: datetime) -> tuple[list[Occurrence], Occurrence | None]:
        """Return the coming occurrences that should be meetings by now, and the first that should not yet."""
        if self.ended:
            return [], None
        coming = (one for one in islice(self.occurrences(), 2000) if one.instant > now)
        found: list[Occurrence] = []
        for one in coming:
            if one.instant - now > AHEAD:
                return found, one
            found.append(one)
        return found, None

    def shifted(self, old_day: date, new_day: date, hour: time) -> tuple[Series, dict[date, date]]:
        """Return the series with its occurrence of `old_day` and all later ones moved, and old dates to new ones.

        What was skipped stays skipped: its date moves as well.
        """
        before = list(takewhile(lambda day: day < old_day, self.repeat.all_days(self.first_day)))
        count = None if self.repeat.count is None else self.repeat.count - len(before)
        nth = None if self.repeat.unit is Unit.WEEK else _nth_of(new_day)
        until = self.repeat.until and self.repeat.until + max(new_day - old_day, timedelta())
        repeat = replace(self.repeat, weekday=new_day.weekday(), nth=nth, count=count, until=until)
        old = list(islice(self.repeat.all_days(self.first_day), len(before), len(before) + 200))
        moved = dict(zip(old, islice(repeat.all_days(new_day), 200), strict=False))
        skipped = tuple(moved[day] for day in self.repeat.skipped if day in moved)
        repeat = replace(repeat, skipped=skipped)
        return replace(self, first_day=new_day, hour=hour, repeat=repeat, base=self.base + len(before)), moved


def _nth_of(day: date) -> int:
    """Return which of its weekdays in the month a date is; a fifth one counts as the last."""
    return -1 if day.day > 28 else (day.day - 1) // 7 + 1


def extension(series: Series, following: Occurrence) -> PlannedTimer:
    """Return the timer at which the next occurrence becomes a meeting."""
    key = f"series:{series.id}:{following.instant:%Y-%m-%dT%H:%M}:extend"
    return PlannedTimer(EXTEND, series.community_id, series.id, key, following.instant - AHEAD, following.instant)


def read_rule(text: str) -> Repeat:
    """Read what `Repeat.text` wrote, or an RRULE somebody typed; raises Invalid (`series.unreadable`)."""
    try:
        lines = dict(line.strip().split(":", 1) for line in text.strip().splitlines())
        parts = dict(part.split("=", 1) for part in lines["RRULE"].split(";"))
        on = re.fullmatch(r"(-1|[1-4])?(MO|TU|WE|TH|FR|SA|SU)", parts.get("BYDAY", "MO"))
        if on is None or set(parts) - {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT"}:
            raise Invalid("series.unreadable", typed=text)
        has_day = "BYDAY" in parts
        unit = Unit(parts["FREQ"])
        if (has_day and (unit is Unit.MONTH) != (on[1] is not None)) or ("UNTIL" in parts and "COUNT" in parts):
            raise Invalid("series.unreadable", typed=text)
        found = Repeat(
            unit,
            int(parts.get("INTERVAL", "1")),
            _CODES.index(on[2]) if has_day else None,
            int(on[1]) if has_day and on[1] else None,
            _day(parts["UNTIL"]) if "UNTIL" in parts else None,
            int(parts["COUNT"]) if "COUNT" in parts else None,
            tuple(_day(one) for one in lines["EXDATE"].split(",")) if "EXDATE" in lines else (),
        )
    except (KeyError, ValueError) as error:
        raise Invalid("series.unreadable", typed=text) from error
    return _checked(found, text)


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def parse_repeat(typed: str, read_day: Callable[[str], date]) -> Repeat:
    """Read "weekly", "every 3 weeks until 18 Dec", "second Tue of every month, 6 times, except 3 Nov, 1 Dec".

    `read_day` reads a date as its typist means it. Raises Invalid (`series.unreadable`, `series.interval_impossible`,
    `series.count_impossible`, `series.too_many_skipped`) and what `read_day` raises.
    """
    if typed.strip().upper().startswith("RRULE:"):
        return read_rule(typed.strip().upper())
    words = " ".join(typed.casefold().split())
    words, _, left_out = _cut(words, r"(?:except(?: on)?|but not(?: on)?|skipping|without)")
    words, _, until = _cut(words, r"(?:until|till)")
    times = re.search(r",?\s*(?:for )?(\d{1,4}) (?:times|meetings|occurrences)$", words)
    count = int(times[1]) if times else None
    base = _base(words[: times.start()] if times else words)
    if base is None or (until and count is not None):
        raise Invalid("series.unreadable", typed=typed[:500])
    days = [one for one in re.split(r"\s*(?:,|;| and )\s*", left_out) if one]
    if len(days) > MOST_SKIPPED:
        raise Invalid("series.too_many_skipped", limit=MOST_SKIPPED)
    skipped = tuple(sorted({read_day(one) for one in days}))
    found = replace(base, until=read_day(until) if until else None, count=count, skipped=skipped)
    return _checked(found, typed)


def _cut(words: str, mark: str) -> tuple[str, str, str]:
    parts = re.split(rf",?\s*\b({mark})\b\s*", words, maxsplit=1)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (words, "", "")


def _checked(found: Repeat, typed: str) -> Repeat:
    if not 1 <= found.every <= LONGEST_INTERVAL:
        raise Invalid("series.interval_impossible", limit=LONGEST_INTERVAL, typed=typed[:500])
    if found.count is not None and not 2 <= found.count <= MOST_TIMES:
        raise Invalid("series.count_impossible", limit=MOST_TIMES, typed=typed[:500])
    if len(found.skipped) > MOST_SKIPPED:
        raise Invalid("series.too_many_skipped", limit=MOST_SKIPPED)
    return found


_WEEKS = re.compile(r"(?:every |each )?(?:(?P<n>\d{1,3}|[a-z]+) )?weeks?(?: on (?P<day>[a-z]+))?")
_MONTHS = re.compile(
    r"(?:monthly|(?:every |each )?(?:(?P<n>\d{1,3}|[a-z]+) )?months?)(?:,? on (?:the )?(?P<nth>\w+) (?P<day>[a-z]+))?"
)
_NTH_OF = re.compile(
    r"(?:on )?(?:the |every |each )?(?P<nth>\w+) (?P<day>[a-z]+) (?:of |in )?(?:the |every |each )?"
    r"(?:(?P<n>\d{1,3}|[a-z]+) )?months?"
)


def _base(words: str) -> Repeat | None:
    words = words.strip(" ,.")
    for name, same in (("biweekly", "every 2 weeks"), ("fortnightly", "every 2 weeks"), ("weekly", "every 1 weeks")):
        words = re.sub(rf"^{name}\b", same, words)
    words = re.sub(r"^(?:every|each) fortnight\b", "every 2 weeks", words)
    day = re.fullmatch(r"(?:every|each) ([a-z]+)", words)
    if day and _weekday(day[1]) is not None:
        return Repeat(Unit.WEEK, 1, _weekday(day[1]))
    for pattern, unit in ((_WEEKS, Unit.WEEK), (_MONTHS, Unit.MONTH), (_NTH_OF, Unit.MONTH)):
        found = pattern.fullmatch(words)
        if found is None:
            continue
        said = found.groupdict()
        every = 1 if said["n"] is None else _number(said["n"])
        on = None if said["day"] is None else _weekday(said["day"])
        nth = _NTH.get(said["nth"]) if said.get("nth") else None
        if every is None or (said["day"] and on is None) or (said.get("nth") and nth is None):
            continue
        return Repeat(unit, every, on, nth)
    return None


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() else _NUMBERS.get(said)


def _weekday(said: str) -> int | None:
    stem = said.removesuffix("s") if len(said) > 4 else said
    found = [number for number, name in enumerate(WEEKDAYS) if len(stem) >= 2 and name.startswith(stem)]
    return found[0] if len(found) == 1 else None

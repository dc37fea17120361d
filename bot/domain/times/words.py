"""The words the time grammar knows, and the shapes a phrase is cut into.

Kept as plain tables so that a second language is a table and not a second grammar.
"""

from dataclasses import dataclass
from typing import Literal

Half = Literal["am", "pm"]
"""Which half of the day was said: the first or the second twelve hours."""

PartOfDay = Literal["morning", "lunchtime", "afternoon", "evening", "night"]
"""A word beside the hour that tells its half, such as "in the evening"."""

WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("monday", "mon"),
    ("tuesday", "tues", "tue"),
    ("wednesday", "weds", "wed"),
    ("thursday", "thurs", "thur", "thu"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
"""Monday first, as `date.weekday` counts; the full name first in each row."""

MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)

NUMBERS: dict[str, int] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

ORDINALS: dict[str, int] = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
    "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "last": -1,
}  # fmt: skip
"""Which one of a month's Tuesdays; -1 counts from the end."""

DAYS_AHEAD: dict[str, int] = {
    "the day after tomorrow": 2, "day after tomorrow": 2,
    "tomorrow": 1, "tommorow": 1, "tommorrow": 1, "tomorow": 1, "tmrw": 1, "tmr": 1,
    "today": 0,
}  # fmt: skip

PARTS: dict[str, PartOfDay] = {
    "morning": "morning", "lunchtime": "lunchtime", "lunch time": "lunchtime", "lunch": "lunchtime",
    "afternoon": "afternoon", "arvo": "afternoon",
    "evening": "evening", "eve": "evening", "night": "night",
}  # fmt: skip

PART_HOURS: dict[PartOfDay, tuple[int, int]] = {
    "morning": (0, 12),
    "lunchtime": (11, 15),
    "afternoon": (12, 19),
    "evening": (16, 24),
    "night": (17, 24),
}
"""From which hour up to (not including) which hour each part of the day runs."""


@dataclass(frozen=True, slots=True)
class Numeric:
    """Two numbers whose order is the locale's, such as "1/5" or "1/5/2027"."""

    first: int
    second: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of a named month; without a year it is the next such day."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A bare "the 3rd": of the month `months_ahead`, or the next 3rd when that is None."""

    day: int
    months_ahead: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday and the word that said which: "this", "next", "next week", "week", … or none."""

    weekday: int
    which: Literal["", "this", "next", "next week", "week", "fortnight"] = ""


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """ "First Tuesday of December"; `nth` -1 is the last. Without a `month` it is that in `months_ahead` from now."""

    nth: int
    weekday: int
    month: int | None = None
    year: int | None = None
    months_ahead: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days of which none was named: "next week", "this weekend", "next month"."""

    unit: Literal["week", "weekend", "month"]
    ahead: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many days or calendar months from today."""

    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class Elapsed:
    """So many minutes from now, whatever the clocks do meanwhile."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """A pasted Discord timestamp: UTC seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as typed.

    `style` says how much the writing tells: "sure" (19:30, 07:30, 7h30, 1930), "colon"
    (7:30, which half is open), "bare" (7), "midnight" (the word, or "12am": start or end of the day?).
    """

    hour: int
    minute: int = 0
    half: Half | None = None
    style: Literal["sure", "colon", "bare", "midnight"] = "sure"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day beside the hour; `tonight` also names the day."""

    part: PartOfDay
    tonight: bool = False


@dataclass(frozen=True, slots=True)
class Offset:
    """A fixed distance from UTC in minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class ZoneName:
    """An IANA zone that the text named by itself or by a city."""

    zone: str


@dataclass(frozen=True, slots=True)
class ZoneLetters:
    """Letters such as "AEST" or "ET", whose meaning hangs on the date and on who writes."""

    letters: str


Day = Numeric | Dated | DayOfMonth | Weekday | NthWeekday | Ahead | Span
Zone = Offset | ZoneName | ZoneLetters
Item = Day | Elapsed | Stamp | Clock | Part | Zone


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the grammar found, one of each kind at most, nothing left over.

    `checks` is a weekday typed beside a full date: it must agree, it adds nothing.
    """

    day: Day | None = None
    checks: Weekday | None = None
    clock: Clock | None = None
    part: Part | None = None
    zones: tuple[Zone, ...] = ()
    point: Elapsed | Stamp | None = None


def prefixes() -> tuple[str, ...]:
    """Every word worth completing while somebody types, full names only."""
    single = (names[0] for names in (*WEEKDAYS, *MONTHS))
    days = ("today", "tonight", "tomorrow", "noon", "midnight", "next")
    return (*days, *single, *PARTS)

"""Which hours of the day the clock part of a phrase can mean.

The rule for a number without am or pm: 13 and above, a leading zero (07:30), the French h and
four digits say it for certain. In a 24-hour locale 10:30, 11:30 and 12:30 do too. Everything
else from 1 to 12 is asked, unless a part of the day or the moment itself leaves one choice.
"""

from dataclasses import dataclass

from bot.domain.times.text import Misread
from bot.domain.times.words import PART_HOURS, Clock, PartOfDay


@dataclass(frozen=True, slots=True, order=True)
class Hour:
    """A time of day, `days` later than the day that was said (midnight at a day's end: 1)."""

    hour: int
    minute: int = 0
    days: int = 0


_USUAL = tuple(
    Hour(hour, minute)
    for hour, minute in (
        (19, 30), (19, 0), (20, 0), (18, 30), (18, 0), (12, 30), (13, 0), (12, 0), (7, 30),
        (8, 0), (7, 0), (17, 30), (20, 30), (10, 0), (15, 0),
    )
)  # fmt: skip


def usual_hours(part: PartOfDay | None) -> tuple[Hour, ...]:
    """Hours at which groups of doctors meet, likeliest first, within the part of the day."""
    first, end = PART_HOURS[part] if part else (0, 24)
    return tuple(hour for hour in _USUAL if first <= hour.hour < end)


def hours_of(clock: Clock, part: PartOfDay | None, *, twelve_hours: bool) -> tuple[Hour, ...]:
    """Every hour that was possibly meant, likeliest first.

    Raises `Misread` ("time.impossible") for "19:30 in the morning".
    """
    hours = _by_clock(clock, twelve_hours=twelve_hours and part is None, ask=part is None)
    if part is None:
        return hours
    first, end = PART_HOURS[part]
    fitting = tuple(hour for hour in hours if first <= hour.hour < end and not hour.days)
    if part == "night" and not fitting:
        # One in Friday's night is Saturday by the calendar; and midnight ends the night's day.
        early = [hour for hour in hours if hour.hour < 5]
        fitting = tuple(Hour(hour.hour, hour.minute, 1) for hour in early[:1])
        if clock.style != "midnight":
            fitting += tuple(Hour(hour.hour, hour.minute) for hour in early[:1])
    if not fitting:
        raise Misread("time.impossible")
    return fitting


def _by_clock(clock: Clock, *, twelve_hours: bool, ask: bool) -> tuple[Hour, ...]:
    hour, minute = clock.hour, clock.minute
    if clock.style == "midnight":
        return (Hour(0, 0, 1), Hour(0, 0, 0))
    if clock.half is not None:
        return (Hour(hour % 12 + (12 if clock.half == "pm" else 0), minute),)
    if hour == 24:
        return (Hour(0, 0, 1),)
    if clock.style == "sure":
        return (Hour(hour, minute),)
    if clock.style == "colon" and hour >= 10 and ask and not twelve_hours:
        return (Hour(hour, minute),)
    both = (Hour(hour % 12 + 12, minute), Hour(hour % 12, minute))
    return both if hour <= 8 or hour == 12 else both[::-1]

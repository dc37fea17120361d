"""What each matched shape of the grammar becomes; hours that no clock shows are refused here."""

import re

from bot.domain.times.text import Misread
from bot.domain.times.words import (
    MONTHS,
    NUMBERS,
    ORDINALS,
    WEEKDAYS,
    Ahead,
    Clock,
    Dated,
    Elapsed,
    Half,
    Item,
    NthWeekday,
    Offset,
    Weekday,
    Zone,
    ZoneLetters,
    ZoneName,
)

WEEKDAY_NUMBERS = {name: n for n, row in enumerate(WEEKDAYS) for name in row}
MONTH_NUMBERS = {name: n for n, row in enumerate(MONTHS, start=1) for name in row}

_Match = re.Match[str]


def number_of(word: str) -> int:
    """The number that digits or a word say."""
    return NUMBERS[word] if word in NUMBERS else int(word)


def year_of(typed: str | None) -> int | None:
    """Four digits, or two of this century."""
    if typed is None:
        return None
    digits = int(typed.lstrip("'"))
    return digits + 2000 if digits < 100 else digits


def group_of(match: _Match, name: str) -> str | None:
    """A group that not every pattern has."""
    return match.groupdict().get(name)


def dated(match: _Match) -> Dated:
    """A day of a month, named or in the international form."""
    month = MONTH_NUMBERS[match["month"]] if "month" in match.groupdict() else int(match["m"])
    return Dated(month, int(match["day"]), year_of(group_of(match, "year")))


def nth_weekday(match: _Match) -> NthWeekday:
    """Which weekday of which month."""
    nth, weekday = ORDINALS[match["nth"]], WEEKDAY_NUMBERS[match["weekday"]]
    if match["month"]:
        return NthWeekday(nth, weekday, MONTH_NUMBERS[match["month"]], year_of(match["year"]))
    if not match["whose"]:  # "2nd Tuesday" of which month?
        raise Misread("time.unreadable")
    return NthWeekday(nth, weekday, months_ahead=int(match["whose"].startswith("next")))


def weekday_of(match: _Match) -> Weekday:
    """A weekday with the words beside it."""
    said = (group_of(match, "which") or "").removesuffix(" coming")
    weekday = WEEKDAY_NUMBERS[match["weekday"]]
    match said:
        case "next" | "next week" | "week" | "fortnight":
            return Weekday(weekday, said)
        case "this" | "coming":
            return Weekday(weekday, "this")
        case "a week on" | "week on" | "a week from":
            return Weekday(weekday, "week")
        case "a fortnight from" | "a fortnight on" | "two weeks from" | "two weeks on":
            return Weekday(weekday, "fortnight")
        case _:
            return Weekday(weekday)


def ahead(match: _Match) -> Item:
    """So far from now: minutes and hours as elapsed, days and longer by the calendar."""
    count, unit = number_of(match["count"]), match["unit"]
    if unit.startswith(("month", "mth")):
        return Ahead(months=count)
    if unit.startswith(("d", "w", "f")):
        return Ahead(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])
    minutes = count * (60 if unit.startswith("h") else 1)
    return Elapsed(minutes + int(group_of(match, "more") or 0))


def half_of(letter: str) -> Half:
    """The half of the day behind an a or a p."""
    return "am" if letter == "a" else "pm"


def clock_with_half(match: _Match) -> Clock:
    """7pm, 7.30 pm, 730pm; also the overcareful 19:30pm."""
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), half_of(match["half"])
    wrong_half = hour > 12 and half == "am"
    if hour > 23 or minute > 59 or wrong_half or (hour == 0 and (half == "pm" or not minute)):
        raise Misread("time.impossible")
    if hour == 12 and half == "am" and match["minute"] is None:
        return Clock(0, style="midnight")
    return Clock(hour, minute, None if hour > 12 else half)


def clock_colon(match: _Match) -> Clock:
    """7:30, 07:30, 19.30: a leading zero or an hour above 12 leaves nothing open."""
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise Misread("time.impossible")
    open_half = 1 <= hour <= 12 and not match["hour"].startswith("0")
    return Clock(hour, minute, style="colon" if open_half else "sure")


def clock_sure(match: _Match) -> Clock:
    """19h30, 7h, 1930: ways of writing that only twenty-four hours have."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise Misread("time.impossible")
    return Clock(hour, minute)


def clock_bare(match: _Match) -> Clock:
    """A lone 7 or 19."""
    hour = int(match["hour"])
    if hour > 24:
        raise Misread("time.impossible")
    if hour in (0, 24):
        raise Misread("time.unreadable")
    return Clock(hour, style="bare" if hour <= 12 else "sure")


def clock_spoken(match: _Match) -> Clock:
    """Half past seven, ten to 8 pm."""
    hour = number_of(match["hour"])
    if not 1 <= hour <= 12:
        raise Misread("time.impossible")
    amount = match["amount"]
    minutes = {"half": 30, "quarter": 15, "a quarter": 15}.get(amount)
    minutes = number_of(amount.removesuffix(" minutes")) if minutes is None else minutes
    if minutes <= 12 and match["way"] == "to" and not amount.endswith("minutes"):
        raise Misread("time.unreadable")  # "5 to 8 pm" is three hours long for some of us
    if minutes > 30:
        raise Misread("time.impossible")
    total = hour * 60 + (minutes if match["way"] == "past" else -minutes)
    hour = total // 60 or 12
    half = half_of(match["half"]) if match["half"] else None
    # "Quarter to twelve pm" and "half past twelve am" flip the half; too easily misread to take.
    if half and (hour == 12 or match["hour"] in ("12", "twelve")):
        raise Misread("time.unreadable")
    return Clock(hour, total % 60, half, "sure" if half else "bare")


def zone_offset(match: _Match) -> Offset:
    """UTC+8, +08:00."""
    hours, minutes = int(match["hours"]), int(group_of(match, "minutes") or 0)
    if hours > 14 or minutes > 59:
        raise Misread("time.impossible")
    return Offset((hours * 60 + minutes) * (-1 if match["sign"] == "-" else 1))


def zone_letters(match: _Match) -> Zone:
    """AEST, ET, UTC, Z."""
    letters = match["letters"]
    return ZoneName("UTC") if letters in ("utc", "z") else ZoneLetters(letters)

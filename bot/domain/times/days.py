"""Which calendar dates the day part of a phrase can mean."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.times.words import (
    Ahead,
    Dated,
    Day,
    DayOfMonth,
    NthWeekday,
    Numeric,
    Span,
    Weekday,
)

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class NoSuchDay(Exception):
    """The calendar has no such day; `near` are the days around it, where there are any."""

    def __init__(self, *near: date) -> None:
        super().__init__(near)
        self.near = near


@dataclass(frozen=True, slots=True)
class Days:
    """What a day can mean.

    `options` are the equally good dates (more than one: somebody must choose), `later` the next
    such day if the hour has already passed on the first, `others` what the other order of day
    and month would give. `named` is False when no day was said.
    """

    options: tuple[date, ...]
    later: date | None = None
    others: tuple[date, ...] = ()
    named: bool = True


def days_of(day: Day | None, today: date, *, month_first: bool) -> Days:
    """The dates that `day` can mean on `today`.

    `month_first` says that the typist writes 12/31 and that their week starts on Sunday.
    Raises `NoSuchDay` for 30 February, 13/13, a fifth Tuesday that a month lacks.
    """
    match day:
        case None:
            return Days((today,), today + _DAY, named=False)
        case Ahead():
            return _ahead(day, today)
        case Weekday():
            return _weekday(day, today, month_first=month_first)
        case Dated():
            return _dated(day, today)
        case Numeric():
            return _numeric(day, today, month_first=month_first)
        case DayOfMonth():
            return _day_of_month(day, today)
        case NthWeekday():
            return _nth(day, today)
        case Span():
            return Days(tuple(_within(day, today, month_first=month_first)))


def _ahead(day: Ahead, today: date) -> Days:
    if not day.months:
        chosen = today + timedelta(days=day.days)
        return Days((chosen,), chosen + _DAY if not day.days else None)
    return Days((_day_in(today, day.months, today.day),))


def _weekday(day: Weekday, today: date, *, month_first: bool) -> Days:
    first = today + timedelta(days=(day.weekday - today.weekday()) % 7)
    in_next_week = _week_start(today, month_first=month_first) + _WEEK
    in_next_week += timedelta(days=(day.weekday + int(month_first)) % 7)
    match day.which:
        case "this":
            return Days((first,), first + _WEEK)
        case "week":
            return Days((first + _WEEK,))
        case "fortnight":
            return Days((first + 2 * _WEEK,))
        case "next week":
            return Days((in_next_week,))
        case "next":
            coming = first if first > today else first + _WEEK
            # "Next Friday" said on a Wednesday is two days for one half of us and nine for the other.
            return Days(tuple(sorted({coming, in_next_week})))
        case "":
            # Said on a Friday, "Friday" may be today or in a week.
            return Days((first,) if first > today else (today, today + _WEEK), first + _WEEK)


def _week_start(today: date, *, month_first: bool) -> date:
    """The Monday of this week, or the Sunday where weeks begin with it."""
    return today - timedelta(days=(today.weekday() + int(month_first)) % 7)


def _within(span: Span, today: date, *, month_first: bool) -> list[date]:
    """Days worth offering out of a stretch, none of them over: all of a week, one weekday of a month."""
    if span.unit == "month":
        first = _day_in(today, span.ahead, 1)
        days = [first + timedelta(days=n) for n in range(calendar.monthrange(first.year, first.month)[1])]
        return [day for day in days if day.weekday() == today.weekday() and day >= today]
    if span.unit == "weekend":
        saturday = today - timedelta(days=today.weekday()) + timedelta(days=5) + span.ahead * _WEEK
        return [day for day in (saturday, saturday + _DAY) if day >= today]
    start = _week_start(today, month_first=month_first) + span.ahead * _WEEK
    return [day for n in range(7) if (day := start + timedelta(days=n)) >= today]


def _numeric(day: Numeric, today: date, *, month_first: bool) -> Days:
    usual, other = (day.first, day.second), (day.second, day.first)
    if not month_first:
        usual, other = other, usual
    orders = [order for order in dict.fromkeys((usual, other)) if 1 <= order[0] <= 12]
    if not orders:
        raise NoSuchDay
    chosen = _dated(Dated(*orders[0], day.year), today)
    others: tuple[date, ...] = ()
    for order in orders[1:]:
        try:
            others = _dated(Dated(*order, day.year), today).options
        except NoSuchDay:
            continue
    return Days(chosen.options, chosen.later, others)


def _dated(day: Dated, today: date) -> Days:
    if not 1 <= day.month <= 12:
        raise NoSuchDay
    if day.year is not None:
        return Days((_exact(day.year, day.month, day.day),))
    this_year = (day.month, day.day) >= (today.month, today.day)
    chosen = _exact(today.year if this_year else today.year + 1, day.month, day.day)
    return Days((chosen,), _same_day_next_year(chosen))


def _exact(year: int, month: int, day: int) -> date:
    if not 1900 <= year <= 2199:  # zone rules end somewhere, and nobody means this
        raise NoSuchDay
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return date(year, month, day)
    near = date(year, month, last)
    raise NoSuchDay(*((near, near + _DAY) if day else ()))


def _same_day_next_year(day: date) -> date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return None


def _day_in(today: date, months_ahead: int, day: int) -> date:
    months = today.year * 12 + today.month - 1 + months_ahead
    return _exact(months // 12, months % 12 + 1, day)


def _day_of_month(day: DayOfMonth, today: date) -> Days:
    if day.months_ahead is not None:
        return Days((_day_in(today, day.months_ahead, day.day),))
    found: list[date] = []
    for months in range(4):
        try:
            chosen = _day_in(today, months, day.day)
        except NoSuchDay:
            continue
        if chosen >= today:
            found.append(chosen)
    if not found:
        raise NoSuchDay
    return Days((found[0],), found[1])


def _nth(day: NthWeekday, today: date) -> Days:
    if day.month is None:
        return Days((_nth_in(_day_in(today, day.months_ahead, 1), day),))
    if day.year is not None:
        return Days((_nth_in(date(day.year, day.month, 1), day),))
    chosen = _nth_in(date(today.year, day.month, 1), day)
    if chosen >= today:
        return Days((chosen,))
    return Days((_nth_in(date(today.year + 1, day.month, 1), day),))


def _nth_in(first: date, day: NthWeekday) -> date:
    last = calendar.monthrange(first.year, first.month)[1]
    all_of_them = [first.replace(day=n) for n in range(1, last + 1) if first.replace(day=n).weekday() == day.weekday]
    if day.nth > len(all_of_them):
        raise NoSuchDay
    return all_of_them[day.nth - 1 if day.nth > 0 else -1]

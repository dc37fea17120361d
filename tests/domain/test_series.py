"""Series keep their hour, agree with other libraries about the days, and read what people write."""

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId, MemberId
from bot.domain.series import Repeat, Series, Unit, parse_repeat, read_rule

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = date(2026, 3, 10)  # a Tuesday, the second of its month


def series(repeat: Repeat, zone: str = "Australia/Sydney", first: date = FIRST, hour: time = time(19, 30)) -> Series:
    return Series(
        1, CommunityId(1), "Club", 60, None, None, zone, hour, first, repeat.anchored(first), MemberId(1), NOW
    )


@pytest.mark.parametrize("zone", ["Australia/Sydney", "Europe/London", "America/Toronto"])
def test_24_occurrences_over_two_changes_of_the_clocks_keep_their_hour(zone: str) -> None:
    found = list(series(Repeat(Unit.WEEK, 2, count=24), zone, first=date(2026, 1, 6)).occurrences())
    assert len(found) == 24
    assert {one.instant.astimezone(ZoneInfo(zone)).time() for one in found} == {time(19, 30)}
    offsets = [one.instant.astimezone(ZoneInfo(zone)).utcoffset() for one in found]
    assert sum(before != after for before, after in pairwise(offsets)) == 2


def test_an_hour_that_clocks_skip_comes_after_the_gap_and_one_that_comes_twice_is_the_first() -> None:
    weekly = series(Repeat(Unit.WEEK), "Europe/London", first=date(2026, 3, 22), hour=time(1, 30))
    _, gap, after = islice(weekly.occurrences(), 3)
    assert f"{gap.instant.astimezone(ZoneInfo('Europe/London')):%d %H:%M}" == "29 02:30"
    assert f"{after.instant.astimezone(ZoneInfo('Europe/London')):%d %H:%M}" == "05 01:30"
    twice = series(Repeat(Unit.WEEK), "Europe/London", first=date(2026, 10, 25), hour=time(1, 30))
    assert next(twice.occurrences()).instant.hour == 0, "01:30 summer time is 00:30 UTC"


FIRSTS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
ZONES = ["Australia/Sydney", "America/Toronto"]
RULES = st.builds(
    Repeat,
    st.sampled_from(list(Unit)),
    st.integers(1, 12),
    count=st.one_of(st.none(), st.integers(2, 30)),
)


@settings(deadline=None, max_examples=60)
@given(
    RULES, FIRSTS, st.lists(st.integers(1, 20), max_size=4), st.sampled_from(["Australia/Sydney", "America/Toronto"])
)
def test_dateutils_own_expansion_in_the_zone_gives_the_same_occurrences(
    rule: Repeat, first: date, left_out: list[int], zone: str
) -> None:
    rule = rule.anchored(first)
    days = list(islice(rule.all_days(first), 25))
    rule = Repeat(
        rule.unit, rule.every, rule.weekday, rule.nth, None, rule.count,
        tuple(sorted({days[index] for index in left_out if index < len(days)})),
    )  # fmt: skip
    mine = series(rule, zone, first)
    left = rule.text.replace("EXDATE:", f"EXDATE;TZID={zone}:").splitlines()
    left = [",".join(f"{one}T193000" for one in line.split(",")) if "EXDATE" in line else line for line in left]
    starts = datetime.combine(first, time(19, 30), ZoneInfo(zone))
    theirs = rrulestr("\n".join(left), dtstart=starts, forceset=True, tzids=ZoneInfo)
    expected = [one.astimezone(UTC) for one in islice(theirs, 30)]
    assert [one.instant for one in islice(mine.occurrences(), 30)] == expected


@given(FIRSTS, st.integers(1, 6))
def test_the_nth_weekday_is_what_a_calendar_on_the_wall_shows(first: date, every: int) -> None:
    rule = Repeat(Unit.MONTH, every).anchored(first)
    found = list(islice(rule.all_days(first), 8))
    for number, day in enumerate(found):
        months = first.year * 12 + first.month + number * every
        assert (day.year * 12 + day.month, day.weekday()) == (months, first.weekday())
        week = calendar.monthcalendar(day.year, day.month)
        column = [row[day.weekday()] for row in week if row[day.weekday()]]
        assert column[-1 if rule.nth == -1 else (rule.nth or 0) - 1] == day.day


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("weekly", Repeat(Unit.WEEK)),
        ("Every week on Tuesday", Repeat(Unit.WEEK, 1, 1)),
        ("every Tue", Repeat(Unit.WEEK, 1, 1)),
        ("fortnightly", Repeat(Unit.WEEK, 2)),
        ("every other week, 6 times", Repeat(Unit.WEEK, 2, count=6)),
        ("every 3 weeks until 18 dec", Repeat(Unit.WEEK, 3, until=date(2026, 12, 18))),
        ("every three weeks for 10 meetings", Repeat(Unit.WEEK, 3, count=10)),
        ("monthly", Repeat(Unit.MONTH)),
        ("every 2 months", Repeat(Unit.MONTH, 2)),
        ("2nd Tue of every month", Repeat(Unit.MONTH, 1, 1, 2)),
        ("second Tuesday of every 3 months", Repeat(Unit.MONTH, 3, 1, 2)),
        ("the last Thursday of the month", Repeat(Unit.MONTH, 1, 3, -1)),
        ("every month on the 2nd tuesday", Repeat(Unit.MONTH, 1, 1, 2)),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=6", Repeat(Unit.WEEK, 2, count=6)),
        ("weekly except 18 dec, 25 dec", Repeat(Unit.WEEK, skipped=(date(2026, 12, 18), date(2026, 12, 25)))),
    ],
)  # fmt: skip
def test_a_rule_is_read_as_people_write_it(typed: str, rule: Repeat) -> None:
    assert parse_repeat(typed, _december) == rule
    assert read_rule(rule.anchored(FIRST if rule.weekday != 3 else date(2026, 3, 26)).text).text


def _december(typed: str) -> date:
    if not typed.endswith(" dec"):
        raise Invalid("time.unreadable")
    return date(2026, 12, int(typed[:2]))


@pytest.mark.parametrize(
    "typed",
    ["", "now and then", "every second tuesday", "every 0 weeks", "every 99 weeks", "weekly, 1 times",
     "weekly 999 times", "5th tue of every month", "daily", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY;COUNT=x",
     "rrule:", "😀" * 300,
     "weekly until 18 dec, 6 times", "every ;;; weeks", "RRULE:FREQ=WEEKLY;BYDAY=2TU"],
)  # fmt: skip
def test_what_is_no_rule_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        parse_repeat(typed, _december)


@given(st.text(max_size=300))
def test_nothing_typed_breaks_the_reader(typed: str) -> None:
    with suppress(Invalid):
        parse_repeat(typed, lambda _: FIRST)


@pytest.mark.parametrize(
    ("rule", "first"),
    [(Repeat(Unit.WEEK, 1, 2), FIRST), (Repeat(Unit.MONTH, 1, 1, 3), FIRST), (Repeat(Unit.MONTH, 1, 1, -1), FIRST)],
)
def test_a_first_date_that_the_rule_does_not_have_is_refused(rule: Repeat, first: date) -> None:
    with pytest.raises(Invalid, match=r"series\.start_differs"):
        rule.anchored(first)


def test_a_fifth_weekday_repeats_as_the_last() -> None:
    assert Repeat(Unit.MONTH).anchored(date(2026, 3, 31)).nth == -1


@given(RULES, FIRSTS, st.integers(0, 5), st.integers(-3, 40))
def test_shifting_a_series_maps_each_later_date_to_one_and_keeps_how_many_there_are(
    rule: Repeat, first: date, which: int, by: int
) -> None:
    before = series(rule, first=first)
    days = list(islice(before.repeat.all_days(first), 12))
    old = days[min(which, len(days) - 1)]
    after, moved = before.shifted(old, old + timedelta(days=by), time(8))
    later = [day for day in days if day >= old]
    assert [moved[day] for day in later] == list(islice(after.repeat.all_days(after.first_day), len(later)))
    if rule.count is not None:
        assert after.repeat.count == rule.count - (min(which, len(days) - 1))

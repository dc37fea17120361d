"""A repeating local hour keeps its place on the wall, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.schedules import Rhythm, Schedule, begin, instant_of, parse_hour, parse_rhythm

MOMENTS = st.integers(0, 2 * 366 * 86_400).map(lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(0, seconds))
TUESDAY = frozenset({1})
ZONES = ("Australia/Sydney", "Europe/London", "America/Toronto", "Pacific/Auckland", "Australia/Lord_Howe")


@pytest.mark.parametrize("zone", ZONES)
def test_eight_o_clock_stays_eight_o_clock_over_two_changes_of_the_clocks(zone):
    schedule = begin(Rhythm(1, TUESDAY), time(8), zone, datetime(2026, 1, 1, tzinfo=UTC))
    year = schedule.upcoming(datetime(2026, 1, 1, tzinfo=UTC), 52)
    shown = [each.instant.astimezone(ZoneInfo(zone)) for each in year]
    assert {moment.time() for moment in shown} == {time(8)}
    assert {moment.weekday() for moment in shown} == {1}
    assert {b.date() - a.date() for a, b in pairwise(shown)} == {timedelta(days=7)}
    assert len({moment.utcoffset() for moment in shown}) == 2
    steps = {b.instant - a.instant for a, b in pairwise(year)}
    assert len(steps) == 3, "one week, one week longer and one shorter"


def test_an_hour_that_is_skipped_comes_as_much_after_the_gap():
    assert instant_of(datetime.fromisoformat("2026-03-29T01:30"), "Europe/London") == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
    spring = Schedule(Rhythm(1, frozenset({6})), time(1, 30), "Europe/London", date(2026, 3, 22))
    found = spring.upcoming(datetime(2026, 3, 21, tzinfo=UTC), 3)
    assert [each.instant.hour for each in found] == [1, 1, 0]
    assert [each.turn for each in found] == ["2026-03-22T01:30", "2026-03-29T01:30", "2026-04-05T01:30"]


def test_an_hour_that_comes_twice_is_used_once_and_the_first_time():
    autumn = Schedule(Rhythm(1, frozenset({6})), time(1, 30), "Europe/London", date(2026, 10, 18))
    found = autumn.upcoming(datetime(2026, 10, 24, tzinfo=UTC), 2)
    assert found[0].instant == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert found[1].instant == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)
    assert autumn.next_after(found[0].instant) == found[1]


def test_a_day_that_a_zone_left_out_gives_no_second_sending():
    apia = Schedule(Rhythm(1, frozenset(range(7))), time(8), "Pacific/Apia", date(2011, 12, 28))
    found = apia.upcoming(datetime(2011, 12, 27, 0, 0, tzinfo=UTC), 4)
    assert len({each.instant for each in found}) == 4
    assert [each.instant.astimezone(ZoneInfo("Pacific/Apia")).day for each in found] == [28, 29, 31, 1]


def test_every_week_takes_the_day_of_the_next_such_hour():
    thursday_noon_in_perth = datetime(2026, 1, 1, 4, tzinfo=UTC)
    morning = begin(Rhythm(1), time(8), "Australia/Perth", thursday_noon_in_perth)
    assert (morning.start, morning.rhythm.weekdays) == (date(2026, 1, 2), frozenset({4}))
    evening = begin(Rhythm(1), time(18), "Australia/Perth", thursday_noon_in_perth)
    assert (evening.start, evening.rhythm.weekdays) == (date(2026, 1, 1), frozenset({3}))


def test_every_second_week_counts_from_the_first_date():
    schedule = begin(Rhythm(2, frozenset({0, 3})), time(8), "UTC", datetime(2026, 1, 7, 9, tzinfo=UTC))
    days = [each.local.date() for each in schedule.upcoming(datetime(2026, 1, 7, 9, tzinfo=UTC), 4)]
    assert days == [date(2026, 1, 8), date(2026, 1, 19), date(2026, 1, 22), date(2026, 2, 2)]


@given(
    zone=st.sampled_from(ZONES),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    weeks=st.integers(1, 12),
    at=st.times().map(lambda moment: moment.replace(second=0, microsecond=0, tzinfo=None)),
    since=MOMENTS,
)
def test_occurrences_rise_and_are_the_same_from_wherever_one_looks(zone, weekdays, weeks, at, since):
    schedule = begin(Rhythm(weeks, weekdays), at, zone, since)
    found = schedule.upcoming(since, 5)
    instants = [each.instant for each in found]
    assert instants == sorted(set(instants))
    assert instants[0] > since
    assert {each.local.weekday() for each in found} <= weekdays
    assert all(schedule.next_after(a.instant) == b for a, b in pairwise(found))
    assert schedule.next_after(instants[2] - timedelta(seconds=1)) == found[2]


@pytest.mark.parametrize(
    ("typed", "weeks", "weekdays"),
    [
        ("week", 1, ()),
        ("Weekly", 1, ()),
        ("every week", 1, ()),
        ("2 weeks", 2, ()),
        ("every two weeks", 2, ()),
        ("other week", 2, ()),
        ("fortnight", 2, ()),
        ("fortnightly", 2, ()),
        ("4 weeks", 4, ()),
        ("Tuesday", 1, (1,)),
        ("every tuesday", 1, (1,)),
        ("Tuesdays", 1, (1,)),
        ("tue", 1, (1,)),
        ("thurs", 1, (3,)),
        ("Mon and Thu", 1, (0, 3)),
        ("mon, wed, fri", 1, (0, 2, 4)),
        ("other Tuesday", 2, (1,)),
        ("2 weeks on Tuesday", 2, (1,)),
        ("every 3 weeks on mon & thu", 3, (0, 3)),
        ("week on Friday", 1, (4,)),
        ("weekday", 1, (0, 1, 2, 3, 4)),
        ("every working day", 1, (0, 1, 2, 3, 4)),
        ("  WEEKDAYS ", 1, (0, 1, 2, 3, 4)),
    ],
)
def test_what_people_type_for_how_often(typed, weeks, weekdays):
    assert parse_rhythm(typed) == Rhythm(weeks, frozenset(weekdays))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "schedule.every_unreadable"),
        ("   ", "schedule.every_unreadable"),
        ("month", "schedule.every_unreadable"),
        ("second Tuesday of the month", "schedule.every_unreadable"),
        ("0 weeks", "schedule.every_unreadable"),
        ("many weeks", "schedule.every_unreadable"),
        ("-1 weeks", "schedule.every_unreadable"),
        ("tu", "schedule.every_unreadable"),
        ("mardi", "schedule.every_unreadable"),
        ("and", "schedule.every_unreadable"),
        ("🙂", "schedule.every_unreadable"),
        ("@everyone", "schedule.every_unreadable"),
        ("x" * 4000, "schedule.every_unreadable"),
        ("day", "schedule.every_day"),
        ("daily", "schedule.every_day"),
        ("13 weeks", "schedule.interval_too_long"),
        ("999 weeks", "schedule.interval_too_long"),
    ],
)
def test_what_cannot_be_read_for_how_often_is_refused_with_what_was_typed(typed, code):
    with pytest.raises(Invalid) as refusal:
        parse_rhythm(typed)
    assert refusal.value.code == code
    assert refusal.value.params["typed"] == typed


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("08:00", time(8)),
        ("8", time(8)),
        ("8:30", time(8, 30)),
        ("8.30", time(8, 30)),
        ("08h30", time(8, 30)),
        ("19h", time(19)),
        ("8am", time(8)),
        ("8 am", time(8)),
        ("8 a.m.", time(8)),
        ("7:30 PM", time(19, 30)),
        ("7.30pm", time(19, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("noon", time(12)),
        ("Midday", time(12)),
        ("23:59", time(23, 59)),
        ("0:00", time(0)),
    ],
)
def test_what_people_type_for_an_hour(typed, hour):
    assert parse_hour(typed) == hour


@pytest.mark.parametrize(
    "typed", ["", "25:00", "8:60", "13pm", "0am", "8:5", "morning", "8:00:00", "-1", "8m", "🙂", "x" * 4000]
)
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(Invalid) as refusal:
        parse_hour(typed)
    assert refusal.value.code == "schedule.hour_unreadable"

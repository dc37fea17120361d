"""When somebody may be reached: tables, and properties over all zones and hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.reach import Away, Channel, Drop, Habits, Send, Wait, Weight, changed, decide, read_away

PERTH = Habits("Australia/Perth")
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # Monday, 12:00 in Perth
NIGHT = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)  # Tuesday, 02:00 in Perth
MORNING = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)  # Tuesday, 07:00 in Perth


def test_at_noon_it_goes_out_and_at_night_it_waits_for_seven() -> None:
    assert decide(PERTH, Weight.ORDINARY, NOON) == Send()
    assert decide(PERTH, Weight.ORDINARY, NIGHT) == Wait(MORNING)
    assert decide(PERTH, Weight.URGENT, NIGHT) == Wait(MORNING)


def test_what_was_asked_for_comes_at_once() -> None:
    habits = replace(PERTH, channel=Channel.NONE, away=Away(date(2026, 3, 1), date(2026, 3, 9)))
    assert decide(habits, Weight.ASKED, NIGHT) == Send()


def test_what_would_not_be_true_in_the_morning_is_dropped_or_sent_if_urgent() -> None:
    soon = NIGHT + timedelta(hours=1)
    assert decide(PERTH, Weight.ORDINARY, NIGHT, useful_until=soon) == Drop()
    assert decide(PERTH, Weight.URGENT, NIGHT, useful_until=soon) == Send()


def test_somebody_away_is_written_to_when_back() -> None:
    habits = replace(PERTH, away=Away(date(2026, 3, 2), date(2026, 3, 5)))
    assert decide(habits, Weight.ORDINARY, NOON) == Wait(datetime(2026, 3, 5, 23, 0, tzinfo=UTC))
    assert decide(habits, Weight.URGENT, NOON) == Send()


def test_only_working_days_are_used() -> None:
    habits = replace(PERTH, working_days=frozenset({2}))
    assert decide(habits, Weight.ORDINARY, NOON) == Wait(datetime(2026, 3, 3, 23, 0, tzinfo=UTC))


def test_over_the_weekly_cap_it_waits_until_a_week_after_the_oldest() -> None:
    sent = [NOON - timedelta(days=6), NOON - timedelta(days=2)]
    assert decide(replace(PERTH, weekly_cap=2), Weight.ORDINARY, NOON, sent=sent) == Wait(NOON + timedelta(days=1))
    assert decide(replace(PERTH, weekly_cap=3), Weight.ORDINARY, NOON, sent=sent) == Send()


def test_no_reminders_means_none() -> None:
    assert decide(replace(PERTH, channel=Channel.NONE), Weight.ORDINARY, NOON) == Drop()


def test_no_quiet_hours_means_none() -> None:
    assert decide(replace(PERTH, quiet_from=time(0), quiet_until=time(0)), Weight.ORDINARY, NIGHT) == Send()


habits_of_all_kinds = st.builds(
    Habits,
    zone=st.sampled_from(["Australia/Perth", "Europe/London", "America/St_Johns", "Pacific/Auckland", "Asia/Kolkata"]),
    quiet_from=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    quiet_until=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    working_days=st.frozensets(st.integers(0, 6), min_size=1),
    weekly_cap=st.integers(1, 5),
    away=st.none() | st.integers(0, 400).map(lambda n: Away(date(2026, 3, 1), date(2026, 3, 1) + timedelta(days=n))),
)
instants = st.integers(0, 366 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


@settings(max_examples=150, deadline=None)
@given(habits_of_all_kinds, instants, st.lists(st.integers(1, 10_000), max_size=8))
def test_what_waits_long_enough_is_sent_and_never_against_a_habit(
    habits: Habits, now: datetime, minutes_ago: list[int]
) -> None:
    sent = [now - timedelta(minutes=minutes) for minutes in minutes_ago]
    found = decide(habits, Weight.ORDINARY, now, sent=sent)
    if isinstance(found, Drop):
        return  # nothing is free in two years: all of a working day may be quiet
    at = now if isinstance(found, Send) else found.until
    assert at >= now
    assert not habits.is_quiet(at)
    assert not habits.is_away(at)
    assert habits.local(at).weekday() in habits.working_days
    assert sum(one > at - timedelta(days=7) for one in sent) < habits.weekly_cap
    assert decide(habits, Weight.ORDINARY, at, sent=sent) == Send()


@pytest.mark.parametrize(
    ("first", "last", "away"),
    [
        ("today", "3 March", Away(date(2026, 3, 2), date(2026, 3, 3))),
        ("2 March", "tomorrow", Away(date(2026, 3, 2), date(2026, 3, 3))),
        ("20 Dec 2026", "6 Jan 2027", Away(date(2026, 12, 20), date(2027, 1, 6))),
        ("Friday", "21/3", Away(date(2026, 3, 6), date(2026, 3, 21))),
    ],
)
def test_away_dates_are_read_as_they_are_said(first: str, last: str, away: Away) -> None:
    assert read_away(first, last, now=NOON, zone="Australia/Perth", locale="en-GB") == away


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("soon", "later", "profile.day_unreadable"),
        ("5 March", "3 March", "profile.away_backwards"),
        ("today", "1 March 2028", "profile.away_too_long"),
    ],
)
def test_impossible_absences_are_refused(first: str, last: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_away(first, last, now=NOON, zone="Australia/Perth", locale="en-GB")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"quiet_from": "late"}, "schedule.hour_unreadable"),
        ({"working_days": []}, "profile.no_day"),
        ({"weekly_cap": "many"}, "profile.cap_unreadable"),
        ({"weekly_cap": "0"}, "profile.cap_unreadable"),
        ({"quiet_from": "8am", "quiet_until": "7am"}, "profile.no_waking_hour"),
    ],
)
def test_a_profile_that_makes_no_sense_is_refused(values: dict[str, object], code: str) -> None:
    fine: dict[str, object] = {
        "quiet_from": "9pm",
        "quiet_until": "7",
        "working_days": [0],
        "channel": "dm",
        "weekly_cap": "3",
    }
    with pytest.raises(Invalid) as refused:
        changed(PERTH, **{**fine, **values})  # type: ignore[arg-type]
    assert refused.value.code == code

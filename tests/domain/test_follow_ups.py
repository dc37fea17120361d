from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import follow_ups as rules
from bot.domain.errors import Invalid

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PERTH = "Australia/Perth"
ZONES = st.sampled_from([PERTH, "Europe/London", "America/New_York", "Pacific/Auckland", "America/St_Johns"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("in 4 weeks", "2026-03-30 09:00"),
        ("3 December", "2026-12-03 09:00"),
        ("tomorrow 14:30", "2026-03-03 14:30"),
        ("tomorrow 10pm", "2026-03-04 09:00"),
        ("tomorrow 3am", "2026-03-03 09:00"),
    ],
)
def test_a_date_without_an_hour_means_nine_in_the_morning_and_nobody_is_asked_at_night(typed: str, meant: str) -> None:
    wall = rules.due(typed, NOW, PERTH, "en-GB").astimezone(ZoneInfo(PERTH))
    assert f"{wall:%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize("typed", ["", "1 January 1999 10:00", "32 Dec 25:61", "@everyone", "1 January 1999"])
def test_what_is_no_coming_date_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match=r"time\."):
        rules.due(typed, NOW, PERTH, "en-GB")


@given(st.integers(1, 52), ZONES)
def test_weeks_from_now_are_at_nine_by_the_authors_clock_also_across_daylight_saving(weeks: int, zone: str) -> None:
    wall = rules.in_weeks(weeks, NOW, zone).astimezone(ZoneInfo(zone))
    assert (wall.hour, wall.minute) == (9, 0)
    assert (wall.date() - NOW.astimezone(ZoneInfo(zone)).date()).days == weeks * 7


@given(st.integers(0, 365 * 24 * 60), ZONES)
def test_by_day_never_goes_back_never_far_and_never_into_the_night(minutes: int, zone: str) -> None:
    instant = NOW + timedelta(minutes=minutes)
    moved = rules.by_day(instant, zone)
    assert timedelta(0) <= moved - instant <= timedelta(hours=14)
    assert 8 <= moved.astimezone(ZoneInfo(zone)).hour < 20
    assert rules.by_day(moved, zone) == moved

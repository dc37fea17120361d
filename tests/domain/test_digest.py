"""When the digest comes and whom it calls silent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.digest import next_monday, silent, to_contact
from bot.domain.ids import MemberId
from bot.domain.reach import Away, Habits

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
ANN, BEN, CAT = MemberId(1), MemberId(2), MemberId(3)


@pytest.mark.parametrize("zone", ["Australia/Perth", "Europe/London", "America/Toronto", "Pacific/Auckland"])
def test_monday_is_eight_in_the_morning_there_over_a_whole_year(zone: str) -> None:
    at = NOW
    for _ in range(53):
        following = next_monday(zone, at)
        local = Habits(zone).local(following)
        assert (local.weekday(), local.hour, local.minute) == (0, 8, 0)
        assert timedelta(0) < following - at <= timedelta(days=7, hours=1)
        at = following


def test_the_silent_are_who_gave_no_sign_for_six_weeks_and_are_not_away() -> None:
    signs = {ANN: NOW - timedelta(weeks=7), BEN: NOW - timedelta(weeks=9), CAT: NOW - timedelta(weeks=1)}
    here = {one: Habits("UTC") for one in signs}
    assert silent(signs, here, NOW) == (BEN, ANN)
    away = {**here, BEN: Habits("UTC", away=Away(date(2026, 3, 1), date(2026, 3, 31)))}
    assert silent(signs, away, NOW) == (ANN,)


def test_nobody_is_asked_twice_in_60_days() -> None:
    asked = {ANN: NOW - timedelta(days=59), BEN: NOW - timedelta(days=60)}
    assert to_contact((ANN, BEN, CAT), asked, NOW) == (BEN, CAT)

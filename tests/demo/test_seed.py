"""The year that is played fits any day and hour on which somebody starts the demo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.seed import beginning, timeline


@pytest.mark.parametrize("day", [datetime(2026, 11, 22, tzinfo=UTC), datetime(2028, 2, 29, tzinfo=UTC)])
@pytest.mark.parametrize("hours", range(0, 24, 3))
def test_nothing_happens_before_the_beginning_or_after_the_present(day: datetime, hours: int) -> None:
    today = day + timedelta(hours=hours, minutes=7)
    instants = [moment.at for moment in timeline(today)]
    assert instants == sorted(instants)
    assert instants[0] == beginning(today)
    assert instants[-1] <= today
    assert len([moment for moment in timeline(today) if moment.do]) > 80

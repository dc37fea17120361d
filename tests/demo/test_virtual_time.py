"""APScheduler follows the clock it is given, and gets the real one back."""

from __future__ import annotations

import datetime as dt

import apscheduler.schedulers.base as scheduler_base
import pytest
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.demo.virtual_time import READERS_OF_TIME, apscheduler_clock

THEN = dt.datetime(2026, 1, 1, 12, 0, tzinfo=dt.UTC)


def test_triggers_start_from_the_given_time() -> None:
    with apscheduler_clock(lambda: THEN):
        assert DateTrigger(None, timezone=dt.UTC).run_date == THEN
        assert IntervalTrigger(minutes=1, timezone=dt.UTC).start_date == THEN + dt.timedelta(minutes=1)
        cron = CronTrigger(hour=8, timezone=dt.UTC)
        assert cron.get_next_fire_time(None, THEN) == dt.datetime(2026, 1, 2, 8, 0, tzinfo=dt.UTC)


def test_values_made_under_the_given_clock_are_ordinary_datetimes() -> None:
    with apscheduler_clock(lambda: THEN):
        stand_in = scheduler_base.datetime
        assert type(stand_in(2026, 5, 1)) is dt.datetime
        assert isinstance(THEN, stand_in)
        assert stand_in.now() == THEN.replace(tzinfo=None)
        assert stand_in.fromtimestamp(0, dt.UTC).year == 1970


def test_the_real_clock_comes_back_even_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), apscheduler_clock(lambda: THEN):
        _ = 1 / 0
    assert all(vars(module)["datetime"] is dt.datetime for module in READERS_OF_TIME)


def test_two_clocks_at_once_are_refused() -> None:
    with apscheduler_clock(lambda: THEN), pytest.raises(RuntimeError, match="nested"):
        with apscheduler_clock(lambda: THEN):
            pass
    assert all(vars(module)["datetime"] is dt.datetime for module in READERS_OF_TIME)

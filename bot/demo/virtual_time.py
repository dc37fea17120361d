"""Let APScheduler read the same clock as the rest of a simulated world.

The simulator moves time by hand ("+1 day"), while APScheduler 3.x asks its own
``datetime`` what time it is and would sit out the day that was skipped. The
demo and the tests wrap a world in ``apscheduler_clock(env.now)``. Production
never does: there the wall clock is the clock.
"""

from __future__ import annotations

import datetime as real
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType

import apscheduler.executors.base
import apscheduler.schedulers.base
import apscheduler.triggers.cron
import apscheduler.triggers.date
import apscheduler.triggers.interval

Now = Callable[[], real.datetime]

# Every module of APScheduler 3.11 that decides anything by the present time.
READERS_OF_TIME: tuple[ModuleType, ...] = (
    apscheduler.schedulers.base,
    apscheduler.executors.base,
    apscheduler.triggers.date,
    apscheduler.triggers.interval,
    apscheduler.triggers.cron,
)


@contextmanager
def apscheduler_clock(now: Now) -> Iterator[None]:
    """Make APScheduler take the time from `now` until the block ends.

    `now` returns aware instants (any zone). The change is process-wide, so one
    block at a time; leaving it, also by an error, restores the real clock.
    Raises RuntimeError inside another such block.
    """
    for module in READERS_OF_TIME:
        if vars(module).get("datetime") is not real.datetime:
            raise RuntimeError(f"{module.__name__} does not read the real clock: nested, or changed")
    stand_in = _datetime_reading(now)
    for module in READERS_OF_TIME:
        vars(module)["datetime"] = stand_in
    try:
        yield
    finally:
        for module in READERS_OF_TIME:
            vars(module)["datetime"] = real.datetime


def _datetime_reading(now: Now) -> type:
    """A class that behaves as ``datetime.datetime`` in everything but the present."""

    class Meta(type):
        # APScheduler checks isinstance() and constructs datetimes through this name;
        # both must mean the real class, or its results would be of a foreign type.
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, real.datetime)

        def __call__(cls, *parts: int, **more: object) -> real.datetime:
            return real.datetime(*parts, **more)  # type: ignore[arg-type]  # noqa: DTZ001 - the caller's zone, as ever

        def __getattr__(cls, name: str) -> object:
            return getattr(real.datetime, name)

    class ClockedDatetime(metaclass=Meta):
        @staticmethod
        def now(tz: real.tzinfo | None = None) -> real.datetime:
            instant = now()
            return instant.astimezone(tz) if tz else instant.replace(tzinfo=None)

    return ClockedDatetime

"""The clock of the demo: it runs with the wall, and can be pushed on."""

from __future__ import annotations

import datetime as dt
import time


class FlowingClock:
    """A simulated clock that runs with the wall and can be pushed forward."""

    def __init__(self, start: dt.datetime) -> None:
        self._epoch = start.astimezone(dt.UTC)
        self._started = time.perf_counter()
        self._pushed = 0.0

    @property
    def elapsed(self) -> float:
        """Seconds since the start, pushes included."""
        return time.perf_counter() - self._started + self._pushed

    def now(self) -> dt.datetime:
        """The simulated instant, in UTC."""
        return self._epoch + dt.timedelta(seconds=self.elapsed)

    def advance(self, seconds: float) -> None:
        """Push the clock forward; what falls due is run by whoever pushed."""
        self._pushed += seconds

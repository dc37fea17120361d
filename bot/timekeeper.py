"""Delivers timers when they come due. The row is the promise; APScheduler is only the alarm clock.

A bell (a commit that planned something, the alarm for the earliest timer, a sweep each minute) starts a pass, and a
pass ends: claim what is due, deliver it outside any transaction, settle it, set the alarm again. No task of ours
waits for a bell, so that a dead loop cannot go unnoticed and a closing process has nothing to wake.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.domain.errors import Undeliverable
from bot.domain.timers import NotNow, Timer, is_spent, pause_after
from bot.logs import log_context
from bot.services.context import ServiceContext
from bot.services.notices import tell_undeliverable
from data import timers
from data.database import Change

_log = logging.getLogger(__name__)

Delivery = Callable[[Timer], Awaitable[None]]
"""Does what a timer promised; raises Undeliverable where Discord has no place for it, NotNow where it has to wait."""

SWEEP = timedelta(seconds=60)
DELIVERY_SECONDS = 60
"""Longest time one delivery may take: well under the lease, so that nobody else takes it over meanwhile."""
BATCH = 10
CLOSING_SECONDS = 5


class Timekeeper:
    """Owns the alarm clock and the passes; opened with `start`, ended with `close`."""

    def __init__(
        self,
        context: ServiceContext,
        deliveries: Mapping[str, Delivery],
        *,
        sweeps: tuple[Callable[[], None], ...] = (),
        nightly: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._context = context
        self._deliveries = deliveries
        self._sweeps = sweeps
        self._nightly = nightly
        # By default APScheduler drops a job that is one second late; ours only ring: late is fine, once is enough.
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._wake: datetime | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._passing = False
        self._rung_again = False
        self._closing = False

    async def start(self) -> None:
        """Free what a crashed process had claimed, then start the clock and look what is due."""
        async with self._context.database.write() as writer:
            await timers.release_claims(writer)
        self._context.database.listen(Change.TIMERS, lambda _: self.ring())
        self._scheduler.start()
        self._scheduler.add_job(self._sweep, "interval", seconds=SWEEP.total_seconds(), id="sweep")
        if self._nightly is not None:
            self._scheduler.add_job(self._start_nightly, "cron", hour=15, minute=30, id="nightly")
        self.ring()

    async def close(self) -> None:
        """Stop ringing and give the work under way a few seconds; what is left keeps its claim and is redelivered."""
        self._closing = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSING_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def ring(self) -> None:
        """Have the due timers delivered: now if no pass is under way, else right after it."""
        if self._closing:
            return
        if self._passing:
            self._rung_again = True
            return
        self._passing = True
        self._start(self._pass())

    def _start(self, work: Awaitable[None]) -> None:
        async def run() -> None:
            await work

        task = asyncio.get_running_loop().create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _sweep(self) -> None:
        """Ring where an alarm was missed, as when the clock jumped or a pass failed; costs nothing otherwise."""
        if self._wake is None or self._wake <= self._context.clock.now():
            self.ring()
        for sweep in self._sweeps:
            sweep()

    async def _start_nightly(self) -> None:
        if self._nightly is not None and not self._closing:
            self._start(self._run_nightly(self._nightly))

    async def _run_nightly(self, nightly: Callable[[], Awaitable[None]]) -> None:
        try:
            await nightly()
        except Exception:
            _log.exception("the nightly work failed; it is tried again tomorrow")

    async def _pass(self) -> None:
        try:
            while True:
                self._rung_again = False
                while await self._deliver_due():
                    pass
                await self._set_alarm()
                if not self._rung_again or self._closing:
                    return
        except Exception:
            _log.exception("a timer pass failed; the next sweep tries again")
            self._wake = None
        finally:
            self._passing = False

    async def _deliver_due(self) -> bool:
        """Deliver one batch; return whether there was anything."""
        now = self._context.clock.now()
        async with self._context.database.read() as reader:
            wake = await timers.next_wake(reader)
        if wake is None or wake > now or self._closing:
            return False
        async with self._context.database.write() as writer:
            claimed = await timers.claim_due(writer, now, BATCH)
        await asyncio.gather(*(self._deliver(timer) for timer in claimed))
        return bool(claimed)

    async def _deliver(self, timer: Timer) -> None:
        with log_context(timer=timer.id, kind=timer.kind, community=timer.community_id):
            if timer.expires_at is not None and timer.expires_at <= self._context.clock.now():
                await self._settle(timer, "expired")
                return
            try:
                async with asyncio.timeout(DELIVERY_SECONDS):
                    await self._deliveries[timer.kind](timer)
            except NotNow as wait:
                await self._wait(timer, wait.until)
            except Undeliverable as error:
                _log.warning("undeliverable: %s", error.code)
                await self._undeliverable(timer, error)
            except Exception:
                _log.exception("a delivery failed")
                await self._put_off(timer)
            else:
                await self._settle(timer, "done")

    async def _wait(self, timer: Timer, until: datetime) -> None:
        """Let what must wait wait; what will not be true any more by then is dropped."""
        if timer.expires_at is not None and until >= timer.expires_at:
            await self._settle(timer, "expired")
            return
        async with self._context.database.write() as writer:
            await timers.wait(writer, timer, until)

    async def _undeliverable(self, timer: Timer, error: Undeliverable) -> None:
        if error.code == "courier.dm_closed":
            # Nobody but the reader can open their messages again, and it is nobody else's business.
            await self._settle(timer, "dead")
            return
        # A notice that cannot be delivered must not bring forth another notice.
        if timer.kind != "notice":
            async with self._context.database.write() as writer:
                await tell_undeliverable(self._context, writer, timer.community_id, error)
        await self._put_off(timer)

    async def _put_off(self, timer: Timer) -> None:
        now = self._context.clock.now()
        if is_spent(timer, now):
            _log.error("given up after %d attempts", timer.attempt)
            await self._settle(timer, "dead")
            return
        async with self._context.database.write() as writer:
            await timers.put_off(writer, timer, now + pause_after(timer.attempt))

    async def _settle(self, timer: Timer, state: str) -> None:
        async with self._context.database.write() as writer:
            await timers.settle(writer, timer, state)

    async def _set_alarm(self) -> None:
        async with self._context.database.read() as reader:
            wake = await timers.next_wake(reader)
        self._wake = wake or datetime.max.replace(tzinfo=UTC)
        if wake is not None and not self._closing:
            self._scheduler.add_job(
                self._alarm, "date", run_date=self._soonest(wake), id="alarm", replace_existing=True
            )

    def _soonest(self, wake: datetime) -> datetime:
        """Return `wake`, or a second from now if that has passed, so that a stuck row cannot spin the process."""
        return max(wake, self._context.clock.now() + timedelta(seconds=1))

    async def _alarm(self) -> None:
        self.ring()

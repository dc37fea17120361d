"""Promises with a time are kept: once, on time, through failures, restarts and clock jumps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.demo.virtual_time import apscheduler_clock
from bot.domain.errors import Undeliverable
from bot.domain.ids import CommunityId
from bot.domain.people import Community
from bot.domain.timers import PlannedTimer, Timer
from bot.services.context import ServiceContext
from bot.timekeeper import Timekeeper
from data import timers
from data.database import Database
from tests.fakes import FakeClock

Behaviour = Callable[[Timer], Awaitable[None]]


class Rig:
    """A timekeeper whose one delivery does what the test says."""

    def __init__(self, context: ServiceContext, clock: FakeClock) -> None:
        self.context = context
        self.clock = clock
        self.delivered: list[Timer] = []
        self.behaviour: Behaviour | None = None
        self.keeper = self.new_keeper()

    def new_keeper(self) -> Timekeeper:
        return Timekeeper(self.context, {"test.kind": self._deliver, "notice": self._deliver})

    async def _deliver(self, timer: Timer) -> None:
        if self.behaviour is not None:
            await self.behaviour(timer)
        self.delivered.append(timer)

    async def plan(self, key: str = "a", **changes: timedelta) -> None:
        now = self.clock.now()
        due = now + changes.get("due_in", timedelta(0))
        expires = now + changes["expires_in"] if "expires_in" in changes else None
        async with self.context.database.write() as writer:
            await timers.plan(writer, [PlannedTimer("test.kind", CommunityId(1), 5, key, due, expires)])

    async def quiet(self) -> None:
        """Wait until no pass is under way."""
        for _ in range(200):
            await asyncio.sleep(0.001)
            if not self.keeper._passing and not self.keeper._tasks:
                return
        raise AssertionError("the timekeeper does not come to rest")

    async def ring_after(self, **delta: float) -> None:
        self.clock.advance(**delta)
        self.keeper.ring()
        await self.quiet()

    async def states(self) -> dict[str, str]:
        async with self.context.database.read() as reader:
            return {row[0]: row[1] for row in await reader.all("SELECT dedupe_key, state FROM timer")}


@pytest_asyncio.fixture
async def rig(context: ServiceContext, clock: FakeClock, community: Community) -> AsyncGenerator[Rig]:
    made = Rig(context, clock)
    with apscheduler_clock(clock.now):
        await made.keeper.start()
        await made.quiet()
        yield made
        await made.keeper.close()


async def test_what_is_planned_now_is_delivered_at_once_and_once(rig: Rig) -> None:
    await rig.plan()
    await rig.quiet()
    await rig.ring_after(days=1)
    assert [timer.dedupe_key for timer in rig.delivered] == ["a"]
    assert await rig.states() == {"a": "done"}


async def test_a_timer_killed_between_send_and_settle_is_redelivered_with_the_same_nonce(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as killed:
        killed.setattr(timers, "settle", die)
        await rig.plan()
        await rig.quiet()
    (first,) = rig.delivered
    assert await rig.states() == {"a": "claimed"}

    await rig.keeper.close()
    rig.keeper = rig.new_keeper()
    await rig.keeper.start()
    await rig.quiet()
    (_, again) = rig.delivered
    assert again.nonce == first.nonce
    assert await rig.states() == {"a": "done"}


async def test_a_reminder_older_than_its_meeting_is_dropped(rig: Rig) -> None:
    await rig.plan(due_in=timedelta(hours=1), expires_in=timedelta(hours=2))
    await rig.ring_after(hours=3)
    assert rig.delivered == []
    assert await rig.states() == {"a": "expired"}


async def test_a_clock_jump_of_days_delivers_once_what_was_due(rig: Rig) -> None:
    await rig.plan(due_in=timedelta(hours=1))
    rig.clock.advance(days=3)
    await rig.keeper._sweep()
    await rig.quiet()
    rig.clock.advance(days=-3)
    await rig.keeper._sweep()
    await rig.quiet()
    rig.clock.advance(days=5)
    await rig.keeper._sweep()
    await rig.quiet()
    assert len(rig.delivered) == 1


async def test_a_failure_is_tried_again_after_1_5_15_and_60_minutes(rig: Rig) -> None:
    failed_at: list[float] = []
    start = rig.clock.now()

    async def fail(_: Timer) -> None:
        failed_at.append((rig.clock.now() - start).total_seconds() / 60)
        if len(failed_at) < 5:
            raise OSError("Discord is down")

    rig.behaviour = fail
    await rig.plan()
    await rig.quiet()
    for _ in range(100):
        await rig.ring_after(minutes=1)
    assert failed_at == [0, 1, 6, 21, 81]
    assert await rig.states() == {"a": "done"}


async def test_a_missing_channel_loses_nothing_and_is_told_once(rig: Rig, database: Database) -> None:
    async def fail(timer: Timer) -> None:
        if timer.kind == "test.kind" and rig.clock.now() < mended:
            raise Undeliverable("courier.place_missing", place="meetings")

    mended = rig.clock.now() + timedelta(hours=4)
    rig.behaviour = fail
    await rig.plan()
    await rig.plan("b")
    for _ in range(60):
        await rig.ring_after(minutes=5)
    assert [timer.kind for timer in rig.delivered] == ["notice", "test.kind", "test.kind"]


async def test_closed_direct_messages_are_not_tried_again(rig: Rig) -> None:
    async def fail(_: Timer) -> None:
        raise Undeliverable("courier.dm_closed")

    rig.behaviour = fail
    await rig.plan()
    await rig.quiet()
    assert await rig.states() == {"a": "dead"}


async def test_one_delivery_that_hangs_or_fails_does_not_hold_up_the_others(rig: Rig) -> None:
    release = asyncio.Event()

    async def hang(timer: Timer) -> None:
        if timer.dedupe_key == "slow":
            await release.wait()

    rig.behaviour = hang
    await rig.plan("slow")
    await rig.plan("quick")
    await asyncio.sleep(0.05)
    release.set()
    await rig.quiet()
    assert set(await rig.states()) == {"slow", "quick"}
    assert {timer.dedupe_key for timer in rig.delivered} == {"slow", "quick"}


async def test_many_due_at_once_are_each_delivered_once(rig: Rig) -> None:
    for number in range(57):
        await rig.plan(f"{number}", due_in=timedelta(minutes=1))
    rig.keeper.ring()
    await rig.ring_after(minutes=2)
    rig.keeper.ring()
    rig.keeper.ring()
    await rig.quiet()
    assert sorted(int(timer.dedupe_key) for timer in rig.delivered) == list(range(57))


async def test_an_unknown_kind_is_kept_for_a_newer_version(rig: Rig, clock: FakeClock) -> None:
    async with rig.context.database.write() as writer:
        await timers.plan(writer, [PlannedTimer("later.kind", CommunityId(1), 5, "x", clock.now())])
    await rig.quiet()
    assert await rig.states() == {"x": "pending"}

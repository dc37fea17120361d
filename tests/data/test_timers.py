"""Timers as rows: planned once, claimed once, settled once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import CommunityId
from bot.domain.people import Community
from bot.domain.timers import LEASE, PlannedTimer, Timer
from data import timers
from data.database import Database
from tests.fakes import FakeClock


def _planned(clock: FakeClock, key: str = "a", **changes: object) -> PlannedTimer:
    planned = PlannedTimer("test.kind", CommunityId(1), 5, key, clock.now())
    return replace(planned, **changes)  # pyright: ignore[reportArgumentType]


async def _claim(database: Database, clock: FakeClock) -> list[Timer]:
    async with database.write() as writer:
        return await timers.claim_due(writer, clock.now())


async def test_planning_the_same_fact_twice_stores_it_once(
    database: Database, clock: FakeClock, community: Community
) -> None:
    for _ in range(2):
        async with database.write() as writer:
            await timers.plan(writer, [_planned(clock), _planned(clock, "b")])
    assert [timer.dedupe_key for timer in await _claim(database, clock)] == ["a", "b"]


async def test_what_is_not_due_is_left(database: Database, clock: FakeClock, community: Community) -> None:
    async with database.write() as writer:
        await timers.plan(writer, [_planned(clock, due_at=clock.now() + timedelta(seconds=1))])
    assert await _claim(database, clock) == []
    clock.advance(seconds=1)
    assert len(await _claim(database, clock)) == 1


async def test_a_claim_is_exclusive_until_its_lease_ends(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        await timers.plan(writer, [_planned(clock)])
    (first,) = await _claim(database, clock)
    assert await _claim(database, clock) == []
    clock.advance(seconds=LEASE.total_seconds())
    (second,) = await _claim(database, clock)
    assert (first.attempt, second.attempt) == (1, 2)
    assert first.nonce == second.nonce
    async with database.write() as writer:
        await timers.settle(writer, first, "done")
    async with database.read() as reader:
        assert await timers.count_open(reader) == {"claimed": 1}, "who lost the lease cannot settle"


async def test_a_timer_cancelled_while_claimed_stays_cancelled(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        await timers.plan(writer, [_planned(clock)])
    (timer,) = await _claim(database, clock)
    async with database.write() as writer:
        await timers.cancel(writer, CommunityId(1), "test.", 5)
        await timers.put_off(writer, timer, clock.now())
    assert await _claim(database, clock) == []


async def test_cancelling_touches_no_other_community_subject_or_kind(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        await timers.plan(
            writer,
            [
                _planned(clock, "mine"),
                _planned(clock, "other subject", subject_id=6),
                _planned(clock, "other community", community_id=CommunityId(2)),
                _planned(clock, "other kind", kind="else.kind"),
            ],
        )
        await timers.cancel(writer, CommunityId(1), "test.", 5)
    assert {timer.dedupe_key for timer in await _claim(database, clock)} == {
        "other subject",
        "other community",
        "other kind",
    }


async def test_next_wake_is_the_earliest_due_or_end_of_lease(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.read() as reader:
        assert await timers.next_wake(reader) is None
    async with database.write() as writer:
        await timers.plan(writer, [_planned(clock, due_at=clock.now() + timedelta(hours=5))])
        await timers.plan(writer, [_planned(clock, "b")])
    await _claim(database, clock)
    async with database.read() as reader:
        assert await timers.next_wake(reader) == clock.now() + LEASE


async def test_what_was_called_off_and_holds_again_is_due_again_under_the_same_nonce(
    database: Database, clock: FakeClock, community: Community
) -> None:
    async with database.write() as writer:
        await timers.plan(writer, [_planned(clock)])
    (first,) = await _claim(database, clock)
    later = clock.now() + timedelta(hours=3)
    async with database.write() as writer:
        await timers.cancel(writer, CommunityId(1), "test.", 5)
        await timers.settle(writer, first, "done")  # its message went out, but it had been called off meanwhile
        await timers.plan(writer, [_planned(clock, due_at=later, expires_at=later + timedelta(hours=1))])
    assert await _claim(database, clock) == []
    clock.set(later)
    (again,) = await _claim(database, clock)
    assert (again.nonce, again.due_at, again.expires_at) == (first.nonce, later, later + timedelta(hours=1))
    assert again.maybe_sent_since is not None, "the message may be there already, so it is looked for"


async def test_what_was_delivered_or_lapsed_is_not_due_again(
    database: Database, clock: FakeClock, community: Community
) -> None:
    for state in ("done", "expired", "dead"):
        async with database.write() as writer:
            await timers.plan(writer, [_planned(clock, state)])
        (timer,) = await _claim(database, clock)
        async with database.write() as writer:
            await timers.settle(writer, timer, state)
            await timers.cancel(writer, CommunityId(1), "test.", 5)
            await timers.plan(writer, [_planned(clock, state)])
        assert await _claim(database, clock) == []

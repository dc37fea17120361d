"""A post that was just edited is left alone for a while, and holds nothing else up meanwhile."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.people import Community, Place
from bot.domain.posts import QUIET, Post
from data import posts
from data.database import Database
from tests.fakes import FakeClock


async def _kept(database: Database, community: Community, subject: int) -> Post:
    async with database.write() as writer:
        await posts.keep(writer, community.id, "poll", subject, Place.MEETINGS)
        found = await posts.find(writer, community.id, "poll", subject)
    assert found is not None
    return found


async def _edited(database: Database, clock: FakeClock, post: Post) -> None:
    async with database.write() as writer:
        await posts.mark_shown(writer, post, 5, 1000 + post.id, clock.now() + QUIET)


async def _stale(database: Database, clock: FakeClock) -> list[int]:
    async with database.read() as reader:
        return [post.subject_id for post in (await posts.stale(reader, clock.now()))[0]]


async def test_sixty_that_wait_do_not_hold_up_one_that_is_due(
    database: Database, clock: FakeClock, community: Community
) -> None:
    for subject in range(60):
        await _edited(database, clock, await _kept(database, community, subject))
        await _kept(database, community, subject)
    await _kept(database, community, 99)
    assert await _stale(database, clock) == [99]
    async with database.read() as reader:
        _, again = await posts.stale(reader, clock.now())
    assert again == clock.now() + QUIET
    clock.advance(seconds=QUIET.total_seconds())
    assert len(await _stale(database, clock)) == 50


async def test_one_that_was_hidden_while_it_was_edited_waits_for_nothing(
    database: Database, clock: FakeClock, community: Community
) -> None:
    post = await _kept(database, community, 1)
    async with database.write() as writer:
        await posts.hide(writer, community.id, post.id, hidden=True)
    await _edited(database, clock, post)
    assert await _stale(database, clock) == [1]


async def test_one_whose_message_was_deleted_is_sent_again_at_once(
    database: Database, clock: FakeClock, community: Community
) -> None:
    post = await _kept(database, community, 1)
    await _edited(database, clock, post)
    async with database.write() as writer:
        await posts.mark_gone(writer, community.id, 1000 + post.id)
    assert await _stale(database, clock) == [1]


async def test_a_clock_that_is_put_back_makes_nothing_wait_longer(
    database: Database, clock: FakeClock, community: Community
) -> None:
    await _edited(database, clock, await _kept(database, community, 1))
    await _kept(database, community, 1)
    clock.set(clock.now() - timedelta(days=1))
    assert await _stale(database, clock) == [1]


async def test_a_failure_still_waits_its_time(database: Database, clock: FakeClock, community: Community) -> None:
    post = await _kept(database, community, 1)
    async with database.write() as writer:
        await posts.mark_failed(writer, post, clock.now() + timedelta(hours=1))
    assert await _stale(database, clock) == []

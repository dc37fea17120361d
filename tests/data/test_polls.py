from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import CommunityId, MemberId, OptionId, PollId, TopicId
from bot.domain.people import Community
from bot.domain.polls import NewPoll, Poll, PollState, Results, Vote
from bot.domain.voting import Method
from data import polls, topics
from data.database import Database
from tests.fakes import FakeClock

ALICE, BOB = MemberId(11), MemberId(12)


async def add(database: Database, community: Community, clock: FakeClock, topic_id: TopicId | None = None) -> Poll:
    new = NewPoll(
        question=None if topic_id else "Which evening?",
        method=Method.SINGLE,
        results=Results.AT_CLOSE,
        opened_at=clock.now(),
        closes_at=clock.now() + timedelta(days=1),
        options=(("Monday", topic_id), ("Ünï 🎉 @everyone", None)),
        left_out=3,
    )
    async with database.write() as writer:
        poll_id = await polls.add(writer, community.id, ALICE, new)
        found = await polls.find(writer, community.id, poll_id)
    assert found is not None
    return found


async def test_a_poll_is_read_back_as_it_was_stored(database: Database, community: Community, clock: FakeClock) -> None:
    async with database.write() as writer:
        topic_id = await topics.add(writer, community.id, ALICE, "Monday", "Why not", clock.now())
    poll = await add(database, community, clock, topic_id)
    assert (poll.question, poll.method, poll.results, poll.state) == (
        None,
        Method.SINGLE,
        Results.AT_CLOSE,
        PollState.OPEN,
    )
    assert (poll.opened_by, poll.closes_at - poll.opened_at, poll.left_out) == (ALICE, timedelta(days=1), 3)
    assert [(line.text, line.topic_id, line.note) for line in poll.options] == [
        ("Monday", topic_id, "Why not"),
        ("Ünï 🎉 @everyone", None, None),
    ]


async def test_a_ballot_replaces_the_one_before(database: Database, community: Community, clock: FakeClock) -> None:
    poll = await add(database, community, clock)
    first, second = (option.id for option in poll.options)
    async with database.write() as writer:
        await polls.cast(writer, poll, ALICE, Vote({first: 1}), clock.now())
        await polls.cast(writer, poll, ALICE, Vote({second: 1}), clock.now())
        await polls.cast(writer, poll, BOB, Vote({first: 2, second: 1}), clock.now())
        assert await polls.vote_of(writer, poll, ALICE) == Vote({second: 1})
        assert await polls.vote_of(writer, poll, MemberId(13)) is None
        assert await polls.votes(writer, poll) == {ALICE: Vote({second: 1}), BOB: Vote({first: 2, second: 1})}


async def test_open_polls_come_first_then_the_latest_closed(
    database: Database, community: Community, clock: FakeClock
) -> None:
    made = []
    for _ in range(4):
        made.append(await add(database, community, clock))
        clock.advance(hours=1)
    async with database.write() as writer:
        for poll in made[:2]:
            assert await polls.close(writer, poll, clock.now() + timedelta(minutes=poll.id), 5)
        found = [poll.id for poll in await polls.recent(writer, community.id)]
    assert found == [made[2].id, made[3].id, made[1].id, made[0].id]


@pytest.mark.parametrize(
    "change", ["results = 'live'", "method = 'approval'", "question = 'Other?'", "community_id = 2", "opened_at = 1"]
)
async def test_the_file_itself_keeps_the_terms_of_a_poll(
    database: Database, community: Community, clock: FakeClock, change: str
) -> None:
    await add(database, community, clock)
    with pytest.raises(sqlite3.IntegrityError, match="fixed when it opens"):
        async with database.write() as writer:
            await writer.run(f"UPDATE poll SET {change}")


async def test_the_file_itself_refuses_votes_and_changes_after_the_close(
    database: Database, community: Community, clock: FakeClock
) -> None:
    poll = await add(database, community, clock)
    async with database.write() as writer:
        await polls.cast(writer, poll, ALICE, Vote({poll.options[0].id: 1}), clock.now())
        assert await polls.close(writer, poll, clock.now(), 5)
        assert not await polls.close(writer, poll, clock.now(), 5)
    for member_id in (ALICE, BOB):
        with pytest.raises(sqlite3.IntegrityError, match="takes no votes"):
            async with database.write() as writer:
                await polls.cast(writer, poll, member_id, Vote({poll.options[1].id: 1}), clock.now())
    with pytest.raises(sqlite3.IntegrityError, match="stays as it is"):
        async with database.write() as writer:
            await writer.run("UPDATE poll SET state = 'open', closed_at = NULL")
    async with database.read() as reader:
        assert await polls.votes(reader, poll) == {ALICE: Vote({poll.options[0].id: 1})}


async def test_nothing_of_one_community_is_reached_from_another(
    database: Database, community: Community, clock: FakeClock
) -> None:
    poll = await add(database, community, clock)
    foreign = replace(poll, community_id=CommunityId(2))
    async with database.write() as writer:
        await polls.cast(writer, poll, ALICE, Vote({OptionId(1): 1}), clock.now())
        topic_id = await topics.add(writer, community.id, ALICE, "Gout", None, clock.now())
        assert await polls.find(writer, CommunityId(2), poll.id) is None
        assert await polls.recent(writer, CommunityId(2)) == []
        assert await polls.votes(writer, foreign) == {}
        assert await polls.vote_of(writer, foreign, ALICE) is None
        assert not await polls.close(writer, foreign, clock.now(), 5)
        assert await topics.find(writer, CommunityId(2), topic_id) is None
    for attempt in (
        lambda writer: polls.cast(writer, replace(foreign, id=PollId(poll.id)), BOB, Vote({}), clock.now()),
        lambda writer: topics.support(writer, CommunityId(2), topic_id, BOB, clock.now()),
    ):
        with pytest.raises(sqlite3.IntegrityError):
            async with database.write() as writer:
                await attempt(writer)


async def test_topics_on_an_open_ballot_are_known_until_it_closes(
    database: Database, community: Community, clock: FakeClock
) -> None:
    async with database.write() as writer:
        topic_id = await topics.add(writer, community.id, ALICE, "Gout", None, clock.now())
    poll = await add(database, community, clock, topic_id)
    async with database.write() as writer:
        assert await polls.topics_on_open_ballots(writer, community.id) == {topic_id}
        await polls.close(writer, poll, clock.now(), 5)
        assert await polls.topics_on_open_ballots(writer, community.id) == set()


async def test_a_community_goes_with_all_its_topics_and_polls(
    database: Database, community: Community, clock: FakeClock
) -> None:
    async with database.write() as writer:
        topic_id = await topics.add(writer, community.id, ALICE, "Gout", None, clock.now())
        await topics.support(writer, community.id, topic_id, BOB, clock.now())
    poll = await add(database, community, clock, topic_id)
    async with database.write() as writer:
        await polls.cast(writer, poll, ALICE, Vote({poll.options[0].id: 1}), clock.now())
        await polls.close(writer, poll, clock.now(), 5)
        await writer.run("DELETE FROM community WHERE id = :id", id=community.id)
        for table in ("topic", "topic_support", "poll", "poll_option", "ballot"):
            assert await writer.value(f"SELECT count(*) FROM {table}") == 0

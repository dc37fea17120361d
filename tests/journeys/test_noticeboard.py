"""The noticeboard: one pinned message, always true, and the only thing a member ever needs."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Actor
from bot.services import polls
from tests.journeys.case_steps import AFFIRM, ASK, CLEAN_STORY, anonymous, card, hand_in, screen
from tests.journeys.meeting_steps import schedule
from tests.journeys.poll_steps import choose, private
from tests.journeys.world import World, labels, reply_text, text_of


def board(world: World) -> Any:
    """Return the one message on the noticeboard."""
    (message,) = world.messages("noticeboard")
    return message


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    await world.advance(minutes=1)
    return world


def note_edits(world: World, monkeypatch: pytest.MonkeyPatch, message_id: int) -> list[datetime]:
    """Note when the bot edits a message from now on."""
    found: list[datetime] = []
    edit: Callable[..., Any] = world.bot.courier.edit

    async def noting(channel_id: int, edited_id: int, outgoing: Any) -> None:
        if edited_id == message_id:
            found.append(world.env.now())
        await edit(channel_id, edited_id, outgoing)

    monkeypatch.setattr(world.bot.courier, "edit", noting)
    return found


async def test_there_is_one_message_and_it_is_pinned(started: World) -> None:
    pinned = started.channel("noticeboard").pinned_messages()
    assert [message.id for message in pinned] == [board(started).id]
    assert {"Share a case", "Suggest a topic", "Set my time zone", "Join"} <= set(labels(board(started)))


async def test_it_follows_a_meeting_from_the_first_answer_to_its_end(started: World) -> None:
    fiona = await started.facilitator()
    alice = await started.member("alice")
    await schedule(started, fiona)
    await started.advance(seconds=30)
    assert "Journal club" in text_of(board(started))
    answered = await alice.click(board(started), label="Going")
    assert "You said you are going" in reply_text(answered)
    await started.restart()
    await started.advance(seconds=30)
    assert "1 going" in text_of(board(started))
    assert "Journal club" in text_of(board(started)), "her private answer did not take the board's place"
    await started.advance_to(datetime.fromisoformat("2026-03-12T11:31:00+00:00"))
    assert "On now" in text_of(board(started))
    assert "None is planned yet" in text_of(board(started))
    assert "Going" not in labels(board(started))
    await started.advance(hours=2)
    assert "Journal club" not in text_of(board(started))


async def test_a_member_votes_from_it_alone(started: World) -> None:
    fiona = await started.facilitator()
    alice = await started.member("alice")
    general = started.channel("general")
    await fiona.slash(general, "poll open", question="Which day suits?", options="Monday; Thursday", closes="3 days")
    await started.advance(seconds=30)
    assert "Which day suits?" in text_of(board(started))
    ballot = private(await alice.click(board(started), label="Vote"))
    await choose(alice, ballot, "Thursday")
    await alice.click(ballot, label="Cast my vote")
    await started.advance(minutes=1)
    assert "1 has voted" in text_of(board(started))
    await started.advance(days=3)
    assert "None is open" in text_of(board(started))
    assert "Vote" not in labels(board(started))


async def test_a_case_is_shared_from_it_and_counts_until_a_colleague_replies(started: World) -> None:
    fiona = await started.facilitator()
    alice, bob = await started.member("alice"), await started.member("bob")
    opened = await alice.click(board(started), label="Share a case")
    form = screen(await alice.submit_modal(opened, CLEAN_STORY))
    await alice.submit_modal(await alice.click(form, label="Continue"), ASK)
    await alice.submit_modal(await alice.click(form, label="Submit"), AFFIRM)
    await started.advance(minutes=1)
    assert "1 case is being checked" in text_of(board(started))
    assert CLEAN_STORY["title"] not in text_of(board(started))
    await fiona.click(card(started), label="Release")
    await started.advance(minutes=1)
    assert "1 case awaits a first reply" in text_of(board(started))
    (thread,) = started.forum_posts()
    await alice.send(thread, "Thank you for reading.")
    await started.advance(minutes=1)
    assert "1 case awaits a first reply" in text_of(board(started)), "authors do not answer themselves"
    await bob.send(thread, "Have you thought of the thyroid?")
    await started.advance(minutes=1)
    assert "Every case has been answered" in text_of(board(started))


async def test_an_anonymous_author_who_writes_below_their_case_counts_as_anybody(started: World) -> None:
    fiona, alice = await started.facilitator(), await started.member("alice")
    await hand_in(started, alice, ask=anonymous())
    await fiona.click(card(started), label="Release")
    await started.advance(minutes=1)
    assert "1 case awaits a first reply" in text_of(board(started))
    (thread,) = started.forum_posts()
    await alice.send(thread, "Have they been abroad?")
    await started.advance(minutes=1)
    assert "Every case has been answered" in text_of(board(started)), "not to count would tell whose case it is"


async def test_no_title_of_a_case_stands_where_everybody_reads(started: World) -> None:
    fiona = await started.facilitator()
    alice = await started.member("alice")
    await hand_in(started, alice)
    await fiona.click(card(started), label="Release")
    await started.advance(minutes=1)
    assert CLEAN_STORY["title"] not in text_of(board(started))
    assert f"<@{alice.id}>" not in text_of(board(started))


async def test_a_topic_and_the_time_zone_need_no_command(started: World) -> None:
    alice = await started.member("alice")
    form = await alice.click(board(started), label="Suggest a topic")
    assert "is in the backlog" in reply_text(await alice.submit_modal(form, {"title": "Gout", "why": ""}))
    form = await alice.click(board(started), label="Set my time zone")
    assert "Europe/London" in reply_text(await alice.submit_modal(form, {"zone": "London"}))


async def test_a_deleted_board_comes_back_and_is_pinned_again(started: World) -> None:
    old = board(started)
    started.env.backend.delete_message(old.channel.id, old.id)
    await started.advance(minutes=2)
    assert board(started).id != old.id
    assert [message.id for message in started.channel("noticeboard").pinned_messages()] == [board(started).id]


async def test_300_votes_in_a_burst_edit_it_at_most_once_in_ten_seconds(
    started: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fiona = await started.facilitator()
    await fiona.slash(
        started.channel("general"), "poll open", question="Which day?", options="Monday; Thursday", closes="3 days"
    )
    await started.advance(minutes=1)
    edits = note_edits(started, monkeypatch, board(started).id)
    people = [await started.member(f"m{n}") for n in range(300)]
    voters = [Actor(CommunityId(started.guild.id), MemberId(person.id)) for person in people]
    (poll,) = await polls.names(started.bot.context, voters[0])
    for start in range(0, 300, 50):
        with started.as_bot():
            await asyncio.gather(
                *(
                    polls.cast(started.bot.context, voter, poll.id, [poll.options[0].id])
                    for voter in voters[start : start + 50]
                )
            )
        await started.advance(seconds=4)
    await started.advance(minutes=1)
    assert "300 have voted" in text_of(board(started))
    assert edits
    assert all(later - earlier >= timedelta(seconds=10) for earlier, later in itertools.pairwise(edits))

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.ids import MeetingId, TopicId
from bot.domain.meetings import Meeting, Plan
from bot.domain.people import Actor
from bot.domain.polls import Poll
from bot.services import bookings, polls, topics
from bot.services.bookings import Booked, WhichMeeting, WhichTopic
from bot.services.context import ServiceContext
from data import agenda, meetings
from tests.fakes import FakeClock
from tests.services.test_polls import ask, fill_backlog, open_topics, vote


async def meet(context: ServiceContext, actor: Actor, starts_at: datetime, title: str = "Thursday group") -> Meeting:
    async with context.database.write() as writer:
        return await meetings.insert(
            writer,
            actor.community_id,
            Plan(title=title, starts_at=starts_at, minutes=60, seats=None, place=None, topic=None),
            zone="Australia/Perth",
            organiser_id=actor.member_id,
            typed_when=None,
            now=context.clock.now(),
        )


async def agenda_of(context: ServiceContext, meeting: Meeting) -> list[str]:
    async with context.database.read() as reader:
        return [item.title for item in await agenda.of_meeting(reader, meeting.community_id, meeting.id)]


@pytest.fixture
async def poll(context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor) -> Poll:
    """A poll that Acne won."""
    await fill_backlog(context, alice)
    opened = await open_topics(context, facilitator)
    await vote(context, alice, opened, "Acne")
    await polls.close(context, facilitator, opened.id)
    return opened


@pytest.fixture
async def tie(context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor) -> Poll:
    """A poll that ended in a tie of Gout and Acne."""
    await fill_backlog(context, alice)
    opened = await open_topics(context, facilitator)
    await vote(context, alice, opened, "Acne")
    await vote(context, bob, opened, "Gout")
    await polls.close(context, facilitator, opened.id)
    return opened


async def test_with_one_meeting_ahead_one_tap_puts_the_winner_on_its_agenda_once(
    context: ServiceContext, facilitator: Actor, poll: Poll, clock: FakeClock
) -> None:
    meeting = await meet(context, facilitator, clock.now() + timedelta(days=2))
    first, second = [await bookings.book(context, facilitator, poll.id) for _ in range(2)]
    assert isinstance(first, Booked)
    assert isinstance(second, Booked)
    assert (first.title, first.meeting.id, first.just_now, second.just_now) == ("Acne", meeting.id, True, False)
    assert await agenda_of(context, meeting) == ["Acne"]
    found = await topics.backlog(context, facilitator)
    assert [topic.title for topic in found.booked] == ["Acne"]
    assert [(topic.title, topic.supporters) for topic in found.waiting] == [("Gout", 1), ("Menopause", 1)]


async def test_the_polls_message_then_shows_the_meeting_and_offers_no_booking(
    context: ServiceContext, facilitator: Actor, poll: Poll, clock: FakeClock
) -> None:
    meeting = await meet(context, facilitator, clock.now() + timedelta(days=2))
    assert (await polls.view(context, facilitator, poll.id)).to_book
    await bookings.book(context, facilitator, poll.id)
    view = await polls.view(context, facilitator, poll.id)
    assert not view.to_book
    assert [booked.id for booked in view.booked.values()] == [meeting.id]


async def test_a_cancelled_meeting_frees_its_topic(
    context: ServiceContext, facilitator: Actor, poll: Poll, clock: FakeClock
) -> None:
    meeting = await meet(context, facilitator, clock.now() + timedelta(days=2))
    await bookings.book(context, facilitator, poll.id)
    async with context.database.write() as writer:
        await meetings.cancel(writer, meeting, None, clock.now())
    assert [topic.title for topic in (await topics.backlog(context, facilitator)).chosen] == ["Acne"]
    assert (await polls.view(context, facilitator, poll.id)).to_book


async def test_with_several_meetings_ahead_it_asks_which(
    context: ServiceContext, facilitator: Actor, poll: Poll, clock: FakeClock
) -> None:
    first = await meet(context, facilitator, clock.now() + timedelta(days=2))
    second = await meet(context, facilitator, clock.now() + timedelta(days=9))
    asked = await bookings.book(context, facilitator, poll.id)
    assert isinstance(asked, WhichMeeting)
    assert [meeting.id for meeting in asked.meetings] == [first.id, second.id]
    assert isinstance(await bookings.book(context, facilitator, poll.id, asked.topic_id, second.id), Booked)
    assert await agenda_of(context, first) == []
    assert await agenda_of(context, second) == ["Acne"]


async def test_without_a_meeting_ahead_it_says_so_and_the_topic_stays_chosen(
    context: ServiceContext, facilitator: Actor, poll: Poll, clock: FakeClock
) -> None:
    await meet(context, facilitator, clock.now() - timedelta(minutes=10))
    with pytest.raises(NotFound, match=r"poll\.no_meeting_ahead"):
        await bookings.book(context, facilitator, poll.id)
    assert [topic.title for topic in (await topics.backlog(context, facilitator)).chosen] == ["Acne"]


async def test_after_a_tie_it_asks_which_topic_and_the_other_can_still_be_booked(
    context: ServiceContext, facilitator: Actor, tie: Poll, clock: FakeClock
) -> None:
    meeting = await meet(context, facilitator, clock.now() + timedelta(days=2))
    asked = await bookings.book(context, facilitator, tie.id)
    assert isinstance(asked, WhichTopic)
    assert [option.text for option in asked.options] == ["Gout", "Acne"]
    assert isinstance(await bookings.book(context, facilitator, tie.id, asked.options[1].topic_id), Booked)
    assert await agenda_of(context, meeting) == ["Acne"]
    rest = await bookings.book(context, facilitator, tie.id)
    assert isinstance(rest, Booked)
    assert await agenda_of(context, meeting) == ["Acne", "Gout"]


async def test_what_cannot_be_booked_is_refused(
    context: ServiceContext, facilitator: Actor, alice: Actor, poll: Poll, clock: FakeClock
) -> None:
    meeting = await meet(context, facilitator, clock.now() + timedelta(days=2))
    with pytest.raises(NotAllowed):
        await bookings.book(context, alice, poll.id)
    with pytest.raises(Invalid, match=r"poll\.not_a_winner"):
        await bookings.book(context, facilitator, poll.id, TopicId(1))
    with pytest.raises(Conflict, match=r"poll\.meeting_not_ahead"):
        await bookings.book(context, facilitator, poll.id, None, MeetingId(meeting.id + 50))
    still_open = await ask(context, facilitator)
    with pytest.raises(Conflict, match=r"poll\.still_open"):
        await bookings.book(context, facilitator, still_open.id)
    await polls.close(context, facilitator, still_open.id)
    with pytest.raises(Conflict, match=r"poll\.nothing_won"):
        await bookings.book(context, facilitator, still_open.id)


async def test_a_poll_or_meeting_of_another_community_is_refused(
    context: ServiceContext, facilitator: Actor, foreign_facilitator: Actor, poll: Poll, clock: FakeClock
) -> None:
    theirs = await meet(context, foreign_facilitator, clock.now() + timedelta(days=2))
    await meet(context, facilitator, clock.now() + timedelta(days=2))
    with pytest.raises(NotFound, match=r"poll\.gone"):
        await bookings.book(context, foreign_facilitator, poll.id)
    with pytest.raises(Conflict, match=r"poll\.meeting_not_ahead"):
        await bookings.book(context, facilitator, poll.id, None, theirs.id)

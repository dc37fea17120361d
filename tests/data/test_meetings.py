import sqlite3
from datetime import timedelta

import pytest

from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Answer, MeetingState, Plan, Rsvp
from bot.domain.people import Community
from data import agenda, answers, meetings
from data.database import Database
from tests.data.meeting_rows import stored
from tests.fakes import FakeClock


async def test_a_meeting_reads_back_as_it_was_stored(
    database: Database, clock: FakeClock, community: Community
) -> None:
    meeting = await stored(database, clock.now(), "Güt @everyone 🫀", seats=8, place="Room 1", minutes=90)
    async with database.read() as reader:
        assert await meetings.find(reader, CommunityId(1), meeting.id) == meeting
    assert (meeting.state, meeting.sequence, meeting.event_id) == (MeetingState.SCHEDULED, 0, None)
    assert meeting.ends_at - meeting.starts_at == timedelta(minutes=90)


async def test_no_meeting_is_read_from_another_community(
    database: Database, clock: FakeClock, community: Community
) -> None:
    meeting = await stored(database, clock.now())
    other = CommunityId(2)
    async with database.write() as writer:
        assert await meetings.find(writer, other, meeting.id) is None
        assert await meetings.upcoming(writer, other, clock.now()) == []
        assert await meetings.known(writer, other, clock.now()) == []
        with pytest.raises(sqlite3.IntegrityError):
            await agenda.add(writer, other, meeting.id, title="Gout", topic_id=None, presenter_id=None)


async def test_upcoming_holds_what_has_not_ended_and_no_draft(
    database: Database, clock: FakeClock, community: Community
) -> None:
    await stored(database, clock.now(), "later", days=9)
    await stored(database, clock.now(), "running", days=1 / 48)
    await stored(database, clock.now(), "draft", draft="next tuesday")
    async with database.read() as reader:
        clock.advance(minutes=45)
        found = await meetings.upcoming(reader, CommunityId(1), clock.now())
        assert [meeting.title for meeting in found] == ["running", "later"]
        clock.advance(minutes=45)
        found = await meetings.upcoming(reader, CommunityId(1), clock.now())
        assert [meeting.title for meeting in found] == ["later"]
        assert len(await meetings.known(reader, CommunityId(1), clock.now())) == 2


async def test_a_draft_is_changed_published_once_and_forgotten_after_its_time(
    database: Database, clock: FakeClock, community: Community
) -> None:
    draft = await stored(database, clock.now(), draft="fri noon")
    old = await stored(database, clock.now(), "old", draft="fri noon")
    newest = await stored(database, clock.now(), "newest", draft="fri noon")
    changed = Plan("New title", clock.now() + timedelta(days=5), 30, 4, "Room 2", None)
    clock.advance(hours=1)
    async with database.write() as writer:
        await meetings.redraft(writer, draft, changed, zone="Europe/London", typed_when="sat", now=clock.now())
        assert await meetings.typed_when(writer, CommunityId(1), draft.id) == "sat"
        await meetings.drop_drafts(writer, CommunityId(1), clock.now())
        assert await meetings.find(writer, CommunityId(1), old.id) is None
        assert await meetings.find(writer, CommunityId(1), newest.id) == newest, "its number must not be given again"
        await meetings.publish(writer, draft, changed.starts_at, clock.now())
        await meetings.redraft(writer, draft, changed, zone="Asia/Tokyo", typed_when="mon", now=clock.now())
        found = await meetings.find(writer, CommunityId(1), draft.id)
        assert await meetings.typed_when(writer, CommunityId(1), draft.id) == ""
    assert found is not None
    assert (found.title, found.zone, found.state) == ("New title", "Europe/London", MeetingState.SCHEDULED)


async def test_cancelling_raises_the_sequence_once(database: Database, clock: FakeClock, community: Community) -> None:
    meeting = await stored(database, clock.now())
    async with database.write() as writer:
        await meetings.cancel(writer, meeting, "Flood", clock.now())
        await meetings.cancel(writer, meeting, "Again", clock.now())
        found = await meetings.find(writer, CommunityId(1), meeting.id)
    assert found is not None
    assert (found.state, found.sequence, found.cancel_reason) == (MeetingState.CANCELLED, 1, "Flood")


async def test_answers_come_back_in_the_order_they_were_given(
    database: Database, clock: FakeClock, community: Community
) -> None:
    meeting = await stored(database, clock.now())
    async with database.write() as writer:
        for rank, person in enumerate((14, 11, 12), start=1):
            await answers.save_answer(writer, meeting, Rsvp(MemberId(person), Answer.GOING, rank), clock.now())
        await answers.save_answer(writer, meeting, Rsvp(MemberId(14), Answer.MAYBE, 4), clock.now())
        roll = await answers.roll(writer, CommunityId(1), meeting.id)
    assert roll.who(Answer.GOING) == (11, 12)
    assert roll.who(Answer.MAYBE) == (14,)


@pytest.mark.parametrize("before", [None, Answer.MAYBE])
async def test_the_schema_itself_refuses_one_more_than_the_seats(
    database: Database, clock: FakeClock, community: Community, before: Answer | None
) -> None:
    meeting = await stored(database, clock.now(), seats=1)
    async with database.write() as writer:
        await answers.save_answer(writer, meeting, Rsvp(MemberId(11), Answer.GOING, 1), clock.now())
        if before is not None:
            await answers.save_answer(writer, meeting, Rsvp(MemberId(12), before, 2), clock.now())
    with pytest.raises(sqlite3.IntegrityError, match="full"):
        async with database.write() as writer:
            await answers.save_answer(writer, meeting, Rsvp(MemberId(12), Answer.GOING, 3), clock.now())
    async with database.write() as writer:
        await answers.save_answer(writer, meeting, Rsvp(MemberId(11), Answer.GOING, 4), clock.now())


async def test_an_event_leads_back_to_its_meeting(database: Database, clock: FakeClock, community: Community) -> None:
    meeting = await stored(database, clock.now())
    async with database.write() as writer:
        await meetings.set_event(writer, meeting, 777)
        found = await meetings.by_event(writer, CommunityId(1), 777)
        assert found is not None
        assert found.id == meeting.id
        assert await meetings.by_event(writer, CommunityId(2), 777) is None


async def test_an_agenda_keeps_its_order_and_a_topic_once(
    database: Database, clock: FakeClock, community: Community
) -> None:
    meeting = await stored(database, clock.now())
    one = CommunityId(1)
    async with database.write() as writer:
        first = await agenda.add(writer, one, meeting.id, title="Gout", topic_id=5, presenter_id=None)
        await agenda.add(writer, one, meeting.id, title="Follow-ups", topic_id=None, presenter_id=None)
        again = await agenda.add(writer, one, meeting.id, title="Gout", topic_id=5, presenter_id=MemberId(11))
        items = await agenda.of_meeting(writer, one, meeting.id)
        assert first == again
        assert [(item.title, item.presenter_id) for item in items] == [("Gout", 11), ("Follow-ups", None)]
        await agenda.clear(writer, one, meeting.id)
        assert await agenda.of_meeting(writer, one, MeetingId(meeting.id)) == []

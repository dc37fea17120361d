from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import CopError, NotAllowed, NotFound
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import MeetingState
from bot.domain.people import Actor
from bot.services import meeting_choices, scheduling
from bot.services.context import ServiceContext
from bot.services.scheduling import Wish
from data import members, topics
from tests.data.meeting_rows import timers_of
from tests.fakes import FakeClock

PICKED = "2026-03-12T19:30+08:00[Australia/Perth]"
STARTS = datetime(2026, 3, 12, 11, 30, tzinfo=UTC)


async def meetings_stored(context: ServiceContext) -> list[str]:
    async with context.database.read() as reader:
        return [str(row[0]) for row in await reader.all("SELECT state FROM meeting ORDER BY id")]


async def test_a_picked_time_is_scheduled_with_all_its_promises(context: ServiceContext, facilitator: Actor) -> None:
    done = await scheduling.schedule(context, facilitator, Wish("Journal club", PICKED, "90", 8, "Room 4", "Gout"))
    meeting = done.view.meeting
    assert (meeting.state, meeting.starts_at, meeting.minutes) == (MeetingState.SCHEDULED, STARTS, 90)
    assert (meeting.seats, meeting.place, meeting.zone) == (8, "Room 4", "Australia/Perth")
    assert [item.title for item in done.view.agenda] == ["Gout"]
    assert len(await timers_of(context.database, meeting)) == 8


async def test_a_typed_time_makes_a_draft_that_promises_nothing_until_it_is_posted(
    context: ServiceContext, facilitator: Actor
) -> None:
    done = await scheduling.schedule(context, facilitator, Wish("Journal club", "12 March 7:30pm"))
    meeting = done.view.meeting
    assert (meeting.state, meeting.starts_at) == (MeetingState.DRAFT, STARTS)
    assert await timers_of(context.database, meeting) == []
    for _ in range(2):
        view = await scheduling.post(context, facilitator, meeting.id)
        assert view.meeting.state is MeetingState.SCHEDULED
    assert len(await timers_of(context.database, meeting)) == 8
    with pytest.raises(NotFound):
        await scheduling.draft(context, facilitator, meeting.id)


async def test_a_time_is_read_in_the_typists_own_zone(context: ServiceContext, facilitator: Actor) -> None:
    async with context.database.write() as writer:
        await members.set_zone(writer, CommunityId(1), MemberId(10), "Europe/London")
    done = await scheduling.schedule(context, facilitator, Wish("Journal club", "29 March 19:30"))
    assert done.view.meeting.starts_at == datetime(2026, 3, 29, 18, 30, tzinfo=UTC)
    assert done.view.meeting.zone == "Europe/London"


async def test_an_unclear_time_is_asked_and_the_chosen_reading_counts(
    context: ServiceContext, facilitator: Actor
) -> None:
    done = await scheduling.schedule(context, facilitator, Wish("Journal club", "12 March 7:30"))
    assert {reading.instant for reading in done.readings} == {STARTS, STARTS - timedelta(hours=12)}
    view = await scheduling.post(context, facilitator, done.view.meeting.id, STARTS)
    assert view.meeting.starts_at == STARTS


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish("Journal club", "32 Dec"), "time.impossible"),
        (Wish("Journal club", "29 March 2026 1:30am London"), "time.gap"),
        (Wish("Journal club", "1 March 2026 10:00"), "time.past"),
        (Wish("", PICKED), "meeting.title_missing"),
        (Wish("x" * 4000, PICKED), "meeting.title_too_long"),
        (Wish("Journal club", PICKED, duration="soon"), "duration.unreadable"),
        (Wish("Journal club", PICKED, seats=0), "meeting.seats_impossible"),
        (Wish("Journal club", PICKED, topic="#99"), "topic.none_yet"),
        (Wish("Call 0412 345 678", PICKED), "text.identifier"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_what_is_refused_leaves_nothing_behind(
    context: ServiceContext, facilitator: Actor, wish: Wish, code: str
) -> None:
    with pytest.raises(CopError) as refused:
        await scheduling.schedule(context, facilitator, wish)
    assert refused.value.code == code
    assert await meetings_stored(context) == []


async def test_members_and_other_facilitators_cannot_touch_a_draft(
    context: ServiceContext, facilitator: Actor, alice: Actor, foreign_facilitator: Actor
) -> None:
    with pytest.raises(NotAllowed):
        await scheduling.schedule(context, alice, Wish("Journal club", PICKED))
    done = await scheduling.schedule(context, facilitator, Wish("Journal club", "12 March 7:30pm"))
    colleague = Actor(facilitator.community_id, MemberId(14), facilitator.role_ids)
    for actor in (colleague, foreign_facilitator):
        for attempt in (
            scheduling.post(context, actor, done.view.meeting.id),
            scheduling.draft(context, actor, done.view.meeting.id),
            scheduling.revise(context, actor, done.view.meeting.id, Wish("Mine", PICKED)),
        ):
            with pytest.raises(NotFound):
                await attempt
    assert await meetings_stored(context) == ["draft"]


async def test_a_draft_is_revised_and_keeps_what_was_typed(context: ServiceContext, facilitator: Actor) -> None:
    done = await scheduling.schedule(context, facilitator, Wish("Journal club", "11 March 7:30pm", topic="Gout"))
    draft = await scheduling.draft(context, facilitator, done.view.meeting.id)
    assert draft.typed_when == "11 March 7:30pm"
    again = await scheduling.revise(
        context, facilitator, done.view.meeting.id, Wish("Back pain", "12 March 7:30pm", topic="Asthma")
    )
    assert (again.view.meeting.title, again.view.meeting.starts_at) == ("Back pain", STARTS)
    assert [item.title for item in again.view.agenda] == ["Asthma"]


async def test_a_draft_left_until_its_time_has_passed_is_not_posted(
    context: ServiceContext, clock: FakeClock, facilitator: Actor
) -> None:
    done = await scheduling.schedule(context, facilitator, Wish("Journal club", "today 10am"))
    clock.advance(hours=2)
    with pytest.raises(CopError, match=r"meeting\.in_the_past"):
        await scheduling.post(context, facilitator, done.view.meeting.id)


async def test_drafts_are_forgotten_after_a_day(context: ServiceContext, clock: FakeClock, facilitator: Actor) -> None:
    await scheduling.schedule(context, facilitator, Wish("Old", "12 March 7:30pm"))
    await scheduling.schedule(context, facilitator, Wish("Kept", PICKED))
    clock.advance(hours=25)
    await scheduling.schedule(context, facilitator, Wish("New", "12 March 7:30pm"))
    assert await meetings_stored(context) == ["scheduled", "draft"]


async def test_a_topic_of_the_backlog_is_linked_by_number_or_by_its_very_title(
    context: ServiceContext, facilitator: Actor
) -> None:
    async with context.database.write() as writer:
        topic = await topics.add(
            writer, CommunityId(1), MemberId(11), "Gout in primary care", None, context.clock.now()
        )
    assert await meeting_choices.topics_like(context, facilitator, "gout") == [("Gout in primary care", f"#{topic}")]
    for typed, linked in ((f"#{topic}", topic), ("GOUT in primary care", topic), ("Gout", None)):
        done = await scheduling.schedule(context, facilitator, Wish("Journal club", PICKED, topic=typed))
        assert [item.topic_id for item in done.view.agenda] == [linked]


async def test_meetings_are_offered_with_their_time_in_the_readers_zone(
    context: ServiceContext, facilitator: Actor, alice: Actor
) -> None:
    done = await scheduling.schedule(context, facilitator, Wish("Journal club", PICKED))
    await scheduling.schedule(context, facilitator, Wish("Draft", "12 March 7:30pm"))
    async with context.database.write() as writer:
        await members.set_zone(writer, CommunityId(1), alice.member_id, "Europe/London")
    offered = await meeting_choices.meetings_like(context, alice, "jour")
    assert offered == [("Journal club: Thu 12 March 2026, 11:30 (London)", MeetingId(done.view.meeting.id))]

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Answer, Meeting, MeetingState
from bot.domain.people import Actor
from bot.services import agenda, calendars, meetings
from bot.services.context import ServiceContext
from data import meetings as rows
from data import members
from tests.data.meeting_rows import stored, timers_of
from tests.fakes import FakeClock


async def posted(
    context: ServiceContext, title: str = "Journal club", *, days: float = 10, seats: int | None = None
) -> Meeting:
    meeting = await stored(context.database, context.clock.now(), title, days=days, seats=seats)
    async with context.database.write() as writer:
        await meetings.launch(writer, meeting, context.clock.now())
    return meeting


async def answers(context: ServiceContext, meeting: Meeting, actors: Sequence[Actor], choice: Answer) -> list[object]:
    return await asyncio.gather(
        *(meetings.answer(context, actor, meeting.id, choice) for actor in actors), return_exceptions=True
    )


async def test_a_hundred_people_tapping_at_once_fill_eight_seats_exactly_in_order(
    context: ServiceContext, facilitator: Actor
) -> None:
    meeting = await posted(context, seats=8)
    crowd = [Actor(CommunityId(1), MemberId(1000 + number)) for number in range(100)]
    async with context.database.write() as writer:
        for actor in crowd:
            await members.ensure(writer, actor.community_id, actor.member_id, context.clock.now())
    await answers(context, meeting, crowd, Answer.GOING)
    view = await meetings.show(context, facilitator, None)
    assert list(view.roll.who(Answer.GOING)) == [actor.member_id for actor in crowd[:8]]
    assert [wait.member_id for wait in view.roll.waiting] == [actor.member_id for actor in crowd[8:]]


async def test_five_taps_by_one_person_are_one_answer(context: ServiceContext, alice: Actor) -> None:
    meeting = await posted(context, seats=8)
    results = await answers(context, meeting, [alice] * 5, Answer.GOING)
    assert [result.changed for result in results] == [True, False, False, False, False]  # type: ignore[attr-defined]
    assert results[-1].view.roll.who(Answer.GOING) == (alice.member_id,)  # type: ignore[attr-defined]


async def test_who_changes_their_mind_frees_the_seat_for_the_first_in_the_queue(
    context: ServiceContext, alice: Actor, bob: Actor, carol: Actor
) -> None:
    meeting = await posted(context, seats=1)
    for actor in (alice, bob, carol):
        await meetings.answer(context, actor, meeting.id, Answer.GOING)
    left = await meetings.answer(context, alice, meeting.id, Answer.NO)
    assert [(wait.member_id, bool(wait.offered_until)) for wait in left.view.roll.waiting] == [
        (bob.member_id, True),
        (carol.member_id, False),
    ]
    pushed = await meetings.answer(context, carol, meeting.id, Answer.GOING)
    assert not pushed.changed, "a seat that is kept for somebody is theirs"
    done = await meetings.answer(context, bob, meeting.id, Answer.GOING)
    assert done.view.roll.who(Answer.GOING) == (bob.member_id,)
    assert [wait.member_id for wait in done.view.roll.waiting] == [carol.member_id]


async def test_a_hundred_people_freeing_and_taking_seats_at_once_never_overfill_the_room(
    context: ServiceContext, facilitator: Actor
) -> None:
    meeting = await posted(context, seats=8)
    crowd = [Actor(CommunityId(1), MemberId(1000 + number)) for number in range(50)]
    async with context.database.write() as writer:
        for actor in crowd:
            await members.ensure(writer, actor.community_id, actor.member_id, context.clock.now())
    await answers(context, meeting, crowd, Answer.GOING)
    leaving = answers(context, meeting, crowd[:5], Answer.NO)
    claiming = answers(context, meeting, crowd[5:], Answer.GOING)
    await asyncio.gather(leaving, claiming)
    view = await meetings.show(context, facilitator, None)
    offered = [wait.member_id for wait in view.roll.waiting if wait.offered_until]
    assert len(view.roll.who(Answer.GOING)) + len(offered) == 8
    told = [timer for timer in await timers_of(context.database, meeting) if timer[0] == "meeting.offer"]
    assert len(told) == len({timer[2] for timer in told}) == 5


async def test_an_answer_after_the_beginning_says_that_this_moved_on(
    context: ServiceContext, clock: FakeClock, alice: Actor
) -> None:
    meeting = await posted(context)
    clock.set(meeting.starts_at)
    with pytest.raises(Conflict, match=r"meeting\.began"):
        await meetings.answer(context, alice, meeting.id, Answer.GOING)


async def test_a_stranger_and_another_community_get_nothing(
    context: ServiceContext, stranger: Actor, foreign_facilitator: Actor
) -> None:
    meeting = await posted(context)
    with pytest.raises(NotAllowed):
        await meetings.answer(context, stranger, meeting.id, Answer.GOING)
    for attempt in (
        meetings.answer(context, foreign_facilitator, meeting.id, Answer.GOING),
        meetings.cancel(context, foreign_facilitator, meeting.id, None),
        calendars.one_meeting(context, foreign_facilitator, meeting.id, where="Discord"),
        meetings.show(context, foreign_facilitator, str(meeting.id)),
    ):
        with pytest.raises(NotFound):
            await attempt


async def test_scheduling_promises_card_reminders_event_beginning_and_end_at_once(
    context: ServiceContext, alice: Actor
) -> None:
    meeting = await posted(context)
    assert [kind for kind, _, _ in await timers_of(context.database, meeting)] == [
        "meeting.event",
        "meeting.remind",
        "meeting.agenda",
        "meeting.remind",
        "meeting.remind",
        "meeting.begins",
        "meeting.watch",
        "meeting.over",
    ]


async def test_cancelling_stops_the_reminders_and_tells_yes_and_maybe_once(
    context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor, carol: Actor
) -> None:
    meeting = await posted(context)
    for actor, choice in ((alice, Answer.GOING), (bob, Answer.MAYBE), (carol, Answer.NO)):
        await meetings.answer(context, actor, meeting.id, choice)
    await meetings.cancel(context, facilitator, meeting.id, " Flood \n on the road ")
    view = await meetings.cancel(context, facilitator, meeting.id, "Something else")
    assert view.meeting.state is MeetingState.CANCELLED
    assert view.meeting.cancel_reason == "Flood on the road"
    waiting = [
        (kind, person) for kind, state, person in await timers_of(context.database, meeting) if state == "pending"
    ]
    assert sorted(waiting, key=str) == [
        ("meeting.cancelled", alice.member_id),
        ("meeting.cancelled", bob.member_id),
        ("meeting.event", None),
    ]
    with pytest.raises(Conflict, match=r"meeting\.was_cancelled"):
        await meetings.answer(context, alice, meeting.id, Answer.GOING)


async def test_only_facilitators_cancel_and_not_what_has_begun(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor
) -> None:
    meeting = await posted(context)
    with pytest.raises(NotAllowed):
        await meetings.cancel(context, alice, meeting.id, None)
    with pytest.raises(Invalid, match=r"meeting\.reason_too_long"):
        await meetings.cancel(context, facilitator, meeting.id, "x" * 501)
    clock.set(meeting.starts_at + timedelta(minutes=1))
    with pytest.raises(Conflict, match=r"meeting\.began"):
        await meetings.cancel(context, facilitator, meeting.id, None)


async def test_a_meeting_is_named_by_number_title_part_or_not_at_all(context: ServiceContext, alice: Actor) -> None:
    later = await posted(context, "Back pain", days=20)
    sooner = await posted(context, "Gout", days=5)
    assert (await meetings.show(context, alice, None)).meeting.id == sooner.id
    for typed in (str(later.id), "back pain", "pain"):
        assert (await meetings.show(context, alice, typed)).meeting.id == later.id
    with pytest.raises(NotFound) as refused:
        await meetings.show(context, alice, "bak pane")
    assert refused.value.code == "meeting.unknown"
    assert refused.value.params == {"typed": "bak pane", "nearest": ("Back pain", "Gout")}


async def test_without_any_meeting_the_answer_says_so(context: ServiceContext, alice: Actor) -> None:
    for typed in (None, "anything", "12"):
        with pytest.raises(NotFound, match=r"meeting\.none_upcoming"):
            await meetings.show(context, alice, typed)


async def test_a_topic_is_on_the_agenda_once_and_the_card_follows(
    context: ServiceContext, facilitator: Actor, foreign_facilitator: Actor
) -> None:
    meeting = await posted(context)
    for _ in range(2):
        async with context.database.write() as writer:
            await agenda.add_item(writer, CommunityId(1), meeting.id, " Gout ", 4)
    view = await meetings.show(context, facilitator, None)
    assert [item.title for item in view.agenda] == ["Gout"]
    assert view.post is not None
    assert view.post.revision == 3
    async with context.database.write() as writer:
        with pytest.raises(NotFound):
            await agenda.add_item(writer, foreign_facilitator.community_id, meeting.id, "Gout")
    await meetings.cancel(context, facilitator, meeting.id, None)
    async with context.database.write() as writer:
        with pytest.raises(Conflict):
            await agenda.add_item(writer, CommunityId(1), meeting.id, "Asthma", 5)


async def test_a_reason_that_holds_an_identifier_is_refused(context: ServiceContext, facilitator: Actor) -> None:
    meeting = await posted(context)
    for attempt in (
        meetings.ask_to_cancel(context, facilitator, str(meeting.id), "call 0412 345 678"),
        meetings.cancel(context, facilitator, meeting.id, "call 0412 345 678"),
    ):
        with pytest.raises(Invalid, match=r"text\.identifier"):
            await attempt
    assert (await meetings.show(context, facilitator, None)).meeting.state is MeetingState.SCHEDULED


async def test_a_draft_is_nobodys_meeting(context: ServiceContext, facilitator: Actor, alice: Actor) -> None:
    draft = await stored(context.database, context.clock.now(), draft="fri noon")
    assert await meetings.upcoming(context, alice) == []
    assert await meetings.card(context, CommunityId(1), draft.id) is None
    with pytest.raises(NotFound):
        await meetings.answer(context, alice, draft.id, Answer.GOING)
    async with context.database.write() as writer:
        with pytest.raises(NotFound):
            await agenda.add_item(writer, CommunityId(1), draft.id, "Gout")
        assert await rows.find(writer, CommunityId(1), MeetingId(draft.id)) is not None

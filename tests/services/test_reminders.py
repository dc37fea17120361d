from datetime import timedelta

from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Actor, MemberState
from bot.domain.reminders import CANCELLED, PERSONAL, Lead, lead_of, nudges
from bot.domain.timers import Timer
from bot.services import meetings, reach, reminders, settings
from bot.services.context import ServiceContext
from data import timers
from tests.data.meeting_rows import stored
from tests.fakes import FakeClock


async def claimed(context: ServiceContext) -> list[Timer]:
    async with context.database.write() as writer:
        return await timers.claim_due(writer, context.clock.now(), limit=100)


async def posted(context: ServiceContext) -> Meeting:
    meeting = await stored(context.database, context.clock.now(), days=10)
    async with context.database.write() as writer:
        await meetings.launch(writer, meeting, context.clock.now())
    await claimed(context)  # Discord's event, which is due at once
    return meeting


async def shared_out(context: ServiceContext, clock: FakeClock, meeting: Meeting, lead: Lead) -> list[Timer]:
    clock.set(meeting.starts_at - lead.ahead)
    (round_,) = [timer for timer in await claimed(context) if timer.kind == "meeting.remind" and lead_of(timer) is lead]
    for _ in range(2):  # as after a crash between sharing out and settling
        await reminders.share_out(context, round_)
    return [timer for timer in await claimed(context) if timer.kind == PERSONAL]


async def test_each_person_gets_one_reminder_of_their_own_however_often_a_round_is_repeated(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor, bob: Actor, carol: Actor
) -> None:
    meeting = await posted(context)
    for actor, choice in ((alice, Answer.GOING), (bob, Answer.MAYBE), (carol, Answer.NO)):
        await meetings.answer(context, actor, meeting.id, choice)
    mine = await shared_out(context, clock, meeting, Lead.DAY)
    assert [timer.member_id for timer in mine] == [alice.member_id, bob.member_id]
    assert {timer.due_at for timer in mine} == {meeting.starts_at - timedelta(hours=24)}


async def test_a_week_ahead_only_those_who_owe_an_answer_are_asked(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor
) -> None:
    meeting = await posted(context)
    await meetings.answer(context, alice, meeting.id, Answer.NO)
    mine = await shared_out(context, clock, meeting, Lead.WEEK)
    assert [timer.member_id for timer in mine] == [10, 12, 13, 14]


async def test_a_reminder_that_no_longer_concerns_somebody_is_not_sent(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor, bob: Actor
) -> None:
    meeting = await posted(context)
    for actor in (alice, bob):
        await meetings.answer(context, actor, meeting.id, Answer.GOING)
    for_alice, for_bob = await shared_out(context, clock, meeting, Lead.DAY)
    await meetings.answer(context, alice, meeting.id, Answer.NO)
    assert await reminders.reminder(context, for_alice) is None
    notice = await reminders.reminder(context, for_bob)
    assert notice is not None
    assert (notice.lead, notice.member_id) == (Lead.DAY, bob.member_id)
    await meetings.cancel(context, facilitator, meeting.id, None)
    assert await reminders.reminder(context, for_bob) is None


async def test_who_has_left_hears_nothing_more(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor, bob: Actor
) -> None:
    meeting = await posted(context)
    for actor in (alice, bob):
        await meetings.answer(context, actor, meeting.id, Answer.GOING)
    async with context.database.write() as writer:
        await writer.run(
            "UPDATE member SET state = :left WHERE community_id = 1 AND id = :member",
            left=MemberState.LEFT,
            member=alice.member_id,
        )
    assert [timer.member_id for timer in await shared_out(context, clock, meeting, Lead.DAY)] == [bob.member_id]


async def test_a_round_of_a_cancelled_meeting_reaches_nobody(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor
) -> None:
    meeting = await posted(context)
    await meetings.answer(context, alice, meeting.id, Answer.GOING)
    clock.set(meeting.starts_at - Lead.DAY.ahead)
    rounds = [timer for timer in await claimed(context) if timer.kind == "meeting.remind"]
    await meetings.cancel(context, facilitator, meeting.id, None)
    for round_ in rounds:
        await reminders.share_out(context, round_)
    assert [timer.kind for timer in await claimed(context) if timer.member_id] == [CANCELLED]


async def test_what_a_community_or_somebody_switched_off_meanwhile_is_not_sent(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor, bob: Actor
) -> None:
    meeting = await posted(context)
    for actor in (alice, bob):
        await meetings.answer(context, actor, meeting.id, Answer.GOING)
    for_alice, for_bob = await shared_out(context, clock, meeting, Lead.DAY)
    await reach.choose_reminders(context, alice, [Lead.WEEK, Lead.HOUR])
    assert await reminders.reminder(context, for_alice) is None
    assert await reminders.reminder(context, for_bob) is not None
    await settings.choose(context, facilitator, "reminders", [Lead.HOUR])
    assert await reminders.reminder(context, for_bob) is None


async def test_a_round_that_the_community_does_not_want_reaches_nobody(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor
) -> None:
    meeting = await posted(context)
    await meetings.answer(context, alice, meeting.id, Answer.GOING)
    await settings.choose(context, facilitator, "reminders", [Lead.HOUR])
    assert await shared_out(context, clock, meeting, Lead.DAY) == []
    assert [timer.member_id for timer in await shared_out(context, clock, meeting, Lead.HOUR)] == [alice.member_id]


async def test_a_facilitators_own_question_comes_though_no_reminder_does_but_not_to_who_wants_none(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor, bob: Actor
) -> None:
    meeting = await posted(context)
    await settings.choose(context, facilitator, "reminders", [])
    async with context.database.write() as writer:
        await timers.plan(writer, nudges(meeting, [alice.member_id, bob.member_id], clock.now()))
    for_alice, for_bob = await claimed(context)
    await reach.choose_reminders(context, bob, [Lead.HOUR])
    assert await reminders.reminder(context, for_alice) is not None
    assert await reminders.reminder(context, for_bob) is None


async def test_a_reminder_of_another_communitys_meeting_finds_nothing(
    context: ServiceContext, clock: FakeClock, facilitator: Actor, alice: Actor
) -> None:
    meeting = await posted(context)
    await meetings.answer(context, alice, meeting.id, Answer.GOING)
    (mine,) = await shared_out(context, clock, meeting, Lead.DAY)
    assert await reminders.reminder(context, mine) is not None
    foreign = Timer(
        mine.id,
        mine.kind,
        CommunityId(2),
        MeetingId(meeting.id),
        MemberId(11),
        mine.dedupe_key,
        mine.due_at,
        mine.expires_at,
        1,
    )
    assert await reminders.reminder(context, foreign) is None

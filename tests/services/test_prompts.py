"""What facilitators do with prompts, and what a schedule's timers do, without Discord."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.ids import CommunityId
from bot.domain.prompts import MOST_SCHEDULES, Kind, SendingState
from bot.services import prompt_turns as turns
from bot.services import prompts as service
from data import members, timers
from data import prompts as store
from data.prompt_bank import bundled

HERE = CommunityId(1)
TUESDAY_EIGHT = datetime(2026, 3, 3, tzinfo=UTC)


async def planned(context):
    async with context.database.read() as reader:
        rows = await reader.all(
            "SELECT kind, subject_id, due_at FROM timer WHERE state = 'pending' AND kind LIKE 'prompt.%' ORDER BY id"
        )
    return [(kind, subject, datetime.fromtimestamp(due, UTC)) for kind, subject, due in (tuple(row) for row in rows)]


async def due(context):
    async with context.database.write() as writer:
        return await timers.claim_due(writer, context.clock.now())


async def done(context, timer):
    async with context.database.write() as writer:
        await timers.settle(writer, timer, "done")


async def test_the_hour_is_read_in_the_typists_zone_and_the_next_three_are_told(context, facilitator):
    made = await service.schedule(context, facilitator, "Tuesday", "08:00", None, None)
    assert [each.instant for each in made.upcoming] == [TUESDAY_EIGHT + timedelta(weeks=n) for n in range(3)]
    assert await planned(context) == [(turns.TURN, made.order.id, TUESDAY_EIGHT)]

    async with context.database.write() as writer:
        await members.set_zone(writer, HERE, facilitator.member_id, "Europe/London")
    made = await service.schedule(context, facilitator, "Tuesday", "08:00", None, None)
    assert made.upcoming[0].instant == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert made.upcoming[2].local.hour == 8


async def test_only_facilitators_touch_prompts(context, alice, stranger, foreign_facilitator):
    for actor in (alice, stranger):
        for attempt in (
            service.schedule(context, actor, "week", "08:00", None, None),
            service.overview(context, actor),
            service.add(context, actor, "What do you do on Mondays?", Kind.WARM_UP),
            service.pause(context, actor),
            service.resume(context, actor),
            service.remove_schedule(context, actor, 1),
            service.remove_own(context, actor, 1),
            service.zone_of(context, actor),
            turns.choose_by_hand(context, actor, None),
        ):
            with pytest.raises(NotAllowed):
                await attempt


async def test_another_communitys_schedules_and_prompts_are_not_there(context, facilitator, foreign_facilitator):
    made = await service.schedule(context, facilitator, "week", "08:00", None, None)
    mine = await service.add(context, facilitator, "What do you do on Mondays?", Kind.WARM_UP)
    for attempt in (service.pause, service.resume, service.remove_schedule):
        with pytest.raises(NotFound, match=r"prompt\.schedule_not_found"):
            await attempt(context, foreign_facilitator, made.order.id)
    with pytest.raises(NotFound, match=r"prompt\.own_not_found"):
        await service.remove_own(context, foreign_facilitator, mine.id)
    with pytest.raises(NotFound, match=r"prompt\.no_schedules"):
        await service.pause(context, foreign_facilitator)
    assert (await service.overview(context, foreign_facilitator)).schedules == ()
    found = await service.overview(context, facilitator)
    assert [one.order.active for one in found.schedules] == [True]
    assert found.own == (mine,)


@pytest.mark.parametrize(
    ("every", "at", "code"),
    [
        ("sometimes", "08:00", "schedule.every_unreadable"),
        ("day", "08:00", "schedule.every_day"),
        ("week", "breakfast", "schedule.hour_unreadable"),
        ("week", "21:00", "prompt.hour_at_night"),
        ("week", "6:59", "prompt.hour_at_night"),
        ("20 weeks", "08:00", "schedule.interval_too_long"),
    ],
)
async def test_what_cannot_be_scheduled_is_refused_and_nothing_is_stored(context, facilitator, every, at, code):
    with pytest.raises(Invalid) as refusal:
        await service.schedule(context, facilitator, every, at, None, None)
    assert refusal.value.code == code
    assert (await service.overview(context, facilitator)).schedules == ()
    assert await planned(context) == []


async def test_the_same_schedule_twice_and_too_many_are_refused(context, facilitator):
    await service.schedule(context, facilitator, "Tuesday", "08:00", None, None)
    with pytest.raises(Conflict, match=r"prompt\.same_schedule"):
        await service.schedule(context, facilitator, "tuesdays", "8am", None, None)
    for hour in range(9, 9 + MOST_SCHEDULES - 1):
        await service.schedule(context, facilitator, "Tuesday", str(hour), None, None)
    with pytest.raises(Conflict, match=r"prompt\.too_many_schedules"):
        await service.schedule(context, facilitator, "Friday", "08:00", None, None)


async def test_by_hand_twice_gives_two_prompts_and_a_failed_one_is_free_again(context, facilitator):
    first = await turns.choose_by_hand(context, facilitator, Kind.WARM_UP)
    second = await turns.choose_by_hand(context, facilitator, Kind.WARM_UP)
    assert first.prompt.key != second.prompt.key
    assert first.nonce != second.nonce
    await turns.failed(context, second)
    await turns.posted(context, first, 1, 2)
    assert await planned(context) == []
    assert (await turns.choose_by_hand(context, facilitator, Kind.WARM_UP)).prompt.key == second.prompt.key


async def test_many_at_the_same_moment_get_a_prompt_each(context, facilitator):
    chosen = await asyncio.gather(*(turns.choose_by_hand(context, facilitator, None) for _ in range(40)))
    assert len({one.prompt.key for one in chosen}) == 40


async def test_by_hand_is_rescued_by_a_timer_with_the_same_prompt_and_nonce(context, facilitator, clock):
    chosen = await turns.choose_by_hand(context, facilitator, None)
    assert await due(context) == []
    clock.advance(minutes=2)
    (timer,) = await due(context)
    found = await turns.waiting(context, timer)
    assert found is not None
    assert (found.nonce, found.prompt.key) == (chosen.nonce, chosen.prompt.key)
    await turns.posted(context, found, 1, 2)
    assert await turns.waiting(context, timer) is None


async def test_by_hand_goes_where_prompts_usually_go(context, facilitator):
    assert (await turns.choose_by_hand(context, facilitator, None)).channel_id is None
    await service.schedule(context, facilitator, "Tuesday", "08:00", 4711, None)
    assert (await turns.choose_by_hand(context, facilitator, None)).channel_id == 4711


async def test_when_a_kind_is_used_up_the_day_it_is_free_again_is_told(context, facilitator):
    count = sum(1 for one in bundled() if one.kind is Kind.SUPPORT)
    for _ in range(count):
        await turns.choose_by_hand(context, facilitator, Kind.SUPPORT)
    with pytest.raises(Conflict) as refusal:
        await turns.choose_by_hand(context, facilitator, Kind.SUPPORT)
    assert refusal.value.params["free_from"] == context.clock.now() + timedelta(weeks=26)
    assert (await turns.choose_by_hand(context, facilitator, None)).prompt.kind is not Kind.SUPPORT


async def test_a_turn_is_chosen_once_and_planned_on(context, facilitator, clock):
    made = await service.schedule(context, facilitator, "Tuesday", "08:00", None, Kind.EVIDENCE)
    clock.set(TUESDAY_EIGHT)
    (timer,) = await due(context)
    first = await turns.take_turn(context, timer)
    again = await turns.take_turn(context, timer)
    assert first is not None
    assert first == again
    assert first.prompt.kind is Kind.EVIDENCE
    assert await planned(context) == [(turns.TURN, made.order.id, TUESDAY_EIGHT + timedelta(weeks=1))]
    await turns.posted(context, first, 1, 2)
    assert await turns.take_turn(context, timer) is None, "sent once, never again"


async def test_a_late_turn_is_skipped_and_the_next_one_is_planned(context, facilitator, clock):
    made = await service.schedule(context, facilitator, "weekday", "08:00", None, None)
    clock.set(TUESDAY_EIGHT + timedelta(days=3, hours=1))
    (timer,) = await due(context)
    assert await turns.take_turn(context, timer) is None
    await done(context, timer)
    friday = TUESDAY_EIGHT + timedelta(days=3)
    assert await planned(context) == [(turns.TURN, made.order.id, friday)], "an hour late is still fresh"
    (timer,) = await due(context)
    assert await turns.take_turn(context, timer) is not None
    assert (await planned(context))[0][2] == TUESDAY_EIGHT + timedelta(days=6)


async def test_a_chosen_prompt_that_could_not_be_sent_in_time_is_skipped_for_good(context, facilitator, clock):
    await service.schedule(context, facilitator, "Tuesday", "08:00", None, None)
    clock.set(TUESDAY_EIGHT)
    (timer,) = await due(context)
    chosen = await turns.take_turn(context, timer)
    assert chosen is not None
    clock.advance(hours=4, seconds=1)
    assert await turns.take_turn(context, timer) is None
    async with context.database.read() as reader:
        left = await store.find_sending(reader, HERE, chosen.id)
    assert left is not None
    assert left.state is SendingState.SKIPPED


async def test_pausing_cancels_and_resuming_plans_anew(context, facilitator, clock):
    made = await service.schedule(context, facilitator, "Tuesday", "08:00", None, None)
    clock.set(TUESDAY_EIGHT - timedelta(minutes=10))
    (paused,) = await service.pause(context, facilitator)
    assert paused.upcoming == ()
    assert await planned(context) == []
    (again,) = await service.pause(context, facilitator)
    assert again == paused
    (running,) = await service.resume(context, facilitator)
    assert running.upcoming[0].instant == TUESDAY_EIGHT, "the very turn that was cancelled"
    assert await planned(context) == [(turns.TURN, made.order.id, TUESDAY_EIGHT)]
    await service.resume(context, facilitator)
    assert len(await planned(context)) == 1


async def test_a_timer_from_before_the_pause_posts_nothing(context, facilitator, clock):
    await service.schedule(context, facilitator, "Tuesday", "08:00", None, None)
    clock.set(TUESDAY_EIGHT)
    (timer,) = await due(context)
    await service.pause(context, facilitator)
    assert await turns.take_turn(context, timer) is None
    await service.resume(context, facilitator)
    assert await turns.take_turn(context, timer) is None
    assert (await planned(context))[0][2] == TUESDAY_EIGHT + timedelta(weeks=1)


async def test_a_removed_schedule_posts_nothing(context, facilitator, clock):
    made = await service.schedule(context, facilitator, "Tuesday", "08:00", None, None)
    clock.set(TUESDAY_EIGHT)
    (timer,) = await due(context)
    await service.remove_schedule(context, facilitator, made.order.id)
    assert await turns.take_turn(context, timer) is None
    assert (await service.overview(context, facilitator)).schedules == ()


async def test_one_of_two_schedules_is_paused_alone(context, facilitator):
    one = await service.schedule(context, facilitator, "Tuesday", "08:00", None, None)
    two = await service.schedule(context, facilitator, "Friday", "08:00", None, None)
    found = await service.pause(context, facilitator, one.order.id)
    assert [(each.order.id, each.order.active) for each in found] == [(one.order.id, False), (two.order.id, True)]


async def test_a_dry_schedule_tells_the_facilitators_once_a_week_and_goes_on(context, facilitator, clock):
    for number in range(sum(1 for one in bundled() if one.kind is Kind.SUPPORT)):
        await turns.posted(context, await turns.choose_by_hand(context, facilitator, Kind.SUPPORT), 1, number)
    await service.schedule(context, facilitator, "weekday", "08:00", None, Kind.SUPPORT)
    for day in range(3):
        clock.set(TUESDAY_EIGHT + timedelta(days=day))
        timer = next(one for one in await due(context) if one.kind == turns.TURN)
        assert await turns.take_turn(context, timer) is None
        await done(context, timer)
    async with context.database.read() as reader:
        told = await reader.all("SELECT code FROM notice WHERE community_id = 1")
    assert [row[0] for row in told] == ["prompt.schedule_ran_dry"]
    assert (await planned(context))[-1][2] == TUESDAY_EIGHT + timedelta(days=3)


async def test_an_own_prompt_is_kept_shown_and_comes_first(context, facilitator):
    mine = await service.add(context, facilitator, "  Which local pathway   puzzles you most? ", Kind.EVIDENCE)
    assert mine.text == "Which local pathway puzzles you most?"
    assert (await turns.choose_by_hand(context, facilitator, Kind.EVIDENCE)).prompt == mine.prompt
    found = await service.overview(context, facilitator)
    assert found.last_sent == {mine.id: context.clock.now()}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "prompt.text_too_short"),
        ("Why?", "prompt.text_too_short"),
        ("x" * 4000, "prompt.text_too_long"),
        ("Which patient can I ring on 0412 345 678 about this?", "prompt.identifier"),
        ("Shall we write to jo.bloggs@example.com about it?", "prompt.identifier"),
    ],
)
async def test_an_own_prompt_that_cannot_be_used_is_given_back(context, facilitator, text, code):
    with pytest.raises(Invalid) as refusal:
        await service.add(context, facilitator, text, Kind.SUPPORT)
    assert refusal.value.code == code
    assert refusal.value.params["typed"] == text
    assert (await service.overview(context, facilitator)).own == ()


async def test_an_own_prompt_that_is_there_already_is_refused(context, facilitator):
    await service.add(context, facilitator, "Which pathway puzzles you?", Kind.EVIDENCE)
    for text in ("which pathway puzzles you", bundled()[0].text.upper()):
        with pytest.raises(Conflict, match=r"prompt\.already_there"):
            await service.add(context, facilitator, text, Kind.EVIDENCE)


async def test_no_prompt_of_the_bank_would_be_refused_by_its_own_checks():
    for one in bundled():
        await service.check_identifiers(one.text, one.text)

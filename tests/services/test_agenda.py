from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.agenda import MOST_ITEMS
from bot.domain.errors import Conflict, NotFound
from bot.domain.meetings import Meeting
from bot.domain.people import Actor
from bot.domain.presenters import AskState
from bot.services import agenda, agenda_editing, presenters, scheduling, settings
from bot.services.context import ServiceContext
from bot.services.scheduling import Wish
from data import audit, meetings
from data import presenters as rows
from tests.fakes import FakeClock
from tests.services.test_bookings import meet


async def scheduled(context: ServiceContext, actor: Actor, starts_at: datetime) -> Meeting:
    """Return a meeting that stands."""
    draft = await meet(context, actor, starts_at)
    async with context.database.write() as writer:
        await meetings.publish(writer, draft, starts_at, context.clock.now())
    return draft


async def test_ids_of_another_community_reach_nothing(
    context: ServiceContext, facilitator: Actor, foreign_facilitator: Actor, clock: FakeClock
) -> None:
    meeting = await scheduled(context, facilitator, clock.now() + timedelta(days=5))
    own = await agenda_editing.add_line(context, facilitator, meeting.id, "Gout")
    for act in (
        agenda_editing.add_line(context, foreign_facilitator, meeting.id, "Theirs"),
        agenda_editing.post_now(context, foreign_facilitator, meeting.id),
        agenda_editing.move_item(context, foreign_facilitator, own.view.items[0].id, 1),
        agenda_editing.remove_item(context, foreign_facilitator, own.view.items[0].id),
    ):
        with pytest.raises(NotFound):
            await act
    seen = await agenda.see(context, facilitator, None)
    assert [one.title for one in seen.view.items] == ["Gout"]
    assert seen.view.post is None


async def test_an_agenda_has_an_end_and_changes_no_more_once_the_meeting_began(
    context: ServiceContext, facilitator: Actor, clock: FakeClock
) -> None:
    meeting = await scheduled(context, facilitator, clock.now() + timedelta(days=5))
    for number in range(MOST_ITEMS):
        await agenda_editing.add_line(context, facilitator, meeting.id, f"Line {number}")
    with pytest.raises(Conflict, match=r"agenda\.full"):
        await agenda_editing.add_line(context, facilitator, meeting.id, "One too many")
    own = await agenda.see(context, facilitator, None)
    clock.advance(days=5)
    with pytest.raises(Conflict, match=r"meeting\.began"):
        await agenda_editing.remove_item(context, facilitator, own.view.items[0].id)


async def test_the_days_a_community_chooses_hold_for_meetings_already_planned(
    context: ServiceContext, facilitator: Actor, clock: FakeClock
) -> None:
    starts_at = clock.now() + timedelta(days=10)
    done = await scheduling.schedule(context, facilitator, Wish("Journal club", "in 10 days"))
    await scheduling.post(context, facilitator, done.view.meeting.id, starts_at)

    async def due() -> list[datetime]:
        async with context.database.read() as reader:
            rows = await reader.all("SELECT due_at FROM timer WHERE kind = 'meeting.agenda' AND state = 'pending'")
        return [datetime.fromtimestamp(row[0], UTC) for row in rows]

    assert await due() == [starts_at - timedelta(days=3)]
    for days, expected in ((1, [starts_at - timedelta(days=1)]), (0, []), (14, [clock.now()])):
        await settings.choose(context, facilitator, "agenda_days", [str(days)])
        assert await due() == expected, days
    await settings.choose(context, facilitator, "agenda_days", ["0"])
    another = await scheduling.schedule(context, facilitator, Wish("Balint group", "in 10 days"))
    await scheduling.post(context, facilitator, another.view.meeting.id, starts_at)
    assert await due() == []


async def test_what_facilitators_did_to_an_agenda_stands_in_the_log_once(
    context: ServiceContext, facilitator: Actor, alice: Actor, clock: FakeClock
) -> None:
    meeting = await scheduled(context, facilitator, clock.now() + timedelta(days=5))
    for _ in range(2):
        own = await agenda_editing.add_line(context, facilitator, meeting.id, "Gout")
        await presenters.name(context, facilitator, own.view.items[0].id, alice.member_id)
        await agenda_editing.post_now(context, facilitator, meeting.id)
    async with context.database.read() as reader:
        entries = await audit.entries(reader, meeting.community_id)
    acts = sorted((one.act, one.member_id) for one in entries if one.act.startswith("agenda."))
    assert acts == [("agenda.changed", None), ("agenda.changed", None), ("agenda.presenter", alice.member_id)]


async def test_two_facilitators_at_once_leave_one_person_asked_and_a_late_answer_changes_nothing(
    context: ServiceContext, facilitator: Actor, alice: Actor, bob: Actor, carol: Actor, clock: FakeClock
) -> None:
    meeting = await scheduled(context, facilitator, clock.now() + timedelta(days=5))
    item = (await agenda_editing.add_line(context, facilitator, meeting.id, "Gout")).view.items[0]
    await asyncio.gather(
        *(presenters.name(context, facilitator, item.id, one.member_id) for one in (alice, bob, alice, bob))
    )
    async with context.database.read() as reader:
        asks = await rows.of_item(reader, meeting.community_id, item.id)
    (standing,) = [ask for ask in asks if ask.state is AskState.ASKED]
    over = next(ask for ask in asks if ask.state is AskState.WITHDRAWN)
    by_id = {alice.member_id: alice, bob.member_id: bob}
    with pytest.raises(Conflict, match=r"agenda\.ask_over"):
        await presenters.answer(context, by_id[over.member_id], over.id, accepts=True)
    results = await asyncio.gather(
        presenters.answer(context, by_id[standing.member_id], standing.id, accepts=True),
        presenters.volunteer(context, carol, item.id),
        return_exceptions=True,
    )
    assert [isinstance(one, Conflict) for one in results] == [False, True], "who is asked is waited for"
    own = await agenda.see(context, facilitator, None)
    assert own.view.items[0].presenter_id == standing.member_id

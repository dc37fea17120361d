from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.agenda import MOST_ITEMS
from bot.domain.errors import Conflict, NotFound
from bot.domain.meetings import Meeting
from bot.domain.people import Actor
from bot.services import agenda
from bot.services.context import ServiceContext
from data import meetings
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
    own = await agenda.add_line(context, facilitator, meeting.id, "Gout")
    for act in (
        agenda.add_line(context, foreign_facilitator, meeting.id, "Theirs"),
        agenda.post_now(context, foreign_facilitator, meeting.id),
        agenda.move_item(context, foreign_facilitator, own.view.items[0].id, 1),
        agenda.remove_item(context, foreign_facilitator, own.view.items[0].id),
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
        await agenda.add_line(context, facilitator, meeting.id, f"Line {number}")
    with pytest.raises(Conflict, match=r"agenda\.full"):
        await agenda.add_line(context, facilitator, meeting.id, "One too many")
    own = await agenda.see(context, facilitator, None)
    clock.advance(days=5)
    with pytest.raises(Conflict, match=r"meeting\.began"):
        await agenda.remove_item(context, facilitator, own.view.items[0].id)

"""Free seats go to whoever waits for them, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import MeetingId
from bot.domain.meetings import MeetingState
from bot.domain.timers import Timer
from bot.services.context import ServiceContext
from bot.services.meetings import MeetingView, keep_card, look_at, settle_waitlist
from data import communities, meetings


@dataclass(frozen=True, slots=True)
class SeatOffer:
    """A seat that is kept for the person of a timer, until `until`."""

    view: MeetingView
    until: datetime


async def offer(ctx: ServiceContext, timer: Timer) -> SeatOffer | None:
    """Return the seat that the person of this timer is offered, None if it is theirs or somebody else's by now."""
    async with ctx.database.read() as reader:
        community = await communities.find(reader, timer.community_id)
        meeting = await meetings.find(reader, timer.community_id, MeetingId(timer.subject_id))
        if community is None or meeting is None or meeting.state is not MeetingState.SCHEDULED:
            return None
        view = await look_at(reader, community, meeting, ctx.clock.now())
    wait = view.roll.wait_of(timer.member_id) if timer.member_id is not None else None
    if wait is None or wait.offered_until is None or not view.answerable:
        return None
    return SeatOffer(view, wait.offered_until)


async def end_offer(ctx: ServiceContext, timer: Timer) -> None:
    """Give on the seats that were kept for people whose time is up."""
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        meeting = await meetings.find(writer, timer.community_id, MeetingId(timer.subject_id))
        if meeting is not None and await settle_waitlist(writer, meeting, now):
            await keep_card(writer, meeting)

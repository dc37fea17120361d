"""What Discord's scheduled event should look like, and what became of it."""

from __future__ import annotations

from bot.domain import reminders
from bot.domain.ids import CommunityId, MeetingId
from bot.domain.meetings import Meeting, MeetingState, check_open
from bot.domain.people import Actor, Standing
from bot.domain.timers import Timer
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.meetings import MeetingView, look_at, posted
from data import communities, meetings, timers


async def wanted(ctx: ServiceContext, timer: Timer) -> MeetingView | None:
    """Return the meeting whose event is to be brought into line, or None if there is nothing to do."""
    async with ctx.database.read() as reader:
        community = await communities.find(reader, timer.community_id)
        meeting = await meetings.find(reader, timer.community_id, MeetingId(timer.subject_id))
        if community is None or meeting is None or meeting.state is MeetingState.DRAFT:
            return None
        return await look_at(reader, community, meeting, ctx.clock.now())


async def made(ctx: ServiceContext, meeting: Meeting, event_id: int) -> None:
    """Note that Discord's event `event_id` now stands for `meeting`.

    If the meeting changed while Discord was busy, the event is brought into line once more.
    """
    async with ctx.database.write() as writer:
        await meetings.set_event(writer, meeting, event_id)
        current = await meetings.find(writer, meeting.community_id, meeting.id)
        if current is not None and (current.sequence, current.state) != (meeting.sequence, meeting.state):
            await timers.plan(writer, [reminders.event_sync(current, ctx.clock.now(), reason=f"after:{event_id}")])


async def let_go(ctx: ServiceContext, meeting: Meeting) -> None:
    """Note that no event stands for `meeting` any more."""
    async with ctx.database.write() as writer:
        await meetings.set_event(writer, meeting, None)


async def deleted(ctx: ServiceContext, community_id: CommunityId, event_id: int) -> None:
    """Note that somebody deleted or cancelled an event in Discord; facilitators are asked what they want."""
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        meeting = await meetings.by_event(writer, community_id, event_id)
        if meeting is None:
            return
        await meetings.set_event(writer, meeting, None)
        if meeting.state is MeetingState.SCHEDULED and now < meeting.starts_at:
            await timers.plan(writer, [reminders.event_lost(meeting, event_id, "deleted", now)])


async def is_ours(ctx: ServiceContext, community_id: CommunityId, event_id: int) -> Meeting | None:
    """Return the meeting an event stands for, or None."""
    async with ctx.database.read() as reader:
        return await meetings.by_event(reader, community_id, event_id)


async def expected(ctx: ServiceContext) -> list[Meeting]:
    """Return the coming meetings, of all communities, whose events should be there just as the meetings say."""
    async with ctx.database.read() as reader:
        return await meetings.with_events(reader, ctx.clock.now())


async def changed(ctx: ServiceContext, meeting: Meeting, event_id: int, fingerprint: str) -> None:
    """Note that somebody changed an event in Discord so that it contradicts its meeting; facilitators are asked once.

    `fingerprint` tells one such change from another.
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        if meeting.state is MeetingState.SCHEDULED and now < meeting.starts_at:
            await timers.plan(writer, [reminders.event_lost(meeting, event_id, f"changed:{fingerprint}", now)])


async def restore(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, nonce: str) -> MeetingView:
    """Have the event made again, or put back as the meeting says; `nonce` names the request, so that once is enough.

    Raises NotFound (`meeting.gone`), Conflict (`meeting.was_cancelled`, `meeting.began`).
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await posted(writer, admission.community.id, meeting_id)
        check_open(meeting, now)
        await timers.plan(writer, [reminders.event_sync(meeting, now, reason=f"again:{nonce}")])
        return await look_at(writer, admission.community, meeting, now)

"""Being there: what the voice channel shows, what people say themselves, and how a meeting ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import attendance as rules
from bot.domain.attendance import Source
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.people import Actor, Community, Place
from bot.domain.timers import NotNow, Timer
from bot.services import pulses
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.meetings import keep_card, posted
from data import communities, meetings, members, presence, runs, timers
from data.database import Writer

Voices = Mapping[int, frozenset[int]]
"""Who is in which voice channel of a server, as Discord tells."""


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody said that they are there: they count from `since`, until the meeting ends or they say they leave."""

    meeting: Meeting
    since: datetime


async def observe(ctx: ServiceContext, community_id: CommunityId, voices: Voices, left: MemberId | None = None) -> None:
    """Note who is in the voice channel while a meeting is on there; `left` was just seen leaving it.

    Seeing the same again changes nothing, so that it does no harm to look more often.
    """
    now = ctx.clock.now()
    async with ctx.database.read() as reader:
        if not await presence.watched(reader, community_id, now):
            return
    async with ctx.database.write() as writer:
        community = await communities.find(writer, community_id)
        for meeting in await presence.watched(writer, community_id, now):
            if community is not None:
                await see(writer, community, meeting, voices, now, left)


async def see(
    writer: Writer, community: Community, meeting: Meeting, voices: Voices, now: datetime, left: MemberId | None = None
) -> bool:
    """Bring a meeting's stays into line with who is in its voice channel; return whether anybody is.

    Only members are noted. While anybody is there, a timer looks again each minute.
    """
    if meeting.place is not None:
        return False
    room = voices.get(community.channel_of(Place.VOICE) or 0, frozenset())
    present = {member.id for member in await members.active(writer, community.id) if int(member.id) in room}
    found = [stay for stay in await presence.stays(writer, community.id, meeting.id) if stay.until is None]
    seen = rules.observe(found, present, now, left)
    for stay, until in seen.left:
        await presence.end_stay(writer, meeting, stay.id, until)
    for member_id in seen.came:
        await presence.open_stay(writer, meeting, member_id, Source.VOICE, now)
    await presence.see(writer, meeting, now)
    if present and not await timers.is_open(writer, community.id, rules.WATCH, meeting.id):
        await timers.plan(writer, [rules.watching(meeting, f"watch:{int(now.timestamp())}", now + rules.LOOK_AGAIN)])
    return bool(present)


async def look(ctx: ServiceContext, timer: Timer, voices: Voices | None) -> None:
    """Look who is there, and again in a minute while anybody is; `voices` is None where Discord does not tell.

    Raises NotNow until nobody is there any more, or the meeting is over.
    """
    now = ctx.clock.now()
    anybody = True
    async with ctx.database.write() as writer:
        community = await communities.find(writer, timer.community_id)
        on = {meeting.id: meeting for meeting in await presence.watched(writer, timer.community_id, now)}
        meeting = on.get(MeetingId(timer.subject_id))
        if community is None or meeting is None:
            return
        if voices is not None:
            anybody = await see(writer, community, meeting, voices, now)
    if anybody:
        raise NotNow(now + rules.LOOK_AGAIN)


async def to_observe(ctx: ServiceContext) -> list[CommunityId]:
    """Return the communities that have a meeting on in their voice channel."""
    async with ctx.database.read() as reader:
        return await presence.communities_watched(reader, ctx.clock.now())


async def here(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> Here:
    """Note that somebody is there by phone or elsewhere; a repeated tap changes nothing.

    Raises NotFound (`meeting.gone`) and what `rules.check_on` raises.
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        meeting = await posted(writer, actor.community_id, meeting_id)
        rules.check_on(meeting, now)
        since = rules.said_since(rules.window(meeting, now), now)
        await presence.open_stay(writer, meeting, actor.member_id, Source.SAID, since)
        stays = await presence.stays(writer, meeting.community_id, meeting.id)
    mine = [one for one in stays if one.member_id == actor.member_id and one.source is Source.SAID]
    return Here(meeting, mine[-1].since)


async def leave(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> Meeting:
    """Note that somebody who said they are there leaves now; without effect on whoever did not say so.

    Raises NotFound (`meeting.gone`) and what `rules.check_on` raises.
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        meeting = await posted(writer, actor.community_id, meeting_id)
        rules.check_on(meeting, now)
        for stay in await presence.stays(writer, meeting.community_id, meeting.id):
            if stay.member_id == actor.member_id and stay.source is Source.SAID and stay.until is None:
                await presence.end_stay(writer, meeting, stay.id, max(now, stay.since))
    return meeting


async def over(ctx: ServiceContext, timer: Timer, voices: Voices | None) -> None:
    """End a meeting whose time is up, after a last look into its voice channel; one that is over stays as it is.

    One with a run sheet ends when its facilitator says so. If they forget, it is over two hours after the last tap, as
    of the planned end or that tap, whichever is later.
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        community = await communities.find(writer, timer.community_id)
        meeting = await meetings.find(writer, timer.community_id, MeetingId(timer.subject_id))
        if community is None or meeting is None or meeting.state is not MeetingState.SCHEDULED:
            return
        if meeting.ended_at is not None or now < meeting.ends_at:  # it was moved, and has another timer
            return
        if voices is not None:
            await see(writer, community, meeting, voices, now)
        run = await runs.find(writer, meeting.community_id, meeting.id)
        later = rules.left_open(meeting, run.acted_at) if run is not None else None
        if later is not None and later.due_at > now:
            await timers.plan(writer, [later])
        else:
            await finish(
                ctx, writer, meeting, max(meeting.ends_at, run.acted_at if run is not None else meeting.ends_at)
            )


async def finish(ctx: ServiceContext, writer: Writer, meeting: Meeting, ended_at: datetime) -> None:
    """End a meeting within the caller's transaction: whoever is there was there until `ended_at`."""
    await timers.cancel(writer, meeting.community_id, rules.WATCH, meeting.id)
    await timers.cancel(writer, meeting.community_id, rules.OVER, meeting.id)
    await presence.end_meeting(writer, meeting, ended_at)
    await keep_card(writer, meeting)
    await pulses.open_for(ctx, writer, replace(meeting, ended_at=ended_at))

"""Finding a time that suits: ask privately, look at the best three, book one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain import time_polls as rules
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import check_start, plan
from bot.domain.people import Actor, Community, Place
from bot.domain.people import Standing as Access
from bot.domain.posts import Post
from bot.domain.time_polls import Can, Standing, TimePoll, TimePollState
from bot.domain.times import read_duration, read_time
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.meetings import MeetingView, launch, look_at
from bot.services.public_text import refuse_identifiers
from data import audit, communities, meetings, members, posts, time_polls
from data.database import Reader, Writer

POST = "timepoll"
"""Kind of the post that asks everybody when they can."""
_KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class TimePollView:
    """A time poll as its readers see it; `post` is the public question, `meeting` what it became."""

    community: Community
    poll: TimePoll
    post: Post | None
    meeting: MeetingView | None


@dataclass(frozen=True, slots=True)
class BestTimes:
    """The best times, and how often each person met outside their own day (most first): for facilitators alone."""

    view: TimePollView
    best: tuple[Standing, ...]
    fairness: tuple[tuple[MemberId, int], ...]


async def draft(
    ctx: ServiceContext, actor: Actor, title: str, slots: str, duration: str | None, required: str | None
) -> TimePollView:
    """Keep a question in mind until its author has seen how the times were read.

    Raises what `split_slots`, `slots_of`, `people_in`, `read_time`, `read_duration`, `plan` raise, and Invalid
    (`text.identifier`); nothing is stored then.
    """
    now = ctx.clock.now()
    await refuse_identifiers(title[:1000])
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Access.FACILITATOR)
        phrases = rules.split_slots(slots)
        readings = [read_time(one, now=now, zone=admission.zone, locale=actor.locale) for one in phrases]
        found = rules.slots_of(reading.instant for reading in readings)
        minutes = int(read_duration(duration).total_seconds() // 60) if duration and duration.strip() else None
        plans = [plan(title=title, starts_at=slot.starts_at, now=now, minutes=minutes) for slot in found]
        active = [member.id for member in await members.active(writer, actor.community_id)]
        people = rules.people_in(required, active)
        await time_polls.drop_drafts(writer, actor.community_id, now - _KEPT)
        poll_id = await time_polls.insert(
            writer,
            actor.community_id,
            title=plans[0].title,
            minutes=plans[0].minutes,
            zone=admission.zone,
            organiser_id=actor.member_id,
            slots=found,
            required=people,
            now=now,
        )
        return await _look(ctx, writer, actor.community_id, poll_id)


async def ask(ctx: ServiceContext, actor: Actor, poll_id: int) -> TimePollView:
    """Ask everybody; a repeated tap changes nothing. Raises NotFound (`findtime.gone`)."""
    async with ctx.database.write() as writer:
        await admit(writer, actor, Access.FACILITATOR)
        view = await _look(ctx, writer, actor.community_id, poll_id)
        if view.poll.organiser_id != actor.member_id:
            raise NotFound("findtime.gone")
        if view.poll.state is TimePollState.DRAFT:
            await time_polls.open_up(writer, view.poll)
            await _keep(writer, view.poll)
        return await _look(ctx, writer, actor.community_id, poll_id)


async def card(ctx: ServiceContext, community_id: CommunityId, poll_id: int) -> TimePollView | None:
    """Return what the public question shows now, None for a draft."""
    async with ctx.database.read() as reader:
        try:
            view = await _look(ctx, reader, community_id, poll_id)
        except NotFound:
            return None
    return None if view.poll.state is TimePollState.DRAFT else view


async def see(ctx: ServiceContext, actor: Actor, poll_id: int) -> TimePollView:
    """Return an open poll; raises NotFound (`findtime.gone`), Conflict (`findtime.booked`)."""
    async with ctx.database.read() as reader:
        await admit(reader, actor)
        return _open(await _look(ctx, reader, actor.community_id, poll_id))


async def say(ctx: ServiceContext, actor: Actor, poll_id: int, number: int, answer: Can) -> TimePollView:
    """Store what somebody says about one time. Raises what `see` raises."""
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        view = _open(await _look(ctx, writer, actor.community_id, poll_id))
        if number not in {slot.number for slot in view.poll.slots}:
            raise NotFound("findtime.gone")
        await time_polls.save_answer(writer, view.poll, number, actor.member_id, answer, ctx.clock.now())
        await _keep(writer, view.poll)
        return await _look(ctx, writer, actor.community_id, poll_id)


async def best(ctx: ServiceContext, actor: Actor, poll_id: int) -> BestTimes:
    """Return the best times so far (facilitators). Raises what `see` raises."""
    async with ctx.database.read() as reader:
        await admit(reader, actor, Access.FACILITATOR)
        view = _open(await _look(ctx, reader, actor.community_id, poll_id))
        zones = {member.id: member.zone for member in await members.active(reader, actor.community_id) if member.zone}
        found = rules.best(rules.standings(view.poll, zones))
        pain = rules.fairness(await time_polls.went_to(reader, actor.community_id), zones)
    ahead = tuple(one for one in found if one.slot.starts_at > ctx.clock.now())
    return BestTimes(view, ahead, tuple(pain))


async def book(ctx: ServiceContext, actor: Actor, poll_id: int, number: int) -> MeetingView:
    """Make the meeting at one of the times; a repeated tap changes nothing.

    Raises NotFound (`findtime.gone`), Conflict (`findtime.booked` at another time), Invalid (`meeting.in_the_past`).
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Access.FACILITATOR)
        view = await _look(ctx, writer, actor.community_id, poll_id)
        slot = next((one for one in view.poll.slots if one.number == number), None)
        if slot is None or view.poll.state is TimePollState.DRAFT:
            raise NotFound("findtime.gone")
        if view.meeting is not None and view.meeting.meeting.starts_at == slot.starts_at:
            return view.meeting
        _open(view)
        check_start(slot.starts_at, now)
        wanted = plan(title=view.poll.title, starts_at=slot.starts_at, now=now, minutes=view.poll.minutes)
        meeting = await meetings.insert(
            writer,
            actor.community_id,
            wanted,
            zone=view.poll.zone,
            organiser_id=actor.member_id,
            typed_when=None,
            now=now,
        )
        await time_polls.book(writer, view.poll, meeting.id)
        await audit.add(writer, actor.community_id, "meeting.scheduled", actor.member_id, now, subject_id=meeting.id)
        await launch(writer, meeting, now)
        await _keep(writer, view.poll)
        return await look_at(writer, admission.community, meeting, now)


async def _look(ctx: ServiceContext, reader: Reader, community_id: CommunityId, poll_id: int) -> TimePollView:
    poll = await time_polls.find(reader, community_id, poll_id)
    community = await communities.find(reader, community_id)
    if poll is None or community is None:
        raise NotFound("findtime.gone")
    meeting = None if poll.meeting_id is None else await meetings.find(reader, community_id, poll.meeting_id)
    shown = None if meeting is None else await look_at(reader, community, meeting, ctx.clock.now())
    return TimePollView(community, poll, await posts.find(reader, community_id, POST, poll_id), shown)


def _open(view: TimePollView) -> TimePollView:
    if view.poll.state is TimePollState.DRAFT:
        raise NotFound("findtime.gone")
    if view.poll.state is TimePollState.BOOKED:
        at = view.meeting.meeting.starts_at if view.meeting else view.poll.slots[0].starts_at
        raise Conflict("findtime.booked", starts_at=at)
    return view


async def _keep(writer: Writer, poll: TimePoll) -> None:
    await posts.keep(writer, poll.community_id, POST, poll.id, Place.MEETINGS)

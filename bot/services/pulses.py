"""The pulse after a meeting: opened for those who were there, sealed while it is open, figures once it is closed.

What the seal promises, and what not: docs/anonymity.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain import pulses as rules
from bot.domain.errors import Conflict, NotAllowed, NotFound
from bot.domain.few import FEWEST_SHOWN
from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import Meeting
from bot.domain.people import Actor, Community, Place, Standing
from bot.domain.pulses import Figures, Pulse, Question, Replies, Reply, Result
from bot.domain.timers import Timer
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.meetings import posted
from bot.services.notices import tell_facilitators
from bot.services.rosters import who_was_there
from data import communities, posts, timers
from data import pulses as rows
from data.ballot_keys import BallotKey, BallotKeys
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class Paper:
    """An open pulse as one member sees it, with what they said so far."""

    meeting: Meeting
    pulse: Pulse
    mine: Replies


@dataclass(frozen=True, slots=True)
class PulseView:
    """A pulse as anybody may see it; `result` is None while it is open."""

    community: Community
    meeting: Meeting
    pulse: Pulse
    result: Result | None


async def open_for(ctx: ServiceContext, writer: Writer, meeting: Meeting) -> None:
    """Open the pulse of a meeting that is over, once, if at least three people were there: fewer would know each other.

    Whatever completes the list of who was there calls it again, for a week.
    """
    now = ctx.clock.now()
    if meeting.ended_at is None or now - meeting.ended_at > rules.LATEST:
        return
    if len(await who_was_there(ctx, writer, meeting)) < FEWEST_SHOWN:
        return
    pulse = await rows.add(writer, meeting, now, now + rules.OPEN_FOR)
    if pulse is not None:
        await timers.plan(writer, [rules.closing(pulse)])
        await posts.keep(writer, pulse.community_id, rules.POST, pulse.id, Place.MEETINGS)


async def paper(ctx: ServiceContext, actor: Actor, pulse_id: int) -> Paper:
    """Return a pulse to somebody who was there, with what they said so far.

    Raises NotFound (`pulse.gone`), Conflict (`pulse.closed`), NotAllowed (`pulse.not_there`).
    """
    async with ctx.database.read() as reader:
        return await _paper(ctx, reader, actor, pulse_id)


async def say(ctx: ServiceContext, actor: Actor, pulse_id: int, question: Question, reply: Reply) -> Paper:
    """Take one reply in place of an earlier one; raises what `paper` raises, and Conflict (`pulse.key_lost`).

    Each tap counts by itself: who stops after the first has said one thing.
    """
    async with ctx.database.write() as writer:
        found = await _paper(ctx, writer, actor, pulse_id)
        key, box = _key(ctx, found.pulse), await rows.sealed(writer, found.pulse)
        if key is None:
            if box is not None:
                raise Conflict("pulse.key_lost")
            key = _keys(ctx).make(found.pulse.community_id, found.pulse.id)
        everybody = {} if box is None else key.unseal(box)
        mine = {**found.mine, question: reply}
        everybody[key.pseudonym(actor.member_id)] = (rules.write(mine), None)
        await rows.keep(writer, found.pulse, key.seal(everybody, rules.SLOT))
        return Paper(found.meeting, found.pulse, mine)


async def _paper(ctx: ServiceContext, reader: Reader, actor: Actor, pulse_id: int) -> Paper:
    await admit(reader, actor)
    pulse = await rows.find(reader, actor.community_id, pulse_id)
    if pulse is None:
        raise NotFound("pulse.gone")
    meeting = await posted(reader, actor.community_id, pulse.meeting_id)
    if not pulse.takes_replies(ctx.clock.now()):
        raise Conflict("pulse.closed", closed_at=pulse.closes_at)
    if actor.member_id not in await who_was_there(ctx, reader, meeting):
        raise NotAllowed("pulse.not_there")
    return Paper(meeting, pulse, await _mine(ctx, reader, pulse, actor.member_id))


async def _mine(ctx: ServiceContext, reader: Reader, pulse: Pulse, member_id: MemberId) -> Replies:
    key, box = _key(ctx, pulse), await rows.sealed(reader, pulse)
    if key is None or box is None:
        return {}
    found = key.unseal(box).get(key.pseudonym(member_id))
    return {} if found is None else rules.read(found[0])


async def awaiting(ctx: ServiceContext, reader: Reader, actor: Actor) -> list[tuple[Pulse, Meeting]]:
    """Return the pulses that somebody was there for and has not finished, in the caller's snapshot."""
    found: list[tuple[Pulse, Meeting]] = []
    for pulse in await rows.still_open(reader, actor.community_id):
        meeting = await posted(reader, actor.community_id, pulse.meeting_id)
        if not pulse.takes_replies(ctx.clock.now()) or actor.member_id not in await who_was_there(ctx, reader, meeting):
            continue
        if len(await _mine(ctx, reader, pulse, actor.member_id)) < len(Question):
            found.append((pulse, meeting))
    return found


async def close_due(ctx: ServiceContext, timer: Timer) -> None:
    """Close a pulse: figures take the place of what everybody said, and the key is to be destroyed. Once."""
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        pulse = await rows.find(writer, timer.community_id, timer.subject_id)
        if pulse is None or pulse.closed:
            return
        key, box = _key(ctx, pulse), await rows.sealed(writer, pulse)
        everybody = [] if key is None or box is None else [rules.read(marks) for marks, _ in key.unseal(box).values()]
        if box is not None and key is None:
            await tell_facilitators(ctx, writer, pulse.community_id, "pulse.replies_lost", str(pulse.id))
        # What is never shown is not kept: the figures of one or two people are what they said.
        figures: Figures = rules.count(everybody) if len(everybody) >= FEWEST_SHOWN else {}
        await rows.close(writer, pulse, len(everybody), figures)
        await timers.plan(writer, [rules.unlinking(pulse, now)])
        await posts.keep(writer, pulse.community_id, rules.POST, pulse.id, Place.MEETINGS)


async def forget(ctx: ServiceContext, timer: Timer) -> None:
    """Destroy the key of a closed pulse: before the commit that closed it, a crash would have lost the replies."""
    _keys(ctx).destroy(timer.community_id, timer.subject_id)


async def card(ctx: ServiceContext, community_id: CommunityId, pulse_id: int) -> PulseView | None:
    """Return what the public post shows now, None if there is no such pulse."""
    async with ctx.database.read() as reader:
        community = await communities.find(reader, community_id)
        pulse = await rows.find(reader, community_id, pulse_id)
        if community is None or pulse is None:
            return None
        return await _view(reader, community, pulse)


async def trend(ctx: ServiceContext, actor: Actor) -> list[PulseView]:
    """Return the last closed pulses, the oldest first (facilitators)."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        found = await rows.last_closed(reader, actor.community_id, rules.MOST_IN_TREND)
        return [await _view(reader, admission.community, pulse) for pulse in reversed(found)]


async def _view(reader: Reader, community: Community, pulse: Pulse) -> PulseView:
    meeting = await posted(reader, community.id, pulse.meeting_id)
    result = rules.disclose(pulse.answered or 0, await rows.figures_of(reader, pulse)) if pulse.closed else None
    return PulseView(community, meeting, pulse, result)


def _keys(ctx: ServiceContext) -> BallotKeys:
    return ctx.ballot_keys.within("pulses")


def _key(ctx: ServiceContext, pulse: Pulse) -> BallotKey | None:
    return _keys(ctx).find(pulse.community_id, pulse.id)

"""Who presents what: named by a facilitator and asked privately, or offering themselves; changeable until it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain import presenters as rules
from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import AgendaItem, Answer, Meeting, MeetingState
from bot.domain.people import Actor, Community, MemberState, Standing
from bot.domain.presenters import Ask, AskState, Candidate, Circumstances, Freed
from bot.domain.timers import Timer
from bot.domain.turns import YEAR
from bot.services.access import admit
from bot.services.agenda import OwnView, find_item, own_view
from bot.services.context import ServiceContext
from bot.services.meetings import keep_agenda
from bot.services.presenter_watch import meeting_of
from data import agenda, answers, audit, communities, habits, meetings, members, presenters, timers
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody is asked to present, or presents: the item, its meeting, and how far the ask has come."""

    community: Community
    meeting: Meeting
    item: AgendaItem
    ask: Ask


@dataclass(frozen=True, slots=True)
class Choosing:
    """An item for which a facilitator looks for somebody, and who is offered."""

    own: OwnView
    item: AgendaItem
    candidates: tuple[Candidate, ...]


class Verdict(StrEnum):
    """What came of naming somebody."""

    ASKED = "asked"
    PRESENTS = "presents"
    ALREADY = "already"


@dataclass(frozen=True, slots=True)
class Named:
    """The verdict, and the agenda after it."""

    verdict: Verdict
    own: OwnView
    item_id: int


@dataclass(frozen=True, slots=True)
class Vacancy:
    """An item that needs somebody else, or may need, and why."""

    part: Part
    why: Freed


async def choose(ctx: ServiceContext, actor: Actor, item_id: int) -> Choosing:
    """Return who may be asked to present an item (facilitators).

    Raises NotFound (`agenda.item_gone`), Conflict (what `check_open` raises).
    """
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting, item = await find_item(ctx, reader, actor.community_id, item_id)
        own = await own_view(ctx, reader, actor, admission.standing, admission.community, meeting)
        return Choosing(own, item, await candidates(ctx, reader, meeting, item_id, actor.member_id))


async def candidates(
    ctx: ServiceContext, reader: Reader, meeting: Meeting, item_id: int, asker_id: MemberId
) -> tuple[Candidate, ...]:
    """Return who is offered for an item, in the caller's snapshot; nobody asks themself."""
    now, community_id = ctx.clock.now(), meeting.community_id
    suggested, author, supporters = await presenters.brought_by(reader, community_id, item_id)
    before = await presenters.of_item(reader, community_id, item_id)
    roll = await answers.roll(reader, community_id, meeting.id)
    had = {one.member_id for one in before if one.state is not AskState.WITHDRAWN}
    found = Circumstances(
        here=await habits.here(reader, community_id, meeting.starts_at),
        presented=await presenters.presented(reader, community_id, now - YEAR, now),
        asked=await presenters.asked(reader, community_id, now - YEAR),
        refused={*had, *roll.who(Answer.NO), asker_id},
        suggested=suggested,
        author=author,
        supporters=supporters,
    )
    return rules.candidates(found)


async def name(ctx: ServiceContext, actor: Actor, item_id: int, member_id: MemberId) -> Named:
    """Have somebody asked privately whether they present an item, in the place of anybody else; asked once.

    A facilitator who names themself presents it at once. Raises as `choose`, Invalid (`agenda.not_a_member`), Conflict
    (`agenda.presenter_away`).
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting, _ = await find_item(ctx, writer, actor.community_id, item_id)
        await _check_can(writer, meeting, member_id)
        current = _open_of(await presenters.of_item(writer, actor.community_id, item_id))
        verdict = Verdict.ALREADY
        if current is None or current.member_id != member_id:
            if current is not None:
                await _withdraw(writer, current, meeting, now)
            oneself = member_id == actor.member_id
            verdict = Verdict.PRESENTS if oneself else Verdict.ASKED
            state = AskState.ACCEPTED if oneself else AskState.ASKED
            ask = await presenters.add(writer, actor.community_id, item_id, member_id, state, now)
            await audit.add(
                writer,
                actor.community_id,
                "agenda.presenter",
                actor.member_id,
                now,
                member_id=member_id,
                subject_id=int(meeting.id),
            )
            if not oneself:
                await timers.plan(writer, [rules.asking(ask, meeting, now)])
            await keep_agenda(writer, meeting)
        own = await own_view(ctx, writer, actor, admission.standing, admission.community, meeting)
        return Named(verdict, own, item_id)


async def volunteer(ctx: ServiceContext, actor: Actor, item_id: int) -> Part:
    """Have a member present an item that nobody presents; a repeated tap changes nothing.

    Raises NotFound (`agenda.item_gone`), Conflict (`agenda.taken`, what `check_open` raises).
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor)
        meeting, _ = await find_item(ctx, writer, actor.community_id, item_id)
        current = _open_of(await presenters.of_item(writer, actor.community_id, item_id))
        if current is not None and current.member_id != actor.member_id:
            raise Conflict("agenda.taken")
        if current is None:
            current = await presenters.add(writer, actor.community_id, item_id, actor.member_id, AskState.ACCEPTED, now)
            await keep_agenda(writer, meeting)
        elif current.state is AskState.ASKED:
            current = await presenters.set_state(writer, current, AskState.ACCEPTED)
            await keep_agenda(writer, meeting)
        return await _part(writer, admission.community, current)


async def answer(ctx: ServiceContext, actor: Actor, ask_id: int, *, accepts: bool) -> Part:
    """Store whether somebody who was asked presents; they may change it while the item is free.

    That they cannot is told to the facilitators, once each time. Raises NotFound (`agenda.item_gone`), Conflict
    (`agenda.ask_over`, what `check_open` raises).
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor)
        ask = await presenters.find(writer, actor.community_id, ask_id)
        if ask is None or ask.member_id != actor.member_id:
            raise NotFound("agenda.item_gone")
        meeting, _ = await find_item(ctx, writer, actor.community_id, ask.item_id)
        other = _open_of(await presenters.of_item(writer, actor.community_id, ask.item_id))
        state = rules.settle(ask, accepts, taken=other is not None and other.id != ask.id)
        if state is not None:
            ask = await presenters.set_state(writer, ask, state)
            await keep_agenda(writer, meeting)
            if not accepts:
                # Named by the minute: who changes their mind and then cannot after all is told of again.
                fact = f"{now:%Y-%m-%dT%H:%M}"
                await timers.plan(writer, [rules.freeing(ask, Freed.DECLINED, meeting, now, fact)])
        return await _part(writer, admission.community, ask)


async def to_ask(ctx: ServiceContext, timer: Timer) -> Part | None:
    """Return what the person of this timer is to be asked, None if there is nothing to ask any more."""
    async with ctx.database.read() as reader:
        part = await _standing(reader, timer)
        if part is None or part.ask.state is not AskState.ASKED or part.meeting.starts_at <= ctx.clock.now():
            return None
        member = await members.find(reader, timer.community_id, part.ask.member_id)
        return part if member is not None and member.state is MemberState.ACTIVE else None


async def not_reached(ctx: ServiceContext, timer: Timer) -> None:
    """Have the facilitators told that somebody could not be asked: they take no messages. `/my todo` still asks."""
    async with ctx.database.write() as writer:
        part = await _standing(writer, timer)
        if part is not None and part.ask.state is AskState.ASKED:
            planned = rules.freeing(part.ask, Freed.UNREACHED, part.meeting, ctx.clock.now())
            await timers.plan(writer, [planned])


async def vacancy(ctx: ServiceContext, timer: Timer) -> Vacancy | None:
    """Return what facilitators are told about an item that needs somebody else; None if it is settled meanwhile."""
    why = rules.why_freed(timer.dedupe_key)
    async with ctx.database.read() as reader:
        part = await _standing(reader, timer)
        if part is None or part.meeting.state is not MeetingState.SCHEDULED:
            return None
        other = _open_of(await presenters.of_item(reader, timer.community_id, part.item.id))
    still = {
        Freed.AWAY: AskState.ACCEPTED,
        Freed.NOT_COMING: AskState.ACCEPTED,
        Freed.UNREACHED: AskState.ASKED,
    }.get(why)
    settled = other is not None if still is None else part.ask.state is not still
    return None if settled else Vacancy(part, why)


async def relieved(ctx: ServiceContext, timer: Timer) -> Meeting | None:
    """Return at which meeting somebody need not present after all; None if that meeting does not take place."""
    async with ctx.database.read() as reader:
        meeting = await meetings.find(reader, timer.community_id, MeetingId(timer.subject_id))
    return meeting if meeting is not None and meeting.state is MeetingState.SCHEDULED else None


async def awaiting(reader: Reader, community: Community, member_id: MemberId, now: datetime) -> list[Part]:
    """Return what somebody is asked to present and has not answered, the next meeting first."""
    asks = await presenters.open_of(reader, community.id, member_id, now)
    return [await _part(reader, community, ask) for ask in asks if ask.state is AskState.ASKED]


async def free_all_of(writer: Writer, community_id: CommunityId, member_id: MemberId, now: datetime) -> None:
    """Free what somebody who has left presents or was asked to; the facilitators are told of what they had accepted."""
    for ask in await presenters.open_of(writer, community_id, member_id, now):
        meeting = await meeting_of(writer, ask.community_id, ask.item_id)
        ended = await presenters.set_state(writer, ask, AskState.WITHDRAWN)
        if meeting is not None:
            await timers.plan(writer, [rules.freeing(ended, Freed.LEFT, meeting, now)])
            await keep_agenda(writer, meeting)


async def relieve(writer: Writer, meeting: Meeting, item_id: int, now: datetime) -> None:
    """Before an item leaves the agenda: have whoever accepted it told that they need not present."""
    current = _open_of(await presenters.of_item(writer, meeting.community_id, item_id))
    if current is not None:
        await _withdraw(writer, current, meeting, now)


async def _withdraw(writer: Writer, ask: Ask, meeting: Meeting, now: datetime) -> None:
    had_accepted = ask.state is AskState.ACCEPTED
    ended = await presenters.set_state(writer, ask, AskState.WITHDRAWN)
    if had_accepted:
        await timers.plan(writer, [rules.relieving(ended, meeting, now)])


async def _check_can(reader: Reader, meeting: Meeting, member_id: MemberId) -> None:
    member = await members.find(reader, meeting.community_id, member_id)
    if member is None or member.state is not MemberState.ACTIVE:
        raise Invalid("agenda.not_a_member")
    own = await habits.find(reader, meeting.community_id, member_id)
    if own.is_away(meeting.starts_at):
        raise Conflict("agenda.presenter_away", who=member_id, starts_at=meeting.starts_at)


def _open_of(asks: list[Ask]) -> Ask | None:
    return next((ask for ask in asks if ask.state in {AskState.ASKED, AskState.ACCEPTED}), None)


async def _standing(reader: Reader, timer: Timer) -> Part | None:
    ask = await presenters.find(reader, timer.community_id, timer.subject_id)
    community = await communities.find(reader, timer.community_id)
    if ask is None or community is None:
        return None
    try:
        return await _part(reader, community, ask)
    except NotFound:
        return None


async def _part(reader: Reader, community: Community, ask: Ask) -> Part:
    found = await agenda.find(reader, community.id, ask.item_id)
    meeting = None if found is None else await meetings.find(reader, community.id, found[0])
    if found is None or meeting is None:
        raise NotFound("agenda.item_gone")
    return Part(community, meeting, found[1], ask)

"""Who looks after which week: taking turns, giving them back, swapping, and who steps in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain import rota as rules
from bot.domain.errors import Conflict, NotAllowed, NotFound
from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import Meeting
from bot.domain.people import Actor, Community, MemberState, Standing, require
from bot.domain.reach import Habits
from bot.domain.rota import Swap, SwapState
from bot.domain.timers import Timer
from bot.services import digest_readers, noticeboard
from bot.services.access import Admission, admit
from bot.services.context import ServiceContext
from data import communities, digests, habits, meetings, members, rota, timers
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the rota: whose turn it is, who steps in where they are away (None: nobody), and its meetings."""

    monday: date
    holder_id: MemberId | None
    away: bool
    stand_in: MemberId | None
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Rota:
    """The weeks to come, this one first, and who is on duty now (None: nobody)."""

    community: Community
    weeks: tuple[Week, ...]
    on_duty: MemberId | None


class Done(StrEnum):
    """What came of choosing a week."""

    TAKEN = "taken"
    GIVEN_BACK = "given-back"
    ASKED = "asked"
    ASKED_BEFORE = "asked-before"


async def look(context: ServiceContext, actor: Actor) -> Rota:
    """Return the rota, for a facilitator."""
    async with context.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        return await _rota(reader, admission.community, context.clock.now())


async def take_next(context: ServiceContext, actor: Actor) -> tuple[Rota, date]:
    """Take the next free week in which one is not away; raises Conflict `rota.none_free`."""
    async with context.database.write() as writer:
        admission, first = await _enter(context, writer, actor)
        own = await habits.find(writer, actor.community_id, actor.member_id)
        week = rules.next_free(await rota.turns(writer, actor.community_id), first, own)
        if week is None:
            raise Conflict("rota.none_free")
        await _give(context, writer, admission.community, week, actor.member_id)
        return await _rota(writer, admission.community, context.clock.now()), week


async def choose(context: ServiceContext, actor: Actor, week: date) -> tuple[Rota, Done]:
    """Take a free week, give one's own back, or ask whoever has it to swap.

    Raises NotFound `rota.week_over` for a week that is not among those shown.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        admission, first = await _enter(context, writer, actor)
        if week not in rules.weeks_from(first):
            raise NotFound("rota.week_over")
        turns = await rota.turns(writer, actor.community_id)
        holder_id = turns.get(week)
        if holder_id is None:
            await _give(context, writer, admission.community, week, actor.member_id)
            done = Done.TAKEN
        elif holder_id == actor.member_id:
            await rota.give_back(writer, actor.community_id, week)
            await noticeboard.keep(writer, actor.community_id)
            done = Done.GIVEN_BACK
        else:
            mine = rules.own_week(turns, actor.member_id, first, week)
            swap = await rota.ask_to_swap(writer, actor.community_id, actor.member_id, mine, holder_id, week, now)
            done = Done.ASKED_BEFORE if swap is None else Done.ASKED
            if swap is not None:
                await timers.plan(writer, [rules.asking(swap, now)])
        return await _rota(writer, admission.community, now), done


async def answer(context: ServiceContext, actor: Actor, swap_id: int, *, agreed: bool) -> tuple[Community, Swap]:
    """Answer a wish to swap; a repeated tap changes nothing. The asker is told.

    Raises NotFound `rota.no_swap`, NotAllowed `rota.not_your_week`, and `people.facilitators_only` for whoever is none
    any more and would take a week.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        community = admission.community
        swap = await rota.find_swap(writer, actor.community_id, swap_id)
        if swap is None:
            raise NotFound("rota.no_swap")
        if swap.holder_id != actor.member_id:
            raise NotAllowed("rota.not_your_week")
        if swap.state is not SwapState.ASKED:
            return community, swap
        if agreed and swap.asker_week is not None:  # they take a week, which is for facilitators
            require(admission.standing, Standing.FACILITATOR)
        state = SwapState.AGREED if agreed else SwapState.KEPT
        if agreed and not swap.still_fits(await rota.turns(writer, actor.community_id)):
            state = SwapState.OVER
        await rota.settle_swap(writer, swap, state)
        if state is SwapState.AGREED:
            await rota.give(writer, actor.community_id, swap.holder_week, swap.asker_id)
            if swap.asker_week is not None:
                await rota.give(writer, actor.community_id, swap.asker_week, swap.holder_id)
            await noticeboard.keep(writer, actor.community_id)
        await timers.plan(writer, [rules.answering(swap, now)])
        return community, replace(swap, state=state)


async def to_tell(context: ServiceContext, timer: Timer) -> tuple[Community, Swap] | None:
    """Return the wish to swap that a timer asks or tells about, None if there is nothing to say (any more)."""
    async with context.database.read() as reader:
        community = await communities.find(reader, timer.community_id)
        swap = await rota.find_swap(reader, timer.community_id, timer.subject_id)
        if community is None or swap is None or (timer.kind == rules.SWAP) != (swap.state is SwapState.ASKED):
            return None
        if timer.kind == rules.SWAP and not swap.still_fits(await rota.turns(reader, timer.community_id)):
            return None
        return community, swap


async def gets_the_digest(
    reader: Reader, community_id: CommunityId, member_id: MemberId, zone: str, now: datetime
) -> bool:
    """Return whether a reader of the digest gets it this week, where only whoever is on duty does.

    The week is the reader's own, for they read it on their Monday. Who is away, or wants no digest, is stood in for;
    where nobody has the week, all get it.
    """
    wanting = await digests.readers(reader, community_id)
    everybody = await habits.of_active(reader, community_id)

    def can(one: MemberId) -> bool:
        return one in wanting and one in everybody and not everybody[one].is_away(now)

    duty = rules.on_duty(await rota.turns(reader, community_id), rules.week_of(now, zone), can)
    return duty is None or duty == member_id


async def leave(context: ServiceContext, writer: Writer, community_id: CommunityId, member_id: MemberId) -> None:
    """Leave somebody's weeks to come to nobody, within the caller's transaction."""
    community = await communities.find(writer, community_id)
    if community is not None:
        first = rules.week_of(context.clock.now(), community.zone)
        await rota.leave(writer, community_id, member_id, first)
        await noticeboard.keep(writer, community_id)


async def hand_on(context: ServiceContext, writer: Writer, community: Community, to_id: MemberId) -> None:
    """Give this week to whoever takes over, within the caller's transaction."""
    week = rules.week_of(context.clock.now(), community.zone)
    await _give(context, writer, community, week, to_id)


async def _give(context: ServiceContext, writer: Writer, community: Community, week: date, member_id: MemberId) -> None:
    await rota.give(writer, community.id, week, member_id)
    await digest_readers.subscribe_if_new(context, writer, community.id, member_id)
    await noticeboard.keep(writer, community.id)


async def _enter(context: ServiceContext, writer: Writer, actor: Actor) -> tuple[Admission, date]:
    """Let a facilitator in, with an entry of their own, and return the week it is."""
    now = context.clock.now()
    admission = await admit(writer, actor, Standing.FACILITATOR)
    if admission.member is None:
        await members.enter(writer, actor.community_id, actor.member_id, MemberState.ACTIVE, now)
    return admission, rules.week_of(now, admission.community.zone)


async def _rota(reader: Reader, community: Community, now: datetime) -> Rota:
    turns = await rota.turns(reader, community.id)
    people = await habits.of_active(reader, community.id)
    first = rules.week_of(now, community.zone)
    coming = await meetings.upcoming(reader, community.id, now, limit=50)
    weeks = tuple(_week(turns, people, week, coming, community.zone) for week in rules.weeks_from(first))
    duty = rules.on_duty(turns, first, lambda one: one in people and not people[one].is_away(now))
    return Rota(community, weeks, duty)


def _week(turns: rules.Turns, people: Mapping[MemberId, Habits], week: date, coming: list[Meeting], zone: str) -> Week:
    holder_id = turns.get(week)
    away = holder_id is not None and holder_id in people and rules.is_away(people[holder_id], week)
    stand_in = None
    if away:
        stand_in = rules.on_duty(turns, week, lambda one: one in people and not rules.is_away(people[one], week))
    held = tuple(one for one in coming if rules.week_of(one.starts_at, zone) == week)
    return Week(week, holder_id, away, stand_in, held)

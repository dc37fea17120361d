"""Study buddies: who wishes to be paired, rounds, and telling both.

Whom somebody is never paired with is sealed, read here alone, and shown to that person alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import pairing as rules
from bot.domain.errors import Conflict
from bot.domain.ids import CommunityId, MemberId
from bot.domain.pairing import Buddy
from bot.domain.people import Actor, Community, MemberState, Standing
from bot.domain.prompts import History, Kind, Phase, Prompt, choose
from bot.domain.reach import Channel, Weight
from bot.domain.timers import Timer
from bot.services.access import admit
from bot.services.context import ServiceContext
from data import audit, buddies, communities, habits, members, prompt_bank, prompts, settings, timers
from data.buddies import Round, Wish
from data.database import Reader, Writer
from data.vault import VaultError


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody sees of their own: their wish, and with whom they are paired in the last round (nobody: alone)."""

    buddy: Buddy
    latest: Round | None
    partners: tuple[MemberId, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """What a facilitator sees: how many would be paired now, the last round, and every how many weeks one comes."""

    ready: int
    latest: Round | None
    weeks: int


@dataclass(frozen=True, slots=True)
class Telling:
    """What one person is told of a round, and how it is to reach them: who wants no reminders asked for this one."""

    community: Community
    latest: Round
    partners: tuple[MemberId, ...]
    weight: Weight


async def mine(context: ServiceContext, actor: Actor) -> Mine:
    """Return a member's own."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await _mine(context, reader, actor)


async def wish(context: ServiceContext, actor: Actor, *, wants: bool) -> Mine:
    """Store whether somebody wishes to be paired; a wish ends a snooze."""
    now = context.clock.now()
    async with context.database.write() as writer:
        community = await _enter(context, writer, actor)
        own = await _own(writer, actor, now)
        since = own.since if own.wants == wants else now
        await buddies.save(writer, actor.community_id, replace(own, wants=wants, since=since, snoozed_until=None))
        if wants:
            await timers.plan(writer, [rules.looking(community.id, community.zone, now)])
        return await _mine(context, writer, actor)


async def snooze(context: ServiceContext, actor: Actor) -> Mine:
    """Let somebody sit out for four weeks; their wish stays."""
    now = context.clock.now()
    async with context.database.write() as writer:
        await _enter(context, writer, actor)
        own = await _own(writer, actor, now)
        await buddies.save(writer, actor.community_id, replace(own, snoozed_until=now + rules.SNOOZE))
        return await _mine(context, writer, actor)


async def keep_apart(context: ServiceContext, actor: Actor, others: Sequence[MemberId]) -> Mine:
    """Store whom somebody is never paired with, sealed."""
    now = context.clock.now()
    async with context.database.write() as writer:
        await _enter(context, writer, actor)
        own = await _own(writer, actor, now)
        named = sorted(set(others) - {actor.member_id})[: rules.MOST_APART]
        sealed = context.vault.encrypt(json.dumps(named)) if named else None
        await buddies.save(writer, actor.community_id, replace(own, apart=sealed))
        return await _mine(context, writer, actor)


async def overview(context: ServiceContext, actor: Actor) -> Overview:
    """Return how things stand, for a facilitator: numbers, no names."""
    async with context.database.read() as reader:
        await admit(reader, actor, Standing.FACILITATOR)
        past = await buddies.rounds(reader, actor.community_id)
        ready = await ready_now(context, reader, actor.community_id)
        weeks = (await settings.find(reader, actor.community_id)).pairing_weeks
        return Overview(len(ready), past[-1] if past else None, weeks)


async def start(context: ServiceContext, actor: Actor, after: int) -> tuple[Round, bool]:
    """Pair everybody who wishes it, in the round that follows round `after` (0: the first).

    Return it, and whether it begins now: a second tap finds the round that the first made. Raises Conflict
    `pairing.too_few`.
    """
    async with context.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        past = await buddies.rounds(writer, actor.community_id)
        if past and past[-1].id != after:
            return past[-1], False
        made = await _pair(context, writer, admission.community, past)
        if made is None:
            raise Conflict("pairing.too_few")
        now = context.clock.now()
        await audit.add(writer, actor.community_id, "pairing.round", actor.member_id, now, subject_id=made.id)
        return made, True


async def look(context: ServiceContext, timer: Timer) -> None:
    """Pair everybody if the community wants that by itself and it is time; look again next Monday.

    Nobody looks any more once nobody wishes to be paired; the next wish begins it anew.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        community = await communities.find(writer, timer.community_id)
        wanted = [one for one in await buddies.wishes(writer, timer.community_id) if one.wants]
        if community is None or not wanted:
            return
        await timers.plan(writer, [rules.looking(community.id, community.zone, now)])
        past = await buddies.rounds(writer, community.id)
        weeks = (await settings.find(writer, community.id)).pairing_weeks
        if rules.is_due(weeks, past[-1].at if past else None, now):
            await _pair(context, writer, community, past)


async def to_tell(context: ServiceContext, timer: Timer) -> Telling | None:
    """Return what a timer's person is told, None if they are out or a later round has begun."""
    member_id = MemberId(timer.member_id or 0)
    async with context.database.read() as reader:
        community = await communities.find(reader, timer.community_id)
        past = await buddies.rounds(reader, timer.community_id)
        member = await members.find(reader, timer.community_id, member_id)
        own = await habits.find(reader, timer.community_id, member_id)
    if community is None or not past or past[-1].id != timer.subject_id:
        return None
    if member is None or member.state is not MemberState.ACTIVE:
        return None
    weight = Weight.ORDINARY if own.channel is Channel.DM else Weight.URGENT
    return Telling(community, past[-1], _partners(past[-1], member_id), weight)


async def ready_now(context: ServiceContext, reader: Reader, community_id: CommunityId) -> list[Buddy]:
    """Return who would be paired now: who wishes it, does not snooze and is not away."""
    now = context.clock.now()
    here = set(await habits.here(reader, community_id, now))
    found = [_buddy(context, one) for one in await buddies.wishes(reader, community_id)]
    return [one for one in found if one.takes_part(now) and one.member_id in here]


async def _pair(context: ServiceContext, writer: Writer, community: Community, past: list[Round]) -> Round | None:
    ready = await ready_now(context, writer, community.id)
    if len(ready) < 2:
        return None
    now = context.clock.now()
    people = [one.member_id for one in ready]
    groups = rules.pair(people, [one.groups for one in past], rules.kept_apart(ready))
    opener = await _opener(writer, community.id, past, now)
    round_id = await buddies.add_round(writer, community.id, opener.key, opener.text, groups, now)
    await timers.plan(writer, rules.tellings(community.id, round_id, people, now))
    return Round(round_id, opener.key, opener.text, now, groups)


async def _opener(reader: Reader, community_id: CommunityId, past: list[Round], now: datetime) -> Prompt:
    """Return the question of a round: of the bank or the community's own, none that opened a round in half a year."""
    own = [one.prompt for one in await prompts.own(reader, community_id)]
    bank = [one for one in (*prompt_bank.bundled(), *own) if one.kind in (Kind.WARM_UP, Kind.REFLECTION, Kind.SUPPORT)]
    history = History({one.prompt_key: one.at for one in past})
    try:
        return choose(bank, history, community_id=community_id, now=now, phase=Phase.SETTLED)
    except Conflict:  # all rest: more than one a day was asked for
        return choose(bank, History(), community_id=community_id, now=now, phase=Phase.SETTLED)


async def _enter(context: ServiceContext, writer: Writer, actor: Actor) -> Community:
    admission = await admit(writer, actor)
    if admission.member is None:  # a facilitator by role who has no entry yet
        await members.enter(writer, actor.community_id, actor.member_id, MemberState.ACTIVE, context.clock.now())
    return admission.community


async def _own(reader: Reader, actor: Actor, now: datetime) -> Wish:
    for one in await buddies.wishes(reader, actor.community_id):
        if one.member_id == actor.member_id:
            return one
    return Wish(actor.member_id, wants=False, since=now, snoozed_until=None, apart=None)


async def _mine(context: ServiceContext, reader: Reader, actor: Actor) -> Mine:
    now = context.clock.now()
    past = await buddies.rounds(reader, actor.community_id)
    latest = past[-1] if past and any(actor.member_id in group for group in past[-1].groups) else None
    partners = _partners(latest, actor.member_id) if latest is not None else ()
    own = _buddy(context, await _own(reader, actor, now))
    if own.snoozed_until is not None and own.snoozed_until <= now:
        own = replace(own, snoozed_until=None)
    return Mine(own, latest, partners, now)


def _partners(latest: Round, member_id: MemberId) -> tuple[MemberId, ...]:
    group = next((group for group in latest.groups if member_id in group), ())
    return tuple(one for one in group if one != member_id)


def _buddy(context: ServiceContext, wish: Wish) -> Buddy:
    apart: frozenset[MemberId] = frozenset()
    if wish.apart is not None:
        try:
            apart = frozenset(MemberId(int(one)) for one in json.loads(context.vault.decrypt(wish.apart)))
        except VaultError:
            apart = frozenset()  # the key is another one now; there is nothing left to read
    return Buddy(wish.member_id, wish.wants, wish.since, wish.snoozed_until, apart)

"""Handing over from one facilitator to another: all that is open, as the store has it whenever it is looked at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain import handover as rules
from bot.domain.digest import Line
from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.handover import Handover, Item
from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Actor, Community, Standing
from bot.domain.timers import Timer
from bot.services import digest_readers, rota
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.open_items import everything
from bot.services.public_text import refuse_identifiers
from data import audit, communities, handovers, timers
from data.database import Reader
from data.handovers import StoredHandover
from data.vault import VaultError


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A hand-over and all that is open now: what needs somebody, and what is under way."""

    community: Community
    handover: Handover
    lines: tuple[Line, ...]
    items: tuple[Item, ...]


async def begin(context: ServiceContext, actor: Actor, to_id: MemberId, to_roles: Collection[int]) -> HandoverView:
    """Begin to hand over to somebody; raises Invalid `handover.to_yourself`, `handover.no_facilitator`."""
    now = context.clock.now()
    async with context.database.write() as writer:
        community = (await admit(writer, actor, Standing.FACILITATOR)).community
        if to_id == actor.member_id:
            raise Invalid("handover.to_yourself")
        if community.facilitator_role_id not in to_roles:
            raise Invalid("handover.no_facilitator")
        one = await handovers.begin(writer, actor.community_id, actor.member_id, to_id, now)
        return await _view(context, writer, community, one)


async def look(context: ServiceContext, actor: Actor, handover_id: int) -> HandoverView:
    """Return a hand-over to either of its two; raises NotFound `handover.gone`, NotAllowed `handover.not_yours`."""
    async with context.database.read() as reader:
        community = (await admit(reader, actor, Standing.FACILITATOR)).community
        return await _view(context, reader, community, await _own(reader, actor, handover_id))


async def write_note(context: ServiceContext, actor: Actor, handover_id: int, typed: str) -> HandoverView:
    """Store what the old one adds in words, sealed; an empty text takes it away.

    Raises what `handover.note` and `look` raise, Invalid `text.identifier`, Conflict `handover.sent`.
    """
    note = rules.note(typed)
    await refuse_identifiers(note)
    async with context.database.write() as writer:
        community = (await admit(writer, actor, Standing.FACILITATOR)).community
        one = await _own(writer, actor, handover_id)
        if one.from_id != actor.member_id:
            raise NotAllowed("handover.not_yours")
        if one.sent_at is not None:
            raise Conflict("handover.sent", typed=typed)
        await handovers.write_note(writer, one, context.vault.encrypt(note) if note else None)
        return await _view(context, writer, community, await _own(writer, actor, handover_id))


async def send(context: ServiceContext, actor: Actor, handover_id: int) -> HandoverView:
    """Have it brought to the new one privately; a repeated tap changes nothing. Raises as `look`."""
    now = context.clock.now()
    async with context.database.write() as writer:
        community = (await admit(writer, actor, Standing.FACILITATOR)).community
        one = await _own(writer, actor, handover_id)
        if one.from_id != actor.member_id:
            raise NotAllowed("handover.not_yours")
        if one.sent_at is None:
            await handovers.send(writer, one, now)
            await timers.plan(writer, [rules.telling(_opened(context, one), now)])
        return await _view(context, writer, community, await _own(writer, actor, handover_id))


async def have(context: ServiceContext, actor: Actor, handover_id: int) -> HandoverView:
    """Note that the new one has it: this week is theirs on the rota, and the digest comes to them.

    A repeated tap changes nothing. Raises as `look`, Conflict `handover.not_sent`.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        community = (await admit(writer, actor, Standing.FACILITATOR)).community
        one = await _own(writer, actor, handover_id)
        if one.to_id != actor.member_id:
            raise NotAllowed("handover.not_yours")
        if one.sent_at is None:
            raise Conflict("handover.not_sent")
        if one.had_at is None:
            await handovers.have(writer, one, now)
            await digest_readers.subscribe_if_new(context, writer, community.id, actor.member_id)
            await rota.hand_on(context, writer, community, actor.member_id)
            await audit.add(
                writer, community.id, "handover.had", actor.member_id, now, member_id=one.from_id, subject_id=one.id
            )
            await timers.plan(writer, [rules.had(_opened(context, one), now)])
        return await _view(context, writer, community, await _own(writer, actor, handover_id))


async def to_tell(context: ServiceContext, timer: Timer) -> HandoverView | None:
    """Return the hand-over that a timer brings or tells of, None if there is nothing to say (any more)."""
    async with context.database.read() as reader:
        community = await communities.find(reader, timer.community_id)
        one = await handovers.find(reader, timer.community_id, timer.subject_id)
        if community is None or one is None or (timer.kind == rules.HAD) != (one.had_at is not None):
            return None
        return await _view(context, reader, community, one)


async def _own(reader: Reader, actor: Actor, handover_id: int) -> StoredHandover:
    one = await handovers.find(reader, actor.community_id, handover_id)
    if one is None:
        raise NotFound("handover.gone")
    if actor.member_id not in (one.from_id, one.to_id) or (one.sent_at is None and actor.member_id != one.from_id):
        raise NotAllowed("handover.not_yours")
    return one


async def _view(context: ServiceContext, reader: Reader, community: Community, one: StoredHandover) -> HandoverView:
    lines, items = await everything(context, reader, community.id, context.clock.now())
    return HandoverView(community, _opened(context, one), tuple(lines), tuple(items))


def _opened(context: ServiceContext, one: StoredHandover) -> Handover:
    try:
        note = context.vault.decrypt(one.note) if one.note is not None else ""
    except VaultError:
        note = ""  # the key is another one now
    return Handover(
        one.id, CommunityId(one.community_id), one.from_id, one.to_id, one.made_at, note, one.sent_at, one.had_at
    )

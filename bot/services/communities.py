"""What set-up stores, and what it means when a part of the server is lost or comes back.

Discord is changed by the builder, step by step; each step is noted here at once, so that a run that dies half-way is
taken up where it stopped.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from bot.domain.blueprint import Part
from bot.domain.errors import NotAllowed, Undeliverable
from bot.domain.ids import CommunityId
from bot.domain.people import Actor, Community, MemberState, Place, Standing
from bot.domain.posts import NOTICEBOARD
from bot.services import noticeboard
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.membership import owe_role
from bot.services.notices import tell_facilitators, tell_undeliverable
from data import audit, communities, members, notices, posts, timers

PLACE_OF = {Part(place.value): place for place in Place}


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored about a server: its community (None before the first set-up) and the ids of its parts."""

    community: Community | None
    parts: dict[Part, int]


async def known(context: ServiceContext, community_id: CommunityId) -> Community | None:
    """Return a community, None while its server has not been set up."""
    async with context.database.read() as reader:
        return await communities.find(reader, community_id)


async def begin(context: ServiceContext, actor: Actor) -> Known:
    """Return what is known of the server, for somebody who may set it up.

    Raises NotAllowed (`setup.needs_manage_server`) for anybody else.
    """
    if not actor.manages_server:
        raise NotAllowed("setup.needs_manage_server")
    async with context.database.read() as reader:
        return Known(
            await communities.find(reader, actor.community_id), await communities.parts(reader, actor.community_id)
        )


async def found(context: ServiceContext, actor: Actor, zone: str, locale: str) -> None:
    """Store the community before anything is built for it; a known one stays as it is."""
    async with context.database.write() as writer:
        await communities.found(writer, actor.community_id, zone, locale, context.clock.now())


async def remember(context: ServiceContext, community_id: CommunityId, part: Part, discord_id: int) -> None:
    """Note that a role or channel now stands for a part.

    Where it is not the one known before, what stood in the old channel is owed again, and a new Member role is owed
    to everybody who is in.
    """
    async with context.database.write() as writer:
        before = (await communities.parts(writer, community_id)).get(part)
        if before == discord_id:
            return
        await communities.set_part(writer, community_id, part, discord_id)
        place = PLACE_OF.get(part)
        if place is not None and before is not None:
            await posts.place_gone(writer, community_id, place)
        if part is Part.MEMBER:
            for member in await members.active(writer, community_id):
                await owe_role(context, writer, community_id, member.id, f"role:{discord_id}")


async def finish(context: ServiceContext, actor: Actor, zone: str | None, *, changed: bool) -> Community:
    """End a set-up: its runner is in, and whatever waited for a repair goes out now. Returns the community."""
    now = context.clock.now()
    async with context.database.write() as writer:
        known = await members.find(writer, actor.community_id, actor.member_id)
        if known is None or known.state is not MemberState.ACTIVE:
            await members.enter(writer, actor.community_id, actor.member_id, MemberState.ACTIVE, now)
        if zone is not None:
            await communities.set_zone(writer, actor.community_id, zone)
        if changed:
            await audit.add(writer, actor.community_id, "community.set_up", actor.member_id, now)
            await notices.settle(writer, actor.community_id)
        if changed or await posts.find(writer, actor.community_id, NOTICEBOARD, 0) is None:
            await noticeboard.keep(writer, actor.community_id)
        await posts.hasten(writer, actor.community_id)
        await timers.hasten(writer, actor.community_id, now)
        community = await communities.find(writer, actor.community_id)
    if community is None:
        raise RuntimeError("a community was finished that was never begun")
    return community


async def set_zone(context: ServiceContext, actor: Actor, zone: str) -> None:
    """Store the IANA zone the community plans in. Facilitators, and whoever may set the server up."""
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.STRANGER if actor.manages_server else Standing.FACILITATOR)
        await communities.set_zone(writer, actor.community_id, zone)
        await audit.add(writer, actor.community_id, "community.zone", actor.member_id, context.clock.now())


async def part_lost(context: ServiceContext, community_id: CommunityId, discord_id: int) -> Part | None:
    """Note that a role or channel was deleted in Discord; returns the part it was, or None if it was none of ours.

    The facilitators are told once, with the fix. Posts in a lost channel are owed again and go out after the repair.
    """
    async with context.database.read() as reader:
        if discord_id not in (await communities.parts(reader, community_id)).values():
            return None
    async with context.database.write() as writer:
        known = await communities.parts(writer, community_id)
        part = next((part for part, id_ in known.items() if id_ == discord_id), None)
        if part is None:
            return None
        await communities.set_part(writer, community_id, part, None)
        place = PLACE_OF.get(part)
        if place is not None:
            await posts.place_gone(writer, community_id, place)
            await tell_undeliverable(
                context, writer, community_id, Undeliverable("courier.place_missing", place=place.value)
            )
        else:
            await tell_facilitators(context, writer, community_id, f"community.{part}_lost", str(discord_id))
    return part


async def missing(context: ServiceContext, community_id: CommunityId, present: Set[int]) -> list[int]:
    """Return the ids of the roles and channels that are known but not among those `present` in Discord."""
    async with context.database.read() as reader:
        known = await communities.parts(reader, community_id)
    return [id_ for id_ in known.values() if id_ not in present]

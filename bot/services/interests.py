"""What a member likes to be asked about."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.cases import Area
from bot.domain.errors import Invalid
from bot.domain.people import Actor, MemberState
from bot.services.access import admit
from bot.services.context import ServiceContext
from data import interests, members

OFFERED = tuple(area for area in Area if area is not Area.OTHER)
"""What may be chosen; nobody is interested in the rest as such."""


async def mine(context: ServiceContext, actor: Actor) -> frozenset[Area]:
    """Return a member's interests."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await interests.of_member(reader, actor.community_id, actor.member_id)


async def choose(context: ServiceContext, actor: Actor, values: Sequence[str]) -> frozenset[Area]:
    """Store a member's interests; raises Invalid `profile.unknown_interest`."""
    if not set(values) <= set(OFFERED):
        raise Invalid("profile.unknown_interest")
    areas = frozenset(Area(value) for value in values)
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        if admission.member is None:  # a facilitator by role who has no entry yet
            await members.enter(writer, actor.community_id, actor.member_id, MemberState.ACTIVE, context.clock.now())
        await interests.save(writer, actor.community_id, actor.member_id, sorted(areas))
    return areas

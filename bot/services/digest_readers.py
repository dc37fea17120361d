"""Who gets the digest each Monday morning, within the caller's transaction."""

from __future__ import annotations

from bot.domain.digest import weekly
from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import MemberState
from bot.services.context import ServiceContext
from data import digests, habits, members, timers
from data.database import Writer


async def subscribe(context: ServiceContext, writer: Writer, community_id: CommunityId, member_id: MemberId) -> None:
    """Have the digest sent to a facilitator each Monday from the next on."""
    now = context.clock.now()
    if await members.find(writer, community_id, member_id) is None:  # a facilitator by role who has no entry yet
        await members.enter(writer, community_id, member_id, MemberState.ACTIVE, now)
    await digests.set_weekly(writer, community_id, member_id, wanted=True)
    own = await habits.find(writer, community_id, member_id)
    await timers.plan(writer, [weekly(community_id, member_id, own.zone, now)])


async def subscribe_if_new(
    context: ServiceContext, writer: Writer, community_id: CommunityId, member_id: MemberId
) -> bool | None:
    """Do the same for whoever never said whether they want it; return what they had said, None if nothing."""
    wanted = await digests.wants_weekly(writer, community_id, member_id)
    if wanted is None:
        await subscribe(context, writer, community_id, member_id)
    return wanted

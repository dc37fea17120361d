"""Taking a position, changing it, taking it back; reading all of them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.discussions import Stance, require_advice_round, stance
from bot.domain.ids import DiscussionId
from bot.domain.people import Actor
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import DiscussionView, keep_post, load, look_at
from bot.services.public_text import refuse_identifiers
from data import discussions


@dataclass(frozen=True, slots=True)
class Taken:
    """A position that was stored; `is_new` unless it replaced an earlier one."""

    view: DiscussionView
    is_new: bool


async def mine(context: ServiceContext, actor: Actor, discussion_id: DiscussionId) -> Stance | None:
    """Return what `actor` has said so far, for changing it.

    Raises NotFound `talk.unknown`, Conflict `talk.still_clarifying`, `talk.has_ended`.
    """
    async with context.database.read() as reader:
        await admit(reader, actor)
        discussion, _ = await load(reader, actor.community_id, discussion_id)
        require_advice_round(discussion)
        found = await discussions.positions(reader, actor.community_id, discussion_id)
        return next((one.stance for one in found if one.holder_id == actor.member_id), None)


async def take(
    context: ServiceContext, actor: Actor, discussion_id: DiscussionId, approach: str, fits: str, evidence: str
) -> Taken:
    """Store how `actor` would approach it, in the place of what they said before.

    Raises Invalid `talk.field_missing`, `talk.field_too_long`, `text.identifier`, and as `mine`.
    """
    chosen = stance(approach, fits, evidence)
    await refuse_identifiers(chosen.approach, chosen.fits, chosen.evidence)
    async with context.database.write() as writer:
        await admit(writer, actor)
        discussion, stored = await load(writer, actor.community_id, discussion_id)
        require_advice_round(discussion)
        before = await discussions.positions(writer, actor.community_id, discussion_id)
        earlier = next((one.stance for one in before if one.holder_id == actor.member_id), None)
        if earlier != chosen:
            await discussions.save_position(
                writer, actor.community_id, discussion_id, actor.member_id, chosen, context.clock.now()
            )
            await keep_post(writer, discussion)
        return Taken(await look_at(writer, discussion, stored), earlier is None)


async def withdraw(context: ServiceContext, actor: Actor, discussion_id: DiscussionId) -> DiscussionView:
    """Take `actor`'s position away, also after the end: it is theirs. Harmless when repeated.

    Raises NotFound `talk.unknown`.
    """
    async with context.database.write() as writer:
        await admit(writer, actor)
        discussion, stored = await load(writer, actor.community_id, discussion_id)
        await discussions.withdraw_position(writer, actor.community_id, discussion_id, actor.member_id)
        await keep_post(writer, discussion)
        return await look_at(writer, discussion, stored)


async def read(context: ServiceContext, actor: Actor, discussion_id: DiscussionId) -> DiscussionView:
    """Return a discussion to a member; raises NotFound `talk.unknown`."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        discussion, stored = await load(reader, actor.community_id, discussion_id)
        return await look_at(reader, discussion, stored)

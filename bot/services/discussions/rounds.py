"""Leading a discussion: opening the advice round, ending it, taking the end back. Each is harmless when repeated."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.discussions import End, Round
from bot.domain.discussions import end as ended
from bot.domain.ids import DiscussionId
from bot.domain.people import Actor
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import DiscussionView, keep_post, load, look_at, require_leader
from bot.services.public_text import refuse_identifiers
from data import discussions


@dataclass(frozen=True, slots=True)
class Moved:
    """The discussion after an act of its leaders; `just_now` unless it was so before (not an error: see `seeing`)."""

    view: DiscussionView
    just_now: bool


async def open_advice(context: ServiceContext, actor: Actor, discussion_id: DiscussionId) -> Moved:
    """Open the advice round, also at once, and also again after an end (author or facilitator).

    Raises NotFound `talk.unknown`, NotAllowed `talk.leaders_only`.
    """
    return await _move(context, actor, discussion_id, Round.ADVICE, None)


async def end(context: ServiceContext, actor: Actor, discussion_id: DiscussionId, ending: str, closing: str) -> Moved:
    """End a discussion (author or facilitator); every position stays as it is.

    Raises Invalid `talk.ending_unknown`, `talk.field_too_long`, `text.identifier`, NotFound `talk.unknown`,
    NotAllowed `talk.leaders_only`.
    """
    chosen = ended(ending, closing, context.clock.now())
    await refuse_identifiers(chosen.closing)
    return await _move(context, actor, discussion_id, Round.ENDED, chosen)


async def may_end(context: ServiceContext, actor: Actor, discussion_id: DiscussionId) -> None:
    """Raise NotAllowed `talk.leaders_only`, NotFound `talk.unknown` unless `actor` may end this discussion."""
    async with context.database.read() as reader:
        admission = await admit(reader, actor)
        discussion, stored = await load(reader, actor.community_id, discussion_id)
        require_leader(context, admission, actor, discussion, stored)


async def _move(
    context: ServiceContext, actor: Actor, discussion_id: DiscussionId, to: Round, end_: End | None
) -> Moved:
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        discussion, stored = await load(writer, actor.community_id, discussion_id)
        require_leader(context, admission, actor, discussion, stored)
        just_now = discussion.round is not to
        if just_now:
            await discussions.set_round(writer, actor.community_id, discussion_id, to, end_)
            await keep_post(writer, discussion)
            discussion, stored = await load(writer, actor.community_id, discussion_id)
        return Moved(await look_at(writer, discussion, stored), just_now)

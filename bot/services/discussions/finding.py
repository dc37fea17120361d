"""Finding a case or a question by what somebody types: its number, its title, or enough of it."""

from __future__ import annotations

from bot.domain.discussions import Discussion, read_name
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CaseId, CommunityId, DiscussionId
from bot.domain.naming import fitting, nearest, plain
from bot.domain.people import Actor
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import DiscussionView, load, look_at
from data import discussions
from data.database import Reader

_MOST_TYPED = 300


async def find(context: ServiceContext, actor: Actor, typed: str) -> DiscussionView:
    """Return the discussion that `typed` names; see `resolve` for what it raises."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        discussion = await resolve(reader, actor.community_id, typed)
        discussion, stored = await load(reader, actor.community_id, discussion.id)
        return await look_at(reader, discussion, stored)


async def resolve(reader: Reader, community_id: CommunityId, typed: str) -> Discussion:
    """Return the one discussion that `typed` names.

    Raises NotFound `talk.not_found` (with `nearest`), `talk.none_yet`, Conflict `talk.several_fit` (with `titles`).
    """
    typed = typed[:_MOST_TYPED]
    named = read_name(typed)
    if named is not None:
        found = (
            await discussions.find(reader, community_id, DiscussionId(named.number))
            if named.is_question
            else await discussions.of_case(reader, community_id, CaseId(named.number))
        )
        if found is not None and (found.case_id is None) == named.is_question:
            return found
    known = await discussions.titles(reader, community_id)
    names = {int(discussion.id): title for discussion, title in known}
    fit = fitting(typed, names) if named is None else ()
    if len(fit) > 1:
        raise Conflict("talk.several_fit", titles=tuple(names[one] for one in fit), typed=typed)
    if not fit:
        if not names:
            raise NotFound("talk.none_yet", typed=typed)
        raise NotFound("talk.not_found", nearest=nearest(typed, names), typed=typed)
    return next(discussion for discussion, _ in known if discussion.id == fit[0])


async def names_like(context: ServiceContext, actor: Actor, typed: str) -> list[tuple[str, Discussion]]:
    """Return titles that match what is being typed, the latest first."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        known = await discussions.titles(reader, actor.community_id)
    wanted = plain(typed[:_MOST_TYPED])
    return [(title, discussion) for discussion, title in known if wanted in plain(title)][:25]

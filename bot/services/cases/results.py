"""Telling authors what became of their case, and giving a declined one back to them alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases import DRAFT_KEPT, CaseState, Draft
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CaseId, CommunityId, MemberId
from bot.domain.people import Actor, Community, Place
from bot.services.access import admit
from bot.services.cases import drafts
from bot.services.cases.release import CASE_POST
from bot.services.cases.sealing import author_of, unseal, unseal_whole
from bot.services.context import ServiceContext
from data import case_pictures, cases, communities, posts, timers
from data.cases import StoredCase
from data.database import Reader


@dataclass(frozen=True, slots=True)
class Result:
    """What an author is told. `reason` and `kept_until` belong to a declined case.

    `jump_url` and `forum_id` belong to a released one: the forum post, as soon as it was made, and where it is to be.

    `title` is None, and there is nothing to take back, once the text of a declined case has gone.
    """

    case_id: CaseId
    community_id: CommunityId
    state: CaseState
    title: str | None
    decided_at: datetime
    reason: str | None = None
    kept_until: datetime | None = None
    jump_url: str | None = None
    forum_id: int | None = None
    anonymous: bool = False


async def for_author(
    context: ServiceContext, community_id: CommunityId, case_id: CaseId
) -> tuple[MemberId, Result, Community] | None:
    """Return whom to tell privately, what, and of which community; None if there is nothing to tell (any more)."""
    async with context.database.read() as reader:
        stored = await cases.find(reader, community_id, case_id)
        community = await communities.find(reader, community_id)
        if stored is None or community is None or stored.decided_at is None or stored.told_at is not None:
            return None
        if stored.state is CaseState.ERASED:
            return None
        return author_of(context.vault, stored), await _result(context, reader, stored), community


async def told(context: ServiceContext, community_id: CommunityId, case_id: CaseId) -> None:
    """Note that the author knows."""
    async with context.database.write() as writer:
        await cases.mark_told(writer, community_id, case_id, context.clock.now())


async def news(context: ServiceContext, actor: Actor) -> list[Result]:
    """Return results that `actor` was not told of (their messages were closed) and texts they may take back."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        found: list[Result] = []
        for stored in await cases.with_news(reader, actor.community_id, actor.member_id):
            try:
                if author_of(context.vault, stored) == actor.member_id:
                    found.append(await _result(context, reader, stored))
            except NotFound:  # sealed with a key that is gone: nobody can be told
                continue
        return found


async def take_back(context: ServiceContext, actor: Actor, case_id: CaseId) -> Draft:
    """Make a declined case its author's draft again.

    Raises NotFound `case.unknown` (not there, or not theirs: the same answer, so that it tells nothing),
    Conflict `case.text_gone`, Conflict `case.draft_in_the_way`.
    """
    async with context.database.write() as writer:
        await admit(writer, actor)
        stored = await cases.find(writer, actor.community_id, case_id)
        if stored is None or author_of(context.vault, stored) != actor.member_id:
            raise NotFound("case.unknown")
        if stored.state is not CaseState.DECLINED or stored.sealed is None:
            raise Conflict("case.text_gone")
        held = unseal(context.vault, stored.sealed)
        try:
            await drafts.load(context, writer, actor)
        except NotFound:
            pass
        else:
            raise Conflict("case.draft_in_the_way")
        draft = await drafts.store(context, writer, actor, held.story, held.ask, held.sequels)
        await case_pictures.give_back(writer, actor.community_id, case_id, draft.id)
        await cases.forget_text(writer, actor.community_id, case_id)
        await timers.cancel(writer, actor.community_id, "case.returned", case_id)
        await cases.mark_told(writer, actor.community_id, case_id, context.clock.now())
        return draft


async def forget(context: ServiceContext, community_id: CommunityId, case_id: CaseId) -> None:
    """Drop the text of a declined case that its author did not take back in time."""
    async with context.database.write() as writer:
        if await cases.forget_text(writer, community_id, case_id):
            await case_pictures.delete_of_case(writer, community_id, case_id)


async def _result(context: ServiceContext, reader: Reader, stored: StoredCase) -> Result:
    post = await posts.find(reader, stored.community_id, CASE_POST, stored.id)
    community = await communities.find(reader, stored.community_id)
    title = stored.text.story.title if stored.text else None
    if stored.sealed is not None:
        title = unseal_whole(context.vault, stored.sealed)[0].story.title
    decided_at = stored.decided_at or stored.submitted_at
    declined = stored.state is CaseState.DECLINED
    return Result(
        case_id=stored.id,
        community_id=stored.community_id,
        state=stored.state,
        title=title,
        decided_at=decided_at,
        reason=context.vault.decrypt(stored.reason_sealed) if stored.reason_sealed else None,
        kept_until=decided_at + DRAFT_KEPT if declined and stored.sealed is not None else None,
        jump_url=post.jump_url if post else None,
        forum_id=community.channel_of(Place.CASES) if community and not declined else None,
        anonymous=stored.author_id is None,
    )

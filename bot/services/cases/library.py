"""Looking into the case library: released cases of the own community, for members."""

from __future__ import annotations

from bot.domain.errors import Invalid, NotFound
from bot.domain.library import PAGE_SIZE, Entry, Page, Search
from bot.domain.people import Actor
from bot.domain.posts import Post
from bot.services.access import admit
from bot.services.cases.submission import CASE_POST
from bot.services.context import ServiceContext
from bot.services.discussions.finding import resolve
from bot.services.discussions.seeing import load
from data import case_library, posts


async def look(context: ServiceContext, actor: Actor, search: Search) -> Page:
    """Return one page of what a search finds."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        found = await case_library.look(
            reader, actor.community_id, search, limit=PAGE_SIZE + 1, offset=search.page * PAGE_SIZE
        )
    return Page(search, tuple(found[:PAGE_SIZE]), more=len(found) > PAGE_SIZE)


async def find(context: ServiceContext, actor: Actor, typed: str) -> tuple[Entry, Post]:
    """Return the case that is meant by a number or a title, and its post.

    Raises what `finding.resolve` raises, NotFound `talk.unknown`, Conflict `talk.hidden`.
    """
    async with context.database.read() as reader:
        await admit(reader, actor)
        discussion = await resolve(reader, actor.community_id, typed, cases_only=True)
        await load(reader, actor.community_id, discussion.id)
        case_id = discussion.case_id
        if case_id is None:
            raise Invalid("talk.no_patient")
        found = await case_library.entry(reader, actor.community_id, case_id)
        post = await posts.find(reader, actor.community_id, CASE_POST, case_id)
    if found is None or post is None:
        raise NotFound("talk.unknown")
    return found, post

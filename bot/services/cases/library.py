"""Looking into the case library: released cases of the own community, for members."""

from __future__ import annotations

from bot.domain.errors import NotFound
from bot.domain.ids import CaseId
from bot.domain.library import PAGE_SIZE, Entry, Page, Search, number_in, words_of
from bot.domain.people import Actor
from bot.domain.posts import Post
from bot.services.access import admit
from bot.services.cases.submission import CASE_POST
from bot.services.context import ServiceContext
from data import case_library, posts
from data.database import Reader

MOST_SUGGESTED = 25


async def look(context: ServiceContext, actor: Actor, search: Search) -> Page:
    """Return one page of what a search finds."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        found = await case_library.look(
            reader, actor.community_id, search, limit=PAGE_SIZE + 1, offset=search.page * PAGE_SIZE
        )
    return Page(search, tuple(found[:PAGE_SIZE]), more=len(found) > PAGE_SIZE)


async def suggest(context: ServiceContext, actor: Actor, typed: str) -> list[Entry]:
    """Return the cases that somebody may mean while typing; the newest if nothing is typed yet."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        number = number_in(typed)
        if number is not None:
            found = await case_library.entry(reader, actor.community_id, number)
            return [found] if found else []
        search = Search(words_of(typed))
        return await case_library.look(reader, actor.community_id, search, limit=MOST_SUGGESTED, offset=0)


async def find(context: ServiceContext, actor: Actor, typed: str) -> tuple[Entry, Post]:
    """Return the case that is meant by a number or a title, and its post.

    Raises NotFound `library.unknown` (with `suggestions`) if none, or more than one, is.
    """
    async with context.database.read() as reader:
        await admit(reader, actor)
        found = await _meant(reader, actor, typed)
        post = await posts.find(reader, actor.community_id, CASE_POST, found.id)
    if post is None:
        raise NotFound("library.unknown", typed=typed)
    return found, post


async def _meant(reader: Reader, actor: Actor, typed: str) -> Entry:
    number = number_in(typed)
    if number is not None:
        found = await case_library.entry(reader, actor.community_id, CaseId(number))
        if found is None:
            raise NotFound("library.unknown", typed=typed)
        return found
    words = words_of(typed)
    near = (
        await case_library.look(reader, actor.community_id, Search(words), limit=MOST_SUGGESTED, offset=0)
        if words
        else []
    )
    exact = [one for one in near if one.title.casefold() == " ".join(typed.split()).casefold()]
    for candidates in (exact, near):
        if len(candidates) == 1:
            return candidates[0]
    raise NotFound("library.unknown", typed=typed, suggestions=[f"{one.title} ({one.id})" for one in near[:3]])

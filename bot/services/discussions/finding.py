"""Finding a case or a question by what somebody types: its number, its title, or words of it.

The one place where a typed name becomes a case, for every command that takes one.
"""

from __future__ import annotations

from bot.domain.discussions import Discussion, Named, read_name
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CaseId, CommunityId, DiscussionId
from bot.domain.library import Search, words_of
from bot.domain.naming import fitting, nearest, plain
from bot.domain.people import Actor
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import DiscussionView, load, look_at
from data import case_library, discussions
from data.database import Reader

MOST_SUGGESTED = 25
_MOST_TYPED = 300


async def find(context: ServiceContext, actor: Actor, typed: str) -> DiscussionView:
    """Return the discussion that `typed` names; see `resolve` for what it raises."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        discussion = await resolve(reader, actor.community_id, typed)
        discussion, stored = await load(reader, actor.community_id, discussion.id)
        return await look_at(reader, discussion, stored)


async def resolve(reader: Reader, community_id: CommunityId, typed: str, *, cases_only: bool = False) -> Discussion:
    """Return the one discussion that `typed` names, by a title before other words.

    Raises NotFound `talk.not_found` (with `nearest`), `talk.none_yet`, Conflict `talk.several_fit` (with `titles`).
    """
    typed = typed[:_MOST_TYPED]
    named = read_name(typed)
    if named is not None and not (named.is_question and cases_only):
        found = await _numbered(reader, community_id, named)
        if found is not None:
            return found
    known = {} if named is not None else await _like(reader, community_id, typed, cases_only=cases_only)
    numbers, titles = list(known), dict(enumerate(known.values()))
    fit = fitting(typed.lstrip("# "), titles) or tuple(titles)
    if len(fit) > 1:
        raise Conflict("talk.several_fit", titles=tuple(titles[one] for one in fit[:5]), typed=typed)
    found = await _numbered(reader, community_id, numbers[fit[0]]) if fit else None
    if found is not None:
        return found
    newest = dict(enumerate((await _newest(reader, community_id, cases_only=cases_only)).values()))
    if not newest:
        raise NotFound("talk.none_yet", typed=typed)
    raise NotFound("talk.not_found", nearest=nearest(typed, newest), typed=typed)


async def names_like(
    context: ServiceContext, actor: Actor, typed: str, *, cases_only: bool = False
) -> list[tuple[Named, str]]:
    """Return what is being typed may name, with its title: cases before questions, the newest while it is empty."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        named = read_name(typed)
        if named is not None and not (named.is_question and cases_only):
            title = await _title(reader, actor.community_id, named)
            return [(named, title)] if title is not None else []
        if plain(typed):
            known = await _like(reader, actor.community_id, typed[:_MOST_TYPED], cases_only=cases_only)
        else:
            known = await _newest(reader, actor.community_id, cases_only=cases_only)
        return list(known.items())[:MOST_SUGGESTED]


async def _numbered(reader: Reader, community_id: CommunityId, named: Named) -> Discussion | None:
    if not named.is_question:
        return await discussions.of_case(reader, community_id, CaseId(named.number))
    found = await discussions.find(reader, community_id, DiscussionId(named.number))
    return found if found is not None and found.case_id is None else None


async def _title(reader: Reader, community_id: CommunityId, named: Named) -> str | None:
    """Return the title of something that may be named to members: it is there, and not hidden."""
    if not named.is_question:
        entry = await case_library.entry(reader, community_id, CaseId(named.number))
        return entry.title if entry is not None else None
    return dict(await discussions.questions(reader, community_id)).get(DiscussionId(named.number))


async def _like(reader: Reader, community_id: CommunityId, typed: str, *, cases_only: bool) -> dict[Named, str]:
    """Return what has all the words that were typed, with its title; no words, nothing."""
    words = words_of(typed)
    if not words:
        return {}
    found = await case_library.look(reader, community_id, Search(words), limit=MOST_SUGGESTED, offset=0)
    known = {Named(is_question=False, number=one.id): one.title for one in found}
    if not cases_only:
        wanted = plain(typed)
        for number, question in await discussions.questions(reader, community_id):
            if wanted in plain(question):
                known[Named(is_question=True, number=number)] = question
    return known


async def _newest(reader: Reader, community_id: CommunityId, *, cases_only: bool) -> dict[Named, str]:
    found = await case_library.look(reader, community_id, Search(), limit=MOST_SUGGESTED * 4, offset=0)
    known = {Named(is_question=False, number=one.id): one.title for one in found}
    if not cases_only:
        asked = await discussions.questions(reader, community_id, limit=MOST_SUGGESTED * 4)
        known |= {Named(is_question=True, number=number): question for number, question in asked}
    return known

"""Pictures of a case: added to a draft, handed in with it, read by the second person, hung below the released case."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain import pictures as rules
from bot.domain.cases import CaseState, Draft
from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.identifiers import Tier
from bot.domain.ids import CaseId, CommunityId
from bot.domain.people import Actor, Community, Place, Standing
from bot.domain.pictures import Hung, Picture
from bot.domain.posts import Post
from bot.services.access import admit
from bot.services.cases import drafts
from bot.services.cases.submission import CASE_POST
from bot.services.context import ServiceContext
from bot.services.identifier_check import check
from bot.services.picture_cleaning import cleaned
from data import case_pictures, cases, communities, posts, settings
from data.case_pictures import StoredPicture
from data.database import Reader, Writer
from data.vault import Vault, VaultError


@dataclass(frozen=True, slots=True)
class Album:
    """The pictures of a draft, and whether another may be added."""

    pictures: tuple[Picture, ...]
    room: bool


@dataclass(frozen=True, slots=True)
class HungView:
    """A picture as its post shows it; `case_post` is the post of its case."""

    hung: Hung
    community: Community
    case_post: Post | None


async def require_allowed(context: ServiceContext, actor: Actor, draft_id: int) -> None:
    """Raise Conflict `picture.off`, `picture.too_many` (with `n`) unless a picture may be added to a draft."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        draft = await drafts.load(context, reader, actor, draft_id)
        await _require_room(reader, draft)


async def add(
    context: ServiceContext, actor: Actor, draft_id: int, data: bytes, alt: str, ticked: Collection[str]
) -> Draft:
    """Add a picture to a draft: made anew, sealed, and nothing of what was uploaded kept.

    The draft counts as changed, so that no screen hands in what it does not show. Raises Invalid `picture.not_agreed`,
    `picture.alt_missing`, `picture.alt_too_long`, `picture.alt_identifies` (with `found`), what
    `picture_cleaning.cleaned` raises, NotFound `case.draft_gone`, and as `require_allowed`.
    """
    consent = rules.consent(ticked, context.clock.now())
    words = rules.alt_text(alt)
    found = tuple(words[one.start : one.end] for one in await check(words) if one.tier is not Tier.HINT)
    if found:
        raise Invalid("picture.alt_identifies", found=found, typed=words)
    await require_allowed(context, actor, draft_id)
    image = await cleaned(data)
    sealed = await asyncio.to_thread(context.vault.encrypt_bytes, image)
    async with context.database.write() as writer:
        await admit(writer, actor)
        draft = await drafts.load(context, writer, actor, draft_id)
        await _require_room(writer, draft)
        alt_sealed = context.vault.encrypt(words)
        await case_pictures.add(writer, actor.community_id, draft.id, sealed, alt_sealed, consent)
        return await drafts.store(context, writer, actor, draft.story, draft.ask, draft.sequels)


async def take_off(context: ServiceContext, actor: Actor, draft_id: int, picture_id: int) -> Draft:
    """Take a picture off a draft; harmless when repeated. Raises NotFound `case.draft_gone`."""
    async with context.database.write() as writer:
        await admit(writer, actor)
        draft = await drafts.load(context, writer, actor, draft_id)
        if await case_pictures.take_off(writer, actor.community_id, draft.id, picture_id):
            return await drafts.store(context, writer, actor, draft.story, draft.ask, draft.sequels)
        return draft


async def album(context: ServiceContext, actor: Actor, draft: Draft) -> Album:
    """Return the pictures of a draft for its author."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        stored = await case_pictures.of_draft(reader, actor.community_id, draft.id)
        allowed = (await settings.find(reader, actor.community_id)).pictures
    room = allowed and len(stored) < rules.MOST_PICTURES
    return Album(await opened(context.vault, stored), room)


async def count(context: ServiceContext, actor: Actor, draft: Draft) -> int:
    """Return how many pictures a draft has."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await case_pictures.count_of_draft(reader, actor.community_id, draft.id)


async def waiting(context: ServiceContext, actor: Actor, case_id: CaseId) -> tuple[Picture, ...]:
    """Return the pictures of a case to a facilitator before they release it; raises NotAllowed, NotFound."""
    async with context.database.read() as reader:
        await admit(reader, actor, Standing.FACILITATOR)
        stored = await case_pictures.of_case(reader, actor.community_id, case_id)
    return await opened(context.vault, stored)


async def require_on(reader: Reader, community_id: CommunityId) -> None:
    """Raise Conflict `picture.off_meanwhile` where pictures are not allowed (any more)."""
    if not (await settings.find(reader, community_id)).pictures:
        raise Conflict("picture.off_meanwhile")


async def hang(writer: Writer, community_id: CommunityId, pictures: Sequence[Picture]) -> None:
    """Put the pictures of a case that is being released in clear, and owe each as a post below it."""
    for one in pictures:
        await case_pictures.put_in_clear(writer, community_id, one.id, one.image, one.alt)
        await posts.keep(writer, community_id, rules.POST, one.id, Place.CASES)


async def view(context: ServiceContext, community_id: CommunityId, picture_id: int) -> HungView:
    """Return a picture for the post that the bot keeps; raises NotFound `picture.unknown`."""
    async with context.database.read() as reader:
        stored = await case_pictures.find(reader, community_id, picture_id)
        community = await communities.find(reader, community_id)
        if stored is None or stored.case_id is None or community is None:
            raise NotFound("picture.unknown")
        all_ = await case_pictures.ids_of_case(reader, community_id, stored.case_id)
        case = await cases.find(reader, community_id, stored.case_id)
        post = await posts.find(reader, community_id, CASE_POST, stored.case_id)
    shown: Picture | None = None
    if stored.image is not None and stored.alt is not None and case is not None and case.state is CaseState.RELEASED:
        number = all_.index(stored.id) + 1
        shown = Picture(stored.id, number, stored.image, stored.alt)
    hung = Hung(community_id, stored.case_id, len(all_), shown)
    return HungView(hung, community, post)


async def erase(writer: Writer, community_id: CommunityId, picture_id: int) -> None:
    """Drop what a picture shows; its post keeps the placeholder."""
    await case_pictures.erase(writer, community_id, picture_id)


async def erase_of_case(writer: Writer, community_id: CommunityId, case_id: CaseId) -> None:
    """Drop what the pictures of a case show within the transaction that erases it."""
    for picture_id in await case_pictures.ids_of_case(writer, community_id, case_id):
        await erase(writer, community_id, picture_id)


async def opened(vault: Vault, stored: Sequence[StoredPicture]) -> tuple[Picture, ...]:
    """Return pictures in clear, off the event loop; raises NotFound `case.unreadable` if the key is another one now."""
    return await asyncio.to_thread(_opened, vault, stored) if stored else ()


def _opened(vault: Vault, stored: Sequence[StoredPicture]) -> tuple[Picture, ...]:
    found: list[Picture] = []
    for number, one in enumerate(stored, start=1):
        image, alt = one.image, one.alt
        if one.sealed is not None and one.alt_sealed is not None:
            try:
                image, alt = vault.decrypt_bytes(one.sealed), vault.decrypt(one.alt_sealed)
            except VaultError:
                raise NotFound("case.unreadable") from None
        if image is not None and alt is not None:
            found.append(Picture(one.id, number, image, alt))
    return tuple(found)


async def _require_room(reader: Reader, draft: Draft) -> None:
    if not (await settings.find(reader, draft.community_id)).pictures:
        raise Conflict("picture.off")
    if await case_pictures.count_of_draft(reader, draft.community_id, draft.id) >= rules.MOST_PICTURES:
        raise Conflict("picture.too_many", n=rules.MOST_PICTURES)

"""Writing a case: a draft is saved from the first form on, sealed, and kept 72 hours after the last save."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from bot.domain.cases import DRAFT_KEPT, Ask, CaseText, Draft, Sequel, Story
from bot.domain.errors import NotFound
from bot.domain.ids import CommunityId
from bot.domain.people import Actor
from bot.domain.sequels import rewritten, written
from bot.domain.timers import PlannedTimer
from bot.services.access import admit
from bot.services.cases.sealing import seal, unseal
from bot.services.context import ServiceContext
from data import case_drafts, case_pictures, timers
from data.case_drafts import SealedDraft
from data.database import Reader, Writer

EXPIRY = "case.draft-expiry"
"""The timer kind that ends a draft."""


async def mine(context: ServiceContext, actor: Actor) -> Draft | None:
    """Return the draft that `actor` has begun, or None; an unreadable one counts as none."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        try:
            return await load(context, reader, actor)
        except NotFound:
            return None


async def get(context: ServiceContext, actor: Actor, draft_id: int) -> Draft:
    """Return the draft `draft_id` of `actor`; raises NotFound `case.draft_gone` if it is not there (any more)."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await load(context, reader, actor, draft_id)


async def save_story(context: ServiceContext, actor: Actor, story: Story, draft_id: int | None) -> Draft:
    """Save step 1: of the draft `draft_id`, or of a new one in the place of any other. The rest of it is kept.

    A draft that has expired meanwhile is begun again, so that what was just typed is never lost.
    """
    async with context.database.write() as writer:
        await admit(writer, actor)
        before: Draft | None = None
        if draft_id is not None:
            with suppress(NotFound):
                before = await load(context, writer, actor, draft_id)
        if before is None:
            begun = await store(context, writer, actor, story, None)
            # It may stand in the place of another, whose row it takes; the pictures of that one go.
            await case_pictures.clear_draft(writer, actor.community_id, begun.id)
            return begun
        return await store(context, writer, actor, story, before.ask, before.sequels)


async def save_ask(context: ServiceContext, actor: Actor, draft_id: int, ask: Ask) -> Draft:
    """Save step 2; raises NotFound `case.draft_gone` if step 1 is not there any more."""
    async with context.database.write() as writer:
        await admit(writer, actor)
        draft = await load(context, writer, actor, draft_id)
        return await store(context, writer, actor, draft.story, ask, draft.sequels)


async def save_sequel(context: ServiceContext, actor: Actor, draft_id: int, place: int, text: str, when: str) -> Draft:
    """Save what happened next, told later, at `place` (from 0); without any text it is taken away.

    Raises NotFound `case.draft_gone`, Invalid `case.too_many_sequels`, and what `sequels.rewritten` raises.
    """
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        draft = await load(context, writer, actor, draft_id)
        before = draft.sequels[place] if place < len(draft.sequels) else None
        one = rewritten(before, text, when, context.clock.now(), admission.zone, actor.locale)
        sequels = written(draft.sequels, place, one)
        return await store(context, writer, actor, draft.story, draft.ask, sequels)


async def replace_text(context: ServiceContext, actor: Actor, draft: Draft, text: CaseText) -> Draft | None:
    """Save a rewritten text if the draft is still at the revision given; else return None."""
    async with context.database.write() as writer:
        await admit(writer, actor)
        now = context.clock.now()
        sealed = await case_drafts.find(writer, actor.community_id, actor.member_id, now)
        if sealed is None or (sealed.id, sealed.revision) != (draft.id, draft.revision):
            return None
        return await store(context, writer, actor, text.story, text.ask, text.sequels)


async def expire(context: ServiceContext, community_id: CommunityId, draft_id: int) -> None:
    """Delete a draft that is past its time; one saved since then gets another timer."""
    async with context.database.write() as writer:
        expires_at = await case_drafts.expiry(writer, community_id, draft_id)
        if expires_at is None:
            return
        if expires_at <= context.clock.now():
            await case_drafts.delete(writer, community_id, draft_id)
        else:
            await _plan_expiry(writer, community_id, draft_id, expires_at)


async def store(
    context: ServiceContext,
    writer: Writer,
    actor: Actor,
    story: Story,
    ask: Ask | None,
    sequels: Sequence[Sequel] = (),
) -> Draft:
    """Save a draft inside a transaction, with the timer that ends it."""
    now = context.clock.now()
    saved = await case_drafts.save(
        writer,
        actor.community_id,
        actor.member_id,
        seal(context.vault, story, ask, sequels=sequels),
        now=now,
        expires_at=now + DRAFT_KEPT,
    )
    if saved.revision == 1:
        await _plan_expiry(writer, saved.community_id, saved.id, saved.expires_at)
    return _opened(saved, story, ask, tuple(sequels))


async def load(context: ServiceContext, reader: Reader, actor: Actor, draft_id: int | None = None) -> Draft:
    """Return the draft of `actor` (the one with `draft_id`, where given); raises NotFound `case.draft_gone`."""
    saved = await case_drafts.find(reader, actor.community_id, actor.member_id, context.clock.now())
    if saved is None or draft_id not in (None, saved.id):
        raise NotFound("case.draft_gone")
    held = unseal(context.vault, saved.sealed)
    return _opened(saved, held.story, held.ask, held.sequels)


def _opened(saved: SealedDraft, story: Story, ask: Ask | None, sequels: tuple[Sequel, ...]) -> Draft:
    return Draft(saved.id, saved.community_id, saved.member_id, saved.revision, saved.expires_at, story, ask, sequels)


async def _plan_expiry(writer: Writer, community_id: CommunityId, draft_id: int, expires_at: datetime) -> None:
    # No member in the timer: its row outlives the draft, and must not tell who had a case in hand when.
    key = f"case-draft:{community_id}:{draft_id}:{int(expires_at.timestamp())}:expire"
    await timers.plan(writer, [PlannedTimer(EXPIRY, community_id, draft_id, key, expires_at)])

"""Asking how colleagues approach something, without any patient: no release queue, but the identifier check."""

from __future__ import annotations

from bot.domain.discussions import question
from bot.domain.people import Actor
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import DiscussionView, keep_post, load, look_at
from bot.services.public_text import refuse_identifiers
from data import discussions


async def may_ask(context: ServiceContext, actor: Actor) -> None:
    """Raise NotAllowed unless `actor` may ask: only members get the form."""
    async with context.database.read() as reader:
        await admit(reader, actor)


async def ask(context: ServiceContext, actor: Actor, text: str, setting: str) -> DiscussionView:
    """Store a question and owe it to the community as a post, with the advice round open.

    The very same question of the same member, not yet ended, is not asked again: the one that stands is returned.
    Raises Invalid `talk.field_missing`, `talk.field_too_long`, `text.identifier`.
    """
    asked = question(text, setting, actor.member_id)
    await refuse_identifiers(asked.text, asked.setting)
    async with context.database.write() as writer:
        await admit(writer, actor)
        discussion_id = await discussions.same_question(writer, actor.community_id, asked)
        if discussion_id is None:
            discussion_id = await discussions.begin_for_question(writer, actor.community_id, asked, context.clock.now())
            await keep_post(writer, (await load(writer, actor.community_id, discussion_id))[0])
        discussion, stored = await load(writer, actor.community_id, discussion_id)
        return await look_at(writer, discussion, stored)

"""Putting an agenda together: what facilitators do to it, each act one transaction."""

from __future__ import annotations

from bot.domain import agenda as rules
from bot.domain.agenda import POST
from bot.domain.errors import Conflict
from bot.domain.ids import CommunityId, MeetingId
from bot.domain.meetings import agenda_title
from bot.domain.people import Actor, Place, Standing
from bot.services.access import admit
from bot.services.agenda import OwnView, add_item, find_item, open_meeting, own_view
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import keep_post
from bot.services.meetings import keep_agenda, keep_polls
from bot.services.presenters import relieve
from bot.services.public_text import refuse_identifiers
from data import agenda, audit, discussion_notes, discussions, posts
from data.database import Writer


async def add_line(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, title: str) -> OwnView:
    """Put a line of a facilitator's own on an agenda; one that says the very same is not added again.

    Raises Invalid (`meeting.topic_missing`, `meeting.topic_too_long`, `text.identifier`), Conflict (`agenda.full`, and
    what `check_open` raises), NotFound (`meeting.gone`).
    """
    name = agenda_title(title)
    await refuse_identifiers(name)
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await open_meeting(ctx, writer, actor.community_id, meeting_id)
        there = await agenda.of_meeting(writer, actor.community_id, meeting_id)
        if len(there) >= rules.MOST_ITEMS:
            raise Conflict("agenda.full", limit=rules.MOST_ITEMS, typed=title)
        if not any(one.title.casefold() == name.casefold() for one in there):
            await add_item(writer, actor.community_id, meeting_id, name)
            await _noted(ctx, writer, actor, meeting_id)
        return await own_view(ctx, writer, actor, admission.standing, admission.community, meeting)


async def move_item(ctx: ServiceContext, actor: Actor, item_id: int, place: int) -> OwnView:
    """Have an item stand at a place, counted from 1; raises as `remove_item`."""
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting, _ = await find_item(ctx, writer, actor.community_id, item_id)
        there = [one.id for one in await agenda.of_meeting(writer, actor.community_id, meeting.id)]
        order = rules.moved(there, item_id, place)
        if list(order) != there:
            await agenda.order(writer, actor.community_id, order)
            await _noted(ctx, writer, actor, meeting.id)
            await keep_agenda(writer, meeting)
        return await own_view(ctx, writer, actor, admission.standing, admission.community, meeting)


async def remove_item(ctx: ServiceContext, actor: Actor, item_id: int) -> OwnView:
    """Take an item off its agenda; a topic waits in the backlog again, a case may be taken to another meeting.

    Raises NotFound (`agenda.item_gone`), Conflict (what `check_open` raises).
    """
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting, _ = await find_item(ctx, writer, actor.community_id, item_id)
        await keep_polls(writer, meeting)
        await relieve(writer, meeting, item_id, ctx.clock.now())
        await _release_discussion(writer, actor.community_id, item_id)
        await agenda.remove(writer, actor.community_id, item_id)
        await _noted(ctx, writer, actor, meeting.id)
        await keep_agenda(writer, meeting)
        return await own_view(ctx, writer, actor, admission.standing, admission.community, meeting)


async def post_now(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> OwnView:
    """Post an agenda before its time, once; raises what `check_open` raises, NotFound (`meeting.gone`)."""
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await open_meeting(ctx, writer, actor.community_id, meeting_id)
        if await posts.find(writer, actor.community_id, POST, meeting_id) is None:
            await posts.keep(writer, actor.community_id, POST, meeting_id, Place.MEETINGS)
            await _noted(ctx, writer, actor, meeting_id)
        return await own_view(ctx, writer, actor, admission.standing, admission.community, meeting)


async def _noted(ctx: ServiceContext, writer: Writer, actor: Actor, meeting_id: MeetingId) -> None:
    await audit.add(
        writer, actor.community_id, "agenda.changed", actor.member_id, ctx.clock.now(), subject_id=int(meeting_id)
    )


async def _release_discussion(writer: Writer, community_id: CommunityId, item_id: int) -> None:
    """Have a case or question that this item stood for say that no meeting takes it up, and be free for another."""
    discussion_id = await discussion_notes.take_off(writer, community_id, item_id)
    found = None if discussion_id is None else await discussions.find(writer, community_id, discussion_id)
    if found is not None:
        await keep_post(writer, found)

"""Positions on the question of a poll: a discussion of its own, whose positions stand on the poll's message too."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.discussions import Question
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CommunityId, PollId
from bot.domain.people import Actor, Standing
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import DiscussionView, keep_post, load, look_at
from data import discussions, polls


@dataclass(frozen=True, slots=True)
class Gathering:
    """The discussion of a poll's question; `just_now` unless it had begun before."""

    view: DiscussionView
    just_now: bool


async def gather(context: ServiceContext, actor: Actor, poll_id: PollId) -> Gathering:
    """Have positions gathered on the question of a poll, open or closed (facilitators); once, however often asked.

    Raises NotFound (`poll.gone`), Conflict `talk.poll_over_topics` for a poll that has no question of its own, and
    `talk.hidden` while the discussion is flagged.
    """
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        poll = await polls.find(writer, actor.community_id, poll_id)
        if poll is None:
            raise NotFound("poll.gone")
        if poll.question is None:
            raise Conflict("talk.poll_over_topics")
        known = await discussions.of_poll(writer, actor.community_id, poll_id)
        discussion_id = known.id if known is not None else None
        if discussion_id is None:
            question = Question(poll.question, "", actor.member_id)
            discussion_id = await discussions.begin_for_question(
                writer, actor.community_id, question, context.clock.now(), poll_id
            )
            await keep_post(writer, (await load(writer, actor.community_id, discussion_id))[0])
        discussion, stored = await load(writer, actor.community_id, discussion_id)
        return Gathering(await look_at(writer, discussion, stored), known is None)


async def view_of_poll(context: ServiceContext, community_id: CommunityId, poll_id: PollId) -> DiscussionView | None:
    """Return the discussion of a poll for the poll's message; None while there is none, or while it is flagged."""
    async with context.database.read() as reader:
        discussion = await discussions.of_poll(reader, community_id, poll_id)
        if discussion is None:
            return None
        try:
            found, stored = await load(reader, community_id, discussion.id)
        except Conflict:
            return None
        return await look_at(reader, found, stored)

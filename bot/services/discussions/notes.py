"""Learning points, and taking a case or question to a meeting (author or facilitator)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.discussions import MOST_NOTES, Field, NoteKind, clean
from bot.domain.errors import Conflict
from bot.domain.ids import DiscussionId, MeetingId
from bot.domain.meetings import Meeting
from bot.domain.people import Actor
from bot.services.access import admit
from bot.services.agenda import add_item
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import DiscussionView, keep_post, load, look_at, require_leader, title_of
from bot.services.public_text import refuse_identifiers
from data import discussion_notes, meetings


class Verdict(StrEnum):
    """What became of an act. None is an error: a refusal in the log could tell who wrote an anonymous case."""

    DONE = "done"
    ALREADY = "already"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Noted:
    """The verdict and the discussion after it."""

    verdict: Verdict
    view: DiscussionView


@dataclass(frozen=True, slots=True)
class Marked:
    """The verdict and the meeting."""

    verdict: Verdict
    meeting: Meeting


async def add_learning(context: ServiceContext, actor: Actor, discussion_id: DiscussionId, text: str) -> Noted:
    """Add a learning point to the post.

    Raises Invalid `talk.field_missing`, `talk.field_too_long`, `text.identifier`, NotFound `talk.unknown`, NotAllowed
    `talk.leaders_only`.
    """
    said = clean(Field.LEARNING, text)
    await refuse_identifiers(said)
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        discussion, stored = await load(writer, actor.community_id, discussion_id)
        require_leader(context, admission, actor, discussion, stored)
        there = [
            note.text
            for note in await discussion_notes.of_discussion(writer, actor.community_id, discussion_id)
            if note.kind is NoteKind.LEARNING
        ]
        verdict = Verdict.DONE
        if said in there:
            verdict = Verdict.ALREADY
        elif len(there) >= MOST_NOTES:
            verdict = Verdict.FULL
        else:
            await discussion_notes.add(
                writer, actor.community_id, discussion_id, NoteKind.LEARNING, said, context.clock.now()
            )
            await keep_post(writer, discussion)
        return Noted(verdict, await look_at(writer, discussion, stored))


async def mark(context: ServiceContext, actor: Actor, discussion_id: DiscussionId, meeting_id: MeetingId) -> Marked:
    """Put a case or question on the agenda of an upcoming meeting, once.

    Raises Conflict `talk.meeting_gone` if that meeting is not coming up (any more), NotFound `talk.unknown`, NotAllowed
    `talk.leaders_only`.
    """
    async with context.database.write() as writer:
        admission = await admit(writer, actor)
        coming = await meetings.upcoming(writer, actor.community_id, context.clock.now(), limit=100)
        meeting = next((one for one in coming if one.id == meeting_id), None)
        if meeting is None:
            raise Conflict("talk.meeting_gone")
        discussion, stored = await load(writer, actor.community_id, discussion_id)
        require_leader(context, admission, actor, discussion, stored)
        marked = await discussion_notes.meetings_of(writer, actor.community_id, discussion_id)
        if any(one == meeting_id for one, _ in marked):
            return Marked(Verdict.ALREADY, meeting)
        item_id = await add_item(writer, actor.community_id, meeting_id, title_of(discussion, stored))
        await discussion_notes.add_meeting(writer, actor.community_id, discussion_id, meeting_id, item_id)
        await keep_post(writer, discussion)
        return Marked(Verdict.DONE, meeting)

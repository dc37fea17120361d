"""Loading a discussion with all that its post shows, and who may lead it.

Whoever leads the discussion of an anonymous case may be its author. So nothing that is stored says who opened, ended or
added something, and a use case for leaders refuses what was typed *before* it looks at who they are, and afterwards
refuses nobody: a refusal stands in the log with its moment, and would help a file reader to tell whose case it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.cases import CaseState
from bot.domain.discussions import Discussion, Note, Position
from bot.domain.errors import Conflict, NotAllowed, NotFound
from bot.domain.follow_ups import FollowUp
from bot.domain.ids import CaseId, CommunityId, DiscussionId
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.people import Actor, Community, Place, Standing
from bot.domain.polls import POST as POLL_POST
from bot.domain.posts import Post
from bot.services.access import Admission
from bot.services.cases.sealing import author_of
from bot.services.cases.submission import CASE_POST
from bot.services.context import ServiceContext
from data import cases, communities, discussion_notes, discussions, follow_ups, meetings, posts
from data.cases import StoredCase
from data.database import Reader, Writer

QUESTION_POST = "case-question"
"""The post of a question without a patient; the discussion of a case stands on the case's own post."""


@dataclass(frozen=True, slots=True)
class DiscussionView:
    """A discussion as cards show it; `title` is the case's or the question itself."""

    discussion: Discussion
    title: str
    community: Community
    post: Post | None
    positions: tuple[Position, ...]
    notes: tuple[Note, ...] = ()
    follow_up: FollowUp | None = None
    meetings: tuple[Meeting, ...] = ()


async def view(context: ServiceContext, community_id: CommunityId, discussion_id: DiscussionId) -> DiscussionView:
    """Return a discussion for a card that the bot keeps; raises as `load`."""
    async with context.database.read() as reader:
        discussion, stored = await load(reader, community_id, discussion_id, even_hidden=True)
        return await look_at(reader, discussion, stored)


async def view_of_case(context: ServiceContext, community_id: CommunityId, case_id: CaseId) -> DiscussionView | None:
    """Return the discussion of a case for its post; None while there is none."""
    async with context.database.read() as reader:
        discussion = await discussions.of_case(reader, community_id, case_id)
        if discussion is None:
            return None
        found, stored = await load(reader, community_id, discussion.id, even_hidden=True)
        return await look_at(reader, found, stored)


async def load(
    reader: Reader, community_id: CommunityId, discussion_id: DiscussionId, *, even_hidden: bool = False
) -> tuple[Discussion, StoredCase | None]:
    """Return a discussion and its case.

    Raises NotFound `talk.unknown` if it is not here or its case is not public, Conflict `talk.hidden` while its post is
    flagged: what may identify a patient is then read by facilitators alone (`even_hidden`, for the post itself).
    """
    discussion = await discussions.find(reader, community_id, discussion_id)
    if discussion is None:
        raise NotFound("talk.unknown")
    post = await posts.find(reader, community_id, *post_of(discussion))
    if post is not None and post.hidden and not even_hidden:
        raise Conflict("talk.hidden")
    if discussion.case_id is None:
        return discussion, None
    stored = await cases.find(reader, community_id, discussion.case_id)
    if stored is None or stored.state is not CaseState.RELEASED or stored.text is None:
        raise NotFound("talk.unknown")
    return discussion, stored


async def look_at(reader: Reader, discussion: Discussion, stored: StoredCase | None) -> DiscussionView:
    """Return the discussion as it stands within the caller's transaction."""
    community = await communities.find(reader, discussion.community_id)
    if community is None:
        raise NotFound("community.not_set_up")
    kind, subject = post_of(discussion)
    return DiscussionView(
        discussion,
        title_of(discussion, stored),
        community,
        await posts.find(reader, discussion.community_id, kind, subject),
        await discussions.positions(reader, discussion.community_id, discussion.id),
        await discussion_notes.of_discussion(reader, discussion.community_id, discussion.id),
        await _follow_up(reader, discussion),
        await _meetings(reader, discussion),
    )


async def _follow_up(reader: Reader, discussion: Discussion) -> FollowUp | None:
    if discussion.case_id is None:
        return None
    return await follow_ups.find(reader, discussion.community_id, discussion.case_id)


async def _meetings(reader: Reader, discussion: Discussion) -> tuple[Meeting, ...]:
    """Return the meetings that take it up and are not called off."""
    marked = await discussion_notes.meetings_of(reader, discussion.community_id, discussion.id)
    found = [await meetings.find(reader, discussion.community_id, meeting_id) for meeting_id, _ in marked]
    return tuple(one for one in found if one is not None and one.state is MeetingState.SCHEDULED)


def title_of(discussion: Discussion, stored: StoredCase | None) -> str:
    """Return the title of the case, or the question."""
    if discussion.question is not None:
        return discussion.question.text
    return stored.text.story.title if stored is not None and stored.text is not None else ""


def post_of(discussion: Discussion) -> tuple[str, int]:
    """Return the kind and subject of the post on which a discussion stands."""
    if discussion.case_id is not None:
        return CASE_POST, discussion.case_id
    return QUESTION_POST, discussion.id


async def keep_post(writer: Writer, discussion: Discussion) -> None:
    """Have the post show the discussion as it will be after this transaction, and the poll's if it is one's."""
    kind, subject = post_of(discussion)
    await posts.keep(writer, discussion.community_id, kind, subject, Place.CASES)
    await keep_poll(writer, discussion)


async def keep_poll(writer: Writer, discussion: Discussion | None) -> None:
    """Have the poll that a discussion belongs to, if any, show it as it will be after this transaction."""
    if discussion is not None and discussion.poll_id is not None:
        await posts.keep(writer, discussion.community_id, POLL_POST, discussion.poll_id, Place.MEETINGS)


def require_leader(
    context: ServiceContext, admission: Admission, actor: Actor, discussion: Discussion, stored: StoredCase | None
) -> None:
    """Raise NotAllowed `talk.leaders_only` unless `actor` is the author or a facilitator."""
    if admission.standing is Standing.FACILITATOR or is_author(context, actor, discussion, stored):
        return
    raise NotAllowed("talk.leaders_only")


def is_author(context: ServiceContext, actor: Actor, discussion: Discussion, stored: StoredCase | None) -> bool:
    """Return whether `actor` shared the case or asked the question; False if the key is another one now."""
    if discussion.question is not None:
        return discussion.question.asked_by == actor.member_id
    try:
        return stored is not None and author_of(context.vault, stored) == actor.member_id
    except NotFound:
        return False

"""What is added to a discussion as rows: outcomes, learning points, meetings that take it up."""

from __future__ import annotations

from datetime import datetime

from bot.domain.discussions import Note, NoteKind
from bot.domain.ids import CommunityId, DiscussionId, MeetingId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant


async def add(
    writer: Writer,
    community_id: CommunityId,
    discussion_id: DiscussionId,
    kind: NoteKind,
    text: str,
    now: datetime,
    kept_because: str | None = None,
) -> None:
    """Store a note; `kept_because` is why a detail stays that the check questioned."""
    await writer.run(
        """
        INSERT INTO discussion_note (community_id, discussion_id, kind, text, kept_because, added_at)
        VALUES (:community, :discussion, :kind, :text, :because, :now)
        """,
        community=community_id,
        discussion=discussion_id,
        kind=kind,
        text=text,
        because=kept_because,
        now=from_instant(now),
    )


async def of_discussion(reader: Reader, community_id: CommunityId, discussion_id: DiscussionId) -> tuple[Note, ...]:
    """Return the notes of a discussion in the order they were added."""
    rows = await reader.all(
        """
        SELECT kind, text, added_at FROM discussion_note
        WHERE community_id = :community AND discussion_id = :discussion ORDER BY id
        """,
        community=community_id,
        discussion=discussion_id,
    )
    return tuple(Note(NoteKind(row["kind"]), row["text"], to_instant(row["added_at"])) for row in rows)


async def meetings_of(
    reader: Reader, community_id: CommunityId, discussion_id: DiscussionId
) -> tuple[tuple[MeetingId, int], ...]:
    """Return the meetings whose agenda a discussion is on, each with its item there."""
    rows = await reader.all(
        """
        SELECT meeting_id, item_id FROM discussion_meeting
        WHERE community_id = :community AND discussion_id = :discussion ORDER BY meeting_id
        """,
        community=community_id,
        discussion=discussion_id,
    )
    return tuple((MeetingId(row["meeting_id"]), int(row["item_id"])) for row in rows)


async def add_meeting(
    writer: Writer, community_id: CommunityId, discussion_id: DiscussionId, meeting_id: MeetingId, item_id: int
) -> None:
    """Note that a discussion is on a meeting's agenda."""
    await writer.run(
        """
        INSERT INTO discussion_meeting (discussion_id, meeting_id, community_id, item_id)
        VALUES (:discussion, :meeting, :community, :item)
        """,
        community=community_id,
        discussion=discussion_id,
        meeting=meeting_id,
        item=item_id,
    )


async def take_off(writer: Writer, community_id: CommunityId, item_id: int) -> DiscussionId | None:
    """Forget that an item of an agenda stands for a discussion, and return which it was, None if for none."""
    value = await writer.value(
        "DELETE FROM discussion_meeting WHERE community_id = :community AND item_id = :item RETURNING discussion_id",
        community=community_id,
        item=item_id,
    )
    return DiscussionId(int(str(value))) if value is not None else None

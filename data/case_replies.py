"""That released cases were answered, as rows: counts and times, never who or what."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import CaseId, CommunityId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant


async def case_in(reader: Reader, community_id: CommunityId, thread_id: int) -> CaseId | None:
    """Return the case whose forum post is this thread, or None."""
    found = await reader.value(
        """
        SELECT post.subject_id FROM post JOIN shared_case ON shared_case.id = post.subject_id
        WHERE post.community_id = :community AND post.kind = 'case' AND post.channel_id = :thread
          AND shared_case.community_id = :community AND shared_case.state = 'released'
        """,
        community=community_id,
        thread=thread_id,
    )
    return CaseId(found) if isinstance(found, int) else None


async def add(writer: Writer, community_id: CommunityId, case_id: CaseId, now: datetime) -> bool:
    """Count a reply to a case; return whether it is the first."""
    row = await writer.one(
        """
        INSERT INTO case_reply (case_id, community_id, replies, first_at, last_at)
        VALUES (:case, :community, 1, :now, :now)
        ON CONFLICT (case_id) DO UPDATE SET replies = replies + 1, last_at = max(last_at, :now)
        RETURNING replies
        """,
        case=case_id,
        community=community_id,
        now=from_instant(now),
    )
    return row is not None and row[0] == 1


async def unanswered(reader: Reader, community_id: CommunityId) -> list[tuple[CaseId, datetime]]:
    """Return the released cases that have neither a reply nor a position, with their release, the oldest first."""
    rows = await reader.all(
        """
        SELECT shared_case.id, shared_case.decided_at FROM shared_case
        LEFT JOIN case_reply ON case_reply.case_id = shared_case.id
        WHERE shared_case.community_id = :community AND shared_case.state = 'released' AND case_reply.case_id IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM discussion WHERE discussion.case_id = shared_case.id AND (
                discussion.round = 'ended'
                OR EXISTS (SELECT 1 FROM case_position WHERE case_position.discussion_id = discussion.id)
            )
          )
        ORDER BY shared_case.decided_at, shared_case.id
        """,
        community=community_id,
    )
    return [(CaseId(row[0]), to_instant(row[1])) for row in rows]


async def count_waiting(reader: Reader, community_id: CommunityId) -> int:
    """Return how many cases wait for release."""
    found = await reader.value(
        "SELECT count(*) FROM shared_case WHERE community_id = :community AND state = 'waiting'",
        community=community_id,
    )
    return int(str(found or 0))

"""What awaits one person, where no area has a question of its own for it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from data.database import Reader
from data.rows import from_instant


async def unanswered_time_polls(
    reader: Reader, community_id: CommunityId, member_id: MemberId, now: datetime
) -> list[tuple[int, str]]:
    """Return number and title of the open time polls with times ahead in which somebody has said nothing."""
    rows = await reader.all(
        """
        SELECT id, title FROM time_poll
        WHERE community_id = :community AND state = 'open'
          AND EXISTS (SELECT 1 FROM time_slot WHERE poll_id = time_poll.id AND starts_at > :now)
          AND NOT EXISTS (SELECT 1 FROM time_answer WHERE poll_id = time_poll.id AND member_id = :member)
        ORDER BY id
        """,
        community=community_id,
        member=member_id,
        now=from_instant(now),
    )
    return [(row[0], row[1]) for row in rows]


async def pending_applications(reader: Reader, community_id: CommunityId) -> list[int]:
    """Return the applications that wait for a facilitator, the oldest first."""
    rows = await reader.all(
        "SELECT id FROM application WHERE community_id = :community AND state = 'pending' ORDER BY id",
        community=community_id,
    )
    return [row[0] for row in rows]


async def cases_to_release(reader: Reader, community_id: CommunityId, member_id: MemberId) -> list[int]:
    """Return the cases that wait for a second person, the oldest first, without those under somebody's own name."""
    rows = await reader.all(
        """
        SELECT id FROM shared_case
        WHERE community_id = :community AND state = 'waiting' AND author_id IS NOT :member ORDER BY submitted_at, id
        """,
        community=community_id,
        member=member_id,
    )
    return [row[0] for row in rows]

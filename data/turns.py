"""Meetings that were held, for telling who chaired them."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from bot.domain.turns import Held
from data.database import Reader
from data.rows import from_instant, to_instant


async def held(reader: Reader, community_id: CommunityId, since: datetime, until: datetime) -> list[Held]:
    """Return the meetings that began between two instants and were not called off, the first first."""
    rows = await reader.all(
        """
        SELECT meeting.starts_at, meeting.organiser_id, (
            SELECT audit.actor_id FROM audit
            WHERE audit.community_id = meeting.community_id AND audit.act = 'meeting.started'
              AND audit.subject_id = meeting.id ORDER BY audit.id LIMIT 1
        ) FROM meeting
        WHERE meeting.community_id = :community AND meeting.state = 'scheduled'
          AND meeting.starts_at > :since AND meeting.starts_at <= :until
        ORDER BY meeting.starts_at, meeting.id
        """,
        community=community_id,
        since=from_instant(since),
        until=from_instant(until),
    )
    return [Held(to_instant(row[0]), None if row[2] is None else MemberId(row[2]), MemberId(row[1])) for row in rows]

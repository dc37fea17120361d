"""Meetings in the store, to test with."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import Meeting, Plan
from data import meetings
from data.database import Database


async def stored(
    database: Database,
    now: datetime,
    title: str = "Journal club",
    *,
    days: float = 3,
    minutes: int = 60,
    seats: int | None = None,
    place: str | None = None,
    draft: str | None = None,
) -> Meeting:
    """Store a meeting of community 1 that begins `days` from now; a draft if `draft` (its phrase) is given."""
    plan = Plan(title, now + timedelta(days=days), minutes, seats, place, None)
    async with database.write() as writer:
        return await meetings.insert(
            writer,
            CommunityId(1),
            plan,
            zone="Australia/Perth",
            organiser_id=MemberId(10),
            typed_when=draft,
            now=now,
        )


async def timers_of(database: Database, meeting: Meeting) -> list[tuple[str, str, int | None]]:
    """Return kind, state and person of each timer of a meeting, in the order they come due."""
    async with database.read() as reader:
        rows = await reader.all(
            "SELECT kind, state, member_id FROM timer WHERE subject_id = :meeting AND kind LIKE 'meeting.%' "
            "ORDER BY due_at, id",
            meeting=meeting.id,
        )
    return [(row[0], row[1], row[2]) for row in rows]

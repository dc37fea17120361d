"""Minutes and what people took on, as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting
from bot.domain.minutes import Minutes, Task
from data.database import Reader, Writer
from data.rows import from_instant, to_instant, to_instant_or_none

COLUMNS = "id, community_id, meeting_id, what, owner_id, due_at, done_at"


def _read(row: sqlite3.Row) -> Task:
    return Task(
        id=row["id"],
        community_id=CommunityId(row["community_id"]),
        meeting_id=MeetingId(row["meeting_id"]),
        what=row["what"],
        owner_id=MemberId(row["owner_id"]),
        due_at=to_instant(int(row["due_at"])),
        done_at=to_instant_or_none(row["done_at"]),
    )


async def of_meeting(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> Minutes:
    """Return a meeting's minutes, empty ones while nothing was written."""
    ids = {"community": community_id, "meeting": meeting_id}
    row = await reader.one(
        "SELECT learning, decisions FROM minutes WHERE community_id = :community AND meeting_id = :meeting", **ids
    )
    tasks = await reader.all(
        f"SELECT {COLUMNS} FROM meeting_action WHERE community_id = :community AND meeting_id = :meeting ORDER BY id",
        **ids,
    )
    texts = ("", "") if row is None else (str(row[0]), str(row[1]))
    return Minutes(*texts, tuple(_read(one) for one in tasks))


async def save(
    writer: Writer, meeting: Meeting, learning: str, decisions: str, author_id: MemberId, now: datetime
) -> None:
    """Store what a meeting learned and decided, in place of what stood there."""
    await writer.run(
        """
        INSERT INTO minutes (community_id, meeting_id, learning, decisions, author_id, changed_at)
        VALUES (:community, :meeting, :learning, :decisions, :author, :now)
        ON CONFLICT (meeting_id) DO UPDATE SET learning = excluded.learning, decisions = excluded.decisions,
            author_id = excluded.author_id, changed_at = excluded.changed_at
        """,
        community=meeting.community_id,
        meeting=meeting.id,
        learning=learning,
        decisions=decisions,
        author=author_id,
        now=from_instant(now),
    )


async def add_task(writer: Writer, meeting: Meeting, what: str, owner_id: MemberId, due_at: datetime) -> None:
    """Store something that somebody took on; the very same is stored once."""
    await writer.run(
        """
        INSERT INTO meeting_action (community_id, meeting_id, what, owner_id, due_at)
        SELECT :community, :meeting, :what, :owner, :due WHERE NOT EXISTS (
            SELECT 1 FROM meeting_action WHERE community_id = :community AND meeting_id = :meeting
              AND what = :what AND owner_id = :owner AND done_at IS NULL
        )
        """,
        community=meeting.community_id,
        meeting=meeting.id,
        what=what,
        owner=owner_id,
        due=from_instant(due_at),
    )


async def open_tasks(reader: Reader, community_id: CommunityId, limit: int = 25) -> list[Task]:
    """Return what is still to be done, what is due first at the head."""
    rows = await reader.all(
        f"""
        SELECT {COLUMNS} FROM meeting_action WHERE community_id = :community AND done_at IS NULL
        ORDER BY due_at, id LIMIT :limit
        """,
        community=community_id,
        limit=limit,
    )
    return [_read(row) for row in rows]


async def find_task(reader: Reader, community_id: CommunityId, task_id: int) -> Task | None:
    """Return something that was taken on in this community, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM meeting_action WHERE community_id = :community AND id = :task",
        community=community_id,
        task=task_id,
    )
    return _read(row) if row else None


async def finish(writer: Writer, task: Task, now: datetime) -> None:
    """Note that something is done."""
    await writer.run(
        """
        UPDATE meeting_action SET done_at = :now
        WHERE community_id = :community AND id = :task AND done_at IS NULL
        """,
        now=from_instant(now),
        community=task.community_id,
        task=task.id,
    )

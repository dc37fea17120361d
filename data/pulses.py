"""Pulses as rows: sealed in one piece while they are open, figures alone afterwards."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId
from bot.domain.meetings import Meeting
from bot.domain.pulses import Figures, Pulse, Question, Reply, count
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

_COLUMNS = "id, community_id, meeting_id, opened_at, closes_at, state, answered"


def _read(row: sqlite3.Row) -> Pulse:
    return Pulse(
        row["id"],
        CommunityId(row["community_id"]),
        MeetingId(row["meeting_id"]),
        to_instant(row["opened_at"]),
        to_instant(row["closes_at"]),
        row["state"] == "closed",
        row["answered"],
    )


async def add(writer: Writer, meeting: Meeting, now: datetime, closes_at: datetime) -> Pulse | None:
    """Open the pulse of a meeting and return it; None if it has one already."""
    rows = await writer.all(
        f"""
        INSERT INTO pulse (community_id, meeting_id, opened_at, closes_at)
        VALUES (:community, :meeting, :now, :closes)
        ON CONFLICT (meeting_id) DO NOTHING RETURNING {_COLUMNS}
        """,
        community=meeting.community_id,
        meeting=meeting.id,
        now=from_instant(now),
        closes=from_instant(closes_at),
    )
    return _read(rows[0]) if rows else None


async def find(reader: Reader, community_id: CommunityId, pulse_id: int) -> Pulse | None:
    """Return a pulse of this community, or None."""
    row = await reader.one(
        f"SELECT {_COLUMNS} FROM pulse WHERE community_id = :community AND id = :pulse",
        community=community_id,
        pulse=pulse_id,
    )
    return None if row is None else _read(row)


async def of_meeting(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> Pulse | None:
    """Return the pulse of a meeting, or None."""
    row = await reader.one(
        f"SELECT {_COLUMNS} FROM pulse WHERE community_id = :community AND meeting_id = :meeting",
        community=community_id,
        meeting=meeting_id,
    )
    return None if row is None else _read(row)


async def still_open(reader: Reader, community_id: CommunityId) -> list[Pulse]:
    """Return the pulses that take replies, the first to close first."""
    rows = await reader.all(
        f"SELECT {_COLUMNS} FROM pulse WHERE community_id = :community AND state = 'open' ORDER BY closes_at, id",
        community=community_id,
    )
    return [_read(row) for row in rows]


async def last_closed(reader: Reader, community_id: CommunityId, limit: int) -> list[Pulse]:
    """Return the pulses that closed last, the latest first."""
    rows = await reader.all(
        f"""
        SELECT {_COLUMNS} FROM pulse
        WHERE community_id = :community AND state = 'closed' ORDER BY opened_at DESC, id DESC LIMIT :limit
        """,
        community=community_id,
        limit=limit,
    )
    return [_read(row) for row in rows]


async def sealed(reader: Reader, pulse: Pulse) -> bytes | None:
    """Return the sealed replies to an open pulse, or None if nobody has said anything."""
    found = await reader.value(
        "SELECT sealed FROM pulse_box WHERE community_id = :community AND pulse_id = :pulse",
        community=pulse.community_id,
        pulse=pulse.id,
    )
    return found if isinstance(found, bytes) else None


async def keep(writer: Writer, pulse: Pulse, box: bytes) -> None:
    """Store the sealed replies in place of those before."""
    await writer.run(
        """
        INSERT INTO pulse_box (pulse_id, community_id, sealed) VALUES (:pulse, :community, :sealed)
        ON CONFLICT (pulse_id) DO UPDATE SET sealed = excluded.sealed
        """,
        pulse=pulse.id,
        community=pulse.community_id,
        sealed=box,
    )


async def close(writer: Writer, pulse: Pulse, answered: int, figures: Figures) -> None:
    """Close a pulse: figures take the place of the sealed replies."""
    ids = {"community": pulse.community_id, "pulse": pulse.id}
    await writer.run("DELETE FROM pulse_box WHERE community_id = :community AND pulse_id = :pulse", **ids)
    for question, counted in figures.items():
        for reply, given in counted.items():
            await writer.run(
                """
                INSERT INTO pulse_figure (community_id, pulse_id, question, reply, given)
                VALUES (:community, :pulse, :question, :reply, :given)
                """,
                question=question,
                reply=reply,
                given=given,
                **ids,
            )
    await writer.run(
        """
        UPDATE pulse SET state = 'closed', answered = :answered
        WHERE community_id = :community AND id = :pulse AND state = 'open'
        """,
        answered=answered,
        **ids,
    )


async def figures_of(reader: Reader, pulse: Pulse) -> Figures:
    """Return how often each reply was given to a closed pulse."""
    rows = await reader.all(
        "SELECT question, reply, given FROM pulse_figure WHERE community_id = :community AND pulse_id = :pulse",
        community=pulse.community_id,
        pulse=pulse.id,
    )
    figures = {question: dict(counted) for question, counted in count(()).items()}
    for row in rows:
        figures[Question(row[0])][Reply(row[1])] = row[2]
    return figures

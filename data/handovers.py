"""Hand-overs as rows; what is open is never stored with them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant, to_instant_or_none

_COLUMNS = "id, community_id, from_id, to_id, note, made_at, sent_at, had_at"


@dataclass(frozen=True, slots=True)
class StoredHandover:
    """A hand-over as it lies in the file; its note is sealed."""

    id: int
    community_id: CommunityId
    from_id: MemberId
    to_id: MemberId
    note: bytes | None
    made_at: datetime
    sent_at: datetime | None
    had_at: datetime | None


def _read(row: sqlite3.Row) -> StoredHandover:
    return StoredHandover(
        id=row["id"],
        community_id=CommunityId(row["community_id"]),
        from_id=MemberId(row["from_id"]),
        to_id=MemberId(row["to_id"]),
        note=row["note"],
        made_at=to_instant(row["made_at"]),
        sent_at=to_instant_or_none(row["sent_at"]),
        had_at=to_instant_or_none(row["had_at"]),
    )


async def begin(
    writer: Writer, community_id: CommunityId, from_id: MemberId, to_id: MemberId, now: datetime
) -> StoredHandover:
    """Begin a hand-over, or return the one between the two that is still being written."""
    row = await writer.one(
        f"""
        SELECT {_COLUMNS} FROM handover
        WHERE community_id = :community AND from_id = :from_id AND to_id = :to_id AND sent_at IS NULL
        """,
        community=community_id,
        from_id=from_id,
        to_id=to_id,
    )
    if row is not None:
        return _read(row)
    (made,) = await writer.all(
        f"""
        INSERT INTO handover (community_id, from_id, to_id, made_at) VALUES (:community, :from_id, :to_id, :now)
        RETURNING {_COLUMNS}
        """,
        community=community_id,
        from_id=from_id,
        to_id=to_id,
        now=from_instant(now),
    )
    return _read(made)


async def find(reader: Reader, community_id: CommunityId, handover_id: int) -> StoredHandover | None:
    """Return a hand-over of this community, or None."""
    row = await reader.one(
        f"SELECT {_COLUMNS} FROM handover WHERE community_id = :community AND id = :id",
        community=community_id,
        id=handover_id,
    )
    return _read(row) if row else None


async def brought_to(reader: Reader, community_id: CommunityId, member_id: MemberId) -> list[StoredHandover]:
    """Return what was handed over to somebody who has not said that they have it, the oldest first."""
    rows = await reader.all(
        f"""
        SELECT {_COLUMNS} FROM handover
        WHERE community_id = :community AND to_id = :member AND sent_at IS NOT NULL AND had_at IS NULL ORDER BY id
        """,
        community=community_id,
        member=member_id,
    )
    return [_read(row) for row in rows]


async def write_note(writer: Writer, one: StoredHandover, note: bytes | None) -> None:
    """Store what is added in words, sealed, in place of what was."""
    await writer.run(
        "UPDATE handover SET note = :note WHERE community_id = :community AND id = :id",
        note=note,
        community=one.community_id,
        id=one.id,
    )


async def send(writer: Writer, one: StoredHandover, now: datetime) -> None:
    """Note that it goes to the new one."""
    await writer.run(
        "UPDATE handover SET sent_at = :now WHERE community_id = :community AND id = :id AND sent_at IS NULL",
        now=from_instant(now),
        community=one.community_id,
        id=one.id,
    )


async def have(writer: Writer, one: StoredHandover, now: datetime) -> None:
    """Note that the new one has it."""
    await writer.run(
        "UPDATE handover SET had_at = :now WHERE community_id = :community AND id = :id AND had_at IS NULL",
        now=from_instant(now),
        community=one.community_id,
        id=one.id,
    )

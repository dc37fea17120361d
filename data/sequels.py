"""Sequels of released cases as rows: sealed until they are told."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CaseId, CommunityId
from bot.domain.sequels import SequelState, Told
from data.database import Reader, Writer
from data.rows import from_instant, to_instant, to_instant_or_none

COLUMNS = "id, community_id, case_id, number, state, due_at, revision, text, out_at"


def read_sequel(row: sqlite3.Row) -> Told:
    """Return the sequel in a row of COLUMNS; a sealed text is not in it."""
    return Told(
        id=row["id"],
        community_id=CommunityId(row["community_id"]),
        case_id=CaseId(row["case_id"]),
        number=row["number"],
        state=SequelState(row["state"]),
        due_at=to_instant(row["due_at"]),
        revision=row["revision"],
        text=row["text"],
        out_at=to_instant_or_none(row["out_at"]),
    )


async def add(
    writer: Writer, community_id: CommunityId, case_id: CaseId, number: int, sealed: bytes, due_at: datetime
) -> Told:
    """Store a planned sequel and return it."""
    rows = await writer.all(
        f"""
        INSERT INTO case_sequel (community_id, case_id, number, sealed, due_at)
        VALUES (:community, :case, :number, :sealed, :due)
        RETURNING {COLUMNS}
        """,
        community=community_id,
        case=case_id,
        number=number,
        sealed=sealed,
        due=from_instant(due_at),
    )
    return read_sequel(rows[0])


async def find(reader: Reader, community_id: CommunityId, sequel_id: int) -> Told | None:
    """Return a sequel of this community, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM case_sequel WHERE community_id = :community AND id = :id",
        community=community_id,
        id=sequel_id,
    )
    return read_sequel(row) if row else None


async def of_case(reader: Reader, community_id: CommunityId, case_id: CaseId) -> tuple[Told, ...]:
    """Return the sequels of a case in their order."""
    rows = await reader.all(
        f"SELECT {COLUMNS} FROM case_sequel WHERE community_id = :community AND case_id = :case ORDER BY number",
        community=community_id,
        case=case_id,
    )
    return tuple(read_sequel(row) for row in rows)


async def sealed_of(reader: Reader, community_id: CommunityId, sequel_id: int) -> bytes | None:
    """Return what a planned sequel says, encrypted."""
    found = await reader.value(
        "SELECT sealed FROM case_sequel WHERE community_id = :community AND id = :id",
        community=community_id,
        id=sequel_id,
    )
    return found if isinstance(found, bytes) else None


async def put_out(writer: Writer, community_id: CommunityId, sequel_id: int, text: str, now: datetime) -> None:
    """Put a planned sequel in clear."""
    await writer.run(
        """
        UPDATE case_sequel SET state = 'out', sealed = NULL, text = :text, out_at = :now
        WHERE community_id = :community AND id = :id AND state = 'planned'
        """,
        community=community_id,
        id=sequel_id,
        text=text,
        now=from_instant(now),
    )


async def move(writer: Writer, community_id: CommunityId, sequel_id: int, due_at: datetime) -> None:
    """Give a planned sequel another time."""
    await writer.run(
        """
        UPDATE case_sequel SET due_at = :due, revision = revision + 1
        WHERE community_id = :community AND id = :id AND state = 'planned'
        """,
        community=community_id,
        id=sequel_id,
        due=from_instant(due_at),
    )


async def drop(writer: Writer, community_id: CommunityId, sequel_id: int, state: SequelState) -> None:
    """Drop every word of a sequel, as WITHDRAWN or ERASED."""
    await writer.run(
        """
        UPDATE case_sequel SET state = :state, sealed = NULL, text = NULL
        WHERE community_id = :community AND id = :id
        """,
        community=community_id,
        id=sequel_id,
        state=state,
    )

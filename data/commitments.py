"""Commitments as rows, sealed before they get here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.commitments import Check, CheckState
from bot.domain.ids import CommunityId, MemberId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

_COLUMNS = "id, community_id, member_id, sealed, made_at, due_at, ended, shared"


@dataclass(frozen=True, slots=True)
class SealedCheck:
    """One of the times at which the owner is asked, as the file holds it."""

    weeks: int
    asked_at: datetime
    state: CheckState
    sealed: bytes | None


@dataclass(frozen=True, slots=True)
class SealedCommitment:
    """A commitment as the file holds it."""

    id: int
    community_id: CommunityId
    member_id: MemberId
    sealed: bytes
    made_at: datetime
    due_at: datetime
    ended: bool
    shared: bool
    checks: tuple[SealedCheck, ...]


async def add(
    writer: Writer,
    community_id: CommunityId,
    member_id: MemberId,
    sealed: bytes,
    *,
    now: datetime,
    due_at: datetime,
    checks: Iterable[Check],
) -> int:
    """Store a commitment with the times at which its owner is asked, and return its id."""
    value = await writer.value(
        """
        INSERT INTO commitment (community_id, member_id, sealed, made_at, due_at)
        VALUES (:community, :member, :sealed, :now, :due) RETURNING id
        """,
        community=community_id,
        member=member_id,
        sealed=sealed,
        now=from_instant(now),
        due=from_instant(due_at),
    )
    commitment_id = int(str(value))
    for check in checks:
        await writer.run(
            """
            INSERT INTO commitment_check (commitment_id, community_id, weeks, asked_at)
            VALUES (:commitment, :community, :weeks, :at)
            """,
            commitment=commitment_id,
            community=community_id,
            weeks=check.weeks,
            at=from_instant(check.asked_at),
        )
    return commitment_id


async def find(reader: Reader, community_id: CommunityId, commitment_id: int) -> SealedCommitment | None:
    """Return a commitment of this community, or None."""
    row = await reader.one(
        f"SELECT {_COLUMNS} FROM commitment WHERE community_id = :community AND id = :id",
        community=community_id,
        id=commitment_id,
    )
    return await _read(reader, row) if row else None


async def of_member(reader: Reader, community_id: CommunityId, member_id: MemberId) -> list[SealedCommitment]:
    """Return somebody's commitments: those that go on first, the latest of each first; at most 25."""
    rows = await reader.all(
        f"""
        SELECT {_COLUMNS} FROM commitment WHERE community_id = :community AND member_id = :member
        ORDER BY ended, id DESC LIMIT 25
        """,
        community=community_id,
        member=member_id,
    )
    return [await _read(reader, row) for row in rows]


async def _read(reader: Reader, row: sqlite3.Row) -> SealedCommitment:
    commitment_id, community_id, member_id, sealed, made_at, due_at, ended, shared = tuple(row)
    checks = await reader.all(
        """
        SELECT weeks, asked_at, state, sealed FROM commitment_check
        WHERE community_id = :community AND commitment_id = :commitment ORDER BY weeks
        """,
        community=community_id,
        commitment=commitment_id,
    )
    return SealedCommitment(
        commitment_id,
        CommunityId(community_id),
        MemberId(member_id),
        sealed,
        to_instant(made_at),
        to_instant(due_at),
        bool(ended),
        bool(shared),
        tuple(SealedCheck(one[0], to_instant(one[1]), CheckState(one[2]), one[3]) for one in checks),
    )


async def rewrite(
    writer: Writer, community_id: CommunityId, commitment_id: int, sealed: bytes, due_at: datetime
) -> None:
    """Replace what a commitment says."""
    await writer.run(
        "UPDATE commitment SET sealed = :sealed, due_at = :due WHERE community_id = :community AND id = :id",
        sealed=sealed,
        due=from_instant(due_at),
        community=community_id,
        id=commitment_id,
    )


async def end(writer: Writer, community_id: CommunityId, commitment_id: int, *, ended: bool) -> None:
    """Note whether nothing is asked about a commitment any more."""
    await writer.run(
        "UPDATE commitment SET ended = :ended WHERE community_id = :community AND id = :id",
        ended=int(ended),
        community=community_id,
        id=commitment_id,
    )


async def share(writer: Writer, community_id: CommunityId, commitment_id: int, *, shared: bool) -> None:
    """Note whether a commitment is for all to read."""
    await writer.run(
        "UPDATE commitment SET shared = :shared WHERE community_id = :community AND id = :id",
        shared=int(shared),
        community=community_id,
        id=commitment_id,
    )


async def note_check(
    writer: Writer,
    community_id: CommunityId,
    commitment_id: int,
    weeks: int,
    state: CheckState,
    sealed: bytes | None = None,
) -> None:
    """Note how far one of the times has come, with what was said once it is answered."""
    await writer.run(
        """
        UPDATE commitment_check SET state = :state, sealed = :sealed
        WHERE community_id = :community AND commitment_id = :commitment AND weeks = :weeks
        """,
        state=state,
        sealed=sealed,
        community=community_id,
        commitment=commitment_id,
        weeks=weeks,
    )


async def shared_of(reader: Reader, community_id: CommunityId, member_id: MemberId) -> list[int]:
    """Return which of somebody's commitments are for all to read."""
    rows = await reader.all(
        "SELECT id FROM commitment WHERE community_id = :community AND member_id = :member AND shared = 1",
        community=community_id,
        member=member_id,
    )
    return [int(row[0]) for row in rows]


async def erase_of(writer: Writer, community_id: CommunityId, member_id: MemberId) -> None:
    """Delete all of somebody's commitments, and whatever would still ask them about one."""
    await writer.run(
        """
        DELETE FROM timer WHERE community_id = :community AND member_id = :member AND kind LIKE 'commitment.%'
        """,
        community=community_id,
        member=member_id,
    )
    await writer.run(
        "DELETE FROM commitment WHERE community_id = :community AND member_id = :member",
        community=community_id,
        member=member_id,
    )


async def erase(writer: Writer, community_id: CommunityId, commitment_id: int) -> None:
    """Delete one commitment, and whatever would still ask about it."""
    await writer.run(
        "DELETE FROM timer WHERE community_id = :community AND subject_id = :id AND kind LIKE 'commitment.%'",
        community=community_id,
        id=commitment_id,
    )
    await writer.run(
        "DELETE FROM commitment WHERE community_id = :community AND id = :id", community=community_id, id=commitment_id
    )


async def count_due(reader: Reader, community_id: CommunityId, since: datetime, until: datetime) -> tuple[int, int]:
    """Return how many commitments that go on come due between two instants, and how many people made them."""
    row = await reader.one(
        """
        SELECT count(*), count(DISTINCT member_id) FROM commitment
        WHERE community_id = :community AND ended = 0 AND due_at > :since AND due_at <= :until
        """,
        community=community_id,
        since=from_instant(since),
        until=from_instant(until),
    )
    return (0, 0) if row is None else (int(row[0]), int(row[1]))

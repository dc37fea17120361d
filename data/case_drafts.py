"""Case drafts as rows: one for each member, sealed before they get here."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

COLUMNS = "id, community_id, member_id, revision, expires_at, sealed"


@dataclass(frozen=True, slots=True)
class SealedDraft:
    """A draft as the file holds it."""

    id: int
    community_id: CommunityId
    member_id: MemberId
    revision: int
    expires_at: datetime
    sealed: bytes


def read_draft(row: sqlite3.Row) -> SealedDraft:
    """Return the draft in a row of COLUMNS."""
    draft_id, community_id, member_id, revision, expires_at, sealed = tuple(row)
    return SealedDraft(
        draft_id, CommunityId(community_id), MemberId(member_id), revision, to_instant(expires_at), sealed
    )


async def find(reader: Reader, community_id: CommunityId, member_id: MemberId, now: datetime) -> SealedDraft | None:
    """Return the draft that a member has begun and that has not expired, or None."""
    row = await reader.one(
        f"""
        SELECT {COLUMNS} FROM case_draft
        WHERE community_id = :community AND member_id = :member AND expires_at > :now
        """,
        community=community_id,
        member=member_id,
        now=from_instant(now),
    )
    return read_draft(row) if row else None


async def save(
    writer: Writer,
    community_id: CommunityId,
    member_id: MemberId,
    sealed: bytes,
    *,
    now: datetime,
    expires_at: datetime,
) -> SealedDraft:
    """Store a member's draft in the place of any other they had, and return it with its new revision."""
    rows = await writer.all(
        f"""
        INSERT INTO case_draft (community_id, member_id, sealed, saved_at, expires_at)
        VALUES (:community, :member, :sealed, :now, :expires)
        ON CONFLICT (community_id, member_id) DO UPDATE SET
            sealed = excluded.sealed, revision = revision + 1, saved_at = excluded.saved_at,
            expires_at = excluded.expires_at
        RETURNING {COLUMNS}
        """,
        community=community_id,
        member=member_id,
        sealed=sealed,
        now=from_instant(now),
        expires=from_instant(expires_at),
    )
    return read_draft(rows[0])


async def take(
    writer: Writer, community_id: CommunityId, member_id: MemberId, draft_id: int, revision: int, now: datetime
) -> bool:
    """Delete a draft at exactly this revision; return whether it was there to be deleted."""
    gone = await writer.all(
        """
        DELETE FROM case_draft
        WHERE community_id = :community AND member_id = :member AND id = :id AND revision = :revision
          AND expires_at > :now
        RETURNING id
        """,
        community=community_id,
        member=member_id,
        id=draft_id,
        revision=revision,
        now=from_instant(now),
    )
    return bool(gone)


async def expiry(reader: Reader, community_id: CommunityId, draft_id: int) -> datetime | None:
    """Return when a draft expires, or None if it is gone."""
    seconds = await reader.value(
        "SELECT expires_at FROM case_draft WHERE community_id = :community AND id = :id",
        community=community_id,
        id=draft_id,
    )
    return to_instant(seconds) if isinstance(seconds, int) else None


async def delete(writer: Writer, community_id: CommunityId, draft_id: int) -> None:
    """Delete a draft, whoever wrote it; `secure_delete` overwrites its bytes."""
    await writer.run(
        "DELETE FROM case_draft WHERE community_id = :community AND id = :id", community=community_id, id=draft_id
    )

"""Applications to join as rows. What an applicant said about themselves arrives and leaves encrypted (`Sealed`)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ApplicationId, CommunityId, MemberId
from bot.domain.joining import ApplicationState
from data.database import Reader, Writer
from data.rows import from_instant, from_instant_or_none, to_instant, to_instant_or_none

COLUMNS = (
    "id, community_id, member_id, particulars, gave_number, agreement_version, applied_at, "
    "state, decided_by, decided_at, reason"
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An application as it is stored: the texts are tokens that only the vault can read."""

    id: ApplicationId
    community_id: CommunityId
    member_id: MemberId
    particulars: bytes | None
    gave_number: bool
    agreement_version: int
    applied_at: datetime
    state: ApplicationState
    decided_by: MemberId | None
    decided_at: datetime | None
    reason: bytes | None


def read_application(row: sqlite3.Row) -> Sealed:
    """Return the application in a row of COLUMNS."""
    (application_id, community_id, member_id, particulars, gave_number, version, applied_at, *decision) = tuple(row)
    state, decided_by, decided_at, reason = decision
    return Sealed(
        id=ApplicationId(application_id),
        community_id=CommunityId(community_id),
        member_id=MemberId(member_id),
        particulars=particulars,
        gave_number=bool(gave_number),
        agreement_version=version,
        applied_at=to_instant(applied_at),
        state=ApplicationState(state),
        decided_by=None if decided_by is None else MemberId(decided_by),
        decided_at=to_instant_or_none(decided_at),
        reason=reason,
    )


async def find(reader: Reader, community_id: CommunityId, application_id: ApplicationId) -> Sealed | None:
    """Return one application of this community, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM application WHERE community_id = :community AND id = :id",
        community=community_id,
        id=application_id,
    )
    return read_application(row) if row else None


async def latest(reader: Reader, community_id: CommunityId, member_id: MemberId) -> Sealed | None:
    """Return somebody's last application, or None."""
    row = await reader.one(
        f"""
        SELECT {COLUMNS} FROM application WHERE community_id = :community AND member_id = :member
        ORDER BY id DESC LIMIT 1
        """,
        community=community_id,
        member=member_id,
    )
    return read_application(row) if row else None


async def add(
    writer: Writer,
    community_id: CommunityId,
    member_id: MemberId,
    *,
    particulars: bytes,
    gave_number: bool,
    agreement_version: int,
    now: datetime,
) -> ApplicationId | None:
    """Store a new application and return its id, or None if one of theirs is still pending."""
    row = await writer.one(
        """
        INSERT INTO application (community_id, member_id, particulars, gave_number, agreement_version, applied_at)
        VALUES (:community, :member, :particulars, :gave_number, :version, :now)
        ON CONFLICT DO NOTHING RETURNING id
        """,
        community=community_id,
        member=member_id,
        particulars=particulars,
        gave_number=int(gave_number),
        version=agreement_version,
        now=from_instant(now),
    )
    return ApplicationId(row[0]) if row else None


async def decide(writer: Writer, sealed: Sealed) -> None:
    """Store the decision in `sealed`."""
    await writer.run(
        """
        UPDATE application SET state = :state, decided_by = :by, decided_at = :at, reason = :reason,
            particulars = :particulars, gave_number = :gave_number
        WHERE community_id = :community AND id = :id
        """,
        state=sealed.state,
        by=sealed.decided_by,
        at=from_instant_or_none(sealed.decided_at),
        reason=sealed.reason,
        particulars=sealed.particulars,
        gave_number=int(sealed.gave_number),
        community=sealed.community_id,
        id=sealed.id,
    )

"""What facilitators settled about who was at a meeting, and what members said against it, as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.attendance import Contest, ContestState
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting
from data.database import Reader, Writer
from data.rows import from_instant

_CONTEST = "id, community_id, meeting_id, member_id, claimed, state"


async def fixes(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> dict[MemberId, int]:
    """Return the minutes that facilitators settled, by person."""
    rows = await reader.all(
        "SELECT member_id, minutes FROM attendance_fix WHERE community_id = :community AND meeting_id = :meeting",
        community=community_id,
        meeting=meeting_id,
    )
    return {MemberId(row[0]): row[1] for row in rows}


async def fix(writer: Writer, meeting: Meeting, member_id: MemberId, minutes: int) -> None:
    """Settle somebody's minutes, in place of what was settled before."""
    await writer.run(
        """
        INSERT INTO attendance_fix (community_id, meeting_id, member_id, minutes)
        VALUES (:community, :meeting, :member, :minutes)
        ON CONFLICT (meeting_id, member_id) DO UPDATE SET minutes = excluded.minutes
        """,
        community=meeting.community_id,
        meeting=meeting.id,
        member=member_id,
        minutes=minutes,
    )


async def confirm(writer: Writer, meeting: Meeting, now: datetime) -> None:
    """Note when a facilitator first confirmed who was there."""
    await writer.run(
        """
        UPDATE meeting SET confirmed_at = :now
        WHERE community_id = :community AND id = :meeting AND confirmed_at IS NULL
        """,
        now=from_instant(now),
        community=meeting.community_id,
        meeting=meeting.id,
    )


async def contest(
    writer: Writer, meeting: Meeting, member_id: MemberId, claimed: int, reason: bytes, now: datetime
) -> int:
    """Store a member's objection in place of an open one, and return its number; `reason` is encrypted."""
    number = await writer.value(
        """
        INSERT INTO attendance_contest (community_id, meeting_id, member_id, claimed, reason, asked_at)
        VALUES (:community, :meeting, :member, :claimed, :reason, :now)
        ON CONFLICT (meeting_id, member_id) WHERE state = 'open' DO UPDATE
            SET claimed = excluded.claimed, reason = excluded.reason, asked_at = excluded.asked_at
        RETURNING id
        """,
        community=meeting.community_id,
        meeting=meeting.id,
        member=member_id,
        claimed=claimed,
        reason=reason,
        now=from_instant(now),
    )
    return int(str(number))


def _read(row: sqlite3.Row) -> Contest:
    return Contest(
        row["id"],
        CommunityId(row["community_id"]),
        MeetingId(row["meeting_id"]),
        MemberId(row["member_id"]),
        row["claimed"],
        ContestState(row["state"]),
    )


async def find_contest(
    reader: Reader, community_id: CommunityId, contest_id: int
) -> tuple[Contest, bytes | None] | None:
    """Return an objection and its encrypted reason (None once settled), or None."""
    row = await reader.one(
        f"SELECT {_CONTEST}, reason FROM attendance_contest WHERE community_id = :community AND id = :contest",
        community=community_id,
        contest=contest_id,
    )
    return None if row is None else (_read(row), row["reason"])


async def last_contest(
    reader: Reader, community_id: CommunityId, meeting_id: MeetingId, member_id: MemberId
) -> Contest | None:
    """Return somebody's latest objection about a meeting, or None."""
    row = await reader.one(
        f"""
        SELECT {_CONTEST} FROM attendance_contest
        WHERE community_id = :community AND meeting_id = :meeting AND member_id = :member ORDER BY id DESC LIMIT 1
        """,
        community=community_id,
        meeting=meeting_id,
        member=member_id,
    )
    return None if row is None else _read(row)


async def open_contests(reader: Reader, community_id: CommunityId) -> list[int]:
    """Return the numbers of the objections that wait for a facilitator, the oldest first."""
    rows = await reader.all(
        "SELECT id FROM attendance_contest WHERE community_id = :community AND state = 'open' ORDER BY asked_at, id",
        community=community_id,
    )
    return [row[0] for row in rows]


async def settle_contest(writer: Writer, found: Contest, state: ContestState, now: datetime) -> None:
    """Note what became of an open objection; its reason is kept no longer."""
    await writer.run(
        """
        UPDATE attendance_contest SET state = :state, reason = NULL, settled_at = :now
        WHERE community_id = :community AND id = :contest AND state = 'open'
        """,
        state=state,
        now=from_instant(now),
        community=found.community_id,
        contest=found.id,
    )

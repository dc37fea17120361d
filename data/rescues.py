"""Rescues of unanswered cases, and whose turn it was to be asked, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CaseId, CommunityId, MemberId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant


@dataclass(frozen=True, slots=True)
class Asked:
    """One person's turn: `turn` is 1, or 2 where another had passed it on; `passed` once they passed it on."""

    member_id: MemberId
    turn: int
    passed: bool


async def begun_at(reader: Reader, community_id: CommunityId, case_id: CaseId) -> datetime | None:
    """Return when members were asked about a case, None if they were not."""
    found = await reader.value(
        "SELECT begun_at FROM case_rescue WHERE community_id = :community AND case_id = :case",
        community=community_id,
        case=case_id,
    )
    return to_instant(found) if isinstance(found, int) else None


async def begin(writer: Writer, community_id: CommunityId, case_id: CaseId, now: datetime) -> None:
    """Note that a case is rescued; the first time counts."""
    await writer.run(
        """
        INSERT INTO case_rescue (case_id, community_id, begun_at) VALUES (:case, :community, :now)
        ON CONFLICT (case_id) DO NOTHING
        """,
        case=case_id,
        community=community_id,
        now=from_instant(now),
    )


async def add(
    writer: Writer, community_id: CommunityId, case_id: CaseId, member_id: MemberId, turn: int, at: datetime
) -> None:
    """Note that it is somebody's turn to be asked, at an instant."""
    await writer.run(
        """
        INSERT INTO case_asking (case_id, community_id, member_id, turn, asked_at)
        VALUES (:case, :community, :member, :turn, :at)
        """,
        case=case_id,
        community=community_id,
        member=member_id,
        turn=turn,
        at=from_instant(at),
    )


async def of_case(reader: Reader, community_id: CommunityId, case_id: CaseId) -> dict[MemberId, Asked]:
    """Return whose turn it was, and how it stands with each."""
    rows = await reader.all(
        """
        SELECT member_id, turn, passed FROM case_asking
        WHERE community_id = :community AND case_id = :case ORDER BY turn, member_id
        """,
        community=community_id,
        case=case_id,
    )
    return {MemberId(row[0]): Asked(MemberId(row[0]), row[1], bool(row[2])) for row in rows}


async def pass_on(writer: Writer, community_id: CommunityId, case_id: CaseId, member_id: MemberId) -> None:
    """Note that somebody's turn passed to another."""
    await writer.run(
        """
        UPDATE case_asking SET passed = 1
        WHERE community_id = :community AND case_id = :case AND member_id = :member
        """,
        community=community_id,
        case=case_id,
        member=member_id,
    )


async def turns(reader: Reader, community_id: CommunityId) -> dict[MemberId, tuple[int, datetime]]:
    """Return how often each member's turn came, over all cases, and when last."""
    rows = await reader.all(
        """
        SELECT member_id, count(*), max(asked_at) FROM case_asking WHERE community_id = :community GROUP BY member_id
        """,
        community=community_id,
    )
    return {MemberId(row[0]): (row[1], to_instant(row[2])) for row in rows}

"""Follow-ups of cases as rows."""

from __future__ import annotations

from datetime import datetime

from bot.domain.follow_ups import FollowUp, FollowUpState
from bot.domain.ids import CaseId, CommunityId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant


async def find(reader: Reader, community_id: CommunityId, case_id: CaseId) -> FollowUp | None:
    """Return the follow-up of a case, or None."""
    row = await reader.one(
        """
        SELECT case_id, community_id, due_at, state, revision FROM case_follow_up
        WHERE community_id = :community AND case_id = :case
        """,
        community=community_id,
        case=case_id,
    )
    if row is None:
        return None
    return FollowUp(
        CaseId(row["case_id"]),
        CommunityId(row["community_id"]),
        to_instant(row["due_at"]),
        FollowUpState(row["state"]),
        int(row["revision"]),
    )


async def plan(writer: Writer, community_id: CommunityId, case_id: CaseId, due_at: datetime) -> FollowUp:
    """Store when the author of a case is asked, in the place of any other date, and return it."""
    await writer.run(
        """
        INSERT INTO case_follow_up (case_id, community_id, due_at) VALUES (:case, :community, :due)
        ON CONFLICT (case_id) DO UPDATE SET due_at = excluded.due_at, state = 'planned', revision = revision + 1
        """,
        community=community_id,
        case=case_id,
        due=from_instant(due_at),
    )
    found = await find(writer, community_id, case_id)
    assert found is not None  # noqa: S101 - it was stored in this transaction
    return found


async def set_state(writer: Writer, community_id: CommunityId, case_id: CaseId, state: FollowUpState) -> None:
    """Note how far a follow-up has come."""
    await writer.run(
        "UPDATE case_follow_up SET state = :state WHERE community_id = :community AND case_id = :case",
        community=community_id,
        case=case_id,
        state=state,
    )


async def erase(writer: Writer, community_id: CommunityId, case_id: CaseId) -> None:
    """Delete the follow-up of a case."""
    await writer.run(
        "DELETE FROM case_follow_up WHERE community_id = :community AND case_id = :case",
        community=community_id,
        case=case_id,
    )


async def open_between(
    reader: Reader, community_id: CommunityId, since: datetime, until: datetime, limit: int = 5
) -> list[tuple[CaseId, str, datetime]]:
    """Return the released cases of which somebody is to tell what happened between two instants, the first due first:
    case, title, when.
    """
    rows = await reader.all(
        """
        SELECT case_follow_up.case_id, shared_case.title, case_follow_up.due_at FROM case_follow_up
        JOIN shared_case ON shared_case.id = case_follow_up.case_id
            AND shared_case.community_id = case_follow_up.community_id
        WHERE case_follow_up.community_id = :community AND case_follow_up.state IN ('planned', 'asked', 'nudged')
          AND case_follow_up.due_at > :since AND case_follow_up.due_at <= :until
          AND shared_case.state = 'released' AND shared_case.title IS NOT NULL
        ORDER BY case_follow_up.due_at, case_follow_up.case_id LIMIT :limit
        """,
        community=community_id,
        since=from_instant(since),
        until=from_instant(until),
        limit=limit,
    )
    return [(CaseId(row[0]), str(row[1]), to_instant(row[2])) for row in rows]

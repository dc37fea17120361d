"""Outcomes of polls as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId, PollId
from bot.domain.poll_outcomes import Outcome, OutcomeKind
from data.database import Reader, Writer
from data.rows import from_instant, from_instant_or_none, to_instant, to_instant_or_none

_COLUMNS = "id, community_id, poll_id, kind, why, stated_by, stated_at, review_at"


def _read(row: sqlite3.Row) -> Outcome:
    outcome_id, community_id, poll_id, kind, why, stated_by, stated_at, review_at = tuple(row)
    return Outcome(
        id=outcome_id,
        community_id=CommunityId(community_id),
        poll_id=PollId(poll_id),
        kind=OutcomeKind(kind),
        why=why,
        stated_by=None if stated_by is None else MemberId(stated_by),
        stated_at=to_instant(stated_at),
        review_at=to_instant_or_none(review_at),
    )


async def add(
    writer: Writer,
    community_id: CommunityId,
    poll_id: PollId,
    kind: OutcomeKind,
    why: str,
    stated_by: MemberId,
    now: datetime,
    review_at: datetime | None,
) -> Outcome:
    """Store a word on a poll; the earlier ones stay."""
    (row,) = await writer.all(
        f"""
        INSERT INTO poll_outcome (community_id, poll_id, kind, why, stated_by, stated_at, review_at)
        VALUES (:community, :poll, :kind, :why, :member, :now, :review) RETURNING {_COLUMNS}
        """,
        community=community_id,
        poll=poll_id,
        kind=kind,
        why=why,
        member=stated_by,
        now=from_instant(now),
        review=from_instant_or_none(review_at),
    )
    return _read(row)


async def of_poll(reader: Reader, community_id: CommunityId, poll_id: PollId) -> list[Outcome]:
    """Return all that was said of a poll, the latest first."""
    rows = await reader.all(
        f"""
        SELECT {_COLUMNS} FROM poll_outcome WHERE community_id = :community AND poll_id = :poll ORDER BY id DESC
        """,
        community=community_id,
        poll=poll_id,
    )
    return [_read(row) for row in rows]

"""The audit log as rows: added to, never rewritten (triggers see to it)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, when; `actor_id` and `member_id` are None once that person had their data erased.

    `was` and `became` are the minutes before and after, where the act corrected some.
    """

    at: datetime
    act: str
    actor_id: MemberId | None
    member_id: MemberId | None
    subject_id: int | None
    was: int | None = None
    became: int | None = None


async def add(
    writer: Writer,
    community_id: CommunityId,
    act: str,
    actor_id: MemberId,
    now: datetime,
    *,
    member_id: MemberId | None = None,
    subject_id: int | None = None,
    was: int | None = None,
    became: int | None = None,
) -> None:
    """Note an act, in the transaction that does it."""
    await writer.run(
        """
        INSERT INTO audit (community_id, at, act, actor_id, member_id, subject_id, was, became)
        VALUES (:community, :now, :act, :actor, :member, :subject, :was, :became)
        """,
        community=community_id,
        now=from_instant(now),
        act=act,
        actor=actor_id,
        member=member_id,
        subject=subject_id,
        was=was,
        became=became,
    )


async def page(reader: Reader, community_id: CommunityId, before: int | None, limit: int) -> list[tuple[int, Entry]]:
    """Return acts with their numbers, newest first: the latest, or those before a number."""
    rows = await reader.all(
        """
        SELECT at, act, actor_id, member_id, subject_id, was, became, id FROM audit
        WHERE community_id = :community AND (:before IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit
        """,
        community=community_id,
        before=before,
        limit=limit,
    )
    return [(row[7], _read(row)) for row in rows]


async def counts(reader: Reader, community_id: CommunityId, since: datetime) -> dict[str, int]:
    """Return how often each act was done since an instant, the most frequent first; by nobody's name."""
    rows = await reader.all(
        """
        SELECT act, count(*) FROM audit WHERE community_id = :community AND at >= :since
        GROUP BY act ORDER BY count(*) DESC, act
        """,
        community=community_id,
        since=from_instant(since),
    )
    return {str(row[0]): int(row[1]) for row in rows}


async def entries(reader: Reader, community_id: CommunityId, limit: int = 100) -> list[Entry]:
    """Return the latest acts, newest first."""
    rows = await reader.all(
        """
        SELECT at, act, actor_id, member_id, subject_id, was, became FROM audit
        WHERE community_id = :community ORDER BY id DESC LIMIT :limit
        """,
        community=community_id,
        limit=limit,
    )
    return [_read(row) for row in rows]


def _read(row: sqlite3.Row) -> Entry:
    return Entry(
        at=to_instant(int(row[0])),
        act=str(row[1]),
        actor_id=None if row[2] is None else MemberId(row[2]),
        member_id=None if row[3] is None else MemberId(row[3]),
        subject_id=row[4],
        was=row[5],
        became=row[6],
    )

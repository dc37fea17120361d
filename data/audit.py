"""The audit log as rows: added to, never rewritten (triggers see to it)."""

from __future__ import annotations

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
    return [
        Entry(
            at=to_instant(int(row[0])),
            act=str(row[1]),
            actor_id=None if row[2] is None else MemberId(row[2]),
            member_id=None if row[3] is None else MemberId(row[3]),
            subject_id=row[4],
            was=row[5],
            became=row[6],
        )
        for row in rows
    ]

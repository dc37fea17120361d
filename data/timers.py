"""Timers as rows: planned with what they belong to, claimed under a lease, settled once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId, TimerId
from bot.domain.timers import LEASE, PlannedTimer, Timer
from data.database import Change, Reader, Writer
from data.rows import from_instant, from_instant_or_none, to_instant, to_instant_or_none

COLUMNS = "id, kind, community_id, subject_id, member_id, dedupe_key, due_at, expires_at, attempts"


def read_timer(row: sqlite3.Row) -> Timer:
    """Return the timer in a row of COLUMNS."""
    timer_id, kind, community_id, subject_id, member_id, dedupe_key, due_at, expires_at, attempts = tuple(row)
    return Timer(
        id=TimerId(timer_id),
        kind=kind,
        community_id=CommunityId(community_id),
        subject_id=subject_id,
        member_id=None if member_id is None else MemberId(member_id),
        dedupe_key=dedupe_key,
        due_at=to_instant(due_at),
        expires_at=to_instant_or_none(expires_at),
        attempt=attempts,
    )


async def plan(writer: Writer, planned: Iterable[PlannedTimer]) -> None:
    """Store timers; one whose fact is already planned is left as it is. The timekeeper is rung after the commit.

    A fact that was called off and holds again (a meeting that was moved and moved back) is due again, under the same
    id: should its message have gone out as it was called off, its nonce and its count of attempts keep it from coming
    twice. What was delivered, or lapsed, stays so.
    """
    for timer in planned:
        writer.run_soon(
            """
            INSERT INTO timer (kind, community_id, subject_id, member_id, dedupe_key, due_at, expires_at)
            VALUES (:kind, :community, :subject, :member, :key, :due, :expires)
            ON CONFLICT (dedupe_key) DO UPDATE
                SET state = 'pending', lease_until = NULL, due_at = excluded.due_at, expires_at = excluded.expires_at
                WHERE timer.state = 'cancelled'
            """,
            kind=timer.kind,
            community=timer.community_id,
            subject=timer.subject_id,
            member=timer.member_id,
            key=timer.dedupe_key,
            due=from_instant(timer.due_at),
            expires=from_instant_or_none(timer.expires_at),
        )
        writer.announce(Change.TIMERS)


async def cancel(writer: Writer, community_id: CommunityId, kind_prefix: str, subject_id: int) -> None:
    """Cancel the open timers of a subject whose kind starts with `kind_prefix`."""
    writer.run_soon(
        """
        UPDATE timer SET state = 'cancelled', lease_until = NULL
        WHERE community_id = :community AND subject_id = :subject AND state IN ('pending', 'claimed')
          AND substr(kind, 1, length(:prefix)) = :prefix
        """,
        community=community_id,
        subject=subject_id,
        prefix=kind_prefix,
    )
    writer.announce(Change.TIMERS)


async def claim_due(writer: Writer, now: datetime, limit: int = 20) -> list[Timer]:
    """Claim what is due, or was claimed by somebody who never settled it; earliest first."""
    rows = await writer.all(
        f"""
        UPDATE timer SET state = 'claimed', lease_until = :lease, attempts = attempts + 1
        WHERE id IN (
            SELECT id FROM timer
            WHERE (state = 'pending' AND due_at <= :now) OR (state = 'claimed' AND lease_until <= :now)
            ORDER BY due_at, id LIMIT :limit
        )
        RETURNING {COLUMNS}
        """,
        now=from_instant(now),
        lease=from_instant(now + LEASE),
        limit=limit,
    )
    return sorted((read_timer(row) for row in rows), key=lambda timer: (timer.due_at, timer.id))


async def settle(writer: Writer, timer: Timer, state: str) -> None:
    """Close a claimed timer as `done`, `expired` or `dead`; one cancelled meanwhile stays cancelled."""
    writer.run_soon(
        """
        UPDATE timer SET state = :state, lease_until = NULL
        WHERE id = :id AND state = 'claimed' AND attempts = :attempt
        """,
        state=state,
        id=timer.id,
        attempt=timer.attempt,
    )


async def put_off(writer: Writer, timer: Timer, until: datetime) -> None:
    """Give a claimed timer back, to be tried again at `until`."""
    await writer.run(
        """
        UPDATE timer SET state = 'pending', lease_until = NULL, due_at = :until
        WHERE id = :id AND state = 'claimed' AND attempts = :attempt
        """,
        until=from_instant(until),
        id=timer.id,
        attempt=timer.attempt,
    )
    writer.announce(Change.TIMERS)


async def wait(writer: Writer, timer: Timer, until: datetime) -> None:
    """Give a claimed timer back to come due at `until`; that it waits is no failed attempt."""
    await writer.run(
        """
        UPDATE timer SET state = 'pending', lease_until = NULL, due_at = :until, attempts = attempts - 1
        WHERE id = :id AND state = 'claimed' AND attempts = :attempt
        """,
        until=from_instant(until),
        id=timer.id,
        attempt=timer.attempt,
    )
    writer.announce(Change.TIMERS)


async def is_open(reader: Reader, community_id: CommunityId, kind: str, subject_id: int) -> bool:
    """Return whether a timer of this kind still waits to be delivered for a subject."""
    found = await reader.value(
        """
        SELECT 1 FROM timer
        WHERE community_id = :community AND subject_id = :subject AND kind = :kind AND state IN ('pending', 'claimed')
        """,
        community=community_id,
        subject=subject_id,
        kind=kind,
    )
    return found is not None


async def next_wake(reader: Reader) -> datetime | None:
    """Return when something next needs the timekeeper: the earliest due, or the end of a lease."""
    seconds = await reader.value(
        "SELECT min(coalesce(lease_until, due_at)) FROM timer WHERE state IN ('pending', 'claimed')"
    )
    return to_instant(int(seconds)) if isinstance(seconds, int) else None


async def hasten(writer: Writer, community_id: CommunityId, now: datetime) -> None:
    """Let what failed and waits be tried again now, as after a repair."""
    await writer.run(
        """
        UPDATE timer SET due_at = :now
        WHERE community_id = :community AND state = 'pending' AND attempts > 0 AND due_at > :now
        """,
        now=from_instant(now),
        community=community_id,
    )
    writer.announce(Change.TIMERS)


async def count_open(reader: Reader) -> dict[str, int]:
    """Return how many timers wait, by state `pending` or `claimed`."""
    rows = await reader.all("SELECT state, count(*) FROM timer WHERE state IN ('pending', 'claimed') GROUP BY state")
    return {str(row[0]): int(row[1]) for row in rows}


async def release_claims(writer: Writer) -> None:
    """Free what a process that ended had claimed; only one process works on a file, so nobody else holds any."""
    await writer.run("UPDATE timer SET state = 'pending', lease_until = NULL WHERE state = 'claimed'")

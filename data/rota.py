"""The rota and its swaps, as rows."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from bot.domain.ids import CommunityId, MemberId
from bot.domain.rota import Swap, SwapState
from data.database import Reader, Writer
from data.rows import from_instant

_SWAP = "id, community_id, asker_id, asker_week, holder_id, holder_week, state"


async def turns(reader: Reader, community_id: CommunityId) -> dict[date, MemberId]:
    """Return who has which week, past ones too; whoever is out has none."""
    rows = await reader.all(
        """
        SELECT rota_turn.week, rota_turn.member_id FROM rota_turn
        JOIN member ON member.community_id = rota_turn.community_id AND member.id = rota_turn.member_id
        WHERE rota_turn.community_id = :community AND member.state <> 'left' ORDER BY rota_turn.week
        """,
        community=community_id,
    )
    return {date.fromisoformat(row[0]): MemberId(row[1]) for row in rows}


async def give(writer: Writer, community_id: CommunityId, week: date, member_id: MemberId) -> None:
    """Give a week to somebody, whoever had it."""
    await writer.run(
        """
        INSERT INTO rota_turn (community_id, week, member_id) VALUES (:community, :week, :member)
        ON CONFLICT (community_id, week) DO UPDATE SET member_id = excluded.member_id
        """,
        community=community_id,
        week=week.isoformat(),
        member=member_id,
    )


async def give_back(writer: Writer, community_id: CommunityId, week: date) -> None:
    """Leave a week to nobody."""
    await writer.run(
        "DELETE FROM rota_turn WHERE community_id = :community AND week = :week",
        community=community_id,
        week=week.isoformat(),
    )


async def leave(writer: Writer, community_id: CommunityId, member_id: MemberId, first: date) -> None:
    """Leave somebody's weeks from `first` on to nobody."""
    await writer.run(
        "DELETE FROM rota_turn WHERE community_id = :community AND member_id = :member AND week >= :first",
        community=community_id,
        member=member_id,
        first=first.isoformat(),
    )


def _read(row: sqlite3.Row) -> Swap:
    swap_id, community_id, asker_id, asker_week, holder_id, holder_week, state = tuple(row)
    return Swap(
        id=swap_id,
        community_id=CommunityId(community_id),
        asker_id=MemberId(asker_id),
        asker_week=None if asker_week is None else date.fromisoformat(asker_week),
        holder_id=MemberId(holder_id),
        holder_week=date.fromisoformat(holder_week),
        state=SwapState(state),
    )


async def ask_to_swap(
    writer: Writer,
    community_id: CommunityId,
    asker_id: MemberId,
    asker_week: date | None,
    holder_id: MemberId,
    holder_week: date,
    now: datetime,
) -> Swap | None:
    """Store a wish to swap and return it, None if the same person asks for that week already."""
    row = await writer.one(
        f"""
        INSERT INTO rota_swap (community_id, asker_id, asker_week, holder_id, holder_week, asked_at)
        VALUES (:community, :asker, :asker_week, :holder, :holder_week, :now)
        ON CONFLICT (community_id, asker_id, holder_week) WHERE state = 'asked' DO NOTHING RETURNING {_SWAP}
        """,
        community=community_id,
        asker=asker_id,
        asker_week=None if asker_week is None else asker_week.isoformat(),
        holder=holder_id,
        holder_week=holder_week.isoformat(),
        now=from_instant(now),
    )
    return _read(row) if row else None


async def find_swap(reader: Reader, community_id: CommunityId, swap_id: int) -> Swap | None:
    """Return a wish to swap of this community, or None."""
    row = await reader.one(
        f"SELECT {_SWAP} FROM rota_swap WHERE community_id = :community AND id = :id",
        community=community_id,
        id=swap_id,
    )
    return _read(row) if row else None


async def asked_of(reader: Reader, community_id: CommunityId, member_id: MemberId) -> list[Swap]:
    """Return the wishes to swap that somebody has not answered and could still grant, the oldest first."""
    rows = await reader.all(
        f"""
        SELECT {_SWAP} FROM rota_swap
        WHERE community_id = :community AND holder_id = :member AND state = 'asked' ORDER BY id
        """,
        community=community_id,
        member=member_id,
    )
    held = await turns(reader, community_id)
    return [swap for swap in map(_read, rows) if swap.still_fits(held)]


async def settle_swap(writer: Writer, swap: Swap, state: SwapState) -> None:
    """Store what became of a wish to swap."""
    await writer.run(
        "UPDATE rota_swap SET state = :state WHERE community_id = :community AND id = :id",
        state=state,
        community=swap.community_id,
        id=swap.id,
    )

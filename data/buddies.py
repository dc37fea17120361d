"""Study buddies as rows: who wishes to be paired, and who met whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from bot.domain.pairing import Group
from data.database import Reader, Writer
from data.rows import from_instant, from_instant_or_none, to_instant, to_instant_or_none


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody's wish as it lies in the file; `apart` is sealed."""

    member_id: MemberId
    wants: bool
    since: datetime
    snoozed_until: datetime | None
    apart: bytes | None


@dataclass(frozen=True, slots=True)
class Round:
    """One round: its number in the file, the question that opens the talk, when it was, and who met whom."""

    id: int
    prompt_key: str
    opener: str
    at: datetime
    groups: tuple[Group, ...]


async def wishes(reader: Reader, community_id: CommunityId) -> list[Wish]:
    """Return what those who are in wish, in the order in which they came."""
    rows = await reader.all(
        """
        SELECT buddy.member_id, buddy.wants, buddy.since, buddy.snoozed_until, buddy.apart FROM buddy
        JOIN member ON member.community_id = buddy.community_id AND member.id = buddy.member_id
        WHERE buddy.community_id = :community AND member.state = 'active' ORDER BY buddy.since, buddy.member_id
        """,
        community=community_id,
    )
    return [
        Wish(MemberId(row[0]), bool(row[1]), to_instant(row[2]), to_instant_or_none(row[3]), row[4]) for row in rows
    ]


async def save(writer: Writer, community_id: CommunityId, wish: Wish) -> None:
    """Store somebody's wish in place of the one they had."""
    await writer.run(
        """
        INSERT INTO buddy (community_id, member_id, wants, since, snoozed_until, apart)
        VALUES (:community, :member, :wants, :since, :until, :apart)
        ON CONFLICT (community_id, member_id) DO UPDATE SET wants = excluded.wants, since = excluded.since,
            snoozed_until = excluded.snoozed_until, apart = excluded.apart
        """,
        community=community_id,
        member=wish.member_id,
        wants=int(wish.wants),
        since=from_instant(wish.since),
        until=from_instant_or_none(wish.snoozed_until),
        apart=wish.apart,
    )


async def add_round(
    writer: Writer, community_id: CommunityId, prompt_key: str, opener: str, groups: Sequence[Group], now: datetime
) -> int:
    """Store a round and return its number."""
    (row,) = await writer.all(
        """
        INSERT INTO buddy_round (community_id, prompt_key, opener, paired_at)
        VALUES (:community, :key, :opener, :now) RETURNING id
        """,
        community=community_id,
        key=prompt_key,
        opener=opener,
        now=from_instant(now),
    )
    for place, group in enumerate(groups, start=1):
        for member_id in group:
            writer.run_soon(
                """
                INSERT INTO buddy_pair (round_id, community_id, place, member_id)
                VALUES (:round, :community, :place, :member)
                """,
                round=row[0],
                community=community_id,
                place=place,
                member=member_id,
            )
    return int(row[0])


async def rounds(reader: Reader, community_id: CommunityId) -> list[Round]:
    """Return all rounds, the oldest first."""
    found = await reader.all(
        "SELECT id, prompt_key, opener, paired_at FROM buddy_round WHERE community_id = :community ORDER BY id",
        community=community_id,
    )
    rows = await reader.all(
        """
        SELECT round_id, place, member_id FROM buddy_pair
        WHERE community_id = :community ORDER BY round_id, place, member_id
        """,
        community=community_id,
    )
    groups: dict[int, dict[int, Group]] = {}
    for round_id, place, member_id in (tuple(row) for row in rows):
        of_round = groups.setdefault(round_id, {})
        of_round[place] = (*of_round.get(place, ()), MemberId(member_id))
    return [Round(row[0], row[1], row[2], to_instant(row[3]), tuple(groups.get(row[0], {}).values())) for row in found]

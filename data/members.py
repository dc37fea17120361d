"""Members as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Member, MemberState
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

COLUMNS = "member.community_id, member.id, member.state, member.zone, member.agreed_version, member.joined_at"


def read_member(row: sqlite3.Row) -> Member:
    """Return the member in a row of COLUMNS."""
    community_id, member_id, state, zone, agreed_version, joined_at = tuple(row)
    return Member(
        community_id=CommunityId(community_id),
        id=MemberId(member_id),
        state=MemberState(state),
        zone=zone,
        agreed_version=agreed_version,
        joined_at=to_instant(joined_at),
    )


async def find(reader: Reader, community_id: CommunityId, member_id: MemberId) -> Member | None:
    """Return somebody's entry in a community, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM member WHERE community_id = :community AND id = :member",
        community=community_id,
        member=member_id,
    )
    return read_member(row) if row else None


async def active(reader: Reader, community_id: CommunityId) -> list[Member]:
    """Return everybody who is in, in the order they joined."""
    rows = await reader.all(
        f"SELECT {COLUMNS} FROM member WHERE community_id = :community AND state = 'active' ORDER BY joined_at, id",
        community=community_id,
    )
    return [read_member(row) for row in rows]


async def ensure(writer: Writer, community_id: CommunityId, member_id: MemberId, now: datetime) -> Member:
    """Make somebody an active member if they are not, and return their entry."""
    rows = await writer.all(
        f"""
        INSERT INTO member (community_id, id, state, joined_at) VALUES (:community, :member, 'active', :now)
        ON CONFLICT (community_id, id) DO UPDATE SET state = 'active'
        RETURNING {COLUMNS.replace("member.", "")}
        """,
        community=community_id,
        member=member_id,
        now=from_instant(now),
    )
    return read_member(rows[0])


async def set_zone(writer: Writer, community_id: CommunityId, member_id: MemberId, zone: str) -> None:
    """Store somebody's own IANA zone."""
    await writer.run(
        "UPDATE member SET zone = :zone WHERE community_id = :community AND id = :member",
        zone=zone,
        community=community_id,
        member=member_id,
    )

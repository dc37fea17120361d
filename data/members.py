"""Members as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.ids import CommunityId, MemberId
from bot.domain.joining import AGREEMENT_VERSION
from bot.domain.people import Community, Member, MemberState
from data import communities
from data.connection import Query, Rows
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

COLUMNS = "member.community_id, member.id, member.state, member.zone, member.agreed_version, member.joined_at"
_WIDTH = COLUMNS.count(",") + 1


def read_member(row: Sequence[Any]) -> Member:
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


def in_community(community_id: CommunityId, member_id: MemberId) -> Query[tuple[Community, Member | None] | None]:
    """Ask for a community and somebody's entry in it; None while its server has not been set up."""

    def read(rows: Rows) -> tuple[Community, Member | None] | None:
        if not rows:
            return None
        entry = rows[0][-_WIDTH:]
        return communities.read_community(rows[0]), read_member(entry) if entry[0] is not None else None

    return Query(
        f"""
        SELECT {communities.COLUMNS}, {COLUMNS} FROM community
        LEFT JOIN member ON member.community_id = community.id AND member.id = :member
        WHERE community.id = :community
        """,
        {"community": community_id, "member": member_id},
        read,
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
    """Make somebody an active member who has agreed to the current agreement, and return their entry."""
    rows = await writer.all(
        f"""
        INSERT INTO member (community_id, id, state, agreed_version, joined_at)
        VALUES (:community, :member, 'active', :version, :now)
        ON CONFLICT (community_id, id) DO UPDATE SET state = 'active', agreed_version = excluded.agreed_version
        RETURNING {COLUMNS.replace("member.", "")}
        """,
        community=community_id,
        member=member_id,
        version=AGREEMENT_VERSION,
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


async def enter(
    writer: Writer,
    community_id: CommunityId,
    member_id: MemberId,
    state: MemberState,
    now: datetime,
    agreed_version: int | None = None,
) -> None:
    """Put somebody into `state`, with a new entry if they have none; an `agreed_version` of None keeps the one stored.

    `joined_at` becomes `now` for whoever gets in, and stays for whoever is in already.
    """
    await writer.run(
        """
        INSERT INTO member (community_id, id, state, agreed_version, joined_at)
        VALUES (:community, :member, :state, :version, :now)
        ON CONFLICT (community_id, id) DO UPDATE SET
            joined_at = CASE WHEN state <> 'active' AND excluded.state = 'active'
                THEN excluded.joined_at ELSE joined_at END,
            state = excluded.state,
            agreed_version = coalesce(excluded.agreed_version, agreed_version)
        """,
        community=community_id,
        member=member_id,
        state=state,
        version=agreed_version,
        now=from_instant(now),
    )


async def not_agreed_to(reader: Reader, version: int) -> list[Member]:
    """Return everybody, in every community, who is in but has not agreed to this version of the agreement."""
    rows = await reader.all(
        f"SELECT {COLUMNS} FROM member WHERE state = 'active' AND agreed_version IS NOT :version",
        version=version,
    )
    return [read_member(row) for row in rows]

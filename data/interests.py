"""The clinical areas that members like to be asked about, as rows."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.cases import Area
from bot.domain.ids import CommunityId, MemberId
from data.database import Reader, Writer


async def of_member(reader: Reader, community_id: CommunityId, member_id: MemberId) -> frozenset[Area]:
    """Return somebody's interests; an area that is none any more is left out."""
    rows = await reader.all(
        "SELECT area FROM interest WHERE community_id = :community AND member_id = :member",
        community=community_id,
        member=member_id,
    )
    return frozenset(Area(row[0]) for row in rows if row[0] in set(Area))


async def interested_in(reader: Reader, community_id: CommunityId, area: Area) -> frozenset[MemberId]:
    """Return whose interest an area is."""
    rows = await reader.all(
        "SELECT member_id FROM interest WHERE community_id = :community AND area = :area",
        community=community_id,
        area=area,
    )
    return frozenset(MemberId(row[0]) for row in rows)


async def save(writer: Writer, community_id: CommunityId, member_id: MemberId, areas: Iterable[Area]) -> None:
    """Store somebody's interests in place of those they had."""
    await writer.run(
        "DELETE FROM interest WHERE community_id = :community AND member_id = :member",
        community=community_id,
        member=member_id,
    )
    for area in areas:
        writer.run_soon(
            "INSERT INTO interest (community_id, member_id, area) VALUES (:community, :member, :area)",
            community=community_id,
            member=member_id,
            area=area,
        )

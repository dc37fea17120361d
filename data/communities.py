"""Communities as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.blueprint import Part
from bot.domain.ids import CommunityId
from bot.domain.people import Community, Place
from data.connection import Query
from data.database import Reader, Writer
from data.rows import from_instant

COLUMNS = (
    "community.id, community.zone, community.locale, community.facilitator_role_id, community.member_role_id, "
    + ", ".join(f"community.{place}_id" for place in Place)
)


def read_community(row: sqlite3.Row) -> Community:
    """Return the community in a row that starts with COLUMNS."""
    ids = {place: row[index] for index, place in enumerate(Place, start=5)}
    return Community(
        id=CommunityId(row[0]),
        zone=row[1],
        locale=row[2],
        facilitator_role_id=row[3],
        member_role_id=row[4],
        channels={place: channel_id for place, channel_id in ids.items() if channel_id is not None},
    )


def by_id(community_id: CommunityId) -> Query[Community | None]:
    """Ask for a community."""
    return Query(
        f"SELECT {COLUMNS} FROM community WHERE id = :id",
        {"id": community_id},
        lambda rows: read_community(rows[0]) if rows else None,
    )


async def find(reader: Reader, community_id: CommunityId) -> Community | None:
    """Return a community, or None while its server has not been set up."""
    return (await reader.ask(by_id(community_id)))[0]


async def save(writer: Writer, community: Community, now: datetime) -> None:
    """Store a community as it is now, new or known."""
    places = ", ".join(f"{place}_id" for place in Place)
    await writer.run(
        f"""
        INSERT INTO community (id, zone, locale, facilitator_role_id, member_role_id, created_at, {places})
        VALUES (:id, :zone, :locale, :facilitator_role_id, :member_role_id, :now,
                {", ".join(f":{place}" for place in Place)})
        ON CONFLICT (id) DO UPDATE SET
            zone = excluded.zone, locale = excluded.locale,
            facilitator_role_id = excluded.facilitator_role_id, member_role_id = excluded.member_role_id,
            {", ".join(f"{place}_id = excluded.{place}_id" for place in Place)}
        """,
        id=community.id,
        zone=community.zone,
        locale=community.locale,
        facilitator_role_id=community.facilitator_role_id,
        member_role_id=community.member_role_id,
        now=from_instant(now),
        **{place.value: community.channel_of(place) for place in Place},
    )


async def found(writer: Writer, community_id: CommunityId, zone: str, locale: str, now: datetime) -> None:
    """Store a community that has no channels yet; one that is known stays as it is."""
    await writer.run(
        """
        INSERT INTO community (id, zone, locale, created_at) VALUES (:id, :zone, :locale, :now)
        ON CONFLICT (id) DO NOTHING
        """,
        id=community_id,
        zone=zone,
        locale=locale,
        now=from_instant(now),
    )


async def parts(reader: Reader, community_id: CommunityId) -> dict[Part, int]:
    """Return the ids of the roles and channels that are known to stand for a part of the community."""
    columns = ", ".join(f"{part}_id" for part in Part)
    row = await reader.one(f"SELECT {columns} FROM community WHERE id = :id", id=community_id)
    return {} if row is None else {part: int(row[i]) for i, part in enumerate(Part) if row[i] is not None}


async def set_part(writer: Writer, community_id: CommunityId, part: Part, discord_id: int | None) -> None:
    """Note which role or channel stands for a part, or that none does."""
    await writer.run(
        f"UPDATE community SET {part}_id = :id WHERE id = :community", id=discord_id, community=community_id
    )


async def set_zone(writer: Writer, community_id: CommunityId, zone: str) -> None:
    """Store the IANA zone that a community plans in."""
    await writer.run("UPDATE community SET zone = :zone WHERE id = :id", zone=zone, id=community_id)

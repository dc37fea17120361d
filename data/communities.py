"""Communities as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId
from bot.domain.people import Community, Place
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


async def find(reader: Reader, community_id: CommunityId) -> Community | None:
    """Return a community, or None while its server has not been set up."""
    row = await reader.one(f"SELECT {COLUMNS} FROM community WHERE id = :id", id=community_id)
    return read_community(row) if row else None


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

"""Notices to facilitators as rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from bot.domain.ids import CommunityId
from data.database import Reader, Writer
from data.rows import from_instant


async def insert(
    writer: Writer, community_id: CommunityId, code: str, params: Mapping[str, str | int], key: str, now: datetime
) -> int | None:
    """Store a notice and return its id, or None if the same was already told (`key`)."""
    row = await writer.one(
        """
        INSERT INTO notice (community_id, code, params, dedupe_key, created_at)
        VALUES (:community, :code, :params, :key, :now)
        ON CONFLICT (dedupe_key) DO NOTHING RETURNING id
        """,
        community=community_id,
        code=code,
        params=json.dumps(dict(params)),
        key=key,
        now=from_instant(now),
    )
    return None if row is None else int(row[0])


async def find(reader: Reader, community_id: CommunityId, notice_id: int) -> tuple[str, dict[str, str | int]] | None:
    """Return a notice's code and values, or None."""
    row = await reader.one(
        "SELECT code, params FROM notice WHERE id = :id AND community_id = :community",
        id=notice_id,
        community=community_id,
    )
    return None if row is None else (str(row[0]), json.loads(row[1]))


async def settle(writer: Writer, community_id: CommunityId) -> None:
    """Note that what the facilitators were told has been mended: should it happen again, it is told again."""
    for table in ("notice", "timer"):
        await writer.run(
            f"""
            UPDATE {table} SET dedupe_key = substr(dedupe_key, 1, 160) || ':mended:' || id
            WHERE community_id = :community AND dedupe_key LIKE 'notice:%' AND dedupe_key NOT LIKE '%:mended:%'
            """,
            community=community_id,
        )

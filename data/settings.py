"""What communities set for themselves, as rows: one a community, one column a setting."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId
from bot.domain.settings import SETTINGS, CommunitySettings, Setting
from data.connection import Query
from data.database import Reader, Writer

_COLUMNS = ", ".join(setting.name for setting in SETTINGS)


def _read(row: sqlite3.Row) -> CommunitySettings:
    """Return the settings in a row; what an older program let choose and this one does not counts as the default."""
    settings = CommunitySettings()
    for setting, held in zip(SETTINGS, row, strict=True):
        codes = [code for code in str(held).split() if setting.takes(code)]
        try:
            settings = setting.chosen(settings, codes)
        except Invalid:
            continue
    return settings


def of_community(community_id: CommunityId) -> Query[CommunitySettings]:
    """Ask for a community's settings: the defaults where it never chose."""
    return Query(
        f"SELECT {_COLUMNS} FROM setting WHERE community_id = :community",
        {"community": community_id},
        lambda rows: _read(rows[0]) if rows else CommunitySettings(),
    )


async def find(reader: Reader, community_id: CommunityId) -> CommunitySettings:
    """Return a community's settings: the defaults where it never chose."""
    return (await reader.ask(of_community(community_id)))[0]


async def choose(writer: Writer, community_id: CommunityId, setting: Setting, codes: Sequence[str]) -> None:
    """Store one setting; the others stay as they are."""
    await writer.run(
        f"""
        INSERT INTO setting (community_id, {setting.name}) VALUES (:community, :codes)
        ON CONFLICT (community_id) DO UPDATE SET {setting.name} = excluded.{setting.name}
        """,
        community=community_id,
        codes=" ".join(codes),
    )

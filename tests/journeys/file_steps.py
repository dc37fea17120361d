"""What somebody finds who takes the data folder: keys, rows, and every byte of the file and its log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from simcord import MemberActor

from tests.journeys.world import World


def keys(world: World) -> list[Path]:
    """Return the keys of whatever is anonymous and open."""
    return sorted(world.settings.ballot_keys_path.rglob("*.key"))


def raw(world: World) -> bytes:
    """Return every byte of the database and its write-ahead log."""
    path = world.settings.database_path
    files = [path, path.with_name(path.name + "-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def rows(world: World) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything in the file."""
    with closing(sqlite3.connect(world.settings.database_path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def about(world: World, who: MemberActor) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that holds a member's number, in whatever column."""
    found = {
        name: [row for row in all_rows if any(str(who.id) in str(value) for value in row)]
        for name, all_rows in rows(world).items()
    }
    return {name: some for name, some in found.items() if some}

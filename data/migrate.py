"""Brings a database file to the newest schema: forward only, backed up first, all or nothing.

`python -m data.migrate` prints the schema of a new database, which is what `data/schema.sql` holds.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"


class MigrationError(Exception):
    """The file cannot be brought to the newest schema; it is left as it was."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One script; `number` becomes the file's `user_version`."""

    number: int
    name: str
    sql: str


def load_migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """Return the scripts in order; raises MigrationError on a gap, a repeated number or a foreign name."""
    found: list[Migration] = []
    for path in sorted(folder.glob("*.sql")):
        match = re.fullmatch(r"(\d{4})_(\w+)", path.stem)
        if match is None:
            raise MigrationError(f"{path.name}: migrations are called NNNN_reason.sql")
        found.append(Migration(int(match[1]), match[2], path.read_text(encoding="utf-8")))
    if [migration.number for migration in found] != list(range(1, len(found) + 1)):
        raise MigrationError("migrations must be numbered from 0001 without gaps")
    return found


def migrate(path: Path, *, backups: Path, now: datetime, folder: Path = MIGRATIONS) -> list[Migration]:
    """Create or upgrade the file at `path` and return the migrations that were applied.

    Before an existing file is changed, a copy is put into `backups`. Raises MigrationError if a script fails (the
    file then still has the schema it had) or if the file was written by a newer Commonroom.
    """
    migrations = load_migrations(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    _create_private(path)
    with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
        version = _version_of(connection)
        if version > len(migrations):
            raise MigrationError(
                f"this database was written by a newer Commonroom (schema {version}, this one knows {len(migrations)})"
            )
        pending = migrations[version:]
        if pending and version:
            _back_up(connection, backups / f"before-{version + 1:04}-{now:%Y%m%dT%H%M%SZ}.db")
        for migration in pending:
            _apply(connection, migration)
        return pending


def _create_private(path: Path) -> None:
    """Make the file readable by its owner only, as everything in it is personal."""
    if not path.exists():
        path.touch(mode=0o600)


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        connection.execute("VACUUM INTO ?", (str(target),))
        os.chmod(target, 0o600)


def _version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    """Run one script in one transaction.

    `executescript()` commits whatever transaction is open, so BEGIN must be part of its text; foreign keys can only
    be switched outside a transaction (https://www.sqlite.org/lang_altertable.html#otheralter).
    """
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{migration.sql}")
        if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise MigrationError(f"{len(broken)} broken references, first in table {broken[0][0]}")
        connection.execute(f"PRAGMA user_version={migration.number}")
        connection.execute("COMMIT")
    except (sqlite3.Error, MigrationError) as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise MigrationError(f"migration {migration.number:04} ({migration.name}) failed: {error}") from error
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def schema_version(path: Path) -> int:
    """Return the schema number of an existing file, without changing it; raises sqlite3.Error if it is no database."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return _version_of(connection)


def dump_schema(path: Path) -> str:
    """Return the schema of the file at `path` as SQL text, in the order it was created."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY rowid"
        ).fetchall()
    header = "-- The schema of a migrated database, for reading. Made by: python -m data.migrate > data/schema.sql\n"
    return header + "".join(f"\n{sql};\n" for (sql,) in rows)


def _print_schema() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        migrate(path, backups=Path(folder), now=datetime.min.replace(tzinfo=UTC))
        print(dump_schema(path), end="")


if __name__ == "__main__":
    _print_schema()

"""Migrations: forward only, backed up, all or nothing, never edited after they landed."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.migrate import MIGRATIONS, MigrationError, dump_schema, load_migrations, migrate, schema_version

NOW = datetime(2026, 3, 2, tzinfo=UTC)
DATA = MIGRATIONS.parent


def _folder(tmp_path: Path, **scripts: str) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir(exist_ok=True)
    for name, sql in scripts.items():
        (folder / f"{name.removeprefix('m')}.sql").write_text(sql)
    return folder


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_a_new_file_gets_every_migration_and_no_backup(tmp_path: Path) -> None:
    applied = migrate(tmp_path / "a.db", backups=tmp_path / "backups", now=NOW)
    assert [migration.number for migration in applied] == list(range(1, len(applied) + 1))
    assert not (tmp_path / "backups").exists()
    assert migrate(tmp_path / "a.db", backups=tmp_path / "backups", now=NOW) == []


def test_the_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    migrate(tmp_path / "a.db", backups=tmp_path, now=NOW)
    assert (tmp_path / "a.db").stat().st_mode & 0o077 == 0


def test_an_existing_file_is_backed_up_before_it_changes(tmp_path: Path) -> None:
    folder = _folder(tmp_path, m0001_first="CREATE TABLE one (x INTEGER) STRICT; INSERT INTO one VALUES (7);")
    path, backups = tmp_path / "a.db", tmp_path / "backups"
    migrate(path, backups=backups, now=NOW, folder=folder)
    _folder(tmp_path, m0002_second="DROP TABLE one;")
    migrate(path, backups=backups, now=NOW, folder=folder)
    (backup,) = backups.iterdir()
    assert "one" not in _tables(path)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT x FROM one").fetchall() == [(7,)]


def test_a_failing_migration_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    folder = _folder(tmp_path, m0001_first="CREATE TABLE one (x INTEGER) STRICT;")
    path = tmp_path / "a.db"
    migrate(path, backups=tmp_path / "backups", now=NOW, folder=folder)
    _folder(tmp_path, m0002_second="CREATE TABLE two (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);")
    with pytest.raises(MigrationError, match=r"0002 \(second\).*nowhere"):
        migrate(path, backups=tmp_path / "backups", now=NOW, folder=folder)
    assert _tables(path) == {"one"}
    assert schema_version(path) == 1


def test_a_migration_that_breaks_a_reference_is_rolled_back(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        m0001_first="CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;"
        "CREATE TABLE b (a_id INTEGER REFERENCES a (id)) STRICT; INSERT INTO b VALUES (5);",
    )
    with pytest.raises(MigrationError, match="broken reference"):
        migrate(tmp_path / "a.db", backups=tmp_path, now=NOW, folder=folder)
    assert _tables(tmp_path / "a.db") == set()


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    migrate(path, backups=tmp_path, now=NOW)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=9999")
    with pytest.raises(MigrationError, match="newer Commonroom"):
        migrate(path, backups=tmp_path, now=NOW)
    assert schema_version(path) == 9999


@pytest.mark.parametrize(
    "names",
    [["0002_late"], ["0001_a", "0003_c"], ["0001_a", "0001_b"], ["first"]],
    ids=["late", "gap", "twice", "foreign"],
)
def test_a_gap_a_repeated_number_or_a_foreign_name_is_refused(tmp_path: Path, names: list[str]) -> None:
    folder = _folder(tmp_path, **{f"m{name}": "SELECT 1;" for name in names})
    with pytest.raises(MigrationError):
        load_migrations(folder)


def test_schema_sql_is_what_a_migrated_file_holds(tmp_path: Path) -> None:
    migrate(tmp_path / "a.db", backups=tmp_path, now=NOW)
    assert dump_schema(tmp_path / "a.db") == (DATA / "schema.sql").read_text(), (
        "run: python -m data.migrate > data/schema.sql"
    )


def test_every_migration_gives_its_reason() -> None:
    for migration in load_migrations():
        assert migration.sql.startswith("-- Reason: "), migration.name


def test_every_table_is_strict_and_says_what_it_holds(tmp_path: Path) -> None:
    migrate(tmp_path / "a.db", backups=tmp_path, now=NOW)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        for name, sql in connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            " AND name NOT LIKE 'sqlite_%' AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"
        ).fetchall():
            assert "STRICT" in sql.rsplit(")", 1)[1], name
            assert sql.splitlines()[1].strip().startswith("--"), f"{name}: the first line inside says what it holds"


def test_every_foreign_key_is_indexed(tmp_path: Path) -> None:
    migrate(tmp_path / "a.db", backups=tmp_path, now=NOW)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            leading = {
                connection.execute(f"PRAGMA index_info({index[1]})").fetchone()[2]
                for index in connection.execute(f"PRAGMA index_list({table})")
            }
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            leading |= {column[1] for column in columns if column[5] == 1}
            for key in connection.execute(f"PRAGMA foreign_key_list({table})"):
                if key[1] == 0:
                    assert key[3] in leading, f"{table}.{key[3]} needs an index"


def test_landed_migrations_are_never_edited() -> None:
    """The second line of defence after review: a change needs a new number, not a new text."""
    frozen = dict(line.split() for line in (Path(__file__).parent / "migrations.sha256").read_text().splitlines())
    for migration in load_migrations():
        name = f"{migration.number:04}_{migration.name}"
        digest = hashlib.sha256(migration.sql.encode()).hexdigest()
        assert name in frozen, f"add to tests/data/migrations.sha256: {name} {digest}"
        assert frozen[name] == digest, f"{name} has landed: write a new migration instead"

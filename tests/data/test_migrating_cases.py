"""The table of cases was made anew by 0008: nothing in it may be lost, and no id used again."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.migrate import MIGRATIONS, migrate

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A file at schema 7 with a released case, what its author kept, and a deleted case of a higher number."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for path in sorted(MIGRATIONS.glob("*.sql"))[:7]:
        shutil.copy(path, folder)
    file = tmp_path / "a.db"
    migrate(file, backups=tmp_path, now=NOW, folder=folder)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("INSERT INTO community (id, zone, locale, created_at) VALUES (1, 'UTC', 'en-GB', 0)")
        connection.execute(
            "INSERT INTO shared_case (id, community_id, state, author_id, title, stage, context, findings, tried,"
            " question, area, affirmed_version, affirmed_at, submitted_at, decided_at, decided_by)"
            " VALUES (4, 1, 'released', 11, 'Gout', 'child', 'Context', '', '', 'Why?', 'Skin', 1, 1, 2, 3, 10)"
        )
        connection.execute(
            "INSERT INTO case_overruling (community_id, case_id, part, kind, quote, reason)"
            " VALUES (1, 4, 'context', 'name', 'Estelle', 'A brand')"
        )
        connection.execute(
            "INSERT INTO shared_case (id, community_id, author_id, sealed, affirmed_version, affirmed_at, submitted_at)"
            " VALUES (9, 1, 11, x'00', 1, 1, 2)"
        )
        connection.execute("DELETE FROM shared_case WHERE id = 9")
    return file


def test_every_case_and_what_its_author_kept_come_along(before: Path, tmp_path: Path) -> None:
    migrate(before, backups=tmp_path, now=NOW)
    with closing(sqlite3.connect(before)) as connection:
        assert connection.execute("SELECT id, state, title, decided_by FROM shared_case").fetchall() == [
            (4, "released", "Gout", 10)
        ]
        assert connection.execute("SELECT case_id, quote FROM case_overruling").fetchall() == [(4, "Estelle")]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_library_knows_the_cases_released_before_it(before: Path, tmp_path: Path) -> None:
    migrate(before, backups=tmp_path, now=NOW)
    with closing(sqlite3.connect(before)) as connection:
        found = connection.execute("SELECT rowid FROM case_search WHERE case_search MATCH 'community : c1 AND gout'")
        assert found.fetchall() == [(4,)]


def test_no_number_of_a_deleted_case_is_used_again(before: Path, tmp_path: Path) -> None:
    migrate(before, backups=tmp_path, now=NOW)
    with closing(sqlite3.connect(before, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO shared_case (community_id, author_id, sealed, affirmed_version, affirmed_at, submitted_at)"
            " VALUES (1, 11, x'00', 1, 1, 2)"
        )
        assert connection.execute("SELECT max(id) FROM shared_case").fetchone() == (10,)

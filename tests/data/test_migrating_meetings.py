"""Meetings older than attendance: those over stay quiet, those to come end and are watched like new ones."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain import attendance
from bot.domain.ids import MeetingId
from data.migrate import MIGRATIONS, migrate
from tests.domain.meeting_examples import meeting

NOW = datetime.now(UTC).replace(second=0, microsecond=0)  # the migration asks the machine what is over
PAST, COMING = NOW - timedelta(days=3), NOW + timedelta(days=3)


def test_meetings_to_come_are_watched_and_end_and_those_that_were_are_over(tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    names = sorted(path.name for path in MIGRATIONS.glob("*.sql"))
    for name in names[: names.index("0030_attendance.sql")]:
        shutil.copy(MIGRATIONS / name, folder)
    file = tmp_path / "a.db"
    migrate(file, backups=tmp_path, now=NOW, folder=folder)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("INSERT INTO community (id, zone, locale, created_at) VALUES (1, 'UTC', 'en-GB', 0)")
        for number, starts, state in ((1, PAST, "scheduled"), (2, COMING, "scheduled"), (3, COMING, "cancelled")):
            connection.execute(
                "INSERT INTO meeting (id, community_id, title, starts_at, minutes, zone, state, organiser_id,"
                " created_at, changed_at) VALUES (?, 1, 'Gout', ?, 90, 'UTC', ?, 10, 0, 0)",
                (number, int(starts.timestamp()), state),
            )
    migrate(file, backups=tmp_path, now=NOW)
    with closing(sqlite3.connect(file)) as connection:
        ended = connection.execute("SELECT id, ended_at FROM meeting ORDER BY id").fetchall()
        assert ended == [(1, int((PAST + timedelta(minutes=90)).timestamp())), (2, None), (3, None)]
        found = connection.execute("SELECT kind, subject_id, dedupe_key, due_at FROM timer ORDER BY due_at").fetchall()
    like_new = meeting(2, starts_at=COMING, minutes=90)
    planned = [attendance.first_look(like_new), attendance.ending(like_new)]
    assert found == [(one.kind, MeetingId(2), one.dedupe_key, int(one.due_at.timestamp())) for one in planned]

"""Meetings that stood before agendas were posted get the very timer that new ones plan."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.agenda import USUAL_DAYS, posting
from data.migrate import MIGRATIONS, migrate
from tests.domain.meeting_examples import meeting

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FAR = datetime(2100, 1, 1, 19, 30, tzinfo=UTC)


def test_the_agenda_of_a_meeting_planned_before_the_upgrade_is_posted_too(tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    paths = sorted(MIGRATIONS.glob("*.sql"))
    upgrade = next(place for place, path in enumerate(paths) if path.stem.endswith("_agenda_order"))
    for path in paths[:upgrade]:
        shutil.copy(path, folder)
    file = tmp_path / "a.db"
    migrate(file, backups=tmp_path, now=NOW, folder=folder)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("INSERT INTO community (id, zone, locale, created_at) VALUES (1, 'UTC', 'en-GB', 0)")
        for number, state, starts_at in ((1, "scheduled", FAR), (2, "cancelled", FAR), (3, "scheduled", NOW)):
            connection.execute(
                "INSERT INTO meeting (id, community_id, title, starts_at, minutes, zone, state, organiser_id,"
                " created_at, changed_at) VALUES (?, 1, 'Journal club', ?, 60, 'UTC', ?, 10, 0, 0)",
                (number, int(starts_at.timestamp()), state),
            )
    migrate(file, backups=tmp_path, now=NOW)
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute(
            "SELECT dedupe_key, due_at, expires_at, subject_id, state FROM timer WHERE kind = 'meeting.agenda'"
        ).fetchall()
    (planned,) = posting(meeting(1, starts_at=FAR), USUAL_DAYS, NOW)
    assert planned.expires_at is not None
    due, end = int(planned.due_at.timestamp()), int(planned.expires_at.timestamp())
    assert found == [(planned.dedupe_key, due, end, 1, "pending")]

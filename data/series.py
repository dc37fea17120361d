"""Series and the changes to meetings as rows."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time

from bot.domain.changes import Change, ChangeKind
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting
from bot.domain.series import Repeat, Series, read_rule
from data.connection import Query
from data.database import Reader, Writer
from data.meetings import COLUMNS as MEETING
from data.meetings import read_meeting
from data.rows import from_instant, from_instant_or_none, to_instant, to_instant_or_none

COLUMNS = (
    "id, community_id, title, minutes, seats, place, zone, hour, first_day, rule, organiser_id, ended, "
    "changed_at, base, sequence"
)
CHANGE = (
    "id, community_id, meeting_id, kind, title, starts_at, minutes, seats, place, began_at, author_id, state, onwards"
)


def read_series(row: sqlite3.Row) -> Series:
    """Return the series in a row of COLUMNS."""
    return Series(
        id=row["id"],
        community_id=CommunityId(row["community_id"]),
        title=row["title"],
        minutes=row["minutes"],
        seats=row["seats"],
        place=row["place"],
        zone=row["zone"],
        hour=time.fromisoformat(row["hour"]),
        first_day=date.fromisoformat(row["first_day"]),
        repeat=read_rule(row["rule"]),
        organiser_id=MemberId(row["organiser_id"]),
        changed_at=to_instant(int(row["changed_at"])),
        ended=bool(row["ended"]),
        base=row["base"],
        sequence=row["sequence"],
    )


async def insert(writer: Writer, meeting: Meeting, first: datetime, repeat: Repeat, now: datetime) -> Series:
    """Store the series that begins with `meeting`; `first` is its beginning on the wall of its zone."""
    rows = await writer.all(
        f"""
        INSERT INTO series (community_id, title, minutes, seats, place, zone, hour, first_day, rule, organiser_id,
                            created_at, changed_at)
        VALUES (:community, :title, :minutes, :seats, :place, :zone, :hour, :day, :rule, :organiser, :now, :now)
        RETURNING {COLUMNS}
        """,
        community=meeting.community_id,
        title=meeting.title,
        minutes=meeting.minutes,
        seats=meeting.seats,
        place=meeting.place,
        zone=meeting.zone,
        hour=f"{first:%H:%M}",
        day=first.date().isoformat(),
        rule=repeat.text,
        organiser=meeting.organiser_id,
        now=from_instant(now),
    )
    return read_series(rows[0])


async def find(reader: Reader, community_id: CommunityId, series_id: int) -> Series | None:
    """Return a series of this community, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM series WHERE community_id = :community AND id = :series",
        community=community_id,
        series=series_id,
    )
    return read_series(row) if row else None


def going_on(community_id: CommunityId) -> Query[list[Series]]:
    """Ask for the series of a community that nobody ended, the oldest first."""
    return Query(
        f"SELECT {COLUMNS} FROM series WHERE community_id = :community AND ended = 0 ORDER BY id",
        {"community": community_id},
        lambda rows: [read_series(row) for row in rows],
    )


async def save(writer: Writer, series: Series, now: datetime) -> None:
    """Store a series as it is from now on; calendars learn of it by the risen sequence."""
    await writer.run(
        """
        UPDATE series SET title = :title, minutes = :minutes, seats = :seats, place = :place, hour = :hour,
            first_day = :day, rule = :rule, ended = :ended, base = :base, sequence = sequence + 1, changed_at = :now
        WHERE community_id = :community AND id = :series
        """,
        title=series.title,
        minutes=series.minutes,
        seats=series.seats,
        place=series.place,
        hour=f"{series.hour:%H:%M}",
        day=series.first_day.isoformat(),
        rule=series.repeat.text,
        ended=int(series.ended),
        base=series.base,
        now=from_instant(now),
        community=series.community_id,
        series=series.id,
    )


async def link(writer: Writer, meeting: Meeting, series: Series, day: date) -> None:
    """Have a meeting stand for one date of a series; calendars know it by that date's number."""
    await writer.run(
        """
        UPDATE meeting SET series_id = :series, occurrence = :day, repeat = NULL, slot = :slot, sequence = :sequence
        WHERE community_id = :community AND id = :meeting
        """,
        series=series.id,
        day=day.isoformat(),
        slot=series.slot_of(day),
        sequence=series.sequence,
        community=meeting.community_id,
        meeting=meeting.id,
    )


async def meetings_from(reader: Reader, series: Series, day: date) -> list[Meeting]:
    """Return the meetings, cancelled ones too, that stand for this date of a series or a later one, in that order."""
    rows = await reader.all(
        f"""
        SELECT {MEETING} FROM meeting
        WHERE community_id = :community AND series_id = :series AND occurrence >= :day ORDER BY occurrence
        """,
        community=series.community_id,
        series=series.id,
        day=day.isoformat(),
    )
    return [read_meeting(row) for row in rows]


async def relabel(writer: Writer, series: Series, days: dict[MeetingId, date]) -> None:
    """Have meetings stand for other dates of their series."""
    for labels in (dict.fromkeys(days), days):
        for meeting_id, day in labels.items():
            await writer.run(
                """
                UPDATE meeting SET occurrence = :day
                WHERE community_id = :community AND series_id = :series AND id = :meeting
                """,
                day=None if day is None else day.isoformat(),
                community=series.community_id,
                series=series.id,
                meeting=meeting_id,
            )


async def propose(writer: Writer, change: Change, now: datetime) -> Change:
    """Store a change that its author has yet to confirm, and return it with its id."""
    rows = await writer.all(
        f"""
        INSERT INTO meeting_change (community_id, meeting_id, kind, title, starts_at, minutes, seats, place, began_at,
                                    author_id, at)
        VALUES (:community, :meeting, :kind, :title, :starts, :minutes, :seats, :place, :began, :author, :now)
        RETURNING {CHANGE}
        """,
        community=change.community_id,
        meeting=change.meeting_id,
        kind=change.kind,
        title=change.title,
        starts=from_instant_or_none(change.starts_at),
        minutes=change.minutes,
        seats=change.seats,
        place=change.place,
        began=from_instant(change.began_at),
        author=change.author_id,
        now=from_instant(now),
    )
    return _read_change(rows[0])


async def find_change(reader: Reader, community_id: CommunityId, change_id: int) -> Change | None:
    """Return a change, proposed or applied, or None."""
    row = await reader.one(
        f"SELECT {CHANGE} FROM meeting_change WHERE community_id = :community AND id = :change",
        community=community_id,
        change=change_id,
    )
    return _read_change(row) if row else None


async def mark_applied(writer: Writer, change: Change, *, onwards: bool, now: datetime) -> None:
    """Note that a change was made, to one meeting or to all from it on."""
    await writer.run(
        """
        UPDATE meeting_change SET state = 'applied', onwards = :onwards, at = :now
        WHERE community_id = :community AND id = :change
        """,
        onwards=int(onwards),
        now=from_instant(now),
        community=change.community_id,
        change=change.id,
    )


async def drop_proposals(writer: Writer, community_id: CommunityId, before: datetime) -> None:
    """Delete what was proposed before then and never confirmed; the newest row stays, so that no id comes twice."""
    await writer.run(
        """
        DELETE FROM meeting_change
        WHERE community_id = :community AND state = 'proposed' AND at < :before
          AND id < (SELECT max(id) FROM meeting_change)
        """,
        community=community_id,
        before=from_instant(before),
    )


def _read_change(row: sqlite3.Row) -> Change:
    return Change(
        id=row["id"],
        community_id=CommunityId(row["community_id"]),
        meeting_id=MeetingId(row["meeting_id"]),
        kind=ChangeKind(row["kind"]),
        title=row["title"],
        starts_at=to_instant_or_none(row["starts_at"]),
        minutes=row["minutes"],
        seats=row["seats"],
        place=row["place"],
        began_at=to_instant(int(row["began_at"])),
        author_id=MemberId(row["author_id"]),
        applied=row["state"] == "applied",
        onwards=bool(row["onwards"]),
    )

"""Meetings as rows."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting, MeetingState, Plan
from data.connection import Query
from data.database import Reader, Writer
from data.rows import from_instant, to_instant, to_instant_or_none

COLUMNS = (
    "id, community_id, title, starts_at, minutes, seats, place, zone, state, organiser_id, sequence, event_id, "
    "cancel_reason, changed_at, series_id, occurrence, moved, repeat, slot, began_at, ended_at, confirmed_at"
)


def read_meeting(row: sqlite3.Row) -> Meeting:
    """Return the meeting in a row of COLUMNS."""
    return Meeting(
        id=MeetingId(row["id"]),
        community_id=CommunityId(row["community_id"]),
        title=row["title"],
        starts_at=to_instant(int(row["starts_at"])),
        minutes=row["minutes"],
        seats=row["seats"],
        place=row["place"],
        zone=row["zone"],
        state=MeetingState(row["state"]),
        organiser_id=MemberId(row["organiser_id"]),
        sequence=row["sequence"],
        event_id=row["event_id"],
        cancel_reason=row["cancel_reason"],
        changed_at=to_instant(int(row["changed_at"])),
        series_id=row["series_id"],
        occurrence=None if row["occurrence"] is None else date.fromisoformat(row["occurrence"]),
        moved=bool(row["moved"]),
        repeat=row["repeat"],
        began_at=to_instant_or_none(row["began_at"]),
        ended_at=to_instant_or_none(row["ended_at"]),
        confirmed_at=to_instant_or_none(row["confirmed_at"]),
        slot=row["slot"],
    )


async def insert(
    writer: Writer,
    community_id: CommunityId,
    plan: Plan,
    *,
    zone: str,
    organiser_id: MemberId,
    typed_when: str | None,
    now: datetime,
    repeat: str | None = None,
) -> Meeting:
    """Store a new meeting: a draft if `typed_when` is given (what its author typed), else a scheduled one.

    `repeat` is the rule of the series that is to begin with it.
    """
    rows = await writer.all(
        f"""
        INSERT INTO meeting (community_id, title, starts_at, minutes, seats, place, zone, state, organiser_id,
                             typed_when, repeat, created_at, changed_at)
        VALUES (:community, :title, :starts, :minutes, :seats, :place, :zone,
                CASE WHEN :typed IS NULL THEN 'scheduled' ELSE 'draft' END, :organiser, :typed, :repeat, :now,
                :now)
        RETURNING {COLUMNS}
        """,
        community=community_id,
        title=plan.title,
        starts=from_instant(plan.starts_at),
        minutes=plan.minutes,
        seats=plan.seats,
        place=plan.place,
        zone=zone,
        organiser=organiser_id,
        typed=typed_when,
        repeat=repeat,
        now=from_instant(now),
    )
    return read_meeting(rows[0])


def by_id(community_id: CommunityId, meeting_id: MeetingId) -> Query[Meeting | None]:
    """Ask for a meeting of this community, drafts too."""
    return Query(
        f"SELECT {COLUMNS} FROM meeting WHERE community_id = :community AND id = :meeting",
        {"community": community_id, "meeting": meeting_id},
        lambda rows: read_meeting(rows[0]) if rows else None,
    )


async def find(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> Meeting | None:
    """Return a meeting of this community, drafts too, or None."""
    return (await reader.ask(by_id(community_id, meeting_id)))[0]


async def upcoming(reader: Reader, community_id: CommunityId, now: datetime, *, limit: int = 25) -> list[Meeting]:
    """Return the scheduled meetings that have not ended, the next one first."""
    rows = await reader.all(
        f"""
        SELECT {COLUMNS} FROM meeting
        WHERE community_id = :community AND state = 'scheduled' AND ended_at IS NULL
          AND (starts_at + minutes * 60 > :now OR began_at IS NOT NULL)
        ORDER BY starts_at, id LIMIT :limit
        """,
        community=community_id,
        now=from_instant(now),
        limit=limit,
    )
    return [read_meeting(row) for row in rows]


async def begun(reader: Reader, community_id: CommunityId, now: datetime, *, limit: int = 25) -> list[Meeting]:
    """Return the meetings that are on or over, the latest first."""
    rows = await reader.all(
        f"""
        SELECT {COLUMNS} FROM meeting
        WHERE community_id = :community AND state = 'scheduled'
          AND min(starts_at, coalesce(began_at, starts_at)) <= :now
        ORDER BY starts_at DESC, id DESC LIMIT :limit
        """,
        community=community_id,
        now=from_instant(now),
        limit=limit,
    )
    return [read_meeting(row) for row in rows]


async def known(reader: Reader, community_id: CommunityId, now: datetime, *, limit: int = 500) -> list[Meeting]:
    """Return what somebody may mean by a name: meetings that were ever posted, the nearest in time first."""
    rows = await reader.all(
        f"""
        SELECT {COLUMNS} FROM meeting WHERE community_id = :community AND state <> 'draft'
        ORDER BY abs(starts_at - :now), id LIMIT :limit
        """,
        community=community_id,
        now=from_instant(now),
        limit=limit,
    )
    return [read_meeting(row) for row in rows]


async def by_event(reader: Reader, community_id: CommunityId, event_id: int) -> Meeting | None:
    """Return the meeting that Discord's scheduled event stands for, or None if it is none of ours."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM meeting WHERE community_id = :community AND event_id = :event",
        community=community_id,
        event=event_id,
    )
    return read_meeting(row) if row else None


async def with_events(reader: Reader, now: datetime) -> list[Meeting]:
    """Return the coming meetings of all communities that Discord should have an event of, as they say it.

    Those whose event is still to be brought into line are left out: it may rightly differ.
    """
    rows = await reader.all(
        f"""
        SELECT {COLUMNS} FROM meeting
        WHERE state = 'scheduled' AND event_id IS NOT NULL AND starts_at > :now AND NOT EXISTS (
            SELECT 1 FROM timer
            WHERE timer.community_id = meeting.community_id AND timer.subject_id = meeting.id
              AND timer.kind = 'meeting.event' AND timer.state IN ('pending', 'claimed')
        )
        """,
        now=from_instant(now),
    )
    return [read_meeting(row) for row in rows]


async def typed_when(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> str:
    """Return what the author of a draft typed for its time; empty for anything else."""
    value = await reader.value(
        "SELECT typed_when FROM meeting WHERE community_id = :community AND id = :meeting",
        community=community_id,
        meeting=meeting_id,
    )
    return str(value or "")


async def redraft(writer: Writer, meeting: Meeting, plan: Plan, *, zone: str, typed_when: str, now: datetime) -> None:
    """Replace what a draft says; anything but a draft is left as it is."""
    await writer.run(
        """
        UPDATE meeting SET title = :title, starts_at = :starts, minutes = :minutes, seats = :seats, place = :place,
            zone = :zone, typed_when = :typed, changed_at = :now
        WHERE community_id = :community AND id = :meeting AND state = 'draft'
        """,
        title=plan.title,
        starts=from_instant(plan.starts_at),
        minutes=plan.minutes,
        seats=plan.seats,
        place=plan.place,
        zone=zone,
        typed=typed_when,
        now=from_instant(now),
        community=meeting.community_id,
        meeting=meeting.id,
    )


async def publish(writer: Writer, meeting: Meeting, starts_at: datetime, now: datetime) -> None:
    """Turn a draft into a meeting scheduled for `starts_at`."""
    await writer.run(
        """
        UPDATE meeting SET state = 'scheduled', starts_at = :starts, typed_when = NULL, changed_at = :now
        WHERE community_id = :community AND id = :meeting AND state = 'draft'
        """,
        starts=from_instant(starts_at),
        now=from_instant(now),
        community=meeting.community_id,
        meeting=meeting.id,
    )


async def cancel(writer: Writer, meeting: Meeting, reason: str | None, now: datetime) -> None:
    """Mark a scheduled meeting as cancelled; calendars learn of it by the risen sequence."""
    await writer.run(
        """
        UPDATE meeting SET state = 'cancelled', cancel_reason = :reason, sequence = sequence + 1, changed_at = :now
        WHERE community_id = :community AND id = :meeting AND state = 'scheduled'
        """,
        reason=reason,
        now=from_instant(now),
        community=meeting.community_id,
        meeting=meeting.id,
    )


async def change(writer: Writer, meeting: Meeting, now: datetime) -> None:
    """Store what a scheduled meeting says from now on; calendars learn of it by the risen sequence."""
    await writer.run(
        """
        UPDATE meeting SET title = :title, starts_at = :starts, minutes = :minutes, seats = :seats, place = :place,
            moved = :moved, sequence = sequence + 1, changed_at = :now
        WHERE community_id = :community AND id = :meeting AND state = 'scheduled'
        """,
        title=meeting.title,
        starts=from_instant(meeting.starts_at),
        minutes=meeting.minutes,
        seats=meeting.seats,
        place=meeting.place,
        moved=int(meeting.moved),
        now=from_instant(now),
        community=meeting.community_id,
        meeting=meeting.id,
    )


async def set_event(writer: Writer, meeting: Meeting, event_id: int | None) -> None:
    """Note which of Discord's scheduled events stands for a meeting, None when there is none any more."""
    await writer.run(
        "UPDATE meeting SET event_id = :event WHERE community_id = :community AND id = :meeting",
        event=event_id,
        community=meeting.community_id,
        meeting=meeting.id,
    )


async def drop_drafts(writer: Writer, community_id: CommunityId, before: datetime) -> None:
    """Delete drafts that nobody has touched since `before`.

    The newest row of all stays, so that its number is never given to another meeting: old buttons hold numbers.
    """
    await writer.run(
        """
        DELETE FROM meeting
        WHERE community_id = :community AND state = 'draft' AND changed_at < :before
          AND id < (SELECT max(id) FROM meeting)
        """,
        community=community_id,
        before=from_instant(before),
    )

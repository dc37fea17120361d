"""Run sheets as rows: the whole of their state. What a step is about is read from the agenda each time."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId
from bot.domain.meetings import AgendaItem, Meeting
from bot.domain.runs import FormatKey, Run, Step
from data import agenda
from data.database import Reader, Writer
from data.meetings import COLUMNS as MEETING
from data.meetings import read_meeting
from data.rows import from_instant, from_instant_or_none, to_instant, to_instant_or_none


async def find(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> Run | None:
    """Return a meeting's run sheet, None while it was not started."""
    ids = {"community": community_id, "meeting": meeting_id}
    row = await reader.one(
        "SELECT format, turn, acted_at FROM meeting_run WHERE community_id = :community AND meeting_id = :meeting",
        **ids,
    )
    if row is None:
        return None
    steps = await reader.all(
        """
        SELECT title, hint, minutes, item_id, extra, began_at FROM run_step
        WHERE community_id = :community AND meeting_id = :meeting ORDER BY number
        """,
        **ids,
    )
    items = {item.id: item for item in await agenda.of_meeting(reader, community_id, meeting_id)}
    found = tuple(_step(one, items.get(one["item_id"])) for one in steps)
    return Run(meeting_id, FormatKey(row[0]), row[1], found, to_instant(row[2]))


def _step(row: sqlite3.Row, item: AgendaItem | None) -> Step:
    return Step(
        row["title"],
        row["hint"],
        row["minutes"],
        row["item_id"],
        None if item is None else item.title,
        None if item is None else item.presenter_id,
        row["extra"],
        to_instant_or_none(row["began_at"]),
    )


async def begin(writer: Writer, meeting: Meeting, run: Run, began_at: datetime) -> None:
    """Store a new run sheet, and that its meeting began."""
    await writer.run(
        "UPDATE meeting SET began_at = :began WHERE community_id = :community AND id = :meeting",
        began=from_instant(began_at),
        community=meeting.community_id,
        meeting=meeting.id,
    )
    await writer.run(
        """
        INSERT INTO meeting_run (community_id, meeting_id, format, turn, acted_at)
        VALUES (:community, :meeting, :format, :turn, :acted)
        """,
        community=meeting.community_id,
        meeting=meeting.id,
        format=run.format,
        turn=run.turn,
        acted=from_instant(run.acted_at),
    )
    for number, step in enumerate(run.steps, start=1):
        await writer.run(
            """
            INSERT INTO run_step (community_id, meeting_id, number, title, hint, item_id, minutes, began_at)
            VALUES (:community, :meeting, :number, :title, :hint, :item, :minutes, :began)
            """,
            community=meeting.community_id,
            meeting=meeting.id,
            number=number,
            title=step.title,
            hint=step.hint,
            item=step.item_id,
            minutes=step.minutes,
            began=from_instant_or_none(step.began_at),
        )


async def save(writer: Writer, meeting: Meeting, run: Run) -> None:
    """Store where a run sheet stands now; its steps themselves never change."""
    await writer.run(
        """
        UPDATE meeting_run SET turn = :turn, acted_at = :acted
        WHERE community_id = :community AND meeting_id = :meeting
        """,
        turn=run.turn,
        acted=from_instant(run.acted_at),
        community=meeting.community_id,
        meeting=meeting.id,
    )
    for number, step in enumerate(run.steps, start=1):
        await writer.run(
            """
            UPDATE run_step SET extra = :extra, began_at = :began
            WHERE community_id = :community AND meeting_id = :meeting AND number = :number
            """,
            extra=step.extra,
            began=from_instant_or_none(step.began_at),
            community=meeting.community_id,
            meeting=meeting.id,
            number=number,
        )


async def under_way(reader: Reader, community_id: CommunityId) -> Meeting | None:
    """Return the meeting that was started last and is not over, or None."""
    row = await reader.one(
        f"""
        SELECT {MEETING} FROM meeting
        WHERE community_id = :community AND state = 'scheduled' AND began_at IS NOT NULL AND ended_at IS NULL
        ORDER BY began_at DESC, id DESC LIMIT 1
        """,
        community=community_id,
    )
    return None if row is None else read_meeting(row)


async def last_format(reader: Reader, community_id: CommunityId) -> FormatKey | None:
    """Return the format of the meeting that was run last, or None."""
    found = await reader.value(
        "SELECT format FROM meeting_run WHERE community_id = :community ORDER BY acted_at DESC LIMIT 1",
        community=community_id,
    )
    return None if found is None else FormatKey(str(found))

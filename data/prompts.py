"""Prompts as rows: schedules, a community's own prompts, and what was chosen for posting."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, datetime, time

from bot.domain.ids import CommunityId, PromptId, ScheduleId
from bot.domain.prompts import (
    History,
    Kind,
    OwnPrompt,
    Prompt,
    PromptKey,
    PromptSchedule,
    Sending,
    SendingId,
    SendingState,
)
from bot.domain.schedules import Rhythm, Schedule
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

SCHEDULE_COLUMNS = (
    "id, community_id, weekdays, interval_weeks, wall_time, zone, starts_on, channel_id, kind, active, revision"
)
SENDING_COLUMNS = "id, community_id, schedule_id, prompt_key, kind, text, channel_id, message_id, state"


def read_schedule(row: sqlite3.Row) -> PromptSchedule:
    """Return the schedule in a row of SCHEDULE_COLUMNS."""
    row_id, community_id, weekdays, weeks, wall_time, zone, starts_on, channel_id, kind, active, revision = tuple(row)
    return PromptSchedule(
        id=ScheduleId(row_id),
        community_id=CommunityId(community_id),
        schedule=Schedule(
            rhythm=Rhythm(weeks, frozenset(int(day) for day in weekdays)),
            at=time.fromisoformat(wall_time),
            zone=zone,
            start=date.fromisoformat(starts_on),
        ),
        channel_id=channel_id,
        kind=None if kind is None else Kind(kind),
        active=bool(active),
        revision=revision,
    )


def read_sending(row: sqlite3.Row) -> Sending:
    """Return the sending in a row of SENDING_COLUMNS."""
    row_id, community_id, schedule_id, key, kind, text, channel_id, message_id, state = tuple(row)
    return Sending(
        id=SendingId(row_id),
        community_id=CommunityId(community_id),
        prompt=Prompt(PromptKey(key), Kind(kind), text),
        channel_id=channel_id,
        state=SendingState(state),
        message_id=message_id,
        schedule_id=None if schedule_id is None else ScheduleId(schedule_id),
    )


async def add_schedule(writer: Writer, order: PromptSchedule, now: datetime) -> PromptSchedule:
    """Store a new schedule and return it with its id."""
    row = await writer.one(
        """
        INSERT INTO prompt_schedule
            (community_id, weekdays, interval_weeks, wall_time, zone, starts_on, channel_id, kind, created_at)
        VALUES (:community, :weekdays, :weeks, :wall_time, :zone, :starts_on, :channel, :kind, :now)
        RETURNING id
        """,
        community=order.community_id,
        weekdays="".join(str(day) for day in sorted(order.schedule.rhythm.weekdays)),
        weeks=order.schedule.rhythm.interval_weeks,
        wall_time=order.schedule.at.isoformat(timespec="minutes"),
        zone=order.schedule.zone,
        starts_on=order.schedule.start.isoformat(),
        channel=order.channel_id,
        kind=order.kind,
        now=from_instant(now),
    )
    return replace(order, id=ScheduleId(_made(row)[0]))


async def schedules(reader: Reader, community_id: CommunityId) -> list[PromptSchedule]:
    """Return a community's schedules, paused ones too, oldest first."""
    rows = await reader.all(
        f"SELECT {SCHEDULE_COLUMNS} FROM prompt_schedule WHERE community_id = :community ORDER BY id",
        community=community_id,
    )
    return [read_schedule(row) for row in rows]


async def find_schedule(reader: Reader, community_id: CommunityId, schedule_id: int) -> PromptSchedule | None:
    """Return one schedule of a community, or None."""
    row = await reader.one(
        f"SELECT {SCHEDULE_COLUMNS} FROM prompt_schedule WHERE community_id = :community AND id = :id",
        community=community_id,
        id=schedule_id,
    )
    return read_schedule(row) if row else None


async def set_active(writer: Writer, order: PromptSchedule) -> None:
    """Store whether a schedule runs, and its revision."""
    await writer.run(
        """
        UPDATE prompt_schedule SET active = :active, revision = :revision
        WHERE community_id = :community AND id = :id
        """,
        active=int(order.active),
        revision=order.revision,
        community=order.community_id,
        id=order.id,
    )


async def remove_schedule(writer: Writer, order: PromptSchedule) -> None:
    """Delete a schedule; what it sent stays, so that nothing is repeated because of it."""
    await writer.run(
        "DELETE FROM prompt_schedule WHERE community_id = :community AND id = :id",
        community=order.community_id,
        id=order.id,
    )


async def add_own(writer: Writer, community_id: CommunityId, kind: Kind, text: str, now: datetime) -> OwnPrompt:
    """Store a prompt that a community wrote."""
    row = await writer.one(
        "INSERT INTO prompt_own (community_id, kind, text, created_at) VALUES (:community, :kind, :text, :now) "
        "RETURNING id",
        community=community_id,
        kind=kind,
        text=text,
        now=from_instant(now),
    )
    return OwnPrompt(PromptId(_made(row)[0]), kind, text)


async def own(reader: Reader, community_id: CommunityId) -> list[OwnPrompt]:
    """Return a community's own prompts, newest first."""
    rows = await reader.all(
        "SELECT id, kind, text FROM prompt_own WHERE community_id = :community ORDER BY id DESC",
        community=community_id,
    )
    return [OwnPrompt(PromptId(row[0]), Kind(row[1]), row[2]) for row in rows]


async def remove_own(writer: Writer, community_id: CommunityId, prompt_id: int) -> bool:
    """Delete one own prompt; return whether it was there."""
    row = await writer.one(
        "DELETE FROM prompt_own WHERE community_id = :community AND id = :id RETURNING id",
        community=community_id,
        id=prompt_id,
    )
    return row is not None


async def history(reader: Reader, community_id: CommunityId) -> History:
    """Return when each prompt and kind was last chosen; a sending that failed does not count."""
    rows = await reader.all(
        """
        SELECT prompt_key, kind, max(chosen_at) FROM prompt_sending
        WHERE community_id = :community AND state <> 'failed' GROUP BY prompt_key, kind
        """,
        community=community_id,
    )
    prompts: dict[str, datetime] = {}
    kinds: dict[Kind, datetime] = {}
    for key, kind, seconds in (tuple(row) for row in rows):
        last = to_instant(seconds)
        prompts[key] = max(last, prompts.get(key, last))
        kinds[Kind(kind)] = max(last, kinds.get(Kind(kind), last))
    return History(prompts, kinds)


async def add_sending(
    writer: Writer,
    community_id: CommunityId,
    prompt: Prompt,
    channel_id: int | None,
    now: datetime,
    *,
    schedule_id: ScheduleId | None = None,
    turn: str | None = None,
) -> Sending:
    """Store that a prompt was chosen; raises sqlite3.IntegrityError if the turn has one already."""
    row = await writer.one(
        f"""
        INSERT INTO prompt_sending (community_id, schedule_id, turn, prompt_key, kind, text, channel_id, chosen_at)
        VALUES (:community, :schedule, :turn, :key, :kind, :text, :channel, :now) RETURNING {SENDING_COLUMNS}
        """,
        community=community_id,
        schedule=schedule_id,
        turn=turn,
        key=prompt.key,
        kind=prompt.kind,
        text=prompt.text,
        channel=channel_id,
        now=from_instant(now),
    )
    return read_sending(_made(row))


async def find_sending(reader: Reader, community_id: CommunityId, sending_id: int) -> Sending | None:
    """Return one sending of a community, or None."""
    row = await reader.one(
        f"SELECT {SENDING_COLUMNS} FROM prompt_sending WHERE community_id = :community AND id = :id",
        community=community_id,
        id=sending_id,
    )
    return read_sending(row) if row else None


async def sending_of_turn(
    reader: Reader, community_id: CommunityId, schedule_id: ScheduleId, turn: str
) -> Sending | None:
    """Return what was chosen for a turn of a schedule, or None."""
    row = await reader.one(
        f"""
        SELECT {SENDING_COLUMNS} FROM prompt_sending
        WHERE community_id = :community AND schedule_id = :schedule AND turn = :turn
        """,
        community=community_id,
        schedule=schedule_id,
        turn=turn,
    )
    return read_sending(row) if row else None


async def settle(
    writer: Writer, sending: Sending, state: SendingState, channel_id: int | None = None, message_id: int | None = None
) -> None:
    """Store how a chosen sending ended; one that has ended stays as it is."""
    await writer.run(
        """
        UPDATE prompt_sending SET state = :state, channel_id = coalesce(:channel, channel_id), message_id = :message
        WHERE community_id = :community AND id = :id AND state = 'chosen'
        """,
        state=state,
        channel=channel_id,
        message=message_id,
        community=sending.community_id,
        id=sending.id,
    )


async def begun_at(reader: Reader, community_id: CommunityId) -> datetime:
    """Return when a community was set up."""
    seconds = await reader.value("SELECT created_at FROM community WHERE id = :community", community=community_id)
    return to_instant(int(seconds or 0))


def _made(row: sqlite3.Row | None) -> sqlite3.Row:
    """Return the row of an INSERT ... RETURNING, which gives one or raises."""
    if row is None:
        raise RuntimeError("nothing was inserted")
    return row

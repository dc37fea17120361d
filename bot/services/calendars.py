"""Meetings for people's own calendars: a file of one meeting, of a whole series, and what feeds hold."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain import calendar
from bot.domain.calendar import Entry
from bot.domain.errors import Conflict
from bot.domain.feeds import KEPT
from bot.domain.ids import CommunityId, MeetingId
from bot.domain.meetings import Meeting, check_not_over
from bot.domain.people import Actor
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.meetings import POST, posted
from data import calendars, posts, series
from data.database import Reader


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """One meeting as an .ics file."""

    meeting: Meeting
    content: bytes


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """All coming meetings of a series as one .ics file: `count` of them stand, the last begins at `last`."""

    count: int
    last: datetime
    content: bytes


async def one_meeting(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, *, where: str) -> MeetingFile:
    """Return a meeting that is not over as a file; `where` names the place of one that names none itself.

    Raises NotFound (`meeting.gone`), Conflict (`meeting.is_over`).
    """
    now = ctx.clock.now()
    async with ctx.database.read() as reader:
        await admit(reader, actor)
        meeting = await posted(reader, actor.community_id, meeting_id)
        check_not_over(meeting, now)
        agendas, post = await reader.ask(
            calendars.agendas_since(actor.community_id, now), posts.showing(actor.community_id, POST, meeting_id)
        )
    entry = calendar.entry_of(meeting, agendas.get(meeting_id, ()), post.jump_url if post else None)
    return MeetingFile(meeting, calendar.file([entry], where=where))


async def whole_series(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, *, where: str) -> SeriesFile:
    """Return all coming meetings of the series of a meeting as a file, cancelled ones marked as such.

    Raises NotFound (`meeting.gone`), Conflict (`meeting.not_in_series`, `meeting.is_over` where none is to come).
    """
    now = ctx.clock.now()
    async with ctx.database.read() as reader:
        await admit(reader, actor)
        meeting = await posted(reader, actor.community_id, meeting_id)
        found = None if meeting.series_id is None else await series.find(reader, actor.community_id, meeting.series_id)
        if found is None:
            raise Conflict("meeting.not_in_series")
        entries = [
            entry
            for one, entry in await _entries(reader, actor.community_id, now, now)
            if one.series_id == meeting.series_id
        ]
        known = {one.occurrence for one in await series.meetings_from(reader, found, found.first_day)}
    entries += calendar.entries_to_come(found, {day for day in known if day is not None}, now)
    if not entries:
        raise Conflict("meeting.is_over", ended_at=meeting.ends_at)
    standing = [entry for entry in entries if not entry.cancelled]
    last = max(entry.starts_at for entry in standing or entries)
    return SeriesFile(len(standing), last, await _written(entries, where))


async def everything(ctx: ServiceContext, community_id: CommunityId, *, name: str, where: str) -> bytes:
    """Return the calendar of a community: what is to come, and what was in the last 90 days, cancelled ones too."""
    now = ctx.clock.now()
    async with ctx.database.read() as reader:
        entries = [entry for _, entry in await _entries(reader, community_id, now - KEPT, now)]
        (going_on,) = await reader.ask(series.going_on(community_id))
        for one in going_on:
            known = {meeting.occurrence for meeting in await series.meetings_from(reader, one, one.first_day)}
            entries += calendar.entries_to_come(one, {day for day in known if day is not None}, now)
    return await _written(calendar.nearest(entries, now), where, name)


async def _written(entries: Sequence[Entry], where: str, name: str | None = None) -> bytes:
    """Return a calendar file, made off the event loop: a full one takes the better part of a second."""
    return await asyncio.to_thread(calendar.file, entries, where=where, name=name)


async def _entries(
    reader: Reader, community_id: CommunityId, since: datetime, now: datetime
) -> list[tuple[Meeting, Entry]]:
    """Return the meetings that end after `since`, in order, each as calendars hold it."""
    found, agendas, cards = await reader.ask(
        calendars.posted_since(community_id, since, now),
        calendars.agendas_since(community_id, since),
        calendars.cards(community_id),
    )
    return [(one, calendar.entry_of(one, agendas.get(one.id, ()), cards.get(one.id))) for one in found]

"""Editing, moving and skipping a meeting that stands: proposed to its facilitator first, told to people once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import agenda as agendas
from bot.domain import changes as rules
from bot.domain import reminders
from bot.domain.attendance import OVER, WATCH
from bot.domain.changes import Change, ChangeKind
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import MeetingId, MemberId
from bot.domain.meetings import Meeting, MeetingState, check_open, check_start, concerned, presenters_of
from bot.domain.people import Actor, Standing
from bot.domain.series import Series
from bot.domain.timers import Timer
from bot.domain.times import read_duration, read_time
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.meetings import (
    MeetingView,
    keep_agenda,
    keep_polls,
    look_at,
    named,
    posted,
    promise,
    settle_waitlist,
)
from bot.services.presenter_watch import warn_of_absence
from bot.services.public_text import refuse_identifiers
from bot.services.series import extend, show_in_time
from data import agenda, answers, audit, communities, meetings, posts, timers
from data import series as rows
from data.database import Writer

_KEPT = timedelta(hours=24)
_PROMISES = ("meeting.remind", "meeting.begins", "meeting.event", "meeting.card", agendas.POSTING, WATCH, OVER)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change its author has yet to confirm; `repeats` if it could hold for all later meetings as well."""

    view: MeetingView
    change: Change
    repeats: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that was made to `count` meetings; `told` people hear of it."""

    view: MeetingView
    change: Change
    count: int
    told: int


@dataclass(frozen=True, slots=True)
class Tidings:
    """What one person is told of a change."""

    view: MeetingView
    change: Change
    member_id: MemberId


async def propose_move(ctx: ServiceContext, actor: Actor, typed: str, when: str) -> Proposal:
    """Keep in mind that a meeting is to begin at another time.

    Raises what `named`, `read_time`, `check_open` and `check_start` raise; nothing is stored then.
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await named(writer, actor.community_id, typed, now)
        check_open(meeting, now)
        instant = read_time(when, now=now, zone=admission.zone, locale=actor.locale).instant
        check_start(instant, now)
        return await _propose(writer, actor, meeting, ChangeKind.MOVE, now, starts_at=instant)


async def propose_edit(
    ctx: ServiceContext,
    actor: Actor,
    typed: str,
    *,
    title: str | None = None,
    duration: str | None = None,
    seats: int | None = None,
    place: str | None = None,
) -> Proposal:
    """Keep in mind what a meeting is to say; None stays as it is, 0 seats means room for all.

    Raises what `named`, `read_duration`, `check_open` and `check_edit` raise, Invalid (`text.identifier`), Conflict
    (`meeting.seats_below`); nothing is stored then.
    """
    now = ctx.clock.now()
    await refuse_identifiers((title or "")[:1000])
    async with ctx.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        meeting = await named(writer, actor.community_id, typed, now)
        check_open(meeting, now)
        minutes = None if duration is None else int(read_duration(duration).total_seconds() // 60)
        name, where = rules.check_edit(title, minutes, seats, place)
        return await _propose(
            writer, actor, meeting, ChangeKind.EDIT, now, title=name, minutes=minutes, seats=seats, place=where
        )


async def propose_skip(ctx: ServiceContext, actor: Actor, typed: str) -> Proposal:
    """Keep in mind that an occurrence of a series is not to happen.

    Raises what `named` and `check_open` raise, Conflict (`meeting.not_in_series`).
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        meeting = await named(writer, actor.community_id, typed, now)
        check_open(meeting, now)
        if meeting.series_id is None:
            raise Conflict("meeting.not_in_series")
        return await _propose(writer, actor, meeting, ChangeKind.SKIP, now)


async def _propose(
    writer: Writer,
    actor: Actor,
    meeting: Meeting,
    kind: ChangeKind,
    now: datetime,
    *,
    title: str | None = None,
    starts_at: datetime | None = None,
    minutes: int | None = None,
    seats: int | None = None,
    place: str | None = None,
) -> Proposal:
    await rows.drop_proposals(writer, meeting.community_id, now - _KEPT)
    change = Change(
        0,
        meeting.community_id,
        meeting.id,
        kind,
        meeting.starts_at,
        actor.member_id,
        title,
        starts_at,
        minutes,
        seats,
        place,
    )
    community = await communities.find(writer, meeting.community_id)
    if community is None:
        raise NotFound("meeting.gone")
    view = await look_at(writer, community, meeting, now)
    rules.check_seats(change, view.roll, meeting)
    change = await rows.propose(writer, change, now)
    series = await _series(writer, meeting)
    return Proposal(view, change, series is not None and not series.ended)


async def apply(ctx: ServiceContext, actor: Actor, change_id: int, *, onwards: bool) -> Changed:
    """Make a proposed change, to one meeting or to it and all later ones of its series; a repeated tap changes nothing.

    Raises NotFound (`meeting.change_gone`), Conflict (`meeting.seats_below`, what `check_open` raises), Invalid
    (what `check_start` raises).
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        change = await rows.find_change(writer, actor.community_id, change_id)
        if change is None or change.author_id != actor.member_id:
            raise NotFound("meeting.change_gone")
        meeting = await posted(writer, actor.community_id, change.meeting_id)
        if change.applied:
            return Changed(await look_at(writer, admission.community, meeting, now), change, 1, 0)
        check_open(meeting, now)
        if change.starts_at is not None:
            check_start(change.starts_at, now)
        series = await _series(writer, meeting) if onwards else None
        await rows.mark_applied(writer, change, onwards=series is not None, now=now)
        await audit.add(writer, actor.community_id, "meeting.changed", actor.member_id, now, subject_id=meeting.id)
        touched = (
            [(meeting, _after(meeting, change))]
            if series is None
            else await _onwards(writer, series, meeting, change, now)
        )
        people: dict[MemberId, None] = {}
        for before, after in touched:
            people |= dict.fromkeys(await _store(writer, before, after, change, now))
        people.pop(actor.member_id, None)
        told = list(people) if change.concerns_people else []
        await timers.plan(writer, rules.tidings(meeting, change, told, now))
        if series is not None and change.kind is not ChangeKind.SKIP:
            current = await _series(writer, meeting)
            if current is not None:
                await extend(writer, current, now)
        meeting = await posted(writer, actor.community_id, meeting.id)
        view = await look_at(writer, admission.community, meeting, now)
        return Changed(view, change, len(touched), len(told))


def _after(meeting: Meeting, change: Change) -> Meeting | None:
    """Return the meeting as changed, None if it is not to happen."""
    if change.kind is ChangeKind.SKIP:
        return None
    return replace(
        meeting,
        title=change.title or meeting.title,
        starts_at=change.starts_at or meeting.starts_at,
        minutes=change.minutes or meeting.minutes,
        seats=change.seats_of(meeting.seats),
        place=change.place or meeting.place,
        moved=meeting.moved or change.starts_at is not None,
    )


async def _onwards(
    writer: Writer, series: Series, meeting: Meeting, change: Change, now: datetime
) -> list[tuple[Meeting, Meeting | None]]:
    """Change the series itself, and return its meetings from this one on as they were and as they are to be.

    What was moved by itself keeps its own time, what was cancelled stays so.
    """
    if meeting.occurrence is None:
        raise Conflict("meeting.not_in_series")
    later = await rows.meetings_from(writer, series, meeting.occurrence)
    standing = [one for one in later if one.state is MeetingState.SCHEDULED]
    if change.kind is ChangeKind.SKIP:
        await rows.save(writer, replace(series, ended=True), now)
        await timers.cancel(writer, series.community_id, "series.", series.id)
        return [(one, None) for one in standing]
    if change.starts_at is None:
        edited = replace(
            series,
            title=change.title or series.title,
            minutes=change.minutes or series.minutes,
            seats=change.seats_of(series.seats),
            place=change.place or series.place,
        )
        await rows.save(writer, edited, now)
        return [(one, _after(one, change)) for one in standing]
    wall = change.starts_at.astimezone(ZoneInfo(series.zone))
    shifted, days = series.shifted(meeting.occurrence, wall.date(), wall.time().replace(tzinfo=None))
    await rows.save(writer, shifted, now)
    await timers.cancel(writer, series.community_id, "series.", series.id)
    labels = {one.id: days[one.occurrence] for one in later if one.occurrence is not None and one.occurrence in days}
    await rows.relabel(writer, series, labels)
    followers = [one for one in standing if one.id in labels and (one.id == meeting.id or not one.moved)]
    return [
        (one, replace(one, occurrence=labels[one.id], starts_at=shifted.at(labels[one.id]).instant, moved=False))
        for one in followers
    ]


async def _store(
    writer: Writer, before: Meeting, after: Meeting | None, change: Change, now: datetime
) -> tuple[MemberId, ...]:
    """Store one changed meeting with all that follows from it, and return whom it concerns."""
    roll = await answers.roll(writer, before.community_id, before.id)
    if after is None:
        await meetings.cancel(writer, before, None, now)
        await timers.cancel(writer, before.community_id, "meeting.", before.id)
    else:
        rules.check_seats(change, roll, before)
        await meetings.change(writer, after, now)
        for kind in _PROMISES:
            await timers.cancel(writer, before.community_id, kind, before.id)
    current = await posted(writer, before.community_id, before.id)
    if after is None:
        await timers.plan(writer, [reminders.event_sync(current, now)])
    else:
        await promise(writer, current, now, moved=change.starts_at is not None)
        await settle_waitlist(writer, current, now)
        if await posts.find(writer, current.community_id, "meeting", current.id) is None:
            await show_in_time(writer, current, now)
    await keep_agenda(writer, current)
    await keep_polls(writer, current)
    items = await agenda.of_meeting(writer, current.community_id, current.id)
    for presenter_id in presenters_of(items):
        await warn_of_absence(writer, current.community_id, presenter_id, now)
    return concerned(roll, items)


async def tidings(ctx: ServiceContext, timer: Timer) -> Tidings | None:
    """Return what the person of this timer is told, or None if there is nothing to tell any more."""
    async with ctx.database.read() as reader:
        community = await communities.find(reader, timer.community_id)
        change = await rows.find_change(reader, timer.community_id, rules.change_of(timer))
        meeting = await meetings.find(reader, timer.community_id, MeetingId(timer.subject_id))
        if community is None or change is None or meeting is None or timer.member_id is None:
            return None
        return Tidings(await look_at(reader, community, meeting, ctx.clock.now()), change, timer.member_id)


async def _series(writer: Writer, meeting: Meeting) -> Series | None:
    return None if meeting.series_id is None else await rows.find(writer, meeting.community_id, meeting.series_id)

"""Running a meeting: started from its agenda, gone through step by step, ended; each tap is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import attendance
from bot.domain import runs as rules
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CommunityId, MeetingId
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.people import Actor, Community, Standing
from bot.domain.pulses import Pulse
from bot.domain.runs import FormatKey, Pace, Run, RunFormat, Step
from bot.services import presence
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.meetings import keep_card, named, posted
from bot.services.presence import Voices
from bot.services.rosters import roster
from data import agenda, audit, meetings, minutes, pulses, run_formats, timers
from data import runs as rows
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting that was not started yet, as it would be run in the chosen format."""

    meeting: Meeting
    chosen: RunFormat
    formats: tuple[RunFormat, ...]
    steps: tuple[Step, ...]
    may_start: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Running:
    """A meeting that is being run; `moved_on` if somebody tapped what was out of date."""

    meeting: Meeting
    run: Run
    pace: Pace
    moved_on: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """A meeting that is over, and what is left to do: who was there, what is written down."""

    community: Community
    meeting: Meeting
    counted: attendance.Window
    people: int
    has_minutes: bool
    pulse: Pulse | None
    moved_on: bool = False


Screen = Plan | Running | Ended
"""What a facilitator sees of a meeting, whoever looks."""


async def look(ctx: ServiceContext, actor: Actor, typed: str | None) -> Screen:
    """Return where a meeting stands: the named one; else the one under way, else whichever is nearest in time.

    Raises what `named` raises, Conflict (`meeting.was_cancelled`).
    """
    now = ctx.clock.now()
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        if typed is not None and typed.strip():
            meeting = await named(reader, actor.community_id, typed, now)
        else:
            meeting = await _nearest(reader, actor.community_id, now)
        return await _screen(ctx, reader, admission.community, meeting)


async def look_at(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, key: FormatKey | None = None) -> Screen:
    """Return where this meeting stands, planned in the format `key`; raises NotFound (`meeting.gone`)."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting = await posted(reader, actor.community_id, meeting_id)
        return await _screen(ctx, reader, admission.community, meeting, key)


async def start(
    ctx: ServiceContext,
    actor: Actor,
    meeting_id: MeetingId,
    key: FormatKey,
    voices: Voices | None,
    *,
    as_planned: bool,
) -> Screen:
    """Start a meeting, once; `as_planned` if it began in time though nobody tapped. Who comes second sees where it is.

    Raises NotFound (`meeting.gone`) and what `rules.check_start` raises.
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await posted(writer, actor.community_id, meeting_id)
        moved_on = meeting.ended_at is not None or await rows.find(writer, meeting.community_id, meeting.id) is not None
        if not moved_on:
            items = await agenda.of_meeting(writer, meeting.community_id, meeting.id)
            steps = rules.plan_steps(run_formats.bundled()[key], items, meeting.minutes)
            run, began_at = rules.start(meeting, key, steps, now, as_planned=as_planned)
            await rows.begin(writer, meeting, run, began_at)
            await audit.add(
                writer, meeting.community_id, "meeting.started", actor.member_id, now, subject_id=meeting.id
            )
            meeting = await posted(writer, actor.community_id, meeting_id)
            if voices is not None:
                await timers.cancel(
                    writer, meeting.community_id, attendance.WATCH, meeting.id
                )  # its time was as planned
                await presence.see(writer, admission.community, meeting, voices, now)
            await keep_card(writer, meeting)
        return await _screen(ctx, writer, admission.community, meeting, moved_on=moved_on)


async def go_on(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, turn: int) -> Screen:
    """Go to the next step; a tap that belongs to another turn changes nothing and is told so.

    Raises NotFound (`meeting.gone`).
    """
    return await _act(ctx, actor, meeting_id, turn, rules.go_on)


async def extend(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, turn: int) -> Screen:
    """Give the present step five minutes more; raises and tells what `go_on` does."""
    return await _act(ctx, actor, meeting_id, turn, rules.extend)


async def _act(
    ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, turn: int, act: Callable[[Run, datetime], Run]
) -> Screen:
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await posted(writer, actor.community_id, meeting_id)
        run = await rows.find(writer, meeting.community_id, meeting.id)
        moved_on = run is None or run.turn != turn or meeting.ended_at is not None
        if run is not None and not moved_on:
            await rows.save(writer, meeting, act(run, ctx.clock.now()))
        return await _screen(ctx, writer, admission.community, meeting, moved_on=moved_on)


async def end(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, turn: int, voices: Voices | None) -> Screen:
    """End a meeting now, once; raises and tells what `go_on` does."""
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await posted(writer, actor.community_id, meeting_id)
        run = await rows.find(writer, meeting.community_id, meeting.id)
        moved_on = run is None or run.turn != turn or meeting.ended_at is not None
        if not moved_on:
            if voices is not None:
                await presence.see(writer, admission.community, meeting, voices, now)
            await presence.finish(ctx, writer, meeting, now)
            await audit.add(writer, meeting.community_id, "meeting.ended", actor.member_id, now, subject_id=meeting.id)
            meeting = await posted(writer, actor.community_id, meeting_id)
        return await _screen(ctx, writer, admission.community, meeting, moved_on=moved_on)


async def _nearest(reader: Reader, community_id: CommunityId, now: datetime) -> Meeting:
    """Return the meeting that a facilitator means who names none; raises NotFound (`meeting.none_upcoming`)."""
    under_way = await rows.under_way(reader, community_id)
    if under_way is not None:
        return under_way
    found = [
        *await meetings.begun(reader, community_id, now, limit=1),
        *await meetings.upcoming(reader, community_id, now),
    ]
    if not found:
        raise NotFound("meeting.none_upcoming")
    return min(found, key=lambda meeting: _distance(meeting, now))


def _distance(meeting: Meeting, now: datetime) -> float:
    """Return how far off a meeting is, in seconds; 0 while it is on."""
    end = meeting.ended_at or meeting.ends_at
    return max(0.0, (meeting.starts_at - now).total_seconds(), (now - end).total_seconds())


async def _screen(
    ctx: ServiceContext,
    reader: Reader | Writer,
    community: Community,
    meeting: Meeting,
    key: FormatKey | None = None,
    *,
    moved_on: bool = False,
) -> Screen:
    now = ctx.clock.now()
    if meeting.state is MeetingState.CANCELLED:
        raise Conflict("meeting.was_cancelled", starts_at=meeting.starts_at)
    if meeting.ended_at is not None:
        return await _ended(ctx, reader, community, meeting, moved_on)
    run = await rows.find(reader, community.id, meeting.id)
    if run is not None:
        return Running(meeting, run, rules.pace(meeting, run, now), moved_on)
    formats = run_formats.bundled()
    chosen = formats[key or rules.guess(meeting.title, await rows.last_format(reader, community.id))]
    items = await agenda.of_meeting(reader, community.id, meeting.id)
    return Plan(
        meeting,
        chosen,
        tuple(formats.values()),
        rules.plan_steps(chosen, items, meeting.minutes),
        may_start=rules.may_start(meeting, now),
        is_late=now - meeting.starts_at >= rules.LATE,
    )


async def _ended(ctx: ServiceContext, reader: Reader, community: Community, meeting: Meeting, moved_on: bool) -> Ended:
    counted, attendees = await roster(ctx, reader, meeting)
    written = await minutes.of_meeting(reader, community.id, meeting.id)
    people = sum(one.minutes > 0 for one in attendees)
    pulse = await pulses.of_meeting(reader, community.id, meeting.id)
    return Ended(community, meeting, counted, people, bool(written.learning or written.decisions), pulse, moved_on)

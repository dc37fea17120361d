"""How a meeting comes to be: read the time, ask if it was typed freely, post it once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from bot.domain import meetings as rules
from bot.domain.errors import Invalid, NotFound
from bot.domain.ids import MeetingId
from bot.domain.meetings import Meeting, MeetingState, Plan
from bot.domain.people import Actor, Standing
from bot.domain.series import Repeat, parse_repeat
from bot.domain.times import Reading, read_duration, read_time
from bot.domain.topics import find_topic, recognised
from bot.services import series
from bot.services.access import Admission, admit
from bot.services.context import ServiceContext
from bot.services.meetings import MeetingView, launch, look_at
from bot.services.public_text import refuse_identifiers
from data import agenda, audit, meetings, thesaurus, topics
from data.database import Reader, Writer

_MOST_CHECKED = 1000
"""Longer texts are refused for their length; they need no check."""
_UNCLEAR = {"time.ambiguous", "time.overlap", "time.needs_hour", "time.needs_day"}

DRAFTS_KEPT = timedelta(hours=24)
"""A draft that nobody posts is forgotten after a day."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a facilitator typed, nothing checked yet."""

    title: str
    when: str
    duration: str | None = None
    seats: int | None = None
    place: str | None = None
    topic: str | None = None
    repeat: str | None = None


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What came of a wish: a scheduled meeting, or a draft that awaits its author's word.

    Where the time could mean several things, `readings` are the moments to choose from and `unclear` is why (a code of
    `read_time`).
    """

    view: MeetingView
    readings: tuple[Reading, ...] = ()
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """A checked plan; `picked` if its time came from the suggestions, which show it in full."""

    plan: Plan
    picked: bool
    readings: tuple[Reading, ...] = ()
    repeat: Repeat | None = None
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its author sees it; `typed_when` is their phrase, for correcting it."""

    view: MeetingView
    typed_when: str


async def schedule(ctx: ServiceContext, actor: Actor, wish: Wish) -> Scheduled:
    """Store the meeting: scheduled at once where its time was picked from the suggestions, which show it in full;
    else a draft, so that its author sees how their phrase was read, or is asked, before anybody else sees anything.

    Raises what `rules.plan`, `read_duration`, `read_time`, `parse_repeat` and `find_topic` raise, and Invalid
    (`text.identifier`); nothing is stored then. A place is not checked: an address or a link to a room belongs there.
    """
    now = ctx.clock.now()
    await refuse_identifiers(wish.title[:_MOST_CHECKED], (wish.topic or "")[:_MOST_CHECKED])
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        read = _read(ctx, actor, admission, wish)
        await meetings.drop_drafts(writer, admission.community.id, now - DRAFTS_KEPT)
        meeting = await meetings.insert(
            writer,
            admission.community.id,
            read.plan,
            zone=admission.zone,
            organiser_id=actor.member_id,
            typed_when=None if read.picked else wish.when.strip()[:200],
            now=now,
            repeat=None if read.repeat is None else read.repeat.text,
        )
        await _set_topic(writer, meeting, read.plan)
        if meeting.state is MeetingState.SCHEDULED:
            await _note(writer, actor, meeting, now)
            await launch(writer, meeting, now)
            await series.begin(writer, meeting, now)
            meeting = await _own(writer, actor, meeting.id)
        view = await look_at(writer, admission.community, meeting, now)
        return Scheduled(view, read.readings, read.unclear)


async def draft(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> Draft:
    """Return somebody's own draft; raises NotFound (`meeting.draft_gone`) if it was posted or forgotten."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting = await _own(reader, actor, meeting_id)
        if meeting.state is not MeetingState.DRAFT:
            raise NotFound("meeting.draft_gone")
        typed = await meetings.typed_when(reader, meeting.community_id, meeting.id)
        return Draft(await look_at(reader, admission.community, meeting, ctx.clock.now()), typed)


async def revise(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, wish: Wish) -> Scheduled:
    """Replace what a draft says; raises what `schedule` raises, and NotFound (`meeting.draft_gone`)."""
    now = ctx.clock.now()
    await refuse_identifiers(wish.title[:_MOST_CHECKED])
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await _own(writer, actor, meeting_id)
        if meeting.state is not MeetingState.DRAFT:
            raise NotFound("meeting.draft_gone")
        read = _read(ctx, actor, admission, wish)
        await meetings.redraft(
            writer, meeting, read.plan, zone=admission.zone, typed_when=wish.when.strip()[:200], now=now
        )
        await agenda.clear(writer, meeting.community_id, meeting.id)
        await _set_topic(writer, meeting, read.plan)
        meeting = await _own(writer, actor, meeting_id)
        view = await look_at(writer, admission.community, meeting, now)
        return Scheduled(view, read.readings, read.unclear)


async def post(
    ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, starts_at: datetime | None = None
) -> MeetingView:
    """Turn a draft into a scheduled meeting, at `starts_at` if its author chose among several readings.

    A repeated tap changes nothing. Raises NotFound (`meeting.draft_gone`), Invalid (`meeting.in_the_past`) if the
    draft lay too long.
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await _own(writer, actor, meeting_id)
        if meeting.state is MeetingState.DRAFT:
            chosen = starts_at or meeting.starts_at
            rules.check_start(chosen, now)
            await meetings.publish(writer, meeting, chosen, now)
            meeting = await _own(writer, actor, meeting_id)
            await _note(writer, actor, meeting, now)
            await launch(writer, meeting, now)
            await series.begin(writer, meeting, now)
            meeting = await _own(writer, actor, meeting_id)
        return await look_at(writer, admission.community, meeting, now)


async def _note(writer: Writer, actor: Actor, meeting: Meeting, now: datetime) -> None:
    await audit.add(writer, actor.community_id, "meeting.scheduled", actor.member_id, now, subject_id=meeting.id)


async def _own(reader: Reader, actor: Actor, meeting_id: MeetingId) -> Meeting:
    meeting = await meetings.find(reader, actor.community_id, meeting_id)
    if meeting is None or meeting.organiser_id != actor.member_id:
        raise NotFound("meeting.draft_gone")
    return meeting


async def _set_topic(writer: Writer, meeting: Meeting, plan: Plan) -> None:
    """Put the plan's topic on the agenda: one of the backlog if it surely means that, else as it was typed."""
    if plan.topic is None:
        return
    backlog, words = await topics.of_community(writer, meeting.community_id), thesaurus.bundled()
    if plan.topic.startswith("#"):
        topic = find_topic(plan.topic, backlog, words)
    else:
        topic = recognised(plan.topic, backlog, words)
    title, topic_id = (plan.topic, None) if topic is None else (topic.title, topic.id)
    await agenda.add(writer, meeting.community_id, meeting.id, title=title, topic_id=topic_id, presenter_id=None)


def _read(ctx: ServiceContext, actor: Actor, admission: Admission, wish: Wish) -> _Read:
    """Read and check a wish; a time that could mean several things becomes a question with its readings."""
    now = ctx.clock.now()
    length = read_duration(wish.duration) if wish.duration and wish.duration.strip() else None
    unclear = ""
    try:
        readings = (read_time(wish.when, now=now, zone=admission.zone, locale=actor.locale),)
    except Invalid as error:
        unclear, readings = error.code, _readings_of(error, now)
        if not readings:
            raise
    plan = rules.plan(
        title=wish.title,
        starts_at=readings[0].instant,
        now=now,
        minutes=None if length is None else int(length.total_seconds() // 60),
        seats=wish.seats,
        place=wish.place,
        topic=wish.topic,
    )
    repeat = _repeat(ctx, actor, admission, wish, readings[0].instant)
    if unclear:
        return _Read(plan, False, readings, repeat, unclear)
    return _Read(plan, wish.when.strip() == readings[0].value, repeat=repeat)


def _repeat(ctx: ServiceContext, actor: Actor, admission: Admission, wish: Wish, starts_at: datetime) -> Repeat | None:
    """Return how it repeats; the rule must fit the first date."""
    if wish.repeat is None or not wish.repeat.strip():
        return None

    def read_day(typed: str) -> date:
        afternoon = f"{typed} 15:00"  # an hour that nobody can take for another
        return read_time(afternoon, now=ctx.clock.now(), zone=admission.zone, locale=actor.locale).wall.date()

    repeat = parse_repeat(wish.repeat, read_day)
    repeat.anchored(starts_at.astimezone(ZoneInfo(admission.zone)).date())
    return repeat


def _readings_of(error: Invalid, now: datetime) -> tuple[Reading, ...]:
    """Return the moments that an unclear phrase could mean; none for one that is impossible or over."""
    if error.code not in _UNCLEAR:
        return ()
    found, zone = error.params.get("suggestions"), error.params.get("zone")
    if not isinstance(found, tuple) or not isinstance(zone, str):
        return ()
    instants = cast("tuple[datetime, ...]", found)
    return tuple(Reading(instant, zone) for instant in instants if instant > now)

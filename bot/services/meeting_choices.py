"""What is offered while somebody types a time or a meeting's name."""

from __future__ import annotations

from bot.domain.ids import MeetingId
from bot.domain.meetings import Meeting
from bot.domain.naming import plain
from bot.domain.people import Actor, Standing
from bot.domain.schedules import WEEKDAYS
from bot.domain.times import Reading, suggest_times
from bot.services import topics
from bot.services.access import admit
from bot.services.context import ServiceContext
from data import meetings


async def times_like(ctx: ServiceContext, actor: Actor, typed: str) -> list[tuple[str, str]]:
    """Return readings of what is being typed: each in full, and the value that `schedule` posts at once."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
    now = ctx.clock.now()
    readings = suggest_times(typed, now=now, zone=admission.zone, locale=actor.locale)
    return [(reading.label(actor.locale), reading.value) for reading in readings]


async def topics_like(ctx: ServiceContext, actor: Actor, typed: str) -> list[tuple[str, str]]:
    """Return the titles and values of the backlog's topics that match what is being typed, best supported first."""
    found = await topics.known(ctx, actor)
    return [(topic.title, f"#{topic.id}") for topic in topics.fitting(typed, found)]


async def meetings_like(ctx: ServiceContext, actor: Actor, typed: str) -> list[tuple[str, MeetingId]]:
    """Return the upcoming meetings that match what is being typed, each with a label in the reader's own zone."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor)
        found = await meetings.upcoming(reader, admission.community.id, ctx.clock.now())
    return _labelled(found, typed, admission.zone, actor.locale)


async def begun_like(ctx: ServiceContext, actor: Actor, typed: str) -> list[tuple[str, MeetingId]]:
    """Return the meetings that have begun and match what is being typed, the latest first, labelled likewise."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor)
        found = await meetings.begun(reader, admission.community.id, ctx.clock.now())
    return _labelled(found, typed, admission.zone, actor.locale)


def _labelled(found: list[Meeting], typed: str, zone: str, locale: str) -> list[tuple[str, MeetingId]]:
    wanted = plain(typed)
    matching = [meeting for meeting in found if wanted in plain(meeting.title)] or found
    return [
        (f"{meeting.title[:60]}: {Reading(meeting.starts_at, zone).label(locale)}", meeting.id) for meeting in matching
    ]


_REPEATS = (
    "every week",
    "every 2 weeks",
    "every 3 weeks",
    "every 4 weeks",
    "every month",
    *(f"{nth} {day} of every month" for nth in ("first", "second", "third", "last") for day in WEEKDAYS[:5]),
)


def repeats_like(typed: str) -> list[tuple[str, str]]:
    """Return rules that match what is being typed, each as its own value; what was typed first where it is a rule."""
    wanted = typed.casefold().strip()
    found = [rule for rule in _REPEATS if wanted in rule] or list(_REPEATS)
    if wanted and wanted not in found and len(typed) <= 100:
        found.insert(0, typed.strip())
    return [(rule, rule) for rule in found]

"""What facilitators do with prompts: schedule, look, add their own, pause and resume, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.identifiers import Tier
from bot.domain.ids import PromptId, ScheduleId
from bot.domain.people import Actor, Community, Place, Standing
from bot.domain.prompt_timing import Skip, working_turns
from bot.domain.prompts import (
    MOST_OWN,
    MOST_SCHEDULES,
    Kind,
    OwnPrompt,
    PromptSchedule,
    check_hour,
    check_text,
    same_words,
)
from bot.domain.schedules import Occurrence, begin, parse_hour, parse_rhythm
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.identifier_check import check
from bot.services.prompt_turns import TURN, plan_next
from data import audit, prompt_bank, prompt_timing, prompts, settings, timers
from data.database import Reader

_UNSAVED = ScheduleId(0)
SHOWN_TURNS = 3


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A schedule, where it posts (None while that channel is missing), and when next (never while it is paused).

    Public holidays are left out of `upcoming` where they are kept; `skipped` is when and why a turn was last skipped.
    """

    order: PromptSchedule
    channel_id: int | None
    upcoming: tuple[Occurrence, ...]
    skipped: tuple[datetime, Skip] | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """All schedules and own prompts of a community; `last_sent` tells when each own prompt was last chosen."""

    schedules: tuple[Scheduled, ...]
    own: tuple[OwnPrompt, ...]
    last_sent: dict[PromptId, datetime]


async def zone_of(context: ServiceContext, actor: Actor) -> str:
    """Return the IANA zone in which this facilitator's hours are read."""
    async with context.database.read() as reader:
        return (await admit(reader, actor, Standing.FACILITATOR)).zone


async def schedule(
    context: ServiceContext, actor: Actor, every: str, at: str, channel_id: int | None, kind: Kind | None
) -> Scheduled:
    """Have a prompt posted at a local hour again and again; the hour is read in the typist's zone.

    Raises NotAllowed below facilitators, Invalid for what cannot be read (see `parse_rhythm`, `parse_hour`) or lies
    in the night (`prompt.hour_at_night`), Conflict `prompt.too_many_schedules` or `prompt.same_schedule`.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        rhythm = parse_rhythm(every)
        hour = parse_hour(at)
        check_hour(hour)
        order = PromptSchedule(_UNSAVED, actor.community_id, begin(rhythm, hour, admission.zone, now), channel_id, kind)
        standing = await prompts.schedules(writer, actor.community_id)
        if any(order.same_order(one) for one in standing):
            raise Conflict("prompt.same_schedule")
        if len(standing) >= MOST_SCHEDULES:
            raise Conflict("prompt.too_many_schedules", limit=MOST_SCHEDULES)
        order = await prompts.add_schedule(writer, order, now)
        await audit.add(writer, actor.community_id, "prompt.scheduled", actor.member_id, now, subject_id=order.id)
        await plan_next(writer, order, now, now)
        return (await _all_scheduled(writer, [order], admission.community, now))[0]


async def overview(context: ServiceContext, actor: Actor) -> Overview:
    """Return what there is. Raises NotAllowed below facilitators."""
    async with context.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        orders = await prompts.schedules(reader, actor.community_id)
        own = await prompts.own(reader, actor.community_id)
        history = await prompts.history(reader, actor.community_id)
        schedules = await _all_scheduled(reader, orders, admission.community, context.clock.now())
    sent = {one.id: history.prompts[one.prompt.key] for one in own if one.prompt.key in history.prompts}
    return Overview(tuple(schedules), tuple(own), sent)


async def add(context: ServiceContext, actor: Actor, text: str, kind: Kind) -> OwnPrompt:
    """Store a prompt of the community's own.

    Raises NotAllowed below facilitators, Invalid for a text that is too short or long or may identify somebody
    (`prompt.identifier`), Conflict `prompt.already_there` or `prompt.too_many_own`.
    """
    async with context.database.read() as reader:
        await admit(reader, actor, Standing.FACILITATOR)
    tidy = check_text(text)
    await check_identifiers(tidy, text)
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        own = await prompts.own(writer, actor.community_id)
        if any(same_words(tidy, one.text) for one in (*own, *prompt_bank.bundled())):
            raise Conflict("prompt.already_there", typed=text)
        if len(own) >= MOST_OWN:
            raise Conflict("prompt.too_many_own", limit=MOST_OWN, typed=text)
        return await prompts.add_own(writer, actor.community_id, kind, tidy, now)


async def pause(context: ServiceContext, actor: Actor, schedule_id: int | None = None) -> list[Scheduled]:
    """Pause one schedule, or all; what was planned is cancelled. Returns all schedules as they are then.

    Harmless when repeated. Raises NotFound `prompt.schedule_not_found`, or `prompt.no_schedules` if there are none.
    """
    return await _switch(context, actor, schedule_id, active=False)


async def resume(context: ServiceContext, actor: Actor, schedule_id: int | None = None) -> list[Scheduled]:
    """Let one paused schedule run again, or all: planned anew from now on, nothing missed is made up for.

    Harmless when repeated. Raises NotFound as `pause` does.
    """
    return await _switch(context, actor, schedule_id, active=True)


async def remove_schedule(context: ServiceContext, actor: Actor, schedule_id: int) -> None:
    """End a schedule for good. Raises NotFound `prompt.schedule_not_found`."""
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        order = await prompts.find_schedule(writer, actor.community_id, schedule_id)
        if order is None:
            raise NotFound("prompt.schedule_not_found")
        await timers.cancel(writer, order.community_id, TURN, order.id)
        await prompts.remove_schedule(writer, order)
        await audit.add(
            writer,
            actor.community_id,
            "prompt.unscheduled",
            actor.member_id,
            context.clock.now(),
            subject_id=order.id,
        )


async def remove_own(context: ServiceContext, actor: Actor, prompt_id: int) -> None:
    """Delete an own prompt. Raises NotFound `prompt.own_not_found`."""
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        if not await prompts.remove_own(writer, actor.community_id, prompt_id):
            raise NotFound("prompt.own_not_found")


async def _switch(context: ServiceContext, actor: Actor, schedule_id: int | None, *, active: bool) -> list[Scheduled]:
    now = context.clock.now()
    async with context.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        orders = await prompts.schedules(writer, actor.community_id)
        wanted = [one for one in orders if schedule_id in (None, one.id)]
        if not wanted:
            raise NotFound("prompt.no_schedules" if schedule_id is None else "prompt.schedule_not_found")
        for order in wanted:
            if order.active is active:
                continue
            changed = order.resumed() if active else order.paused()
            await prompts.set_active(writer, changed)
            act = "prompt.resumed" if active else "prompt.paused"
            await audit.add(writer, actor.community_id, act, actor.member_id, now, subject_id=order.id)
            if active:
                await plan_next(writer, changed, now, now)
            else:
                await timers.cancel(writer, order.community_id, TURN, order.id)
        orders = await prompts.schedules(writer, actor.community_id)
        return await _all_scheduled(writer, orders, admission.community, now)


async def _all_scheduled(
    reader: Reader, orders: Sequence[PromptSchedule], community: Community, now: datetime
) -> list[Scheduled]:
    skips = await prompt_timing.skips(reader, community.id)
    keeps_holidays = (await settings.find(reader, community.id)).prompt_holidays
    found: list[Scheduled] = []
    for order in orders:
        channel_id = order.channel_id if order.channel_id is not None else community.channel_of(Place.GENERAL)
        turns = working_turns(order.schedule.after(now), order.schedule.zone, keeps_holidays=keeps_holidays)
        upcoming = tuple(islice(turns, SHOWN_TURNS)) if order.active else ()
        found.append(Scheduled(order, channel_id, upcoming, skips.get(order.id)))
    return found


async def check_identifiers(text: str, typed: str) -> None:
    """Refuse a text that may identify somebody. Raises Invalid `prompt.identifier`."""
    found = [one for one in await check(text) if one.tier is not Tier.HINT]
    if found:
        raise Invalid("prompt.identifier", found=[text[one.start : one.end] for one in found], typed=typed)

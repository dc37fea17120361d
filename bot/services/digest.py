"""The facilitator's digest: gathered fresh each time it is looked at, so that it is true against the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain import digest as rules
from bot.domain.digest import Line, Need, Standing
from bot.domain.ids import MeetingId, MemberId
from bot.domain.people import Actor, Community
from bot.domain.people import Standing as Access
from bot.domain.reach import Away
from bot.domain.reminders import nudges
from bot.domain.timers import Timer
from bot.services import digest_lines, digest_readers, rota
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.meetings import posted
from data import answers, audit, communities, digests, habits, settings, timers


@dataclass(frozen=True, slots=True)
class Digest:
    """What needs a facilitator now; `weekly` is whether this reader gets it each Monday."""

    community: Community
    lines: Sequence[Line]
    weekly: bool


async def look(context: ServiceContext, actor: Actor) -> Digest:
    """Return the digest of now; whoever looks for the first time gets it each Monday from then on."""
    now, community_id = context.clock.now(), actor.community_id
    async with context.database.write() as writer:
        admission = await admit(writer, actor, Access.FACILITATOR)
        wanted = await digest_readers.subscribe_if_new(context, writer, community_id, actor.member_id)
        lines = await digest_lines.gather(context, writer, community_id, now)
        return Digest(admission.community, lines, wanted is not False)


async def set_weekly(context: ServiceContext, actor: Actor, *, wanted: bool) -> Digest:
    """Store whether a facilitator wants the digest each Monday, and return it."""
    async with context.database.write() as writer:
        await admit(writer, actor, Access.FACILITATOR)
        if wanted:
            await digest_readers.subscribe(context, writer, actor.community_id, actor.member_id)
        else:
            await digests.set_weekly(writer, actor.community_id, actor.member_id, wanted=False)
    return await look(context, actor)


async def due(context: ServiceContext, timer: Timer) -> Digest | None:
    """Return the digest that a weekly timer promised, and plan the next.

    None if it is not wanted any more, or only whoever is on duty gets it and that is somebody else.
    """
    now = context.clock.now()
    member_id = MemberId(timer.subject_id)
    async with context.database.write() as writer:
        community = await communities.find(writer, timer.community_id)
        if community is None or not await digests.wants_weekly(writer, timer.community_id, member_id):
            return None
        own = await habits.find(writer, timer.community_id, member_id)
        await timers.plan(writer, [rules.weekly(timer.community_id, member_id, own.zone, now)])
        if (await settings.find(writer, community.id)).digest_to_duty and not await rota.gets_the_digest(
            writer, community.id, member_id, own.zone, now
        ):
            return None
        lines = await digest_lines.gather(context, writer, timer.community_id, now)
        return Digest(community, lines, weekly=True)


async def no_facilitator(context: ServiceContext, timer: Timer) -> None:
    """Send no more digests to somebody who is no facilitator any more, and leave their weeks to others."""
    async with context.database.write() as writer:
        member_id = MemberId(timer.subject_id)
        await digests.set_weekly(writer, timer.community_id, member_id, wanted=False)
        await rota.leave(context, writer, timer.community_id, member_id)


async def line(context: ServiceContext, actor: Actor, need: Need, subject_id: int) -> Standing:
    """Return where the matter of a line stands now, however old the digest is that shows it."""
    async with context.database.read() as reader:
        await admit(reader, actor, Access.FACILITATOR)
        return await digest_lines.standing(context, reader, actor.community_id, need, subject_id, context.clock.now())


async def nudge(context: ServiceContext, actor: Actor, meeting_id: MeetingId) -> int:
    """Ask everybody who has not answered to a meeting, once a day at most; return how many are asked.

    Raises NotFound (`meeting.gone`).
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor, Access.FACILITATOR)
        meeting = await posted(writer, actor.community_id, meeting_id)
        roll = await answers.roll(writer, actor.community_id, meeting_id)
        people = [one for one in await habits.here(writer, actor.community_id, now) if roll.of(one) is None]
        await timers.plan(writer, nudges(meeting, people, now))
        await audit.add(
            writer, actor.community_id, "digest.asked_again", actor.member_id, now, subject_id=int(meeting_id)
        )
        return len(people)


async def contact_silent(context: ServiceContext, actor: Actor) -> tuple[MemberId, ...]:
    """Have the silent asked privately whether all is well, nobody twice in 60 days; return who is asked."""
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor, Access.FACILITATOR)
        lines = await digest_lines.silent(context, writer, actor.community_id, now)
        people = lines[0].people if lines else ()
        for member_id in people:
            await digests.note_contact(writer, actor.community_id, member_id, now)
        await timers.plan(writer, [rules.contact(actor.community_id, one, now) for one in people])
        if people:
            await audit.add(writer, actor.community_id, "digest.asked_silent", actor.member_id, now)
        return people


async def still_silent(context: ServiceContext, timer: Timer) -> Community | None:
    """Return the community that asks, None if the person gave a sign since or is away or gone."""
    member_id = MemberId(timer.subject_id)
    async with context.database.read() as reader:
        community = await communities.find(reader, timer.community_id)
        signs = await digests.last_signs(reader, timer.community_id)
        own = await habits.of_active(reader, timer.community_id)
    found = rules.silent(signs, own, context.clock.now())
    return community if member_id in found else None


async def was_asked(context: ServiceContext, timer: Timer) -> None:
    """Note that a silent member was asked now: what waited for its moment counts from when it came."""
    async with context.database.write() as writer:
        await digests.note_contact(writer, timer.community_id, MemberId(timer.subject_id), context.clock.now())


async def choose(context: ServiceContext, actor: Actor, wish: str) -> None:
    """Store what a silent member wishes: `less` is one message a week, `pause` is being away for 60 days."""
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor)
        own = await habits.find(writer, actor.community_id, actor.member_id)
        if wish == "less":
            await habits.save(writer, actor.community_id, actor.member_id, replace(own, weekly_cap=1))
        elif wish == "pause":
            today = own.local(now).date()
            away = Away(today, today + timedelta(days=60))
            await habits.save(writer, actor.community_id, actor.member_id, replace(own, away=away))

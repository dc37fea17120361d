"""The one gate before everything that is sent to one person, and the profile that sets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain import reach as rules
from bot.domain.cases import Area
from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import Actor
from bot.domain.reach import WEEK, Channel, Habits, Send, Wait, Weight
from bot.domain.reminders import Lead
from bot.domain.timers import NotNow, Timer
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.membership import admit_with_entry
from bot.services.presenter_watch import warn_of_absence
from data import habits, interests, settings
from data.database import Writer


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody's own settings; `own_zone` is False while the community's zone stands in for theirs.

    `sent` are the reminders that the community sends before a meeting at all.
    """

    habits: Habits
    own_zone: bool
    sent: frozenset[Lead]
    interests: frozenset[Area] = frozenset()


async def pass_gate(context: ServiceContext, timer: Timer, member_id: MemberId, weight: Weight) -> Channel | None:
    """Return where a message for `member_id` goes now, None if it is dropped; raises NotNow if it has to wait.

    What passes unasked is counted towards the person's week in the same transaction that let it pass, so that
    messages due at the same moment cannot pass together. A second attempt at the same timer passes as the first did.
    """
    if weight is Weight.ASKED:
        return Channel.DM
    now = context.clock.now()
    async with context.database.write() as writer:
        own = await habits.find(writer, timer.community_id, member_id)
        sent = await habits.sent_since(writer, timer.community_id, member_id, now - WEEK)
        if any(timer_id == timer.id for timer_id, _ in sent):
            return own.channel
        decision = rules.decide(own, weight, now, sent=[at for _, at in sent], useful_until=timer.expires_at)
        if isinstance(decision, Send) and weight is Weight.ORDINARY:
            await habits.note_sending(writer, timer.community_id, member_id, timer.id, now)
    if isinstance(decision, Wait):
        raise NotNow(decision.until)
    if not isinstance(decision, Send):
        return None
    return Channel.DM if own.channel is Channel.NONE else own.channel


async def was_not_sent(context: ServiceContext, timer: Timer) -> None:
    """Give somebody's week back what passed the gate but could not be sent."""
    async with context.database.write() as writer:
        await habits.take_back_sending(writer, timer.community_id, timer.id)


async def profile(context: ServiceContext, actor: Actor) -> Profile:
    """Return somebody's own settings."""
    async with context.database.read() as reader:
        admission = await admit(reader, actor)
        own = await habits.find(reader, actor.community_id, actor.member_id)
        own_zone = admission.member is not None and admission.member.zone is not None
        sent = (await settings.find(reader, actor.community_id)).reminders
        likes = await interests.of_member(reader, actor.community_id, actor.member_id)
        return Profile(own, own_zone, sent, likes)


async def change(
    context: ServiceContext,
    actor: Actor,
    *,
    quiet_from: str,
    quiet_until: str,
    working_days: Sequence[int],
    channel: str,
    weekly_cap: str,
) -> Habits:
    """Store how somebody wants to be reached; raises what `bot.domain.reach.changed` raises."""
    async with context.database.write() as writer:
        own = await _own(context, writer, actor)
        new = rules.changed(
            own,
            quiet_from=quiet_from,
            quiet_until=quiet_until,
            working_days=working_days,
            channel=channel,
            weekly_cap=weekly_cap,
        )
        await habits.save(writer, actor.community_id, actor.member_id, new)
        return new


async def choose_reminders(context: ServiceContext, actor: Actor, leads: Sequence[str]) -> None:
    """Store which reminders before a meeting somebody wants; it holds for what is planned already."""
    async with context.database.write() as writer:
        new = rules.wanting(await _own(context, writer, actor), leads)
        await habits.save(writer, actor.community_id, actor.member_id, new)


async def go_away(context: ServiceContext, actor: Actor, first: str, last: str) -> Habits:
    """Store when somebody is away; raises what `bot.domain.reach.read_away` raises."""
    async with context.database.write() as writer:
        own = await _own(context, writer, actor)
        away = rules.read_away(first, last, now=context.clock.now(), zone=own.zone, locale=actor.locale)
        new = replace(own, away=away)
        await habits.save(writer, actor.community_id, actor.member_id, new)
        await warn_of_absence(writer, actor.community_id, actor.member_id, context.clock.now())
        return new


async def come_back(context: ServiceContext, actor: Actor) -> Habits:
    """Note that somebody is not away, or not any more."""
    async with context.database.write() as writer:
        new = replace(await _own(context, writer, actor), away=None)
        await habits.save(writer, actor.community_id, actor.member_id, new)
        return new


async def here(context: ServiceContext, community_id: CommunityId) -> list[MemberId]:
    """Return everybody who is in and not away today."""
    async with context.database.read() as reader:
        return await habits.here(reader, community_id, context.clock.now())


async def _own(context: ServiceContext, writer: Writer, actor: Actor) -> Habits:
    await admit_with_entry(context, writer, actor)
    return await habits.find(writer, actor.community_id, actor.member_id)

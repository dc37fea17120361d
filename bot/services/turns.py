"""Turn balance, for facilitators only: who presented and chaired in the last year, and who may be offered a turn."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain import turns as rules
from bot.domain.meetings import Meeting
from bot.domain.people import Actor, Community, Standing
from bot.domain.turns import YEAR, Balance
from bot.services.access import admit
from bot.services.context import ServiceContext
from data import habits, meetings, presenters, rota, turns


@dataclass(frozen=True, slots=True)
class TurnsView:
    """The balance, how many meetings it is about, and the next meeting (None: none is coming up)."""

    community: Community
    balance: Balance
    held: int
    coming: Meeting | None


async def look(ctx: ServiceContext, actor: Actor) -> TurnsView:
    """Return who had turns in the last year; raises NotAllowed (`people.facilitators_only`)."""
    now = ctx.clock.now()
    async with ctx.database.read() as reader:
        community = (await admit(reader, actor, Standing.FACILITATOR)).community
        everybody = await habits.of_active(reader, community.id)
        held = await turns.held(reader, community.id, now - YEAR, now)
        presented = await presenters.presented(reader, community.id, now - YEAR, now)
        weeks = await rota.turns(reader, community.id)
        ahead = [one for one in await meetings.upcoming(reader, community.id, now) if one.starts_at > now]
    away = {member_id for member_id, own in everybody.items() if own.is_away(now)}
    balance = rules.balance(list(everybody), presented, rules.chaired(held, weeks, community.zone), away)
    return TurnsView(community, balance, len(held), ahead[0] if ahead else None)

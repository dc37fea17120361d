"""What facilitators set for their community, each choice one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.errors import Invalid
from bot.domain.ids import MemberId
from bot.domain.people import Actor, MemberState, Standing
from bot.domain.settings import CommunitySettings, find_setting
from bot.services.access import admit
from bot.services.agenda import replan
from bot.services.context import ServiceContext
from data import audit, members, settings


async def show(ctx: ServiceContext, actor: Actor) -> CommunitySettings:
    """Return how the community has it, for a facilitator."""
    async with ctx.database.read() as reader:
        await admit(reader, actor, Standing.FACILITATOR)
        return await settings.find(reader, actor.community_id)


async def choose(ctx: ServiceContext, actor: Actor, name: str, codes: Sequence[str]) -> CommunitySettings:
    """Store one setting and note who changed it; the same choice again changes nothing.

    What is planned already obeys it too: its delivery looks at the settings, or it is planned anew. Raises Invalid
    (`settings.unknown_choice`, or `settings.no_member` for somebody who is not in).
    """
    setting = find_setting(name)
    async with ctx.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        for code in codes if setting.person else ():
            person = await members.find(writer, actor.community_id, MemberId(int(code)))
            if person is None or person.state is not MemberState.ACTIVE:
                raise Invalid("settings.no_member")
        before = await settings.find(writer, actor.community_id)
        after = setting.chosen(before, codes)
        if after != before:
            await settings.choose(writer, actor.community_id, setting, setting.codes(after))
            await audit.add(writer, actor.community_id, f"settings.{name}", actor.member_id, ctx.clock.now())
            if after.agenda_days != before.agenda_days:
                await replan(writer, actor.community_id, after.agenda_days, ctx.clock.now())
        return after

"""`/facilitator digest` and its Monday morning, `/facilitator handover`, and the gentle question."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.digest import CONTACT, WEEKLY
from bot.domain.handover import HAD, TOLD
from bot.domain.ids import MemberId
from bot.domain.people import Community
from bot.domain.reach import Weight
from bot.domain.timers import Timer
from bot.services import digest, handovers
from bot.ui.actors import actor_of
from bot.ui.courier import Outgoing
from bot.ui.respond import respond
from cogs.facilitators import cards, handover, handover_cards, views


class Facilitators(commands.Cog):
    """What facilitators are told and may set going."""

    group = app_commands.Group(name="facilitator", description="For facilitators: what needs you", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot
        self._deliveries = {
            WEEKLY: self.send_digest,
            CONTACT: self.ask_gently,
            TOLD: self.bring_handover,
            HAD: self.tell_handed_over,
        }

    async def cog_load(self) -> None:
        """Take buttons and timers."""
        self.bot.add_actions(*views.ACTIONS, *handover.ACTIONS)
        self.bot.add_forms(*handover.FORMS)
        self.bot.deliveries.update(self._deliveries)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS, *handover.ACTIONS)
        self.bot.remove_forms(*handover.FORMS)
        for kind in self._deliveries:
            del self.bot.deliveries[kind]

    @group.command(name="digest", description="What needs you this week, each with the button that deals with it")
    async def digest(self, interaction: discord.Interaction[Any]) -> None:
        """Show it; from the first time on it comes each Monday as well."""
        t = self.bot.translator(interaction.locale)
        found = await digest.look(self.bot.context, actor_of(interaction))
        view = views.digest_view(self.bot, t, found, in_server=True)
        await respond(interaction, embeds=[cards.digest(t, found)], view=view)

    @group.command(name="handover", description="Hand over to another facilitator: all that is open, and a note")
    @app_commands.rename(taker="to")
    @app_commands.describe(taker="Who takes over from you")
    async def handover(self, interaction: discord.Interaction[Any], taker: discord.Member) -> None:
        """Show what would be handed over, with the buttons that add a note and send it."""
        actor = actor_of(interaction)
        roles = {role.id for role in taker.roles}
        t = self.bot.translator(interaction.locale)
        view = await handovers.begin(self.bot.context, actor, MemberId(taker.id), roles)
        items = handover.handover_view(t, view, int(actor.member_id))
        await respond(interaction, embeds=[handover_cards.handover(t, view)], view=items)

    async def bring_handover(self, timer: Timer) -> None:
        """Bring a hand-over to the new one; who is no facilitator any more is told nothing of what is open."""
        view = await handovers.to_tell(self.bot.context, timer)
        if view is None:
            return
        t = self.bot.translator(view.community.locale)
        if not await self._is_facilitator(view.community, view.handover.to_id):
            said = t(
                "Your hand-over in **{server}** did not reach {who}, who is no facilitator there any more. Choose "
                "somebody else with `/facilitator handover`.",
                server=self._server(timer),
                who=f"<@{view.handover.to_id}>",
            )
            await self.bot.messenger.tell(timer, view.handover.from_id, Outgoing(said), weight=Weight.URGENT)
            return
        text = t(
            "{who} hands over to you in **{server}**. This is all that is open; **I have it** makes it yours.",
            who=f"<@{view.handover.from_id}>",
            server=self._server(timer),
        )
        items = handover.handover_view(t, view, int(view.handover.to_id))
        outgoing = Outgoing(text, [handover_cards.handover(t, view)], items)
        await self.bot.messenger.tell(timer, view.handover.to_id, outgoing, weight=Weight.URGENT)

    async def tell_handed_over(self, timer: Timer) -> None:
        """Tell the old one that the new one has it."""
        view = await handovers.to_tell(self.bot.context, timer)
        if view is not None:
            t = self.bot.translator(view.community.locale)
            text = t(
                "{who} has taken over from you in **{server}**. Thank you for all you did.",
                who=f"<@{view.handover.to_id}>",
                server=self._server(timer),
            )
            await self.bot.messenger.tell(timer, view.handover.from_id, Outgoing(text))

    async def send_digest(self, timer: Timer) -> None:
        """Send one facilitator the digest of now, unless they are none any more."""
        found = await digest.due(self.bot.context, timer)
        if found is None:
            return
        if not await self._is_facilitator(found.community, timer.subject_id):
            await digest.no_facilitator(self.bot.context, timer)
            return
        t = self.bot.translator(found.community.locale)
        view = views.digest_view(self.bot, t, found, in_server=False)
        text = t("Good morning. This is what **{server}** has for you.", server=self._server(timer))
        await self.bot.messenger.tell(
            timer, timer.subject_id, Outgoing(text, [cards.digest(t, found)], view), weight=Weight.ORDINARY
        )

    async def ask_gently(self, timer: Timer) -> None:
        """Ask somebody who is still silent whether all is well."""
        community = await digest.still_silent(self.bot.context, timer)
        if community is None:
            return
        t = self.bot.translator(community.locale)
        outgoing = Outgoing(cards.gentle(t, self._server(timer)), view=views.wishes(t, community.id))
        if await self.bot.messenger.tell(timer, timer.subject_id, outgoing, weight=Weight.ORDINARY):
            await digest.was_asked(self.bot.context, timer)

    async def _is_facilitator(self, community: Community, member_id: int) -> bool:
        guild = self.bot.get_guild(community.id)
        if guild is None:
            return False
        try:
            member = await guild.fetch_member(member_id)
        except discord.NotFound:
            return False
        return any(role.id == community.facilitator_role_id for role in member.roles)

    def _server(self, timer: Timer) -> str:
        guild = self.bot.get_guild(timer.community_id)
        return discord.utils.escape_markdown(guild.name) if guild is not None else "Commonroom"

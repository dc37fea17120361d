"""`/facilitator pairing`, and telling the pairs."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain import pairing as rules
from bot.domain.timers import Timer
from bot.services import pairing
from bot.ui.actors import actor_of
from bot.ui.courier import Outgoing
from bot.ui.respond import respond
from cogs.pairing import cards, views


class PairingCog(commands.Cog):
    """The command, the buttons, and deliveries of kind `pairing.…`."""

    group = app_commands.Group(name="facilitator", description="For facilitators: what needs you", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take buttons and timers."""
        self.bot.add_actions(*views.ACTIONS)
        self.bot.deliveries[rules.TOLD] = self.tell
        self.bot.deliveries[rules.DUE] = self.look

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)
        del self.bot.deliveries[rules.TOLD], self.bot.deliveries[rules.DUE]

    @group.command(name="pairing", description="Pair those who wish for a study buddy")
    async def pairing(self, interaction: discord.Interaction[Any]) -> None:
        """Show how many would be paired, with the button that does it."""
        actor = actor_of(interaction)
        t = self.bot.translator(interaction.locale)
        found = await pairing.overview(self.bot.context, actor)
        await respond(interaction, cards.overview(t, found), view=views.overview_view(t, actor.community_id, found))

    async def look(self, timer: Timer) -> None:
        """Pair where the community wants that by itself."""
        await pairing.look(self.bot.context, timer)

    async def tell(self, timer: Timer) -> None:
        """Tell one person whom they are paired with."""
        telling = await pairing.to_tell(self.bot.context, timer)
        if telling is None:
            return
        t = self.bot.translator(telling.community.locale)
        guild = self.bot.get_guild(timer.community_id)
        text = cards.told(t, telling, guild.name if guild is not None else "Commonroom")
        view = views.told_view(t, timer.community_id)
        await self.bot.messenger.tell(timer, timer.member_id or 0, Outgoing(text, view=view), weight=telling.weight)

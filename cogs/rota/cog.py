"""`/facilitator rota`, and the questions about swaps."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain import rota as rules
from bot.domain.timers import Timer
from bot.services import rota
from bot.ui.actors import actor_of
from bot.ui.components import buttons
from bot.ui.courier import Outgoing
from bot.ui.respond import respond
from cogs.rota import cards, views


class RotaCog(commands.Cog):
    """The command, the buttons, and deliveries of kind `rota.…`."""

    group = app_commands.Group(name="facilitator", description="For facilitators: what needs you", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take buttons and timers."""
        self.bot.add_actions(*views.ACTIONS)
        self.bot.deliveries[rules.SWAP] = self.ask
        self.bot.deliveries[rules.ANSWERED] = self.tell

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)
        del self.bot.deliveries[rules.SWAP], self.bot.deliveries[rules.ANSWERED]

    @group.command(name="rota", description="Who facilitates which week: take a turn, give it back, swap")
    async def rota(self, interaction: discord.Interaction[Any]) -> None:
        """Show the weeks to come with the buttons that change them."""
        actor = actor_of(interaction)
        t = self.bot.translator(interaction.locale)
        found = await rota.look(self.bot.context, actor)
        await respond(interaction, embeds=[cards.rota(t, found)], view=views.rota_view(t, found, int(actor.member_id)))

    async def ask(self, timer: Timer) -> None:
        """Ask the holder of a week whether they swap."""
        found = await rota.to_tell(self.bot.context, timer)
        if found is None:
            return
        community, swap = found
        t = self.bot.translator(community.locale)
        ids: dict[str, Any] = {"community": int(community.id), "swap": swap.id}
        yes = t("Swap") if swap.asker_week is not None else t("Let them have it")
        view = buttons(
            views.SwapButton.button(yes, style=discord.ButtonStyle.primary, answer="yes", **ids),
            views.SwapButton.button(t("Keep mine"), answer="no", **ids),
        )
        outgoing = Outgoing(cards.question(t, swap, community.zone), view=view)
        await self.bot.messenger.tell(timer, swap.holder_id, outgoing)

    async def tell(self, timer: Timer) -> None:
        """Tell whoever asked what the holder said."""
        found = await rota.to_tell(self.bot.context, timer)
        if found is not None:
            community, swap = found
            t = self.bot.translator(community.locale)
            said = cards.answered(t, swap, community.zone, to_holder=False)
            await self.bot.messenger.tell(timer, swap.asker_id, Outgoing(said))

"""The menu below a list of help; lists are sent by the features whose texts they follow."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.distress import Concern
from bot.domain.errors import Conflict
from bot.domain.people import Actor
from bot.services import support
from bot.ui.components import Action
from bot.ui.respond import redraw
from bot.ui.support import elsewhere_menu, help_embed


class HelpIn(Action, verb="help-in", pattern=rf"(?P<concern>{'|'.join(Concern)})"):
    """Menu: the help there is in another country."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Show it in the place of the list that was tapped."""
        if not self.values:
            raise Conflict("button.stale")
        bot: CommunityBot = interaction.client
        offered = await support.offer(bot.context, actor, Concern(self.ids["concern"]), self.values[0])
        t = bot.translator(interaction.locale)
        view = elsewhere_menu(t, bot, int(actor.community_id), offered)
        await redraw(interaction, embeds=[help_embed(t, offered)], view=view)


class Support(commands.Cog):
    """Checks the lists at start, and answers their menu."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Check the files and take the menu."""
        support.check_files()
        self.bot.add_actions(HelpIn)

    async def cog_unload(self) -> None:
        """Give it back."""
        self.bot.remove_actions(HelpIn)

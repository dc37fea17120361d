"""`/community settings`."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.settings import Area
from bot.services import settings as service
from bot.ui.actors import actor_of
from bot.ui.respond import respond
from cogs.settings.views import ACTIONS, screen


class SettingsCog(commands.Cog):
    """The command; its menus do the rest."""

    community = app_commands.Group(
        name="community", description="Set up and look after this community", guild_only=True
    )

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the menus."""
        self.bot.add_actions(*ACTIONS)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*ACTIONS)

    @community.command(name="settings", description="How this community wants its reminders and other habits")
    async def settings(self, interaction: discord.Interaction[Any]) -> None:
        """Show what holds, with a menu for each setting."""
        actor = actor_of(interaction)
        settings = await service.show(self.bot.context, actor)
        embed, view = screen(self.bot.translator(interaction.locale), actor.community_id, settings, next(iter(Area)))
        await respond(interaction, embeds=[embed], view=view)

"""`/meeting run`."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.services import meeting_choices, runs
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from cogs.runsheet import views

Tap = discord.Interaction[Any]


class RunSheet(commands.Cog):
    """The command and its buttons."""

    group = app_commands.Group(name="meeting", description="Meetings of this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the buttons."""
        self.bot.add_actions(*views.ACTIONS)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)

    @group.command()
    @app_commands.describe(meeting="Which one; the one that is on, or the nearest, if you leave it out")
    async def run(self, interaction: Tap, meeting: str | None = None) -> None:
        """Lead a meeting through its steps, and finish it (facilitators)"""
        await views.show(interaction, await runs.look(self.bot.context, actor_of(interaction), meeting))

    @run.autocomplete("meeting")
    @quiet
    async def suggest_meetings(self, interaction: Tap, typed: str) -> Choices:
        """Offer the upcoming meetings that match."""
        found = await meeting_choices.meetings_like(self.bot.context, actor_of(interaction), typed)
        return choices((label, str(meeting_id)) for label, meeting_id in found)

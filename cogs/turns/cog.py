"""`/facilitator turns`, and the button that leads there."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.people import Actor
from bot.services import turns
from bot.ui.actors import actor_of, with_roles
from bot.ui.components import Action, buttons
from bot.ui.respond import respond
from cogs.turns import cards

Tap = discord.Interaction[Any]


class TurnsButton(Action, verb="turns"):
    """Shows whose turn it may be, from wherever a presenter is looked for."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show it to a facilitator."""
        await show(interaction, await with_roles(interaction, actor))


class Turns(commands.Cog):
    """The command and its button."""

    group = app_commands.Group(name="facilitator", description="For facilitators: what needs you", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the button."""
        self.bot.add_actions(TurnsButton)

    async def cog_unload(self) -> None:
        """Give it back."""
        self.bot.remove_actions(TurnsButton)

    @group.command(name="turns", description="Who presented and chaired in the last year, and whom to offer a turn")
    async def turns(self, interaction: Tap) -> None:
        """Show it."""
        await show(interaction, actor_of(interaction))


async def show(interaction: Tap, actor: Actor) -> None:
    """Answer privately with the turns, and the way to the next agenda."""
    bot: CommunityBot = interaction.client
    t = bot.translator(interaction.locale)
    view = await turns.look(bot.context, actor)
    items = None
    if view.coming is not None:
        ids = {"community": int(view.community.id), "meeting": view.coming.id}
        items = buttons(bot.action("agenda").button(t("Open the next agenda"), **ids))
    await respond(interaction, embeds=[cards.turns(t, view)], view=items)

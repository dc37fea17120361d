"""`/facilitator audit`: the log for facilitators, and for members what was done, without names."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.people import Actor
from bot.services import audit
from bot.services.audit import AuditPage, Summary
from bot.ui.actors import actor_of
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from cogs.audit import cards

Tap = discord.Interaction[Any]
LATEST = "0"


def _drawn(bot: CommunityBot, interaction: Tap, found: AuditPage | Summary) -> tuple[discord.Embed, discord.ui.View]:
    t, community = bot.translator(interaction.locale), interaction.guild_id or 0
    if isinstance(found, Summary):
        return cards.summary(t, found), buttons()
    items: list[Action] = []
    if not found.is_latest:
        items.append(PageButton.button(t("Latest"), community=community, before=LATEST))
    if found.older is not None:
        items.append(PageButton.button(t("Older"), community=community, before=found.older))
    return cards.page(t, found), buttons(*items)


class PageButton(Action, verb="audit-page", pattern=r"(?P<before>\d{1,18})"):
    """Shows what was done before an act, or the latest."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Draw it."""
        before = None if self.ids["before"] == LATEST else int(self.ids["before"])
        embed, view = _drawn(
            interaction.client, interaction, await audit.look(interaction.client.context, actor, before)
        )
        await redraw(interaction, embeds=[embed], view=view)


class AuditCog(commands.Cog):
    """The command and its button."""

    group = app_commands.Group(name="facilitator", description="For facilitators: what needs you", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the button."""
        self.bot.add_actions(PageButton)

    async def cog_unload(self) -> None:
        """Give it back."""
        self.bot.remove_actions(PageButton)

    @group.command(name="audit", description="What facilitators did, and when; members see it without names")
    async def audit(self, interaction: Tap) -> None:
        """Show the latest."""
        embed, view = _drawn(self.bot, interaction, await audit.look(self.bot.context, actor_of(interaction)))
        await respond(interaction, embeds=[embed], view=view)

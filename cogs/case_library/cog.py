"""`/case list` and `/case show`."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain import library as rules
from bot.domain.cases import Area
from bot.domain.errors import NotFound
from bot.domain.library import MOST_QUERY, Status
from bot.services.cases import library
from bot.services.discussions import finding
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.components import buttons
from bot.ui.respond import respond
from bot.ui.words import clip
from cogs.case_library.cards import page_embed
from cogs.case_library.views import ACTIONS, page_buttons


class CaseLibrary(commands.Cog):
    """Finding released cases and reading one."""

    case = app_commands.Group(name="case", description="Share a case and learn from others'", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the buttons."""
        self.bot.add_actions(*ACTIONS)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*ACTIONS)

    @case.command(name="list")
    @app_commands.describe(query="Words to look for", tag="The clinical area", status="Where the case stands")
    @app_commands.choices(
        tag=[app_commands.Choice(name=area.value, value=area.value) for area in Area],
        status=[app_commands.Choice(name=status.value, value=status.value) for status in Status],
    )
    async def list_(
        self,
        interaction: discord.Interaction[CommunityBot],
        query: app_commands.Range[str, 1, MOST_QUERY] | None = None,
        tag: str | None = None,
        status: str | None = None,
    ) -> None:
        """Find released cases by words, clinical area or status"""
        actor, t = actor_of(interaction), self.bot.translator(interaction.locale)
        page = await library.look(self.bot.context, actor, rules.search(query, tag, status))
        await respond(interaction, embeds=[page_embed(t, page)], view=page_buttons(t, actor.community_id, page))

    @case.command(name="show")
    @app_commands.describe(case="The case: its title or number")
    async def show(self, interaction: discord.Interaction[CommunityBot], case: str) -> None:
        """Read a released case in full, for yourself"""
        actor, t = actor_of(interaction), self.bot.translator(interaction.locale)
        found, post = await library.find(self.bot.context, actor, case)
        shown = await self.bot.renderers[post.kind](post)
        if shown is None:
            raise NotFound("talk.unknown")
        link: list[discord.ui.Button[Any]] = []
        if found.jump_url is not None:
            link.append(discord.ui.Button(label=t("To the discussion"), url=found.jump_url))
        title = discord.Embed(title=clip(f"{found.title} · {t('case {n}', n=found.id)}", 256))
        room = 10 - len(shown.embeds)
        embeds = [title, *shown.embeds] if room else list(shown.embeds)
        await respond(interaction, shown.content, embeds=embeds, view=buttons(*link) if link else None)

    @show.autocomplete("case")
    @quiet
    async def suggest_case(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """Offer cases by words or number."""
        found = await finding.names_like(self.bot.context, actor_of(interaction), typed, cases_only=True)
        return choices((f"{named.name} · {title}", named.name) for named, title in found)

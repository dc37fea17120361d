"""`/commit` and `/my commitments`, and the questions at 6 and 12 weeks."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.commitments import ASK, NUDGE, POST
from bot.domain.errors import Undeliverable
from bot.domain.posts import Post
from bot.domain.reach import Weight
from bot.domain.timers import Timer
from bot.services import commitment_checks, commitments
from bot.ui.actors import actor_of
from bot.ui.courier import Outgoing
from bot.ui.respond import show_form
from cogs.commitments import cards, forms, screens, views

Tap = discord.Interaction[Any]


class Commitments(commands.Cog):
    """The commands, the questions, and the post of what is shared."""

    my = app_commands.Group(name="my", description="What is mine in this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take buttons, forms, timers and the post."""
        self.bot.add_actions(*views.ACTIONS)
        self.bot.add_forms(*forms.FORMS)
        self.bot.renderers[POST] = self.render
        self.bot.deliveries[ASK] = self.bot.deliveries[NUDGE] = self.ask

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)
        self.bot.remove_forms(*forms.FORMS)
        del self.bot.renderers[POST], self.bot.deliveries[ASK], self.bot.deliveries[NUDGE]

    async def render(self, post: Post) -> Outgoing | None:
        """Return what the post of a shared commitment shows now; one that was taken back unsent is not sent."""
        found = await commitments.shown(self.bot.context, post.community_id, post.subject_id)
        if found is None or (found[1] is None and post.message_id is None):
            return None
        community, commitment = found
        return Outgoing(embeds=[cards.shared(self.bot.translator(community.locale), commitment)])

    async def ask(self, timer: Timer) -> None:
        """Ask somebody privately how their change goes."""
        asked = await commitment_checks.to_ask(self.bot.context, timer)
        if asked is None:
            return
        t = self.bot.translator(asked.community.locale)
        guild = self.bot.get_guild(timer.community_id)
        text = cards.question(t, asked, guild.name if guild is not None else "Discord")
        view = screens.question_buttons(self.bot, t, asked.commitment, asked.check.weeks)
        outgoing = Outgoing(text, view=view)
        try:
            await self.bot.messenger.tell(timer, asked.commitment.member_id, outgoing, weight=Weight.ORDINARY)
        except Undeliverable as error:
            if error.code != "courier.dm_closed":  # then `/my todo` asks
                raise
        await commitment_checks.asked(self.bot.context, timer)

    @app_commands.command(name="commit", description="Commit to a change in your practice; only you see it")
    @app_commands.guild_only()
    async def commit(self, interaction: Tap) -> None:
        """Open the form."""
        actor = actor_of(interaction)
        await commitments.begin(self.bot.context, actor)
        await show_form(interaction, forms.CommitForm(self.bot.translator(interaction.locale), actor.community_id, 0))

    @my.command(name="commitments", description="What you committed to, and how it goes; only you see it")
    async def mine(self, interaction: Tap) -> None:
        """Show them."""
        actor = actor_of(interaction)
        found = await commitments.mine(self.bot.context, actor)
        await screens.show_all(interaction, found, actor.community_id)

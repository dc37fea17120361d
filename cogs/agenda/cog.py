"""`/meeting agenda`, and the post that follows it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.agenda import POST, POSTING
from bot.domain.ids import MeetingId
from bot.domain.posts import Post
from bot.domain.timers import Timer
from bot.services import agenda, meeting_choices
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.courier import Outgoing
from bot.ui.respond import respond
from cogs.agenda import cards, views

Tap = discord.Interaction[Any]


class AgendaCog(commands.Cog):
    """The command, the post and its time."""

    group = app_commands.Group(name="meeting", description="Meetings of this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the buttons, the form, the post and its timer."""
        self.bot.add_actions(*views.ACTIONS)
        self.bot.add_forms(*views.FORMS)
        self.bot.renderers[POST] = self.render
        self.bot.deliveries[POSTING] = self.post

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)
        self.bot.remove_forms(*views.FORMS)
        del self.bot.renderers[POST], self.bot.deliveries[POSTING]

    async def render(self, post: Post) -> Outgoing | None:
        """Return what the posted agenda shows now; one that is over is not sent (again)."""
        view = await agenda.card(self.bot.context, post.community_id, MeetingId(post.subject_id))
        if view is None or (post.message_id is None and not view.is_open):
            return None
        t = self.bot.translator(view.community.locale)
        return Outgoing(embeds=[cards.agenda(t, view)], view=views.public_items(self.bot, t, view))

    async def post(self, timer: Timer) -> None:
        """Post an agenda whose day has come."""
        await agenda.post_due(self.bot.context, timer)

    @group.command(name="agenda")
    @app_commands.describe(meeting="Which one; the next if you leave it out")
    async def show(self, interaction: Tap, meeting: str | None = None) -> None:
        """See what a meeting is about and what is still to be done"""
        t = self.bot.translator(interaction.locale)
        own = await agenda.see(self.bot.context, actor_of(interaction), meeting)
        embeds, view = views.screen(self.bot, t, own)
        await respond(interaction, embeds=embeds, view=view)

    @show.autocomplete("meeting")
    @quiet
    async def suggest_meetings(self, interaction: Tap, typed: str) -> Choices:
        """Offer the meetings that match."""
        found = await meeting_choices.meetings_like(self.bot.context, actor_of(interaction), typed)
        return choices((label, str(meeting_id)) for label, meeting_id in found)

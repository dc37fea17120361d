"""`/meeting attendance`, and what follows from members' objections."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.attendance import SETTLED
from bot.domain.posts import Post
from bot.domain.reach import Weight
from bot.domain.timers import Timer
from bot.services import attendance, meeting_choices
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.courier import Outgoing
from cogs.attendance import cards, views

Tap = discord.Interaction[Any]


class AttendanceCog(commands.Cog):
    """The command, the facilitators' card of an objection, and the word to the member."""

    group = app_commands.Group(name="meeting", description="Meetings of this community", guild_only=True)

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the buttons, the post and the timer."""
        self.bot.add_actions(*views.ACTIONS)
        self.bot.renderers[attendance.POST] = self.render
        self.bot.deliveries[SETTLED] = self.tell

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)
        del self.bot.renderers[attendance.POST], self.bot.deliveries[SETTLED]

    async def render(self, post: Post) -> Outgoing | None:
        """Return what an objection's card shows now."""
        view = await attendance.contest_card(self.bot.context, post.community_id, post.subject_id)
        return None if view is None else views.contest_message(self.bot.translator(view.community.locale), view)

    async def tell(self, timer: Timer) -> None:
        """Tell a member, privately, what became of their objection."""
        view = await attendance.told(self.bot.context, timer)
        if view is None or timer.member_id is None:
            return
        guild = self.bot.get_guild(timer.community_id)
        text = cards.told(
            self.bot.translator(view.community.locale), view, guild.name if guild is not None else "Discord"
        )
        await self.bot.messenger.tell(timer, timer.member_id, Outgoing(text), weight=Weight.URGENT)

    @group.command()
    @app_commands.describe(meeting="Which one; the latest if you leave it out")
    async def attendance(self, interaction: Tap, meeting: str | None = None) -> None:
        """See who was there and for how long, correct it, confirm it (facilitators)"""
        found = await attendance.sheet(self.bot.context, actor_of(interaction), meeting)
        await views.show(interaction, found)

    @attendance.autocomplete("meeting")
    @quiet
    async def suggest_meetings(self, interaction: Tap, typed: str) -> Choices:
        """Offer the meetings that match, those that have begun first."""
        found = await meeting_choices.begun_like(self.bot.context, actor_of(interaction), typed)
        return choices((label, str(meeting_id)) for label, meeting_id in found)

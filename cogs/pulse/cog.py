"""The post of a pulse, and what happens to it by time."""

from __future__ import annotations

from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.posts import Post
from bot.domain.pulses import CLOSE, POST, UNLINK
from bot.domain.timers import Timer
from bot.services import pulses
from bot.ui.courier import Outgoing
from cogs.pulse import views


class PulseCog(commands.Cog):
    """Keeps pulses; it has no command: the button stands where the meeting was."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the buttons, the post and the timers."""
        self.bot.add_actions(*views.ACTIONS)
        self.bot.renderers[POST] = self.render
        self.bot.deliveries.update({CLOSE: self.close, UNLINK: self.forget})

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(*views.ACTIONS)
        del self.bot.renderers[POST], self.bot.deliveries[CLOSE], self.bot.deliveries[UNLINK]

    async def render(self, post: Post) -> Outgoing | None:
        """Return what the message of a pulse shows now."""
        view = await pulses.card(self.bot.context, post.community_id, post.subject_id)
        return None if view is None else views.public(self.bot, view)

    async def close(self, timer: Timer) -> None:
        """Close a pulse whose time is up."""
        await pulses.close_due(self.bot.context, timer)

    async def forget(self, timer: Timer) -> None:
        """Destroy the key of a closed pulse."""
        await pulses.forget(self.bot.context, timer)

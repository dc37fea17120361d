"""Looks who is in the voice channel while a meeting is on there: who and since when, never what is said."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.attendance import OVER, WATCH
from bot.domain.ids import CommunityId, MemberId
from bot.domain.timers import Timer
from bot.services import presence
from bot.services.presence import Voices
from bot.ui.voices import voices_in


class Watching(commands.Cog):
    """Listens to joins and leaves, and looks by itself when a meeting begins, each minute, and when it ends."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the timers."""
        self.bot.deliveries[WATCH] = self.look
        self.bot.deliveries[OVER] = self.end

    async def cog_unload(self) -> None:
        """Give them back."""
        del self.bot.deliveries[WATCH], self.bot.deliveries[OVER]

    def voices(self, community_id: CommunityId) -> Voices | None:
        """Return who is in which voice channel, None while Discord does not tell."""
        return voices_in(self.bot.get_guild(community_id))

    async def look(self, timer: Timer) -> None:
        """Note who is there."""
        await presence.look(self.bot.context, timer, self.voices(timer.community_id))

    async def end(self, timer: Timer) -> None:
        """End a meeting whose time is up."""
        await presence.over(self.bot.context, timer, self.voices(timer.community_id))

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        """Note a join or a leave; muting and the like change nothing."""
        if before.channel == after.channel:
            return
        voices = voices_in(member.guild)
        if voices is not None:
            left = MemberId(member.id)
            await presence.observe(self.bot.context, CommunityId(member.guild.id), voices, left)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """See who is there after the bot was away."""
        for community_id in await presence.to_observe(self.bot.context):
            await self._observe(community_id)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """See who is there after Discord itself was away."""
        if self.bot.is_ready():
            await self._observe(CommunityId(guild.id))

    async def _observe(self, community_id: CommunityId) -> None:
        voices = self.voices(community_id)
        if voices is not None:
            await presence.observe(self.bot.context, community_id, voices)

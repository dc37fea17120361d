"""Hears that people talk in a channel, so that no prompt interrupts them: counts, and nothing else of a message."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from datetime import datetime

import discord
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.ids import CommunityId
from bot.domain.prompt_timing import hour_of
from bot.services import talk

_log = logging.getLogger(__name__)

_SPOKEN = {discord.MessageType.default, discord.MessageType.reply}
FLUSH_SECONDS = 60.0
"""How long counts may wait in memory, so that a lively channel costs one write a minute; a crash loses no more."""


class TalkCounter(commands.Cog):
    """Counts messages by channel and hour. It never looks at what they say; the bot is not told it either."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot
        self._heard: Counter[tuple[CommunityId, int, datetime]] = Counter()
        self._alarm: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    async def cog_unload(self) -> None:
        """Stop counting."""
        if self._alarm is not None:
            self._alarm.cancel()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Count a message of a person; one in a thread counts for its channel."""
        if message.guild is None or message.author.bot or message.type not in _SPOKEN:
            return
        channel = message.channel
        channel_id = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
        self._heard[CommunityId(message.guild.id), channel_id, hour_of(self.bot.clock.now())] += 1
        if self._alarm is None:
            self._alarm = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._flush)

    def _flush(self) -> None:
        self._alarm = None
        self._task = asyncio.get_running_loop().create_task(self._store())

    async def _store(self) -> None:
        heard, self._heard = self._heard, Counter()
        try:
            await talk.add(self.bot.context, heard)
        except Exception:
            # Counts are a courtesy: what was lost delays nothing and is made up for by the next messages.
            _log.exception("talk could not be counted")

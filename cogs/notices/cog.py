"""Delivers notices to `#facilitators`, or to the server's owner while that channel is missing."""

from __future__ import annotations

from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.errors import CopError, Undeliverable
from bot.domain.ids import CommunityId
from bot.domain.people import Place
from bot.domain.reach import Weight
from bot.domain.timers import Timer
from bot.services import notices, posts
from bot.ui.courier import Outgoing
from bot.ui.errors import explain_refusal


class Notices(commands.Cog):
    """Delivers timers of kind `notice`."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the deliveries."""
        self.bot.deliveries["notice"] = self.deliver

    async def cog_unload(self) -> None:
        """Give them back."""
        del self.bot.deliveries["notice"]

    async def deliver(self, timer: Timer) -> None:
        """Send one notice."""
        code, params = await notices.find(self.bot.context, timer.community_id, timer.subject_id)
        locale = await posts.locale_of(self.bot.context, timer.community_id)
        outgoing = Outgoing(explain_refusal(CopError(code, **params), self.bot.sentences, locale))
        try:
            channel_id = await posts.channel_for(self.bot.context, timer.community_id, Place.FACILITATORS)
            since = timer.maybe_sent_since
            await self.bot.courier.send(channel_id, outgoing, timer.nonce, maybe_sent_since=since)
        except Undeliverable:
            owner_id = self._owner_of(timer.community_id)
            if owner_id is None:
                raise
            await self.bot.messenger.tell(timer, owner_id, outgoing, weight=Weight.URGENT)

    def _owner_of(self, community_id: CommunityId) -> int | None:
        guild = self.bot.get_guild(community_id)
        return guild.owner_id if guild is not None else None

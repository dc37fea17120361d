"""Meetings: scheduled by a facilitator, answered with one tap, kept in step with Discord's own events."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.meetings.changes import MeetingChanges
from cogs.meetings.cog import Meetings
from cogs.meetings.deliveries import MeetingDeliveries
from cogs.meetings.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(Meetings(bot))
    await bot.add_cog(MeetingChanges(bot))
    await bot.add_cog(MeetingDeliveries(bot))

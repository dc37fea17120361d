"""Topics, and the polls that choose among them."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.polls.cog import Polls
from cogs.polls.sentences import ERRORS
from cogs.polls.timekeeping import PollTimers
from cogs.polls.topic_cog import Topics


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(Topics(bot))
    await bot.add_cog(Polls(bot))
    await bot.add_cog(PollTimers(bot))

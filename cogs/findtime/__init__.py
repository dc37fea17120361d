"""Finding a time: everybody says privately when they can, a facilitator books the best."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.findtime.cog import FindTime
from cogs.findtime.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(FindTime(bot))

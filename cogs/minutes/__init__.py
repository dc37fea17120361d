"""Minutes, and what people took on."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.minutes.cog import MinutesCog
from cogs.minutes.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(MinutesCog(bot))

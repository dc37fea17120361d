"""Cases that nobody has answered: two colleagues are asked privately, in turn."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.rescue.cog import RescueCog
from cogs.rescue.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(RescueCog(bot))

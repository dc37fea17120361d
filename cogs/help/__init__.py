"""Help by task, not by command."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.help.cog import HelpCog


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    await bot.add_cog(HelpCog(bot))

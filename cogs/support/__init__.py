"""Help for whoever may need it: the lists are checked at start, and may be looked at for another country."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.support.cog import Support


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    await bot.add_cog(Support(bot))

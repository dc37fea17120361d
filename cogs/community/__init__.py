"""Sets a server up as a community of practice, repairs it, and notices when a part of it is lost."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.community.cog import CommunityCog
from cogs.community.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(CommunityCog(bot))

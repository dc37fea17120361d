"""Tells facilitators, once, what they must put right."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.notices.cog import Notices


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    await bot.add_cog(Notices(bot))

"""The noticeboard: one pinned message that is always true and works by buttons alone."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.noticeboard.cog import Noticeboard


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    await bot.add_cog(Noticeboard(bot))

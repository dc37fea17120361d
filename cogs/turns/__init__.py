"""Whose turn it may be: shown to facilitators, as an offer."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.turns.cog import Turns


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    await bot.add_cog(Turns(bot))

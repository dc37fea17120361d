"""The facilitator's second pair of hands: what needs somebody this week, and gentle contact with the silent."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.facilitators.cog import Facilitators


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    await bot.add_cog(Facilitators(bot))

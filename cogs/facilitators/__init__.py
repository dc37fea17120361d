"""The facilitator's second pair of hands: what needs somebody this week, and gentle contact with the silent."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.facilitators.cog import Facilitators
from cogs.facilitators.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(Facilitators(bot))

"""Commitments to change: private, sealed, asked about at 6 and 12 weeks."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.commitments.cog import Commitments
from cogs.commitments.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(Commitments(bot))

"""The pulse after a meeting: three taps without names, and what facilitators see of them over time."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.pulse.cog import PulseCog
from cogs.pulse.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(PulseCog(bot))

"""Running a meeting: the facilitator's private screen of timed steps."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.runsheet.cog import RunSheet
from cogs.runsheet.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(RunSheet(bot))

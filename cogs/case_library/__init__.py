"""The case library: finding and reading released cases."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.case_library.cog import CaseLibrary
from cogs.case_library.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(CaseLibrary(bot))

"""What happened next in a case, told below it at its own time."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.case_sequels.cog import CaseSequels
from cogs.case_sequels.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(CaseSequels(bot))

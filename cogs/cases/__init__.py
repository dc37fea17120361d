"""Sharing a case: written in two steps, checked, affirmed, released by a second person, posted."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.cases.cog import Cases
from cogs.cases.picture_sentences import ERRORS as PICTURE_ERRORS
from cogs.cases.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update({**ERRORS, **PICTURE_ERRORS})
    await bot.add_cog(Cases(bot))

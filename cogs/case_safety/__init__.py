"""Flagging what may identify a patient: hidden at once, decided by the facilitators."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.case_safety.cog import CaseSafety
from cogs.case_safety.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(CaseSafety(bot))

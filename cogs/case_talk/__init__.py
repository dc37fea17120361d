"""Discussing a released case, or a question without a patient: positions, not a verdict."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.case_talk.cog import CaseTalk
from cogs.case_talk.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(CaseTalk(bot))

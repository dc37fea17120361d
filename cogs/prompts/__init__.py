"""Prompts: questions that keep a group talking, by hand or on a schedule."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.prompts.cog import Prompts
from cogs.prompts.sentences import ERRORS
from cogs.prompts.talk import TalkCounter


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(Prompts(bot))
    await bot.add_cog(TalkCounter(bot))

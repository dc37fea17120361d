"""Private answers to prompts: given on a screen of one's own, posted together without names."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.prompt_answers.cog import PromptAnswers
from cogs.prompt_answers.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(PromptAnswers(bot))

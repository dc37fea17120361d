"""What a community sets for itself, on one private screen for its facilitators."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.settings.cog import SettingsCog
from cogs.settings.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(SettingsCog(bot))

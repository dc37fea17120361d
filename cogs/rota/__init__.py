"""The rota: facilitators share the weeks among them."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.rota.cog import RotaCog
from cogs.rota.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(RotaCog(bot))

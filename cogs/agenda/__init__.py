"""The agenda: put together by buttons, posted some days before its meeting, true from then on."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.agenda.cog import AgendaCog
from cogs.agenda.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(AgendaCog(bot))

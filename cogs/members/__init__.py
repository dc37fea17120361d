"""Joining the community, and what is one's own in it: the agreement, the application, the time zone."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.members.cog import MembersCog
from cogs.members.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(MembersCog(bot))

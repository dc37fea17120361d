"""Who was at a meeting: seen in the voice channel, corrected by facilitators, settled where a member objects."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.attendance.cog import AttendanceCog
from cogs.attendance.sentences import ERRORS
from cogs.attendance.watching import Watching


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(AttendanceCog(bot))
    await bot.add_cog(Watching(bot))

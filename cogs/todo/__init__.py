"""What awaits a member."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.todo.cog import TodoCog


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    await bot.add_cog(TodoCog(bot))

"""The audit log: what facilitators did, and when."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.audit.cog import AuditCog


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    await bot.add_cog(AuditCog(bot))

"""Study buddies: members who wish it are paired, round after round."""

from __future__ import annotations

from bot.client import CommunityBot
from cogs.pairing.cog import PairingCog
from cogs.pairing.sentences import ERRORS


async def setup(bot: CommunityBot) -> None:
    """Load the feature."""
    bot.sentences.update(ERRORS)
    await bot.add_cog(PairingCog(bot))

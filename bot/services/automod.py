"""Which AutoMod rules a community should have."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from bot.domain.automod import Rule, wanted
from data import automod_packs


async def rules_for(channels: Collection[int], guarded: int) -> tuple[Rule, ...]:
    """Return the rules that guard one channel of a server with these channels."""
    return wanted(await asyncio.to_thread(automod_packs.bundled), channels, guarded)

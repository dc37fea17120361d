"""Counting how much is said in a channel: how many messages, never whose, never what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.ids import CommunityId
from bot.services.context import ServiceContext
from data import prompt_timing

Heard = Mapping[tuple[CommunityId, int, datetime], int]
"""Messages by community, channel and full hour."""


async def add(context: ServiceContext, heard: Heard) -> None:
    """Add what was heard since the last time to the counts."""
    async with context.database.write() as writer:
        for (community_id, channel_id, hour), messages in heard.items():
            await prompt_timing.add_talk(writer, community_id, channel_id, hour, messages)

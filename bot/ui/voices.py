"""Who is in which voice channel: who, never what is said."""

from __future__ import annotations

from collections.abc import Mapping

import discord


def voices_in(guild: discord.Guild | None) -> Mapping[int, frozenset[int]] | None:
    """Return the people in each voice channel of a server; None where Discord has not told."""
    if guild is None or guild.unavailable:
        return None
    return {channel.id: frozenset(channel.voice_states) for channel in guild.voice_channels}

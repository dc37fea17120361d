"""What everything is compared with: the least that a discord.py bot can do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aiosqlite
import discord
from discord.ext import commands

CONSTANT, STORING = "bare:constant", "bare:storing"


class _Buttons(discord.ui.View):
    def __init__(self, database: aiosqlite.Connection | None) -> None:
        super().__init__(timeout=None)
        self._database = database

    @discord.ui.button(label="Going", custom_id=CONSTANT)
    async def constant(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Any]) -> None:
        await interaction.response.edit_message(content="Thank you.")

    @discord.ui.button(label="Going", custom_id=STORING)
    async def storing(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Any]) -> None:
        assert self._database is not None
        await self._database.execute("INSERT INTO answer (user, what) VALUES (?, ?)", (interaction.user.id, "going"))
        await self._database.commit()
        await interaction.response.edit_message(content="Thank you.")


class BareBot(commands.AutoShardedBot):
    """A bot with one button that answers the same to everybody, and one that stores a row first, durably."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self._path = path
        self._database: aiosqlite.Connection | None = None

    async def setup_hook(self) -> None:
        """Open the store, if there is to be one, as durable as Commonroom's."""
        if self._path is not None:
            self._database = await aiosqlite.connect(self._path)
            for pragma in ("journal_mode=WAL", "synchronous=FULL"):
                await self._database.execute(f"PRAGMA {pragma}")
            await self._database.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, user INTEGER, what TEXT)")
            await self._database.commit()
        self.add_view(_Buttons(self._database))

    async def close(self) -> None:
        """Disconnect, and close the store."""
        await super().close()
        if self._database is not None:
            await self._database.close()

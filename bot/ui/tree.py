"""The command tree: watches each command, answers each failure, registers commands only when they changed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import discord
from discord import app_commands

from bot.ui.errors import answer_error
from bot.ui.respond import unwatch, watch


class CommunityTree(app_commands.CommandTree[Any]):
    """discord.py's tree with our door for errors."""

    def add_command(self, command: Any, /, **options: Any) -> None:
        """Add a command; a group whose name is taken by a group adds its commands to that one.

        So a large feature may be several packages, each with a few commands under the same name.
        """
        there = self.get_command(command.name) if isinstance(command, app_commands.Group) else None
        if not isinstance(there, app_commands.Group):
            super().add_command(command, **options)
            return
        for one in command.commands:
            there.add_command(one)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Start the watchdog of a command (not of an autocomplete, which cannot be deferred)."""
        if interaction.type is discord.InteractionType.application_command:
            watch(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Answer a command that failed."""
        if interaction.type is discord.InteractionType.application_command:
            await answer_error(interaction, error)

    def fingerprint(self) -> str:
        """Return a hash of all commands as Discord would be told them; equal as long as nothing changed."""
        payload = sorted((command.to_dict(self) for command in self.get_commands()), key=lambda one: str(one["name"]))
        return hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()


async def command_finished(interaction: discord.Interaction[Any], *_: object) -> None:
    """Stop the watchdog of a command that ended well (listener `on_app_command_completion`)."""
    unwatch(interaction)

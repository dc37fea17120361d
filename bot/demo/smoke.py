"""The smoke run: play what matters most, as people would, and say what happened."""

from __future__ import annotations

from collections.abc import Callable

from bot.demo.world import DemoWorld


class SmokeFailed(Exception):
    """Something a visitor would try does not work; says what."""


async def smoke(world: DemoWorld, say: Callable[[str], None]) -> None:
    """Play it all through; `say` gets one line for each thing done. Raises SmokeFailed."""
    if world.failures():
        raise SmokeFailed(f"the bot did not start well: {world.failures()[0]}")
    say(f"started: {len(world.people)} people on the server, the bot is {world.bot.user}")

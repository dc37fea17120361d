"""Furnish the server: what has to be there before a visitor comes."""

from __future__ import annotations

from bot.demo.world import DemoWorld


async def seed(world: DemoWorld) -> None:
    """Give the server its channels. The history follows with the features that make it."""
    category = world.guild.create_category("Community of practice")
    world.guild.create_text_channel("general", category=category, topic="Anything that is not a case")
    await world.simulation.settle()

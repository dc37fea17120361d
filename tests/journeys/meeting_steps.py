"""Steps that journeys about meetings share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import discord
import simcord

from tests.journeys.world import World, reply_text, text_of

PICKED = "2026-03-12T19:30+08:00[Australia/Perth]"
"""Thursday 12 March, ten days after the world begins."""
STARTS = datetime(2026, 3, 12, 11, 30, tzinfo=UTC)
NOON = "2026-03-02T12:00+08:00[Australia/Perth]"
"""The day the world begins, three hours later."""
STARTS_AT_NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ANSWERS = ["Going", "Maybe", "Can't go", "Add to calendar"]


async def schedule(world: World, actor: simcord.MemberActor, **options: Any) -> simcord.InteractionResult:
    return await actor.slash(
        world.channel("general"), "meeting schedule", **{"title": "Journal club", "when": PICKED, **options}
    )


def card_of(world: World) -> discord.Message:
    (card,) = cards_of(world)
    return card


def cards_of(world: World) -> list[discord.Message]:
    """Return the cards of meetings, oldest first: not their agendas, pulses and minutes."""
    found = [one for one in world.messages("meetings") if one.embeds and not _is_agenda(one)]
    return [one for one in found if not (one.embeds[0].title or "").startswith(("How was it?", "Minutes: "))]


def agendas(world: World) -> list[discord.Message]:
    """Return the agendas that are posted, oldest first."""
    return [one for one in world.messages("meetings") if _is_agenda(one)]


def _is_agenda(message: discord.Message) -> bool:
    return "What we talk about" in text_of(message)


async def count(world: World, table: str) -> int:
    async with world.bot.context.database.read() as reader:
        return int(str(await reader.value(f"SELECT count(*) FROM {table}")))


def private(result: simcord.InteractionResult) -> str:
    assert result.acknowledged
    assert result.response is not None
    assert result.response.ephemeral
    return reply_text(result)

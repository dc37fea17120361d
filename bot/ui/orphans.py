"""Answers presses and forms that nobody else will: buttons of an older version, forms open across a restart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord

from bot.domain.errors import Conflict
from bot.ui.components import PREFIX, Form
from bot.ui.errors import answer_error


async def answer_orphan(interaction: discord.Interaction[Any], patterns: tuple[Any, ...]) -> None:
    """Answer `interaction` if no Action (`patterns` of those registered) and no open form takes it."""
    data: dict[str, Any] = dict(interaction.data or {})
    custom_id = str(data.get("custom_id", ""))
    if interaction.type is discord.InteractionType.component:
        if custom_id.startswith(f"{PREFIX}:") and not any(pattern.fullmatch(custom_id) for pattern in patterns):
            await answer_error(interaction, Conflict("button.stale"))
    elif interaction.type is discord.InteractionType.modal_submit and not Form.takes(interaction, custom_id):
        typed = "\n\n".join(_texts(data.get("components", [])))
        await answer_error(interaction, Conflict("form.lost"), typed)


def _texts(components: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what was typed into the text inputs of a submitted modal, in order."""
    for component in components:
        if component.get("type") == discord.ComponentType.text_input.value and component.get("value"):
            yield str(component["value"])
        children = component.get("components") or ([component["component"]] if "component" in component else [])
        yield from _texts(children)

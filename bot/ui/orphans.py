"""Answers presses and forms that nobody else will: buttons of an older version, forms open across a restart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import discord

from bot.domain.errors import Conflict
from bot.texts import translator
from bot.ui.components import PREFIX, Form
from bot.ui.durable_forms import DurableForm
from bot.ui.errors import answer_error


async def answer_orphan(
    interaction: discord.Interaction[Any], patterns: tuple[Any, ...], forms: Sequence[type[DurableForm]] = ()
) -> None:
    """Answer `interaction` if no Action (`patterns` of those registered) and no open form takes it.

    One of the durable `forms` is made again and takes what was typed.
    """
    data: dict[str, Any] = dict(interaction.data or {})
    custom_id = str(data.get("custom_id", ""))
    if interaction.type is discord.InteractionType.component:
        taken = any(pattern.fullmatch(custom_id) for pattern in patterns) and _stands_on(interaction.message, custom_id)
        if custom_id.startswith(f"{PREFIX}:") and not taken:
            await answer_error(interaction, Conflict("button.stale"))
    elif interaction.type is discord.InteractionType.modal_submit and not Form.takes(interaction, custom_id):
        components = data.get("components", [])
        try:
            await _take(interaction, forms, custom_id, components)
        except Exception as error:
            await answer_error(interaction, error, "\n\n".join(_texts(components)))


async def _take(
    interaction: discord.Interaction[Any],
    forms: Sequence[type[DurableForm]],
    custom_id: str,
    components: list[dict[str, Any]],
) -> None:
    """Have a durable form take a submission; raises Conflict `form.lost` if it is none of them."""
    for form_type in forms:
        match = form_type.template.fullmatch(custom_id)
        if match is not None:
            ids = match.groupdict()
            community = int(ids.pop("community"))
            if interaction.guild_id not in (None, community):
                raise Conflict("button.other_server")
            form = form_type.reopened(translator(str(interaction.locale)), community, ids)
            form.fill(interaction, components)
            await form.on_submit(interaction)
            return
    raise Conflict("form.lost")


def _stands_on(message: discord.Message | None, custom_id: str) -> bool:
    """Return whether a message still has this button; discord.py ignores a press on one that was taken away."""
    rest: list[Any] = list(message.components) if message is not None else []
    while rest:
        component = rest.pop()
        if getattr(component, "custom_id", None) == custom_id:
            return True
        rest += getattr(component, "children", [])
        if accessory := getattr(component, "accessory", None):
            rest.append(accessory)
    return False


def _texts(components: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what was typed into the text inputs of a submitted modal, in order."""
    for component in components:
        if component.get("type") == discord.ComponentType.text_input.value and component.get("value"):
            yield str(component["value"])
        children = component.get("components") or ([component["component"]] if "component" in component else [])
        yield from _texts(children)

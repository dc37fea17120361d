"""What a member likes to be asked about: the clinical areas of the case forum."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import discord

from bot.domain.cases import Area
from bot.domain.people import Actor
from bot.services import interests
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond

Tap = discord.Interaction[Any]


def interest_words(t: Translate, areas: Collection[Area]) -> str:
    """Return the areas in words, in the order of the forum's tags."""
    return ", ".join(t(area.value) for area in Area if area in areas) or t("none named")


def screen(t: Translate, community: int, chosen: Collection[Area]) -> tuple[str, discord.ui.View]:
    """Return what is chosen, with the menu that changes it."""
    text = t(
        "**My interests:** {areas}\nWhen a case in one of these waits for a reply, I may ask you privately to look at "
        "it, seldom and in turn. Only I know what you choose.",
        areas=interest_words(t, chosen),
    )
    options = [
        discord.SelectOption(label=t(area.value), value=area.value, default=area in chosen)
        for area in interests.OFFERED
    ]
    menu = InterestsMenu.select(
        options=options,
        placeholder=t("What do you like to be asked about?"),
        min_values=0,
        max_values=len(options),
        community=community,
    )
    return text, buttons(menu)


class InterestsButton(Action, verb="my-interests"):
    """Opens the menu."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Show what is chosen."""
        chosen = await interests.mine(interaction.client.context, actor)
        text, view = screen(interaction.client.translator(interaction.locale), actor.community_id, chosen)
        await respond(interaction, text, view=view)


class InterestsMenu(Action, verb="my-interested"):
    """Stores what is chosen in the menu."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it and show the same screen."""
        chosen = await interests.choose(interaction.client.context, actor, self.values)
        text, view = screen(interaction.client.translator(interaction.locale), actor.community_id, chosen)
        await redraw(interaction, text, view=view)


ACTIONS = (InterestsButton, InterestsMenu)

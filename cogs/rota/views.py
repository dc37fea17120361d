"""The buttons of the rota."""

from __future__ import annotations

from datetime import date
from typing import Any

import discord

from bot.domain.people import Actor
from bot.services import rota
from bot.services.rota import Rota
from bot.texts import Translate
from bot.ui.actors import with_roles
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw
from cogs.rota import cards

Tap = discord.Interaction[Any]


def _t(interaction: Tap) -> Translate:
    return interaction.client.translator(interaction.locale)


def rota_view(t: Translate, found: Rota, reader: int) -> discord.ui.View:
    """Return the menu of weeks and the quick button."""
    community = int(found.community.id)
    options = [
        discord.SelectOption(label=label, description=does, value=week.monday.isoformat())
        for week in found.weeks
        for label, does in [cards.option(t, week, reader)]
    ]
    menu = WeekMenu.select(options=options, placeholder=t("Choose a week"), community=community)
    style = discord.ButtonStyle.primary
    return buttons(menu, TakeButton.button(t("Take a turn"), style=style, community=community))


async def _redraw(interaction: Tap, actor: Actor, found: Rota, said: str) -> None:
    t = _t(interaction)
    view = rota_view(t, found, int(actor.member_id))
    await redraw(interaction, said, embeds=[cards.rota(t, found)], view=view)


class TakeButton(Action, verb="rota-take"):
    """Takes the next week that nobody has and in which one is not away."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Take it and show the rota."""
        found, week = await rota.take_next(interaction.client.context, actor)
        t = _t(interaction)
        said = t("The week of {week} is yours.", week=cards.monday(week, found.community.zone))
        await _redraw(interaction, actor, found, said)


class WeekMenu(Action, verb="rota-week"):
    """Takes a week, gives it back, or asks for a swap, as the week stands."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Do it and show the rota."""
        week = date.fromisoformat(self.values[0])
        found, what = await rota.choose(interaction.client.context, actor, week)
        await _redraw(interaction, actor, found, cards.done(_t(interaction), what))


class SwapButton(Action, verb="rota-swap", pattern=r"(?P<swap>\d{1,18}):(?P<answer>yes|no)"):
    """Answers a wish to swap."""

    async def press(self, interaction: Tap, actor: Actor) -> None:
        """Store it; the same tap again, or the other after it, says how it stands."""
        agreed = self.ids["answer"] == "yes"
        who = await with_roles(interaction, actor)
        community, swap = await rota.answer(interaction.client.context, who, int(self.ids["swap"]), agreed=agreed)
        await redraw(interaction, cards.answered(_t(interaction), swap, community.zone, to_holder=True))


ACTIONS = (TakeButton, WeekMenu, SwapButton)

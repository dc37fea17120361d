"""The facilitators' private list of prompts, with what can be done to each."""

from __future__ import annotations

import re
from typing import Any, Final

import discord

from bot.client import CommunityBot
from bot.domain.errors import Conflict
from bot.domain.people import Actor
from bot.services import prompts
from bot.services.prompts import Overview
from bot.texts import Translate
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw
from bot.ui.words import clip
from cogs.prompts import cards

_CHANGE: Final = re.compile(r"(?P<act>pause|resume|remove)-(?P<schedule>\d{1,18})")


async def _redraw(interaction: discord.Interaction[CommunityBot], actor: Actor, page: int) -> None:
    bot = interaction.client
    t = bot.translator(interaction.locale)
    found = await prompts.overview(bot.context, actor)
    page = min(page, cards.pages(found.own) - 1)
    await redraw(interaction, embeds=cards.list_embeds(t, found, page), view=list_view(t, actor, found, page))


class ChangeSchedule(Action, verb="prompt-plan", pattern=r"(?P<page>\d{1,3})"):
    """Menu: pause, resume or remove one schedule."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Do it and show the list as it is then."""
        wanted = _CHANGE.fullmatch(self.values[0]) if self.values else None
        if wanted is None:
            raise Conflict("button.stale")
        context = interaction.client.context
        schedule_id = int(wanted["schedule"])
        match wanted["act"]:
            case "pause":
                await prompts.pause(context, actor, schedule_id)
            case "resume":
                await prompts.resume(context, actor, schedule_id)
            case _:
                await prompts.remove_schedule(context, actor, schedule_id)
        await _redraw(interaction, actor, int(self.ids["page"]))


class RemoveOwn(Action, verb="prompt-own", pattern=r"(?P<page>\d{1,3})"):
    """Menu: remove one of the community's own prompts."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Do it and show the list as it is then."""
        if not self.values or re.fullmatch(r"\d{1,18}", self.values[0]) is None:
            raise Conflict("button.stale")
        await prompts.remove_own(interaction.client.context, actor, int(self.values[0]))
        await _redraw(interaction, actor, int(self.ids["page"]))


class TurnPage(Action, verb="prompt-page", pattern=r"(?P<page>\d{1,3})"):
    """Button: another page of own prompts."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Show it."""
        await _redraw(interaction, actor, int(self.ids["page"]))


ACTIONS: Final = (ChangeSchedule, RemoveOwn, TurnPage)


def list_view(t: Translate, actor: Actor, found: Overview, page: int) -> discord.ui.View:
    """What can be done with the list."""
    items: list[Action] = []
    if found.schedules:
        items.append(
            ChangeSchedule.select(
                options=_schedule_options(t, found),
                placeholder=t("Pause, resume or remove a schedule"),
                community=actor.community_id,
                page=page,
            )
        )
    if found.own:
        options = [
            discord.SelectOption(label=cards.own_label(one), value=str(one.id))
            for one in cards.page_of(found.own, page)
        ]
        items.append(
            RemoveOwn.select(
                options=options, placeholder=t("Remove one of your own"), community=actor.community_id, page=page
            )
        )
    if page > 0:
        items.append(TurnPage.button(t("Newer"), community=actor.community_id, page=page - 1))
    if page + 1 < cards.pages(found.own):
        items.append(TurnPage.button(t("Older"), community=actor.community_id, page=page + 1))
    return buttons(*items)


def _schedule_options(t: Translate, found: Overview) -> list[discord.SelectOption]:
    options: list[discord.SelectOption] = []
    for number, one in enumerate(found.schedules, 1):
        name = cards.schedule_label(t, number, one)
        switch = (t("Pause"), "pause") if one.order.active else (t("Resume"), "resume")
        for label, act in (switch, (t("Remove"), "remove")):
            options.append(discord.SelectOption(label=clip(f"{label} {name}", 100), value=f"{act}-{one.order.id}"))
    return options

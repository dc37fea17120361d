"""`/help`: what somebody may do here, by what they want to do."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.people import Actor, Standing
from bot.services import membership
from bot.texts import Translate
from bot.ui.actors import actor_of
from bot.ui.autocomplete import Choices, choices, quiet
from bot.ui.components import Action, buttons
from bot.ui.respond import redraw, respond
from cogs.help.tasks import AREAS, Area, Task, find, tasks_for


async def _tasks(bot: CommunityBot, actor: Actor) -> list[Task]:
    standing = await membership.standing(bot.context, actor)
    return tasks_for(standing or Standing.STRANGER, manages_server=actor.manages_server)


def _answer(t: Translate, task: Task) -> str:
    return t("**{wish}**\n{answer}", wish=t(task.wish), answer=t(task.answer))


def _menus(t: Translate, community: int, tasks: list[Task], chosen: str | None = None) -> discord.ui.View:
    """Return a menu for each area that has something of use to the reader."""
    shown: list[Action] = []
    for area, name in AREAS.items():
        options = [
            discord.SelectOption(label=t(task.wish), value=task.key, default=task.key == chosen)
            for task in tasks
            if task.area is area
        ]
        if options:
            shown.append(HelpMenu.select(options=options, placeholder=t(name), community=community, area=area))
    return buttons(*shown)


class HelpMenu(Action, verb="help", pattern=rf"(?P<area>{'|'.join(Area)})"):
    """Answers the task that was chosen, on the same screen."""

    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        """Show the answer; the menus stay."""
        bot: CommunityBot = interaction.client
        t = bot.translator(actor.locale)
        tasks = await _tasks(bot, actor)
        chosen = next((task for task in tasks if task.key in self.values), tasks[0])
        await redraw(interaction, _answer(t, chosen), view=_menus(t, self.community_id, tasks, chosen.key))


class HelpCog(commands.Cog):
    """The command and its menus."""

    def __init__(self, bot: CommunityBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Take the menus."""
        self.bot.add_actions(HelpMenu)

    async def cog_unload(self) -> None:
        """Give them back."""
        self.bot.remove_actions(HelpMenu)

    @app_commands.command(name="help", description="How to do what you want to do here")
    @app_commands.describe(task="What you want to do, in your own words")
    @app_commands.guild_only()
    async def help(self, interaction: discord.Interaction[Any], task: str | None = None) -> None:
        """Answer one task, or offer all that are of use to this person."""
        actor = actor_of(interaction)
        t = self.bot.translator(actor.locale)
        tasks = await _tasks(self.bot, actor)
        found = find(task, tasks) if task is not None else []
        chosen = found[0] if found else None
        if chosen is not None:
            text = _answer(t, chosen)
        elif task is not None:
            text = t("I have no answer to just that. This is what I can help with:")
        else:
            text = t("What would you like to do? Choose below; most things are one tap on a message in front of you.")
        menus = _menus(t, actor.community_id, tasks, chosen.key if chosen else None)
        await respond(interaction, text, view=menus)

    @help.autocomplete("task")
    @quiet
    async def suggest_task(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        """Offer tasks, the likeliest first."""
        tasks = await _tasks(self.bot, actor_of(interaction))
        return choices((task.wish, task.key) for task in (find(typed, tasks) or tasks))

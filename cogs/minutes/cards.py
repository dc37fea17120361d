"""Minutes and agendas as people see them."""

from __future__ import annotations

import discord

from bot.domain.minutes import Task
from bot.services.minutes import AgendaView, MinutesView
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp, when

COLOUR = discord.Colour(0x2A9D8F)
MOST = 10


def minutes(t: Translate, view: MinutesView) -> discord.Embed:
    """Return the minutes as the community reads them."""
    embed = discord.Embed(
        title=clip(t("Minutes: {title}", title=escape(view.meeting.title)), 256),
        description=timestamp(view.meeting.starts_at),
        colour=COLOUR,
    )
    for name, text in ((t("What we learned"), view.minutes.learning), (t("What we decided"), view.minutes.decisions)):
        if text:
            lines = "\n".join(f"• {escape(line)}" for line in text.splitlines())
            embed.add_field(name=name, value=clip(lines, 1024), inline=False)
    if view.minutes.tasks:
        embed.add_field(name=t("Who does what"), value=tasks(t, view.minutes.tasks), inline=False)
    return embed


def tasks(t: Translate, found: tuple[Task, ...]) -> str:
    """Return what was taken on, by whom and until when, within a field."""
    lines = [_task(t, task) for task in found[:MOST]]
    rest = len(found) - MOST
    if rest > 0:
        lines.append(t("and {n} more", n=rest))
    return "\n".join(lines)


def _task(t: Translate, task: Task) -> str:
    values = {"what": clip(escape(task.what), 50), "person": task.owner_id, "day": timestamp(task.due_at, "D")}
    if task.done_at is not None:
        return t("• Done: {what} (<@{person}>)", **values)
    return t("• {what}: <@{person}>, by {day}", **values)


def agenda(t: Translate, view: AgendaView) -> discord.Embed:
    """Return what a meeting will be about and what earlier ones left to be done."""
    items = [
        f"• {clip(escape(item.title), 70)}" + (f" (<@{item.presenter_id}>)" if item.presenter_id is not None else "")
        for item in view.items[:MOST]
    ]
    embed = discord.Embed(
        title=clip(t("Agenda: {title}", title=escape(view.meeting.title)), 256),
        description=when(view.meeting.starts_at),
        colour=COLOUR,
    )
    embed.add_field(name=t("Topics"), value="\n".join(items) if items else t("None yet"), inline=False)
    if view.tasks:
        embed.add_field(name=t("Still to be done"), value=tasks(t, view.tasks), inline=False)
    return embed

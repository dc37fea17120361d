"""Minutes as people see them."""

from __future__ import annotations

import discord

from bot.services.minutes import MinutesView
from bot.texts import Translate
from bot.ui.task_lines import task_lines
from bot.ui.words import clip, escape, timestamp

COLOUR = discord.Colour(0x2A9D8F)


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
        embed.add_field(name=t("Who does what"), value=task_lines(t, view.minutes.tasks), inline=False)
    return embed

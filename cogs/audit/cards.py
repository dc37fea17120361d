"""The audit log in words."""

from __future__ import annotations

from collections import Counter

import discord

from bot.services.audit import AuditPage, Summary
from bot.texts import Translate
from bot.ui.words import clip, timestamp
from cogs.audit.sentences import words_for

COLOUR = discord.Colour(0x2A9D8F)


def page(t: Translate, found: AuditPage) -> discord.Embed:
    """Return a page of the log: when, who, what, and whom it was about."""
    lines = [
        t(
            "{at} {who} {did}{whom}{minutes}",
            at=timestamp(one.at, "f"),
            who=f"<@{one.actor_id}>" if one.actor_id is not None else t("somebody whose data was erased"),
            did=t(words_for(one.act).did, n=one.subject_id or ""),
            whom=f" (<@{one.member_id}>)" if one.member_id is not None else "",
            minutes=t(", {was} to {became} min", was=one.was or 0, became=one.became) if one.became is not None else "",
        )
        for one in found.entries
    ]
    said = "\n".join(lines) or t("Nothing has been done yet.")
    embed = discord.Embed(title=t("What facilitators did"), description=clip(said, 4000), colour=COLOUR)
    embed.set_footer(text=t("Nothing here can be changed or taken out. Members see it as numbers, without names."))
    return embed


def summary(t: Translate, found: Summary) -> discord.Embed:
    """Return what was done in the last 90 days, in numbers: by nobody's name, about nobody by name."""
    counted: Counter[str] = Counter()
    for act, times in found.counts.items():
        if words_for(act).summed:
            counted[words_for(act).summed] += times
    lines = [t("{what}: {n}", what=t(what), n=times) for what, times in counted.most_common()]
    said = "\n".join(lines) or t("Nothing has been done yet.")
    embed = discord.Embed(
        title=t("What facilitators did in the last 90 days"), description=clip(said, 4000), colour=COLOUR
    )
    embed.set_footer(text=t("Facilitators see who did it and when. Nothing can be taken out of that log."))
    return embed

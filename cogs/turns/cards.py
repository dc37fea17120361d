"""The turns of the last year as facilitators see them: in the order in which people joined, never by number."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.services.turns import TurnsView
from bot.texts import Translate

COLOUR = discord.Colour(0x2A9D8F)
MOST_NAMES = 25


def turns(t: Translate, view: TurnsView) -> discord.Embed:
    """Return who presented, who chaired, and to whom a turn may be offered."""
    balance = view.balance
    about = t.n("{n} meeting was held in the last year.", "{n} meetings were held in the last year.", view.held)
    embed = discord.Embed(
        title=t("Turns"),
        description=about + " " + t("A turn is an offer, not a duty: some like to listen, and that is a gift as well."),
        colour=COLOUR,
    )
    presented = [_times(t, turn.member_id, turn.presented) for turn in balance.turns if turn.presented]
    chaired = [_times(t, turn.member_id, turn.chaired) for turn in balance.turns if turn.chaired]
    embed.add_field(name=t("Presented"), value=_listed(t, presented), inline=False)
    embed.add_field(name=t("Chaired"), value=_listed(t, chaired), inline=False)
    offered = [f"<@{one}>" for one in balance.to_offer]
    embed.add_field(name=t("Perhaps one of these would like to present"), value=_listed(t, offered), inline=False)
    embed.set_footer(
        text=t(
            "Only facilitators see this. Who is away is not offered. Whoever started the run sheet chaired; without "
            "one, whose week of the rota it was, or who scheduled it."
        )
    )
    return embed


def _times(t: Translate, member_id: int, number: int) -> str:
    return t.n("<@{who}> once", "<@{who}> {n} times", number, who=member_id)


def _listed(t: Translate, shown: Sequence[str]) -> str:
    if not shown:
        return t("Nobody yet")
    more = len(shown) - MOST_NAMES
    said = ", ".join(shown[:MOST_NAMES])
    return t("{names} and {n} more", names=said, n=more) if more > 0 else said

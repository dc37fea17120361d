"""Whom to ask to present: the lines and buttons, the same wherever a presenter is looked for."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.presenters import Candidate, Why
from bot.texts import Translate
from bot.ui.components import Action


def candidate_lines(t: Translate, found: Sequence[Candidate]) -> str:
    """Return who is offered and why; a number for each, as on its button."""
    if not found:
        return t("Who presents it?")
    lines = [f"{number}. {_why(t, one)}" for number, one in enumerate(found, start=1)]
    return "\n".join([t("Who presents it? I ask them privately."), *lines])


def _why(t: Translate, one: Candidate) -> str:
    match one.why:
        case Why.SUGGESTED:
            return t("<@{person}> suggested it", person=one.member_id)
        case Why.AUTHOR:
            return t("<@{person}> brought it", person=one.member_id)
        case Why.SUPPORTS:
            return t("<@{person}> supports it", person=one.member_id)
        case Why.TURN:
            return t("<@{person}> has not presented in the last year", person=one.member_id)


def candidate_buttons(
    t: Translate, ask: type[Action], found: Sequence[Candidate], *, community: int, item: int
) -> list[Action]:
    """Return a button for each who is offered; `ask` is the action that asks somebody."""
    blue = discord.ButtonStyle.primary
    return [
        ask.button(t("Ask {n}", n=number), style=blue, community=community, item=item, member=one.member_id, row=0)
        for number, one in enumerate(found, start=1)
    ]

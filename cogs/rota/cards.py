"""The rota in words; a week is named by its Monday."""

from __future__ import annotations

from datetime import date, datetime, time

import discord

from bot.domain.rota import Swap, SwapState
from bot.domain.schedules import instant_of
from bot.services.rota import Done, Rota, Week
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp

COLOUR = discord.Colour(0x2A9D8F)
MOST_MEETINGS = 3


def monday(week: date, zone: str) -> str:
    """Return a week as the day it begins, which each reader's device writes in its own way."""
    return timestamp(instant_of(datetime.combine(week, time(12)), zone), "D")


def rota(t: Translate, found: Rota) -> discord.Embed:
    """Return the weeks, each with its facilitator and meetings; who steps in where somebody is away."""
    duty = f"<@{found.on_duty}>" if found.on_duty is not None else t("nobody")
    lines = [t("On duty now: {who}", who=duty), ""]
    for week in found.weeks:
        lines.append(_week(t, found, week))
        lines += [
            t("• {title}, {at}", title=clip(escape(one.title), 80), at=timestamp(one.starts_at))
            for one in week.meetings[:MOST_MEETINGS]
        ]
        if len(week.meetings) > MOST_MEETINGS:
            more = len(week.meetings) - MOST_MEETINGS
            lines.append(t.n("• {n} more meeting", "• {n} more meetings", more))
    embed = discord.Embed(title=t("Who facilitates"), description=clip("\n".join(lines), 4000), colour=COLOUR)
    embed.set_footer(text=t("Choose a week: a free one to take it, yours to give it back, another's to swap."))
    return embed


def _week(t: Translate, found: Rota, week: Week) -> str:
    begins = monday(week.monday, found.community.zone)
    if week.holder_id is None:
        return t("Week of **{week}**: nobody yet", week=begins)
    who = f"<@{week.holder_id}>"
    if not week.away:
        return t("Week of **{week}**: {who}", week=begins, who=who)
    if week.stand_in is None:
        return t("Week of **{week}**: {who}, who is away; nobody can step in", week=begins, who=who)
    return t(
        "Week of **{week}**: {who}, who is away; {other} steps in", week=begins, who=who, other=f"<@{week.stand_in}>"
    )


def option(t: Translate, week: Week, reader: int) -> tuple[str, str]:
    """Return what a line of the menu says, and what choosing it does."""
    label = t("Week of {day}", day=f"{week.monday.day} {week.monday:%b %Y}")
    if week.holder_id is None:
        return label, t("Free: take it")
    if week.holder_id == reader:
        return label, t("Yours: give it back")
    return label, t("Taken: ask for a swap")


def done(t: Translate, what: Done) -> str:
    """Say what came of choosing a week."""
    match what:
        case Done.TAKEN:
            return t("It is yours. The weekly digest comes to you on its Monday.")
        case Done.GIVEN_BACK:
            return t("Given back. It stands open for the others.")
        case Done.ASKED:
            return t("They are asked privately. You hear from me; until then nothing changes.")
        case Done.ASKED_BEFORE:
            return t("You have asked already, and they have not answered yet.")


def question(t: Translate, swap: Swap, zone: str) -> str:
    """Ask the holder of a week."""
    who, theirs = f"<@{swap.asker_id}>", monday(swap.holder_week, zone)
    if swap.asker_week is None:
        return t(
            "{who} would like to facilitate the week of {theirs}, which is yours on the rota. Will you let them have "
            "it?",
            who=who,
            theirs=theirs,
        )
    return t(
        "{who} would like to swap on the rota: they take your week of {theirs}, and you theirs of {mine}. Does that "
        "suit you?",
        who=who,
        theirs=theirs,
        mine=monday(swap.asker_week, zone),
    )


def answered(t: Translate, swap: Swap, zone: str, *, to_holder: bool) -> str:
    """Say what became of a wish to swap, to either of the two."""
    week = monday(swap.holder_week, zone)
    match swap.state:
        case SwapState.AGREED if swap.asker_week is not None:
            other = monday(swap.asker_week, zone)
            said = t("The weeks of {week} and {other} have changed hands.", week=week, other=other)
        case SwapState.AGREED:
            said = t("The week of {week} has changed hands.", week=week)
        case SwapState.OVER:
            said = t("The rota has changed since that was asked, so nothing was swapped.")
        case _ if to_holder:
            said = t("You keep your week. They are told, without a reproach.")
        case _:
            said = t("<@{who}> keeps the week of {week}.", who=swap.holder_id, week=week)
    return said + " " + t("`/facilitator rota` shows the weeks.")

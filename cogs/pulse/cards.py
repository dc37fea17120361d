"""The pulse as people see it: what is asked and hidden, the result, the trend."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.pulses import Question, Reply, Result
from bot.services.pulses import Paper, PulseView
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp, when

OPEN, CLOSED = discord.Colour(0x457B9D), discord.Colour(0x7A7A7A)
_ASKED = {
    Question.USEFUL: "Was it useful for your work?",
    Question.SAFE: "Could you say openly what you thought?",
    Question.CHANGE: "Will you do something differently?",
}
_SHORT = {Question.USEFUL: "Useful", Question.SAFE: "Safe to speak", Question.CHANGE: "Will change something"}
REPLIES = {Reply.YES: "Yes", Reply.PARTLY: "Partly", Reply.NO: "No"}


def post(t: Translate, view: PulseView) -> discord.Embed:
    """Return the public message: the invitation while it is open, then the result."""
    title = t("How was it? {title}", title=escape(view.meeting.title))
    if view.result is None:
        text = t(
            "Three taps, without names, for those who were there, until {until}.", until=when(view.pulse.closes_at)
        )
        return discord.Embed(title=clip(title, 256), description=text, colour=OPEN)
    return discord.Embed(title=clip(title, 256), description="\n".join(_result(t, view.result)), colour=CLOSED)


def _result(t: Translate, result: Result) -> list[str]:
    if result.answered is None:
        return [t("Fewer than 3 took part, so I show nothing of it.")]
    lines = [t.n("{n} person took part.", "{n} people took part.", result.answered)]
    for question in Question:
        lines.append(t("**{question}** {figures}", question=t(_ASKED[question]), figures=_figures(t, result, question)))
    lines.append(t("Figures under 3 are not shown, nor any that would tell them."))
    return lines


def _figures(t: Translate, result: Result, question: Question) -> str:
    shown = result.figures[question]
    if not shown:
        return t("not shown")
    said = [t("{reply}: {n}", reply=t(REPLIES[reply]), n=shown[reply]) for reply in Reply if reply in shown]
    return ", ".join(said)


def asking(t: Translate, paper: Paper, question: Question) -> discord.Embed:
    """Return one question to one person; with the first, what is hidden from whom."""
    number = list(Question).index(question) + 1
    embed = discord.Embed(title=t(_ASKED[question]), colour=OPEN)
    embed.set_footer(text=t("{n} of {of}", n=number, of=len(Question)))
    if number == 1:
        embed.description = t(
            "**{title}**\nNobody sees who said what, and facilitators see sums only, over 3 or more people. Until it "
            "closes, {until}, answers lie sealed with a key outside my file, so that you can change yours; then the "
            "key is destroyed. Not hidden: that you tapped here, which Discord knows.",
            title=escape(clip(paper.meeting.title, 100)),
            until=timestamp(paper.pulse.closes_at),
        )
    return embed


def thanks(t: Translate, paper: Paper) -> str:
    """Return the word after the last tap."""
    return t("Thank you, that was all. You can change it until {until}.", until=timestamp(paper.pulse.closes_at))


def trend(t: Translate, views: Sequence[PulseView]) -> discord.Embed:
    """Return how the last meetings were felt, the latest last; each line has its number of people."""
    embed = discord.Embed(title=t("How the last meetings felt"), colour=OPEN)
    if not views:
        embed.description = t("No pulse has closed yet. One opens after each meeting of three people or more.")
        return embed
    for view in views:
        result = view.result
        name = escape(clip(view.meeting.title, 100))
        if result is None or result.answered is None:
            value = t("{day}: fewer than 3 took part", day=timestamp(view.meeting.starts_at, "d"))
        else:
            figures = [f"{t(_SHORT[question])}? {_figures(t, result, question)}" for question in Question]
            head = t("{day}, n = {n}", day=timestamp(view.meeting.starts_at, "d"), n=result.answered)
            value = "\n".join([head, *figures])
        embed.add_field(name=name, value=value, inline=False)
    embed.set_footer(text=t("Figures under 3 are not shown, so small groups may show little. No names are kept."))
    return embed

"""Commitments as their owners see them, and as they share them."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.commitments import Check, Commitment, Result, Words
from bot.services.commitment_checks import Question
from bot.texts import Translate
from bot.ui.words import clip, timestamp, when, written
from cogs.commitments.sentences import BARRIERS, CERTAINTY, RESULTS

COLOUR = discord.Colour(0x2A9D8F)


def own(t: Translate, one: Commitment) -> discord.Embed:
    """Return one's own commitment in full."""
    embed = discord.Embed(title=t("My commitment"), description=_change(t, one.words), colour=COLOUR)
    embed.add_field(name=t("By"), value=when(one.due_at), inline=False)
    if one.words is not None:
        for name, value in _details(t, one.words):
            embed.add_field(name=name, value=value, inline=False)
    for check in one.checks:
        embed.add_field(name=t("After {n} weeks", n=check.weeks), value=_told(t, one, check), inline=False)
    seen = t("It stands in the channel for all, under your name.") if one.shared else t("Only you see this.")
    embed.set_footer(text=seen)
    return embed


def _change(t: Translate, words: Words | None) -> str:
    return t("(These words cannot be read any more.)") if words is None else f"**{written(words.change, 1500)}**"


def _details(t: Translate, words: Words) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if words.patients:
        found.append((t("For which patients"), written(words.patients, 1000)))
    found.append((t("How certain"), t(CERTAINTY[words.certainty])))
    lines = [t(BARRIERS[one]) for one in words.barriers]
    if words.obstacles:
        lines.append(written(words.obstacles, 600))
    if lines:
        found.append((t("What may get in the way"), "\n".join(f"• {line}" for line in lines)))
    if words.support:
        found.append((t("What would help"), written(words.support, 1000)))
    return found


def _told(t: Translate, one: Commitment, check: Check) -> str:
    if check.report is None:
        if one.ended:
            return t("Not asked")
        return t("I ask you {ago}", ago=timestamp(check.asked_at, "R")) if not check.awaits else t("How does it go?")
    lines = [f"**{t(RESULTS[check.report.result])}**"]
    if check.report.helped:
        lines.append(t("Helped: {what}", what=written(check.report.helped, 450)))
    if check.report.hindered:
        lines.append(t("Hindered: {what}", what=written(check.report.hindered, 450)))
    return "\n".join(lines)


def listing(t: Translate, found: Sequence[Commitment]) -> str:
    """Return one's own commitments, a line each."""
    lines = [f"{number}. {_line(t, one)}" for number, one in enumerate(found[:20], start=1)]
    return clip("\n".join([t("**Your commitments.** Only you see them. Choose one to look at it."), *lines]), 2000)


def _line(t: Translate, one: Commitment) -> str:
    said = short(t, one, 55)
    if one.awaiting is not None:
        return t("{what}: how does it go?", what=said)
    latest = one.latest
    if latest is not None and latest.report is not None:
        return t("{what}: {result}", what=said, result=t(RESULTS[latest.report.result]))
    return t("{what}: by {day}", what=said, day=timestamp(one.due_at, "D"))


def short(t: Translate, one: Commitment, most: int) -> str:
    """Return what a commitment is about in so many characters, harmless."""
    return t("(unreadable)") if one.words is None else written(clip(one.words.change, most), most)


def question(t: Translate, asked: Question, server: str) -> str:
    """Return the private question how a change goes."""
    text = t(
        "{weeks} weeks ago, in {server}, you committed yourself:\n> {change}\nHow does it go? Only you see the answer.",
        weeks=asked.check.weeks,
        server=written(clip(server, 100), 100),
        change=short(t, asked.commitment, 400),
    )
    before = asked.commitment.latest
    if before is not None and before.report is not None and before.report.result is Result.DONE:
        text += " " + t("You said it was done; has it lasted?")
    if asked.again:
        text += "\n-# " + t("I ask this once more and then not again; `/my commitments` works any time.")
    return text


def noted(t: Translate, one: Commitment, weeks: int) -> str:
    """Return what holds after an answer."""
    check = next((check for check in one.checks if check.weeks == weeks), None)
    if check is None or check.report is None:
        return t("Noted.")
    text = t("Noted: **{result}**. What helped, or what hindered?", result=t(RESULTS[check.report.result]))
    later = next((check for check in one.checks if check.report is None), None)
    if later is not None and not one.ended:
        text += " " + t("I ask once more {ago}.", ago=timestamp(later.asked_at, "R"))
    return text


def shared(t: Translate, one: Commitment | None) -> discord.Embed:
    """Return a commitment as its owner shares it: what, for whom, by when; nothing of one that was taken back."""
    if one is None or one.words is None:
        return discord.Embed(description=t("A commitment stood here. Whoever made it took it back."), colour=COLOUR)
    embed = discord.Embed(
        title=t("A commitment to change"),
        description=f"<@{one.member_id}>: **{written(one.words.change, 1500)}**",
        colour=COLOUR,
    )
    if one.words.patients:
        embed.add_field(name=t("For which patients"), value=written(one.words.patients, 1000), inline=False)
    embed.add_field(name=t("By"), value=when(one.due_at), inline=False)
    return embed

"""A hand-over in words: a note, then all that is open, a page at a time."""

from __future__ import annotations

from itertools import groupby

import discord

from bot.domain.handover import Item, Open
from bot.services.handovers import HandoverView
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp, when
from cogs.facilitators.cards import COLOUR, line_text

PER_PAGE = 10


def entries(t: Translate, view: HandoverView) -> list[tuple[str, str]]:
    """Return every open thing as a line under its heading, what needs somebody first; each links to where it stands."""
    pressing, running = t("**Needs somebody**"), t("**Under way**")
    return [
        *((pressing, _linked(t, line_text(t, one), one.jump_url)) for one in view.lines),
        *((running, _linked(t, item_text(t, one), one.jump_url)) for one in view.items),
    ]


def pages(t: Translate, view: HandoverView) -> int:
    """Return how many pages there are."""
    return max(1, -(-len(entries(t, view)) // PER_PAGE))


def handover(t: Translate, view: HandoverView, page: int = 0) -> discord.Embed:
    """Return a page of it, as things are now."""
    one, found, last = view.handover, entries(t, view), pages(t, view) - 1
    page = min(page, last)
    lines = [t("From {giver} to {taker}.", giver=f"<@{one.from_id}>", taker=f"<@{one.to_id}>")]
    if one.had_at is not None:
        lines.append(t("{taker} has it since {at}.", taker=f"<@{one.to_id}>", at=when(one.had_at)))
    if one.note and page == 0:
        lines.append("> " + escape(one.note).replace("\n", "\n> "))
    shown = found[page * PER_PAGE : (page + 1) * PER_PAGE]
    for heading, group in groupby(shown, key=lambda entry: entry[0]):
        lines += ["", heading, *(f"- {line}" for _, line in group)]
    if not found:
        lines += ["", t("Nothing is open.")]
    embed = discord.Embed(title=t("Hand-over"), description=clip("\n".join(lines), 4000), colour=COLOUR)
    if last:
        embed.set_footer(text=t("Page {n} of {all}. It shows what is open now.", n=page + 1, all=last + 1))
    else:
        embed.set_footer(text=t("It shows what is open now."))
    return embed


def item_text(t: Translate, item: Item) -> str:
    """Return one thing that is under way."""
    title = clip(escape(item.title), 80) if item.title else ""
    at = timestamp(item.at) if item.at is not None else ""
    match item.what:
        case Open.MEETING if item.count == 0:
            return t("Meeting **{title}**, {at}: nothing on the agenda yet", title=title, at=at)
        case Open.MEETING:
            points = t.n("{n} point on the agenda", "{n} points on the agenda", item.count)
            gaps = t.n("{n} without a presenter", "{n} without a presenter", item.of)
            return t("Meeting **{title}**, {at}: {points}, {gaps}", title=title, at=at, points=points, gaps=gaps)
        case Open.POLL:
            question = title or t("Which topic shall we take next?")
            return t("Poll **{question}** is open until {at}", question=question, at=at)
        case Open.TIME_POLL:
            answered = t.n("{n} has answered", "{n} have answered", item.of)
            return t("Time poll **{title}** waits to be booked; {answered}", title=title, answered=answered)
        case Open.TASK:
            who = f"<@{item.who}>" if item.who is not None else ""
            day = timestamp(item.at, "D") if item.at is not None else ""
            return t("Action **{title}** of {who}, by {day}", title=title, who=who, day=day)
        case Open.REVIEW:
            question = title or t("Which topic shall we take next?")
            return t("The outcome of **{question}** is looked at again {at}", question=question, at=at)
        case Open.SCHEDULE:
            kind = item.title or t("any kind")
            where = f"<#{item.count}>" if item.count else t("the usual channel")
            if item.at is None:
                return t("Scheduled prompt ({kind}) in {where}: paused", kind=kind, where=where)
            return t("Scheduled prompt ({kind}) in {where}, next {at}", kind=kind, where=where, at=at)
        case Open.ANSWERS:
            return t("Private answers to **{title}** are gathered until {at}", title=title, at=at)


def _linked(t: Translate, text: str, url: str | None) -> str:
    return text if url is None else t("{text} ([open]({url}))", text=text, url=url)

"""The digest and the gentle question, as their readers see them."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.digest import Line, Need, Settled, Standing
from bot.domain.ids import MemberId
from bot.services.digest import Digest
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp
from cogs.facilitators.sentences import SETTLED

COLOUR = discord.Colour(0x2A9D8F)
MOST_NAMES = 10
PER_PAGE = 10


def pages(found: Digest) -> int:
    """Return how many pages a digest has: one message, as many lines at a time as have room for their buttons."""
    return max(1, -(-len(found.lines) // PER_PAGE))


def on_page(found: Digest, page: int) -> list[tuple[int, Line]]:
    """Return the lines of a page (from 0; one that is no more is the last) with their numbers."""
    first = min(page, pages(found) - 1) * PER_PAGE
    return list(enumerate(found.lines[first : first + PER_PAGE], start=first + 1))


def digest(t: Translate, found: Digest, page: int = 0) -> discord.Embed:
    """Return a page of the digest: one numbered line for each thing; the button of the same number deals with it."""
    title = t("Your week as a facilitator")
    if not found.lines:
        said = t("**Nothing needs you this week.** Every case is answered, every application decided. Enjoy it.")
        return discord.Embed(title=title, description=said, colour=COLOUR)
    lines = [f"**{number}.** {line_text(t, line)}" for number, line in on_page(found, page)]
    embed = discord.Embed(title=title, description=clip("\n".join(lines), 4000), colour=COLOUR)
    footer = t("The button with the same number deals with it.")
    if pages(found) > 1:
        of = t("Page {n} of {all}.", n=min(page, pages(found) - 1) + 1, all=pages(found))
        footer = f"{of} {footer}"
    embed.set_footer(text=footer)
    return embed


def line_text(t: Translate, line: Line) -> str:
    """Return one thing that needs somebody."""
    ago = timestamp(line.at, "R") if line.at is not None else ""
    title = clip(escape(line.title), 80) if line.title else ""
    match line.need:
        case Need.RELEASE:
            return t("Case {n} waits for release; it came {ago}.", n=line.subject_id, ago=ago)
        case Need.APPLICATION:
            return t("{who} would like to join and applied {ago}.", who=_names(line.people), ago=ago)
        case Need.FLAG:
            return t("A message was flagged {ago} as a possible identifier and is hidden until you decide.", ago=ago)
        case Need.CONTEST:
            return t(
                "{who} says {ago} that their minutes of **{title}** are wrong.",
                who=_names(line.people),
                ago=ago,
                title=title,
            )
        case Need.UNANSWERED:
            said = t("Case {n} was released {ago} and nobody has replied yet.", n=line.subject_id, ago=ago)
            return said + (" " + t("Colleagues have been asked privately.") if line.count else "")
        case Need.FEW_ANSWERS:
            return t(
                "**{title}** is {ago}: {going} going, {open} have not answered.",
                title=title,
                ago=ago,
                going=line.count,
                open=line.of,
            )
        case Need.NO_PRESENTER:
            if line.people:
                who = _names(line.people)
                return t(
                    "{who} was asked to present **{title}**, {ago}, and has not answered.",
                    who=who,
                    title=title,
                    ago=ago,
                )
            return t("Nobody presents **{title}** yet; the meeting is {ago}.", title=title, ago=ago)
        case Need.QUORUM:
            return t(
                "**{question}** closes {ago} and may decide nothing: {n} of the {needed} votes it needs are in.",
                question=_question(t, title),
                ago=ago,
                n=line.count,
                needed=line.of,
            )
        case Need.POLL_CLOSING:
            return t("The poll **{question}** closes {ago}.", question=_question(t, title), ago=ago)
        case Need.BOOK:
            return t("The winner of **{question}** waits for a meeting.", question=_question(t, title))
        case Need.OBJECTION:
            return t("Somebody objects in **{question}**: say what becomes of it.", question=_question(t, title))
        case Need.REVIEW:
            return t("Does the outcome of **{question}** still hold? Its day has come.", question=_question(t, title))
        case Need.COMMITMENTS:
            return t("{n} commitments to change come due this week; whose, I tell nobody.", n=line.count)
        case Need.SILENT:
            return t.n(
                "{n} member has not been heard from for six weeks: {who}.",
                "{n} members have not been heard from for six weeks: {who}.",
                line.count,
                who=_names(line.people),
            )
        case Need.PAIRING:
            last = t("the last round was {ago}", ago=ago) if line.at is not None else t("there was no round yet")
            return t("{n} members wish for a study buddy; {last}.", n=line.count, last=last)


def _question(t: Translate, title: str) -> str:
    return title or t("Which topic shall we take next?")


def settled_text(t: Translate, now: Standing) -> str:
    """Say why a line of an older digest needs nobody any more."""
    ago = timestamp(now.at, "R") if now.at is not None else ""
    title = clip(escape(now.title), 80) if now.title else ""
    said = t(SETTLED[now.settled or Settled.GONE], ago=ago, title=title, question=_question(t, title))
    return t("This is settled. {state}", state=said)


def _names(people: Sequence[MemberId]) -> str:
    shown = ", ".join(f"<@{person}>" for person in people[:MOST_NAMES])
    return f"{shown} …" if len(people) > MOST_NAMES else shown


def label(t: Translate, line: Line) -> str:
    """Return what the button of a line says, after its number."""
    match line.need:
        case Need.RELEASE:
            return t("Look at it")
        case Need.APPLICATION:
            return t("Decide")
        case Need.FLAG | Need.CONTEST:
            return t("Look at it")
        case Need.UNANSWERED:
            return t("Open the case") if line.count else t("Ask two colleagues")
        case Need.FEW_ANSWERS:
            return t("Ask them again")
        case Need.NO_PRESENTER:
            return t("Name a presenter")
        case Need.QUORUM:
            return t("Remind them") if line.people else t("Open the poll")
        case Need.POLL_CLOSING:
            return t("Open the poll")
        case Need.BOOK:
            return t("Book it")
        case Need.OBJECTION | Need.REVIEW:
            return t("Note the outcome")
        case Need.COMMITMENTS:
            return t("Put it on the agenda")
        case Need.SILENT:
            return t("Ask if all is well")
        case Need.PAIRING:
            return t("Pair them")


def gentle(t: Translate, server: str) -> str:
    """Return the question to somebody who has been silent: no reproach, three ways out."""
    return t(
        "Is all well? We have not heard from you in **{server}** for a while, and that is quite all right. "
        "Tell me how you would like it; nobody else learns what you choose.",
        server=escape(server),
    )


def chosen(t: Translate, wish: str) -> str:
    """Confirm what a silent member chose."""
    match wish:
        case "less":
            return t("I write to you at most once a week from now on. `/my profile` changes it any time.")
        case "pause":
            return t("I leave you in peace for 60 days. `/my profile` ends it earlier; you are missed, not counted.")
        case _:
            return t("Good to know. Everything stays as it is.")

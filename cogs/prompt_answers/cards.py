"""What private answers look like: the screen of whoever answers, and the post that holds them all."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.prompt_answers import FEWEST, KEPT_FOR, LONGEST, Compiled, Round, RoundState
from bot.services.prompt_answers import Board, Given, Paper
from bot.texts import Translate
from bot.ui.sentences import NOT_CLINICAL
from bot.ui.words import escape, when, written

QUIET_BLUE = discord.Colour(0x5B7DB1)
MOST_ON_A_PAGE = 3500
"""Characters of answers on a page; an embed's description has 4,096, and what stands around them needs some."""


def screen(t: Translate, paper: Paper) -> discord.Embed:
    """Return what stands above the buttons of whoever answers: all that is fixed, before a word is written.

    Once they have answered, how it is kept has been read, and only what becomes of it stands there.
    """
    found = paper.round
    if found.state is not RoundState.OPEN:
        return discord.Embed(title=t("Answer privately"), description=ended(t, paper), colour=QUIET_BLUE)
    parts = [f"> {escape(found.question)}"]
    if paper.mine is not None:
        parts.append(f"{t('**Your answer now:**')}\n{quoted(paper.mine.text)}")
    if paper.mine is not None and paper.mine.held:
        parts.append(
            t(
                "It is kept for you alone and **not posted**, unless you tap **Post it with the others**. When the "
                "answers are put together, it is deleted."
            )
        )
    else:
        parts.append(terms(t, found))
    if paper.mine is None:
        parts.append(how_kept(t, found))
    if paper.count is not None:
        parts.append(_so_far(t, paper.count))
    embed = discord.Embed(title=t("Answer privately"), description="\n\n".join(parts), colour=QUIET_BLUE)
    embed.set_footer(text=t(NOT_CLINICAL))
    return embed


def terms(t: Translate, found: Round) -> str:
    """Return what becomes of an answer: fixed when the question was asked."""
    closes = when(found.closes_at)
    if found.named:
        return t(
            "**With your name:** all answers go into one post here on {closes}, or earlier if a facilitator taps "
            "**Compile now**. Until then you may change yours or take it back.",
            closes=closes,
        )
    return t(
        "**Without names:** all answers go, shuffled, into one post here on {closes}, or earlier if a facilitator "
        "taps **Compile now**. Fewer than {fewest}, and nothing is posted. Until then you may change yours or take it "
        "back.",
        closes=closes,
        fewest=FEWEST,
    )


def how_kept(t: Translate, found: Round) -> str:
    """Return how an answer is kept until then, and what is not hidden; in small print."""
    if found.named:
        return t("-# Until then only you can read yours; it is kept encrypted.")
    return t(
        "-# Until then yours is sealed, under a code in place of your name. Then the key is destroyed: nobody can tell "
        "who wrote what, and neither can I. Not hidden: that you tapped here, which Discord knows, and how you write."
    )


def _so_far(t: Translate, count: int) -> str:
    if count == 0:
        return t("For facilitators: nobody has answered yet.")
    return t.n("For facilitators: {n} answer so far.", "For facilitators: {n} answers so far.", count)


def ended(t: Translate, paper: Paper) -> str:
    """Return what became of a round that is over."""
    match paper.round.state:
        case RoundState.COMPILED if paper.post_url is not None:
            return t("The private answers to this question are posted: {url}", url=paper.post_url)
        case RoundState.COMPILED | RoundState.OPEN:
            return t("The private answers to this question are posted in a moment.")
        case RoundState.LAPSED:
            return t(
                "Too few colleagues answered this question privately, so nothing was posted, and what was written is "
                "deleted."
            )
        case RoundState.FORGOTTEN:
            return t("The private answers to this question are not kept any more.")


def receipt(t: Translate, given: Given) -> discord.Embed:
    """Return the screen after an answer was stored, with what to look at once more."""
    if given.paper.mine is not None and given.paper.mine.held:
        kept = t("Kept. Only you see it.")
    else:
        kept = t("Your answer is changed.") if given.replaced else t("Kept. Only you see it until all are posted.")
    embed = screen(t, given.paper)
    doubt = ""
    if given.doubtful:
        listed = ", ".join(f"“{escape(one)}”" for one in given.doubtful[:8])
        doubt = t(
            "Please look once more: {found} may tell somebody nearby who is meant. Change it if it could.", found=listed
        )
    embed.description = "\n\n".join(part for part in (kept, doubt, embed.description) if part)
    return embed


def quoted(text: str) -> str:
    """Return an answer as a quotation, in its own words, harmless."""
    return "\n".join(f"> {line}" for line in written(text, 2 * LONGEST).split("\n"))


def compiled(t: Translate, board: Board) -> discord.Embed:
    """Return the post that holds the answers, or says that they were kept as long as they are."""
    question = f"**{escape(board.round.question)}**"
    if board.round.state is not RoundState.COMPILED:
        gone = t("These answers were kept for {days} days, and are gone.", days=KEPT_FOR.days)
        return discord.Embed(title=t("What you answered"), description=f"{question}\n\n{gone}", colour=QUIET_BLUE)
    count = len(board.answers)
    if board.round.named:
        head = t.n("{n} answer.", "{n} answers.", count)
    else:
        head = t.n("{n} answer, without names.", "{n} answers, without names and shuffled.", count)
    shown = pages(t, board.answers)
    parts = [question, head, shown[0]]
    if len(shown) > 1:
        parts.append(t("**Read them all** shows the rest to you alone."))
    embed = discord.Embed(title=t("What you answered"), description="\n\n".join(parts), colour=QUIET_BLUE)
    embed.set_footer(text=t("Different answers stand side by side. Write below what they make you think of."))
    return embed


def page(t: Translate, board: Board, number: int) -> discord.Embed:
    """Return one page of all answers, for one reader."""
    shown = pages(t, board.answers)
    number = min(number, len(shown) - 1)
    embed = discord.Embed(title=t("What you answered"), description=shown[number] or None, colour=QUIET_BLUE)
    embed.set_footer(text=t("Page {page} of {pages}", page=number + 1, pages=len(shown)))
    return embed


def pages(t: Translate, answers: Sequence[Compiled]) -> list[str]:
    """Return the answers in pages that fit a message; one page at least."""
    shown: list[str] = []
    for one in answers:
        text = quoted(one.text)
        if one.member_id is not None:
            text = f"{t('**{who}**', who=f'<@{one.member_id}>')}\n{text}"
        if shown and len(shown[-1]) + 2 + len(text) <= MOST_ON_A_PAGE:
            shown[-1] = f"{shown[-1]}\n\n{text}"
        else:
            shown.append(text)
    return shown or [""]

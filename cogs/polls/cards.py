"""What a poll looks like: its public message, the ballot, results and lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import discord

from bot.domain.polls import Poll, PollState, Results
from bot.domain.voting import DOTS, MOST_POINTS, Method
from bot.services.poll_openings import Opened
from bot.services.polls import Listed, PollView
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp, when
from cogs.polls import outcomes, tallies
from cogs.polls.squeeze import ROOM, squeezed

OPEN_COLOUR = discord.Colour(0x3B7DD8)
CLOSED_COLOUR = discord.Colour(0x5F6B7A)
_NAMED = 4


def name_of(t: Translate, poll: Poll) -> str:
    """Return the question as its author typed it, or the one that every poll over topics asks."""
    return poll.question or t("Which topic shall we take next?")


def headline(t: Translate, view: PollView) -> str:
    """Return the first lines of a poll's message: what is asked and until when, or what came out."""
    poll = view.poll
    question = escape(name_of(t, poll))
    if poll.state is PollState.OPEN:
        return t(
            "**Poll: {question}**\nTap **Vote** to choose in private. Open until {closes}.",
            question=question,
            closes=when(poll.closes_at),
        )
    return t("**Poll closed: {question}**", question=question) + "\n" + tallies.outcome(t, view)


def news(t: Translate, view: PollView) -> str:
    """Return the short message that tells everybody how a poll ended."""
    lines = [t("The poll **{question}** has closed.", question=escape(name_of(t, view.poll))), tallies.outcome(t, view)]
    if view.jump_url:
        lines.append(f"[{t('All counts are on its message.')}]({view.jump_url})")
    return "\n".join(lines)


def reminder(t: Translate, view: PollView, server: str) -> str:
    """Return what somebody reads who has not voted, a day before the close."""
    lines = [
        t(
            "**{question}** in {server} closes {closes}, and your vote is not in yet.",
            question=escape(name_of(t, view.poll)),
            server=escape(server),
            closes=when(view.poll.closes_at),
        ),
        t("A poll reminds you once, and only while you have not voted."),
    ]
    return "\n".join(lines)


def reminder_to_all(t: Translate, view: PollView) -> str:
    """Return the one reminder of an anonymous poll."""
    return t(
        "The anonymous poll **{question}** closes {closes}. I do not keep track of who has voted, so this goes to "
        "everybody; if you have, you need do nothing.",
        question=escape(name_of(t, view.poll)),
        closes=when(view.poll.closes_at),
    )


def body(t: Translate, view: PollView) -> discord.Embed:
    """Return the options with what may be shown of their counts, and how the poll works."""
    poll = view.poll
    is_open = poll.state is PollState.OPEN
    parts = [_options(t, view), _state(t, view)]
    if is_open:
        parts.append(_how(t, poll))
    else:
        parts += _bookings(t, view)
    if poll.left_out and is_open:
        parts.append(
            t.n(
                "The best supported topics are on the ballot; {n} more waits in the backlog.",
                "The best supported topics are on the ballot; {n} more wait in the backlog.",
                poll.left_out,
            )
        )
    embed = discord.Embed(
        description="\n\n".join(part for part in parts if part), colour=OPEN_COLOUR if is_open else CLOSED_COLOUR
    )
    if rounds := tallies.rounds(t, poll, view.shown):
        embed.add_field(name=t("How the rounds went"), value=rounds, inline=False)
    if reasons := tallies.reasons(t, view.shown):
        embed.add_field(name=t("Reasons given"), value=reasons, inline=False)
    if view.outcomes:
        embed.add_field(name=t("Outcome"), value=outcomes.field(t, view), inline=False)
    return embed


def voted(t: Translate, n: int) -> str:
    """Return how many have voted, in words and number."""
    return t.n("{n} member has voted.", "{n} members have voted.", n) if n else t("Nobody has voted yet.")


def opened(t: Translate, done: Opened) -> str:
    """Return what the facilitator reads who has just opened a poll."""
    poll = done.poll
    where = f"<#{done.channel_id}>" if done.channel_id is not None else t("the meetings channel")
    lines = [
        t("The poll **{question}** is open in {where}.", question=escape(name_of(t, poll)), where=where),
        t.n("{n} option is on the ballot.", "{n} options are on the ballot.", len(poll.options))
        + " "
        + t("It closes {closes}.", closes=when(poll.closes_at)),
    ]
    if poll.anonymous:
        lines.append(t("It is anonymous, and stays so; each ballot says what is hidden and what is not."))
    if poll.results is Results.AT_CLOSE:
        lines.append(t("Until then nobody sees totals, you included; only how many have voted."))
    if poll.left_out:
        lines.append(
            t.n(
                "A ballot has room for 25, so {n} topic with less support was left out.",
                "A ballot has room for 25, so {n} topics with less support were left out.",
                poll.left_out,
            )
        )
    if not poll.about_topics:
        lines.append(
            t("A clinical question? **Gather positions** lets members say, beside their vote, how they approach it.")
        )
    return "\n".join(lines)


def listing(t: Translate, listed: Sequence[Listed]) -> discord.Embed:
    """Return the open polls and the last closed ones, each with a link to its message."""
    lines = [_line(t, one) for one in listed]
    return discord.Embed(title=t("Polls"), description=_fitted(lines), colour=OPEN_COLOUR)


def _line(t: Translate, listed: Listed) -> str:
    poll, view = listed.view.poll, listed.view
    question = escape(clip(name_of(t, poll), 90))
    link = f" [{t('Open message')}]({view.jump_url})" if view.jump_url else ""
    if poll.state is PollState.CLOSED:
        return t(
            "**{question}** closed {closed}. {outcome}{link}",
            question=question,
            closed=timestamp(poll.closed_at or poll.closes_at, "R"),
            outcome=tallies.outcome(t, view),
            link=link,
        )
    yours = t("Your vote is in.") if listed.voted else t("You have not voted yet.")
    return t(
        "**{question}** closes {closes}. {voted} {yours}{link}",
        question=question,
        closes=timestamp(poll.closes_at, "R"),
        voted=voted(t, view.shown.voters),
        yours=yours,
        link=link,
    )


def _fitted(lines: Sequence[str]) -> str:
    """Return as many lines as an embed has room for."""
    shown: list[str] = []
    room = ROOM
    for line in lines:
        room -= len(line) + 2
        if room < 0:
            break
        shown.append(line)
    return "\n\n".join(shown)


def _options(t: Translate, view: PollView) -> str:
    """Return the options, one a line: in the ballot's order, or the best first where counts are shown."""
    tally = view.shown.tally
    if tally is not None:
        line = partial(tallies.counted, t, view.poll, view.shown, tally)
        return squeezed(lambda length: [line(count, length) for count in tally.counts])
    numbered = list(enumerate(view.poll.options, start=1))
    return squeezed(lambda length: [f"{place}. {escape(clip(option.text, length))}" for place, option in numbered])


def _state(t: Translate, view: PollView) -> str:
    poll, voters = view.poll, view.shown.voters
    if poll.state is PollState.CLOSED:
        took_part = t.n("{n} member voted.", "{n} members voted.", voters) if voters else ""
        closed = t("Closed {closed}.", closed=timestamp(poll.closed_at or poll.closes_at))
        parts = [took_part, closed, tallies.quorum(t, view)]
    else:
        when_shown = {
            Results.LIVE: "",
            Results.AFTER_VOTE: t("Totals are shown to whoever has voted, with `/poll results`."),
            Results.AT_CLOSE: t("Totals are shown when the poll closes."),
        }
        parts = [voted(t, voters), when_shown[poll.results], tallies.quorum(t, view)]
    return " ".join(part for part in parts if part)


def _how(t: Translate, poll: Poll) -> str:
    how = {
        Method.SINGLE: t("Choose one."),
        Method.APPROVAL: t("Choose as many as you like."),
        Method.RANKED: t("Rank as many as you like. If your first choice drops out, your vote moves to your next."),
        Method.DOTS: t("Spread {dots} dots.", dots=DOTS),
        Method.SCORE: t("Give each option 0 to {most} points.", most=MOST_POINTS),
        Method.CONSENT: t("Say where you stand: consent, reservations, or an objection with a reason."),
    }[poll.method]
    lines = [f"{how} {t('You can change your vote until the poll closes.')}"]
    if poll.anonymous:
        lines.append(t("Anonymous: the ballot says exactly what is hidden. Numbers under 3 are not shown."))
    return "\n".join(lines)


def _bookings(t: Translate, view: PollView) -> list[str]:
    """Return which winners are booked for which meeting, or who can book them."""
    lines = [
        t(
            "**{topic}** is booked for the meeting **{meeting}**, {starts}.",
            topic=escape(option.text),
            meeting=escape(meeting.title),
            starts=when(meeting.starts_at),
        )
        for option in view.poll.options
        for topic_id, meeting in view.booked.items()
        if option.topic_id == topic_id
    ]
    if view.to_book and not lines:
        lines.append(t("A facilitator can book the winner for a meeting."))
    return ["\n".join(lines[:_NAMED])] if lines else []

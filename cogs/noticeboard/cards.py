"""The noticeboard as everybody sees it."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.domain.noticeboard import Board, NextMeeting, OpenPoll
from bot.domain.people import Community, Place
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp, when

COLOUR = discord.Colour(0x2A9D8F)
MOST_POLLS = 5
"""As many as there are buttons in a row."""


def welcome(t: Translate) -> str:
    """Return what newcomers read above the board."""
    return t(
        "**Welcome.** This is a community of practice: colleagues who learn with and from each other, from cases, from "
        "questions and from how others approach common problems. To take part, tap **Join**: read what we agree on "
        "and tell the facilitators who you are. It takes two minutes."
    )


def board(t: Translate, community: Community, shown: Board) -> discord.Embed:
    """Return the board: next meeting, open polls, cases."""
    embed = discord.Embed(title=t("Noticeboard"), colour=COLOUR)
    if shown.now_on is not None:
        embed.add_field(name=t("On now"), value=_now_on(t, community, shown.now_on), inline=False)
    embed.add_field(name=t("Next meeting"), value=_meeting(t, shown.coming), inline=False)
    embed.add_field(name=t("Open polls"), value=_polls(t, shown.polls), inline=False)
    embed.add_field(name=t("Cases"), value=_cases(t, community, shown), inline=False)
    return embed


def _now_on(t: Translate, community: Community, one: NextMeeting) -> str:
    voice = community.channel_of(Place.VOICE)
    place = one.meeting.place
    where = escape(place) if place else f"<#{voice}>" if voice is not None else ""
    said = t("**{title}** until {end}.", title=_title(one), end=timestamp(one.meeting.ends_at, "t"))
    return " ".join(filter(None, (said, where)))


def _meeting(t: Translate, one: NextMeeting | None) -> str:
    if one is None:
        return t("None is planned yet. **Suggest a topic** helps the next one along.")
    lines = [
        t("**{title}**, {when}", title=_title(one), when=when(one.meeting.starts_at)),
        t("{n} going", n=one.going) + (t(", all seats taken") if one.full else ""),
    ]
    if one.facilitator_id is not None:
        lines.append(t("Facilitated by {who}", who=f"<@{one.facilitator_id}>"))
    if one.jump_url:
        lines.append(t("[Open the card]({link})", link=one.jump_url))
    return "\n".join(lines)


def _title(one: NextMeeting) -> str:
    return clip(escape(one.meeting.title), 200)


def _polls(t: Translate, polls: Sequence[OpenPoll]) -> str:
    if not polls:
        return t("None is open.")
    lines = [
        t(
            "• {question} Closes {when}; {voted}.",
            question=clip(escape(question(t, one)), 100),
            when=timestamp(one.poll.closes_at, "R"),
            voted=t.n("{n} has voted", "{n} have voted", one.voted),
        )
        for one in polls[:MOST_POLLS]
    ]
    if len(polls) > MOST_POLLS:
        lines.append(t("and {n} more: `/poll list`", n=len(polls) - MOST_POLLS))
    return "\n".join(lines)


def question(t: Translate, one: OpenPoll) -> str:
    """Return what a poll asks; a poll over topics has no words of its own."""
    return one.poll.question or t("Which topic shall we take next?")


def _cases(t: Translate, community: Community, shown: Board) -> str:
    forum = community.channel_of(Place.CASES)
    where = f" <#{forum}>" if forum is not None else ""
    lines: list[str] = []
    if shown.cases_unanswered:
        said = t.n("{n} case awaits a first reply.", "{n} cases await a first reply.", shown.cases_unanswered)
        lines.append(said + where)
    if shown.cases_waiting:
        lines.append(t.n("{n} case is being checked.", "{n} cases are being checked.", shown.cases_waiting))
    return "\n".join(lines) or t("Every case has been answered. What is on your mind? **Share a case**.")

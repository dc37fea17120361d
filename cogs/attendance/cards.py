"""Attendance as facilitators see it, and what a member is told of their objection."""

from __future__ import annotations

import discord

from bot.domain.attendance import Attendee, ContestState, Source
from bot.services.attendance import ContestView, Sheet
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp

COLOUR, SETTLED = discord.Colour(0x2A9D8F), discord.Colour(0x7A7A7A)
PER_PAGE = 45
_MOST_MISSING = 20


def pages(found: Sheet) -> int:
    """Return on how many pages the list stands."""
    return max(1, -(-len(found.attendees) // PER_PAGE))


def sheet(t: Translate, found: Sheet, page: int = 0) -> discord.Embed:
    """Return who was there, in the order they came; `page` counts from 0."""
    embed = discord.Embed(
        title=clip(t("Who was there: {title}", title=escape(found.meeting.title)), 256),
        description=clip("\n".join([_when(t, found), "", *_people(t, found, page)]), 4096),
        colour=COLOUR,
    )
    if found.missing:
        names = ", ".join(f"<@{one}>" for one in found.missing[:_MOST_MISSING])
        rest = len(found.missing) - _MOST_MISSING
        said = t("{names} and {n} more", names=names, n=rest) if rest > 0 else names
        embed.add_field(name=t("Said they would come, not seen"), value=said, inline=False)
    embed.set_footer(text=_footer(t, found))
    return embed


def _when(t: Translate, found: Sheet) -> str:
    start = timestamp(found.counted.start)
    if found.meeting.ended_at is None:
        return t("{start}: still on, {n} minutes so far", start=start, n=found.counted.minutes)
    return t("{start}: it lasted {n} minutes", start=start, n=found.counted.minutes)


def _people(t: Translate, found: Sheet, page: int) -> list[str]:
    if not found.attendees:
        return [t("Nobody yet.")]
    lines = [_line(t, one) for one in found.attendees[page * PER_PAGE : (page + 1) * PER_PAGE]]
    if pages(found) > 1:
        said = t("{n} people; page {page} of {of}", n=len(found.attendees), page=page + 1, of=pages(found))
        return [said, *lines]
    return lines


def _line(t: Translate, one: Attendee) -> str:
    values = {"person": f"<@{one.member_id}>", "n": one.minutes}
    if one.fixed:
        return t("• {person}: {n} min, set by a facilitator (added up: {measured})", measured=one.measured, **values)
    if one.sources == {Source.SAID}:
        return t("• {person}: {n} min, tapped I'm here", **values)
    if Source.SAID in one.sources:
        return t("• {person}: {n} min, voice channel and I'm here", **values)
    return t("• {person}: {n} min, voice channel", **values)


def _footer(t: Translate, found: Sheet) -> str:
    if found.meeting.ended_at is None:
        return t("Whoever is on the phone or elsewhere taps I'm here on the card. Corrections come after it.")
    if found.meeting.confirmed_at is None:
        return t("Each sees their own minutes only. Every correction is logged: who, whom, from what to what.")
    return t("Confirmed. It can still be corrected; every correction is logged.")


def contest(t: Translate, view: ContestView) -> discord.Embed:
    """Return the facilitators' card of an objection."""
    found = view.contest
    embed = discord.Embed(
        title=clip(t("Attendance contested: {title}", title=escape(view.meeting.title)), 256),
        description=t(
            "<@{person}> says {claimed} of {of} minutes; counted were {minutes}.",
            person=found.member_id,
            claimed=found.claimed,
            of=view.counted.minutes,
            minutes=view.minutes,
        )
        if found.state is ContestState.OPEN
        else t(
            "<@{person}>: {minutes} of {of} minutes count now.",
            person=found.member_id,
            minutes=view.minutes,
            of=view.counted.minutes,
        ),
        colour=COLOUR if found.state is ContestState.OPEN else SETTLED,
    )
    if view.reason is not None:
        embed.add_field(name=t("What happened"), value=escape(view.reason), inline=False)
    if found.state is not ContestState.OPEN:
        embed.set_footer(text=t("Settled; the member was told."))
    return embed


def told(t: Translate, view: ContestView, server: str) -> str:
    """Return what the member reads once their objection is settled."""
    values = {
        "title": escape(view.meeting.title),
        "server": escape(server),
        "day": timestamp(view.meeting.starts_at, "D"),
        "n": view.minutes,
    }
    if view.contest.state is ContestState.GRANTED:
        return t("**{title}** in {server}, {day}: your minutes are put right, {n} count now.", **values)
    return t(
        "**{title}** in {server}, {day}: a facilitator looked at your minutes and left them at {n}. Ask one of them "
        "if you disagree still.",
        **values,
    )

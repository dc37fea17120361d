"""Time polls as people see them."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import discord

from bot.domain.ids import MemberId
from bot.domain.time_polls import Can, Slot, Standing, TimePollState
from bot.domain.times import city_of
from bot.services.meetings import MeetingView
from bot.services.time_polls import BestTimes, TimePollView
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp, when

COLOUR = discord.Colour(0x2A9D8F)
MOST_PEOPLE = 10


def draft(t: Translate, view: TimePollView) -> discord.Embed:
    """Return the private echo of how the times were read."""
    lines = [f"{slot.number}. {when(slot.starts_at)}" for slot in view.poll.slots]
    if view.poll.required:
        lines.append(t("Required: {people}", people=_people(view.poll.required)))
    lines.append(t("**Ask everybody** posts the question. Nobody sees what others say."))
    return discord.Embed(
        title=clip(t("When can you? {title}", title=escape(view.poll.title)), 256),
        description="\n".join(lines),
        colour=COLOUR,
    )


def card(t: Translate, view: TimePollView) -> discord.Embed:
    """Return the public question: the times, and how many have answered."""
    poll = view.poll
    lines = [f"{slot.number}. {timestamp(slot.starts_at)}" for slot in poll.slots]
    if poll.state is TimePollState.BOOKED and view.meeting is not None:
        lines = [t("Booked: {when}.", when=when(view.meeting.meeting.starts_at))]
    else:
        lines.append(
            t("{n} minutes. Tap **When I can** and say for each; nobody sees what others say.", n=poll.minutes)
        )
        lines.append(t.n("{n} person has answered.", "{n} people have answered.", len(poll.answers or {})))
    return discord.Embed(
        title=clip(t("When can you? {title}", title=escape(poll.title)), 256),
        description="\n".join(lines),
        colour=COLOUR,
    )


def _mark(t: Translate, said: Can | None) -> str:
    match said:
        case Can.YES:
            return t("yes")
        case Can.IF_NEED_BE:
            return t("if need be")
        case Can.NO:
            return t("no")
        case None:
            return t("not answered")


def ballot(t: Translate, view: TimePollView, reader: MemberId, current: Slot | None) -> discord.Embed:
    """Return one's own answers, and which time is being asked about; None: all are answered."""
    said: Mapping[int, Can] = view.poll.said(reader)
    lines = [
        f"{'▶ ' if slot == current else ''}{slot.number}. {timestamp(slot.starts_at)}: "
        f"**{_mark(t, said.get(slot.number))}**"
        for slot in view.poll.slots
    ]
    if current is None:
        lines.append(t("That is all. You can change it until a time is booked."))
    else:
        lines.append(t("Can you at number {n}, {when}?", n=current.number, when=when(current.starts_at)))
    return discord.Embed(title=clip(escape(view.poll.title), 256), description="\n".join(lines), colour=COLOUR)


def best(t: Translate, found: BestTimes) -> discord.Embed:
    """Return the best times in words, and who met outside their day how often; for facilitators."""
    embed = discord.Embed(title=clip(t("Best times: {title}", title=escape(found.view.poll.title)), 256), colour=COLOUR)
    answered = len(found.view.poll.answers or {})
    embed.description = t.n("{n} person has answered so far.", "{n} people have answered so far.", answered)
    ranks = [one.rank for one in found.best]
    for one in found.best[:15]:
        place = t("Tied for {n}", n=one.rank) if ranks.count(one.rank) > 1 else t("Number {n}", n=one.rank)
        embed.add_field(name=place, value=f"{when(one.slot.starts_at)}\n{in_words(t, one, answered)}", inline=False)
    if found.fairness:
        lines = [t("<@{person}>: {n}", person=person, n=n) for person, n in found.fairness[:MOST_PEOPLE]]
        embed.add_field(
            name=t("Meetings so far at night for somebody (before seven or after ten there)"),
            value="\n".join(lines),
            inline=False,
        )
    return embed


def in_words(t: Translate, one: Standing, answered: int) -> str:
    """Return how a time stands, such as "everyone but one; 06:30 for Toronto"."""
    can = one.yes + one.if_need_be
    if not answered:
        parts = [t("nobody has answered")]
    elif can == answered:
        parts = [t("everyone who answered")]
    elif can == answered - 1:
        parts = [t("everyone but one")]
    else:
        parts = [t("{can} of {n} can", can=can, n=answered)]
    if one.if_need_be:
        parts.append(t("{n} of them only if need be", n=one.if_need_be))
    if one.absent:
        parts.append(t("without {people}, who is required", people=_people(one.absent)))
    for zone in list(one.outside)[:5]:
        parts.append(t("{clock} for {city}", clock=_clock(one.slot, zone), city=city_of(zone)))
    return "; ".join(parts)


def _clock(slot: Slot, zone: str) -> str:
    return f"{slot.starts_at.astimezone(ZoneInfo(zone)):%H:%M}"


def booked(t: Translate, view: MeetingView) -> str:
    """Return the private word after a time was booked."""
    return t("Booked: {when}. The card is in the meetings channel.", when=when(view.meeting.starts_at))


def _people(people: tuple[MemberId, ...]) -> str:
    return ", ".join(f"<@{person}>" for person in people[:MOST_PEOPLE])

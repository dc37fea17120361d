"""Meetings as people see them: the public card, private screens, direct messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord

from bot.domain.ids import MemberId
from bot.domain.meetings import AgendaItem, Answer, Meeting, MeetingState, Roll
from bot.domain.people import Place
from bot.domain.reminders import Lead
from bot.services.meetings import MeetingView
from bot.services.reminders import Notice
from bot.services.waitlists import SeatOffer
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp, when
from cogs.meetings.change_cards import repeats

OPEN, CLOSED = discord.Colour(0x2A9D8F), discord.Colour(0x7A7A7A)
MOST_NAMES = 30
"""A field holds 1,024 characters; a mention takes up to 24."""
MOST_ITEMS = 10


def card(t: Translate, view: MeetingView) -> discord.Embed:
    """Return the card: what, when, where, who."""
    meeting = view.meeting
    embed = discord.Embed(
        title=clip(_title(t, meeting), 256),
        description=_facts(t, view),
        colour=OPEN if view.answerable else CLOSED,
    )
    if view.agenda:
        embed.add_field(name=t("On the agenda"), value=agenda(t, view.agenda), inline=False)
    if meeting.state is MeetingState.CANCELLED:
        return embed
    going, maybe, no = (view.roll.who(answer) for answer in Answer)
    embed.add_field(
        name=t("Going ({n})", n=len(going)), value=names(t, going) if going else t("Nobody yet"), inline=False
    )
    if view.roll.waiting:
        embed.add_field(
            name=t("Waiting for a seat ({n})", n=len(view.roll.waiting)), value=waitlist(t, view), inline=False
        )
    if maybe:
        embed.add_field(name=t("Maybe ({n})", n=len(maybe)), value=names(t, maybe), inline=False)
    if no:
        embed.add_field(name=t("Can’t go ({n})", n=len(no)), value=names(t, no), inline=False)
    if view.answerable:
        embed.set_footer(text=t("One tap answers; another tap changes it, until the meeting begins."))
    return embed


def _title(t: Translate, meeting: Meeting) -> str:
    title = escape(meeting.title)
    return t("Cancelled: {title}", title=title) if meeting.state is MeetingState.CANCELLED else title


def _facts(t: Translate, view: MeetingView) -> str:
    meeting = view.meeting
    lines = [t("**When** {when}, {n} minutes", when=when(meeting.starts_at), n=meeting.minutes)]
    if meeting.state is MeetingState.CANCELLED:
        if meeting.cancel_reason:
            lines.append(t("**Why it is off** {reason}", reason=escape(meeting.cancel_reason)))
        return "\n".join(lines)
    lines.append(t("**Where** {place}", place=place(t, view)))
    if view.repeat is not None:
        lines.append(t("**Repeats** {rule}", rule=repeats(t, view.repeat)))
    free = view.roll.free_seats(meeting.seats)
    if free is not None and meeting.seats is not None:
        if free:
            lines.append(t("**Seats** {free} of {seats} free", free=free, seats=meeting.seats))
        elif view.answerable:
            lines.append(t("**Seats** all {seats} taken; **Going** puts you on the waitlist", seats=meeting.seats))
        else:
            lines.append(t("**Seats** all {seats} taken", seats=meeting.seats))
    if view.running:
        lines.append(t("This meeting has begun; answers are closed."))
        in_voice = meeting.place is None and view.community.channel_of(Place.VOICE) is not None
        lines.append(
            t("Whoever is in the voice channel is counted. By phone or elsewhere? Tap **I'm here**.")
            if in_voice
            else t("Tap **I'm here** to be counted.")
        )
    elif not view.answerable and meeting.state is not MeetingState.DRAFT:
        lines.append(t("This meeting is over. **My attendance** shows what was counted for you, to you alone."))
    return "\n".join(lines)


def place(t: Translate, view: MeetingView) -> str:
    """Return where the meeting is: what its facilitator said, else the voice channel."""
    if view.meeting.place:
        return escape(view.meeting.place)
    voice = view.community.channel_of(Place.VOICE)
    return f"<#{voice}>" if voice is not None else t("still to be told")


def names(t: Translate, people: Sequence[MemberId]) -> str:
    """Return mentions (which ping nobody inside an embed), the first to answer first."""
    shown = ", ".join(f"<@{person}>" for person in people[:MOST_NAMES])
    rest = len(people) - MOST_NAMES
    return t("{names} and {n} more", names=shown, n=rest) if rest > 0 else shown


def waitlist(t: Translate, view: MeetingView) -> str:
    """Return who waits, the first to be asked first, and for whom a seat is kept."""
    kept = [wait for wait in view.roll.waiting if wait.offered_until is not None]
    lines = [names(t, [wait.member_id for wait in view.roll.waiting])]
    lines += [
        t("A seat is kept for <@{person}> until {until}.", person=wait.member_id, until=timestamp(wait.offered_until))
        for wait in kept[:5]
        if wait.offered_until is not None
    ]
    return "\n".join(lines)


def agenda(t: Translate, items: Sequence[AgendaItem], *, names: bool = True) -> str:
    """Return the agenda as a list that fits into a field, with or without who presents."""
    lines: list[str] = []
    for item in items[:MOST_ITEMS]:
        presenter = f" (<@{item.presenter_id}>)" if names and item.presenter_id is not None else ""
        lines.append(f"• {clip(escape(item.title), 70)}{presenter}")
    rest = len(items) - MOST_ITEMS
    if rest > 0:
        lines.append(t("and {n} more", n=rest))
    return "\n".join(lines)


def your_answer(t: Translate, roll: Roll, reader: MemberId) -> str:
    """Return what the reader answered, or where on the waitlist they are."""
    wait, place = roll.wait_of(reader), roll.place_of(reader)
    if wait is not None and wait.offered_until is not None:
        return t("A seat is kept for you until {until}. Tap **Going** to take it.", until=when(wait.offered_until))
    if wait is not None:
        return t("You are number {place} on the waitlist. I write to you when a seat is free.", place=place)
    match roll.of(reader):
        case Answer.GOING:
            return t("You said you are going.")
        case Answer.MAYBE:
            return t("You said maybe.")
        case Answer.NO:
            return t("You said you can’t go.")
        case None:
            return t("You have not answered yet.")


def listing(t: Translate, views: Sequence[MeetingView], reader: MemberId) -> discord.Embed:
    """Return the upcoming meetings on one screen."""
    embed = discord.Embed(title=t("Coming up"), colour=OPEN)
    for view in views:
        facts = [
            when(view.meeting.starts_at),
            clip(place(t, view), 80),
            t("{n} going", n=len(view.roll.who(Answer.GOING))) + ". " + your_answer(t, view.roll, reader),
        ]
        link = view.post.jump_url if view.post else None
        if link:
            facts.append(t("[Open the card]({link})", link=link))
        embed.add_field(name=clip(escape(view.meeting.title), 120), value="\n".join(facts), inline=False)
    return embed


def draft(t: Translate, view: MeetingView, typed: str) -> str:
    """Return the private echo of a typed time, before anybody else sees the meeting."""
    said = t("I read “{typed}” as {when}.", typed=clip(escape(typed), 300), when=when(view.meeting.starts_at))
    return said + "\n" + t("**Post it** shows this card to everybody; **Change** lets you correct it.")


def which(t: Translate, typed: str, instants: Sequence[datetime], unclear: str) -> str:
    """Return the private question which of several moments was meant; each has a button in the same order.

    `unclear` is why it is asked, a code of `read_time`: what is missing is named.
    """
    said = clip(escape(typed), 300)
    match unclear:
        case "time.needs_hour":
            why = t("“{typed}” does not say at what time of day. Perhaps:", typed=said)
        case "time.needs_day":
            why = t("“{typed}” does not say on which day. Perhaps:", typed=said)
        case _:
            why = t("“{typed}” could mean more than one time, and I would rather not guess:", typed=said)
    lines = [f"• {when(instant)}" for instant in instants]
    return "\n".join([why, *lines, t("Tap the one you mean and I post the meeting; **Change** lets you correct it.")])


def posted(t: Translate, view: MeetingView) -> str:
    """Return the private word after a meeting was posted."""
    link = view.post.jump_url if view.post else None
    channel = view.community.channel_of(Place.MEETINGS)
    where = link or (f"<#{channel}>" if channel is not None else t("the meetings channel"))
    return t("Posted: {when}. The card is in {where}.", when=when(view.meeting.starts_at), where=where)


def ask_to_cancel(t: Translate, view: MeetingView, reason: str | None) -> discord.Embed:
    """Return the private question before a meeting is called off; the footer holds the reason, word for word."""
    told = len(view.concerned)
    embed = discord.Embed(
        title=clip(t("Cancel “{title}”?", title=escape(view.meeting.title)), 256),
        description=when(view.meeting.starts_at)
        + "\n"
        + (
            t.n("{n} person meant to come and will be told.", "{n} people meant to come and will be told.", told)
            if told
            else t("Nobody has said they would come, so nobody needs to be told.")
        )
        + "\n"
        + (t("The reason, as people will read it:") if reason else t("No reason was given.")),
        colour=CLOSED,
    )
    if reason:
        embed.set_footer(text=reason)
    return embed


def reason_of(message: discord.Message | None) -> str | None:
    """Return the reason on a question made by `ask_to_cancel`: footers show text as it is, so none is changed."""
    if message is None or not message.embeds:
        return None
    return message.embeds[0].footer.text


def cancelled(t: Translate, view: MeetingView) -> str:
    """Return the private word after a meeting was called off."""
    told = len(view.concerned)
    return t.n(
        "Cancelled. {n} person who meant to come is told now, once.",
        "Cancelled. {n} people who meant to come are told now, once.",
        told,
    )


def reminder(t: Translate, notice: Notice, server: str) -> tuple[str, discord.Embed]:
    """Return one person's reminder: what, when, where, and how to hear no more of it."""
    meeting = notice.view.meeting
    values = {
        "title": escape(meeting.title),
        "server": escape(server),
        # The instant first: "in a day" alone would be untrue to whoever reads it a week later.
        "when": when(meeting.starts_at),
    }
    if notice.lead is Lead.WEEK:
        text = t("**{title}** in {server}: {when}. Can you come?", **values)
    else:
        text = t("Reminder: **{title}** in {server}, {when}.", **values)
    return text, personal(t, notice.view, notice.member_id)


def public_reminder(t: Translate, notice: Notice) -> str:
    """Return a reminder for somebody who takes no direct messages, fit for others to see."""
    meeting = notice.view.meeting
    post = notice.view.post
    text = t(
        "Reminder: **{title}**, {when}.",
        title=escape(meeting.title),
        when=when(meeting.starts_at),
    )
    return f"{text} {post.jump_url}" if post is not None and post.jump_url else text


def personal(t: Translate, view: MeetingView, reader: MemberId) -> discord.Embed:
    """Return a meeting as a direct message shows it: no names of others, the reader's own answer, the way out."""
    embed = discord.Embed(
        title=clip(_title(t, view.meeting), 256),
        description=_facts(t, view),
        colour=OPEN if view.answerable else CLOSED,
    )
    if view.agenda:
        embed.add_field(name=t("On the agenda"), value=agenda(t, view.agenda), inline=False)
    mine = [item for item in view.agenda if item.presenter_id == reader]
    if mine:
        embed.add_field(name=t("You present"), value=agenda(t, mine, names=False), inline=False)
    embed.add_field(name=t("Your answer"), value=your_answer(t, view.roll, reader), inline=False)
    link = view.post.jump_url if view.post else None
    if link:
        embed.add_field(name=t("Who is going"), value=t("[Open the card]({link})", link=link), inline=False)
    if view.answerable:
        embed.set_footer(
            text=t("After Can’t go you get no more reminders of this meeting. /my profile has fewer of them all.")
        )
    return embed


def seat_offered(t: Translate, offer: SeatOffer, server: str) -> str:
    """Return the one message to somebody on the waitlist for whom a seat is free now; fit for others to see."""
    return t(
        "A seat is free at **{title}** in {server}, {when}. It is kept for you until {until}; after that the next on "
        "the waitlist is asked.",
        title=escape(offer.view.meeting.title),
        server=escape(server),
        when=when(offer.view.meeting.starts_at),
        until=when(offer.until),
    )


def called_off(t: Translate, notice: Notice, server: str) -> str:
    """Return the one message to somebody who meant to attend a cancelled meeting."""
    meeting = notice.view.meeting
    text = t(
        "**{title}** in {server}, {when}, is cancelled.",
        title=escape(meeting.title),
        server=escape(server),
        when=when(meeting.starts_at),
    )
    if meeting.cancel_reason:
        text += "\n" + t("Reason: {reason}", reason=escape(meeting.cancel_reason))
    return text


def event_lost(t: Translate, view: MeetingView, was_deleted: bool) -> str:
    """Return the question to facilitators after somebody changed or deleted Discord's event."""
    title, at = escape(view.meeting.title), when(view.meeting.starts_at)
    if was_deleted:
        return t(
            "Discord’s event for **{title}** was deleted. The meeting itself still stands: {when}. "
            "Shall I make the event again, or cancel the meeting?",
            title=title,
            when=at,
        )
    return t(
        "Discord’s event for **{title}** was changed and no longer says what the meeting says: {when}. "
        "Shall I put the event back, or cancel the meeting?",
        title=title,
        when=at,
    )

"""How repeating meetings and changes to meetings are told."""

from __future__ import annotations

import discord

from bot.domain.changes import Change, ChangeKind
from bot.domain.series import Repeat, Unit
from bot.services.meeting_changes import Changed, Proposal, Tidings
from bot.services.meetings import MeetingView
from bot.texts import Translate
from bot.ui.words import clip, escape, when

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_MOST_SKIPPED_SHOWN = 6


def repeats(t: Translate, repeat: Repeat) -> str:
    """Return a rule in words; its dates are those of the zone it was made in."""
    if repeat.unit is Unit.WEEK:
        text = t.n("every week", "every {n} weeks", repeat.every)
    elif repeat.nth is not None and repeat.weekday is not None:
        which = t("the {nth} {day}", nth=t(_NTH[repeat.nth]), day=t(_DAYS[repeat.weekday]))
        text = t.n("{which} of every month", "{which} of every {n} months", repeat.every, which=which)
    else:
        text = t.n("every month", "every {n} months", repeat.every)
    if repeat.count is not None:
        text += ", " + t.n("{n} time", "{n} times", repeat.count)
    if repeat.until is not None:
        text += ", " + t("until {day}", day=repeat.until.isoformat())
    if repeat.skipped:
        days = ", ".join(day.isoformat() for day in repeat.skipped[:_MOST_SKIPPED_SHOWN])
        more = len(repeat.skipped) - _MOST_SKIPPED_SHOWN
        text += ", " + (
            t("except {days} and {n} more", days=days, n=more) if more > 0 else t("except {days}", days=days)
        )
    return text


def proposal(t: Translate, found: Proposal) -> discord.Embed:
    """Return the private question before a change counts."""
    meeting, change = found.view.meeting, found.change
    told = len(found.view.concerned) if change.concerns_people else 0
    lines = [*_what(t, found.view, change)]
    if told:
        lines.append(
            t.n("{n} person meant to come and is told once.", "{n} people meant to come and are told once.", told)
        )
    if found.repeats:
        lines.append(t("Just this one, or this one and all that follow?"))
    if change.kind is ChangeKind.SKIP:
        title = t("Skip “{title}”?", title=escape(meeting.title))
    elif change.kind is ChangeKind.MOVE:
        title = t("Move “{title}”?", title=escape(meeting.title))
    else:
        title = t("Change “{title}”?", title=escape(meeting.title))
    return discord.Embed(title=clip(title, 256), description="\n".join(lines))


def _what(t: Translate, view: MeetingView, change: Change) -> list[str]:
    """Return what changes, a line each."""
    lines: list[str] = []
    if change.kind is ChangeKind.SKIP:
        lines.append(t("**Skipped** {when}", when=when(change.began_at)))
    if change.starts_at is not None:
        lines.append(t("**From** {when}", when=when(change.began_at)))
        lines.append(t("**To** {when}", when=when(change.starts_at)))
    if change.title is not None:
        lines.append(t("**Title** {title}", title=escape(change.title)))
    if change.minutes is not None:
        lines.append(t("**Length** {n} minutes", n=change.minutes))
    if change.place is not None:
        lines.append(t("**Where** {place}", place=escape(change.place)))
    if change.seats is not None:
        lines.append(t("**Seats** {n}", n=change.seats) if change.seats else t("**Seats** room for all"))
    return lines


def changed(t: Translate, done: Changed) -> str:
    """Return the private word after a change."""
    text = t.n("Done.", "Done for {n} meetings.", done.count)
    if done.told:
        text += " " + t.n("{n} person is told, once.", "{n} people are told, once.", done.told)
    return text


def tidings(t: Translate, told: Tidings, server: str) -> str:
    """Return the one message about a change, fit for others to see."""
    change, title = told.change, escape(told.view.meeting.title)
    values = {"title": title, "server": escape(server)}
    if change.kind is ChangeKind.SKIP and change.onwards:
        text = t("**{title}** in {server} has ended: this meeting and all after it are off.", **values)
    elif change.kind is ChangeKind.SKIP:
        text = t("**{title}** in {server} is skipped this time; the other meetings stand.", **values)
    elif change.kind is ChangeKind.MOVE:
        text = t("**{title}** in {server} is at another time.", **values)
    else:
        text = t("**{title}** in {server} has changed.", **values)
    lines = [text, *_what(t, told.view, change)]
    if change.onwards and change.kind is not ChangeKind.SKIP:
        lines.append(t("The meetings after it change in the same way."))
    if change.kind is ChangeKind.MOVE:
        lines.append(t("Your answer still stands; tap if it no longer fits."))
    return "\n".join(lines)

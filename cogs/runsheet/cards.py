"""The run sheet as its facilitator sees it: short, for a phone held in one hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import discord

from bot.domain.runs import Pace, Step
from bot.services.runs import Ended, Plan, Running, Screen
from bot.texts import Translate
from bot.ui.words import clip, escape, timestamp

READY, ON, OVER = discord.Colour(0x457B9D), discord.Colour(0x2A9D8F), discord.Colour(0x7A7A7A)
_MOST_STEPS = 25
_ON_TIME = timedelta(minutes=1)


def moved_on(t: Translate, screen: Screen) -> str | None:
    """Return the word to whoever tapped what was out of date."""
    return t("This moved on; here is where it stands.") if not isinstance(screen, Plan) and screen.moved_on else None


def plan(t: Translate, screen: Plan) -> discord.Embed:
    """Return the steps of a meeting that was not started yet."""
    lines = [
        t("{n}. {step}: {minutes} min", n=number, step=_step(t, step), minutes=step.minutes)
        for number, step in enumerate(screen.steps[:_MOST_STEPS], start=1)
    ]
    when = t("Planned: {start} to {end}", start=timestamp(screen.meeting.starts_at), end=_at(screen.meeting.ends_at))
    embed = discord.Embed(
        title=clip(t("Run sheet: {title}", title=escape(screen.meeting.title)), 256),
        description=clip("\n".join([when, "", *lines]), 4096),
        colour=READY,
    )
    embed.set_footer(
        text=t("Only you see this. Start makes the steps from the agenda as it stands then.")
        if screen.may_start
        else t("Only you see this. It can be started half an hour before its time.")
    )
    return embed


def running(t: Translate, screen: Running) -> discord.Embed:
    """Return the step that is on, when it ends, what comes next, and how the meeting keeps its time."""
    run, pace = screen.run, screen.pace
    embed = discord.Embed(
        title=clip(t("Step {n} of {of}: {step}", n=run.index + 1, of=len(run.steps), step=t(run.present.title)), 256),
        description=clip("\n".join(_now(t, run.present, pace)), 4096),
        colour=ON,
    )
    coming = run.coming
    if coming is not None:
        said = t("{step}, {n} min", step=_step(t, coming), n=coming.minutes)
    else:
        said = t("That was the last step. End leads to attendance and minutes.")
    embed.add_field(name=t("Next"), value=said, inline=False)
    embed.add_field(name=t("Time"), value=_pace(t, pace, screen.meeting.ends_at), inline=False)
    embed.set_footer(text=clip(screen.meeting.title, 200))
    return embed


def _now(t: Translate, step: Step, pace: Pace) -> list[str]:
    lines: list[str] = []
    if step.topic is not None:
        presenter = f" (<@{step.presenter_id}>)" if step.presenter_id is not None else ""
        lines.append(f"**{escape(clip(step.topic, 200))}**{presenter}")
    lines.append(t(step.hint))
    ends = {"at": _at(pace.step_ends_at), "relative": timestamp(pace.step_ends_at, "R")}
    lines.append(t("Ends {relative}, at {at}.", **ends))
    return lines


def _pace(t: Translate, pace: Pace, announced: datetime) -> str:
    """Return how the steps keep their time, and what that means for the end that people were told."""
    minutes = abs(round(pace.behind / timedelta(minutes=1)))
    if abs(pace.behind) < _ON_TIME or minutes == 0:
        said = t("On time.")
    elif pace.behind > timedelta(0):
        said = t.n("{n} minute behind.", "{n} minutes behind.", minutes)
    else:
        said = t.n("{n} minute ahead.", "{n} minutes ahead.", minutes)
    if pace.ends_at - announced < _ON_TIME:
        return said + " " + t("At this pace it ends at {at}.", at=_at(pace.ends_at))
    ends = {"at": _at(pace.ends_at), "announced": _at(announced)}
    return said + " " + t("At this pace it ends at {at}; people were told {announced}.", **ends)


def really_end(t: Translate, screen: Running) -> str:
    """Return the question before a meeting is ended with steps still to come."""
    left = len(screen.run.steps) - screen.run.index - 1
    return t.n(
        "End the meeting now? {n} step is still to come.", "End the meeting now? {n} steps are still to come.", left
    )


def ended(t: Translate, screen: Ended) -> discord.Embed:
    """Return what is left to do once a meeting is over."""
    lasted = t(
        "It lasted {n} minutes; {planned} were planned.", n=screen.counted.minutes, planned=screen.meeting.minutes
    )
    confirmed = screen.meeting.confirmed_at is not None
    people = t.n("{n} person was there", "{n} people were there", screen.people)
    lines = [
        lasted,
        "",
        t("**Attendance** {people}: confirmed.", people=people)
        if confirmed
        else t("**Attendance** {people} so far. Look through the list and confirm it.", people=people),
        _pulse(t, screen),
        t("**Minutes** are written; you can change them.")
        if screen.has_minutes
        else t("**Minutes** Write what you learned and decided while it is fresh."),
        t(
            "**Commitments** What the group agreed on is an action, with its owner and date. What one person will "
            "change is theirs: each has a button for it with the pulse."
        ),
    ]
    return discord.Embed(
        title=clip(t("Over: {title}", title=escape(screen.meeting.title)), 256),
        description="\n".join(lines),
        colour=OVER,
    )


def _pulse(t: Translate, screen: Ended) -> str:
    if screen.pulse is None:
        return t("**Pulse** It opens by itself once three people are on the list, within a week.")
    if screen.pulse.closed:
        return t("**Pulse** It is closed; its message in the meetings channel shows what came of it.")
    return t("**Pulse** It is open in the meetings channel until {until}.", until=timestamp(screen.pulse.closes_at))


def _step(t: Translate, step: Step) -> str:
    title = t(step.title)
    return title if step.topic is None else f"{title} ({escape(clip(step.topic, 60))})"


def _at(instant: datetime) -> str:
    return timestamp(instant, "t")

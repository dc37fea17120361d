"""Give the server a year of history, made as people make it: by commands, buttons and forms.

The clock is set back a year, the year is played in a few seconds (what falls due
meanwhile happens on the way), and the clock is handed over at the present. So the
demo needs no second way of making anything, and the history is as the bot would
have made it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import simcord
from simcord.backend.errors import BackendError

from bot.demo.acting import Stuck
from bot.demo.cast import ALICE, GRACE, MEMBERS, Person
from bot.demo.history import (
    announce,
    answer,
    answer_privately,
    appoint,
    attend,
    begin,
    book,
    end,
    feel,
    hold_case,
    join,
    open_poll,
    prepare,
    say,
    set_up,
    share,
    start_prompts,
    suggest,
    take_week,
    vote,
)
from bot.demo.story import (
    CASES,
    CHAT,
    FIRST_VOTES,
    LATER,
    LEARNT,
    MEETINGS,
    PRIVATE_ANSWERS,
    PRIVATE_QUESTION,
    SECOND_VOTES,
    SUGGESTIONS,
    TAKEN_ON,
    TOMORROW,
    TOMORROW_ANSWERS,
    WAITING,
    WELCOME,
)
from bot.demo.world import DemoWorld

YEAR = dt.timedelta(days=358)
LONGEST_STEP = dt.timedelta(days=10)
PERTH = ZoneInfo(ALICE.zone)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens at an instant of the year. Nothing to do: time just stops there once."""

    at: dt.datetime
    do: Callable[[DemoWorld], Awaitable[None]] | None = None


async def seed(world: DemoWorld, today: dt.datetime) -> list[str]:
    """Play the year up to `today` (aware). The world's clock must stand at `beginning(today)`.

    Returns what could not be done, a line each: a visitor is better served by a server
    with a gap in its history than by none. Tests and the smoke run insist on none.
    """
    complaints: list[str] = []
    with world.simulation.for_now_only():
        for moment in timeline(today):
            await _pass_until(world, moment.at)
            try:
                if moment.do is not None:
                    await moment.do(world)
            except (Stuck, KeyError, simcord.SetupError, BackendError) as error:
                complaints.append(f"{moment.at:%Y-%m-%d}: {error}")
        await _pass_until(world, today)
    world.simulation.dismiss_private_answers()
    return complaints


def beginning(today: dt.datetime) -> dt.datetime:
    """When the year that ends `today` began."""
    return today - YEAR


async def _pass_until(world: DemoWorld, instant: dt.datetime) -> None:
    while (left := instant - world.clock.now()) > dt.timedelta(0):
        await world.simulation.jump(min(left, LONGEST_STEP).total_seconds())


def timeline(today: dt.datetime) -> Sequence[Moment]:
    """Everything that happens in the year before `today`, in order."""
    moments = [
        Moment(beginning(today), set_up),
        *_people(today),
        *_meetings(today),
        *_cases(today),
        *_topics(today),
        Moment(_ago(today, 30, 9), appoint(GRACE)),
        Moment(_ago(today, 1, 18), take_week(GRACE, 0)),
        Moment(_ago(today, 1, 19), take_week(ALICE, 1)),
        *(Moment(_ago(today, days, 19), say("general", who, text)) for days, who, text in CHAT),
        Moment(_ago(today, 20, 9), start_prompts),
        Moment(_ago(today, 7, 12), answer_privately(PRIVATE_QUESTION, PRIVATE_ANSWERS)),
        *(Moment(_ago(today, days, 8)) for days in range(20)),
    ]
    return sorted((one for one in moments if one.at <= today), key=lambda one: one.at)


def _ago(today: dt.datetime, days: int, hour: int, minute: int = 0) -> dt.datetime:
    local = (today - dt.timedelta(days=days)).astimezone(PERTH)
    return local.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _people(today: dt.datetime) -> list[Moment]:
    start = beginning(today)
    moments = [Moment(start + dt.timedelta(hours=2 + n), join(person)) for n, person in enumerate(MEMBERS)]
    for n, (who, text) in enumerate(WELCOME):
        moments.append(Moment(start + dt.timedelta(days=1, hours=n), say("general", who, text)))
    return moments


def _meetings(today: dt.datetime) -> list[Moment]:
    moments: list[Moment] = []
    for past in MEETINGS:
        starts = _ago(today, past.days_ago, 19, 30)
        moments.append(Moment(starts - dt.timedelta(days=10), announce(past.title, starts)))
        answers = [("Going", one) for one in past.going] + [("Can't go", one) for one in past.sorry]
        for n, (label, who) in enumerate(answers):
            at = starts - dt.timedelta(days=9, minutes=-47 * n)
            moments.append(Moment(at, answer(past.title, who, label)))
        if past.talk is not None:
            moments.append(Moment(starts - dt.timedelta(days=8), prepare(past.title, past.talk)))
        moments += [Moment(starts - before) for before in _REMINDERS]
        if past in MEETINGS[-_FELT:]:
            moments.append(Moment(starts + dt.timedelta(minutes=4), attend(past.title, past.going)))
            moments.append(Moment(starts + dt.timedelta(hours=14), feel(past.title, past.going)))
        if past is MEETINGS[-1]:
            moments.append(Moment(starts + dt.timedelta(minutes=1), begin(past.title)))
            moments.append(Moment(starts + dt.timedelta(minutes=57), end(past.title, LEARNT, TAKEN_ON)))
        for n, (who, text) in enumerate(past.after):
            moments.append(Moment(starts + dt.timedelta(hours=2, minutes=9 * n), say("meetings", who, text)))
    return moments + _next_meetings(today)


_FELT = 3
"""At how many of the last meetings everybody said that they were there, and afterwards how it was."""
_REMINDERS = (
    dt.timedelta(days=7),
    dt.timedelta(days=1),
    dt.timedelta(hours=1),
)


def _next_meetings(today: dt.datetime) -> list[Moment]:
    tomorrow = _ago(today, -1, 19, 30)
    if tomorrow - today < dt.timedelta(hours=24, minutes=20):
        # The reminder of the day before is for the visitor to see, not for the past.
        tomorrow = (today + dt.timedelta(hours=25)).replace(minute=30, second=0, microsecond=0)
    moments = [Moment(today - dt.timedelta(days=6, hours=3), announce(TOMORROW, tomorrow))]
    people: list[tuple[str, Person]] = [(label, who) for label, group in TOMORROW_ANSWERS.items() for who in group]
    for n, (label, who) in enumerate(people):
        moments.append(Moment(today - dt.timedelta(days=5, hours=3 * n), answer(TOMORROW, who, label)))
    later = _ago(today, -16, 19, 0)
    moments.append(Moment(today - dt.timedelta(days=1, hours=2), announce(LATER, later, seats=4)))
    return moments


def _cases(today: dt.datetime) -> list[Moment]:
    moments: list[Moment] = []
    for case in CASES:
        at = _ago(today, case.days_ago, 20)
        moments.append(Moment(at, hold_case(case)))
        for n, (who, text) in enumerate(case.replies):
            moments.append(Moment(at + dt.timedelta(hours=13 + 22 * n), say(case.form["Title"], who, text)))
    moments.append(Moment(today - dt.timedelta(hours=3), share(WAITING)))
    return moments


def _topics(today: dt.datetime) -> list[Moment]:
    moments = [Moment(_ago(today, one.days_ago, 12), suggest(one)) for one in SUGGESTIONS]
    chosen, *others = [one.title for one in SUGGESTIONS]
    moments.append(Moment(_ago(today, 40, 9), open_poll((chosen, *others[:2]), days=7)))
    moments += [
        Moment(_ago(today, 39, 10 + n), vote(who, *topics)) for n, (who, topics) in enumerate(FIRST_VOTES.items())
    ]
    moments.append(Moment(_ago(today, 33, 12)))
    moments.append(Moment(today - dt.timedelta(days=6, hours=2), book(chosen, TOMORROW)))
    moments.append(Moment(_ago(today, 2, 9), open_poll(tuple(others), days=5)))
    moments += [
        Moment(_ago(today, 1, 8 + 2 * n), vote(who, *topics)) for n, (who, topics) in enumerate(SECOND_VOTES.items())
    ]
    return moments

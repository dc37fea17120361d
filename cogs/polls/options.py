"""Options that the commands of topics and polls share: what they offer, and what it is called."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from discord import app_commands

from bot.domain.naming import likeness, plain
from bot.domain.polls import Poll, PollState, Results
from bot.domain.times import Reading
from bot.domain.topics import Topic
from bot.domain.voting import Method
from bot.services.topics import fitting
from bot.texts import Translate
from bot.ui.autocomplete import Choices, choices
from cogs.polls.cards import name_of

METHODS = [
    app_commands.Choice(name="approval: each member may choose several", value=Method.APPROVAL.value),
    app_commands.Choice(name="single: each member chooses one", value=Method.SINGLE.value),
    app_commands.Choice(name="ranked: each member puts options in order", value=Method.RANKED.value),
    app_commands.Choice(name="dots: each member spreads five dots", value=Method.DOTS.value),
    app_commands.Choice(name="score: each member gives 0 to 5 points", value=Method.SCORE.value),
    app_commands.Choice(name="consent: does anybody object?", value=Method.CONSENT.value),
]
RESULTS = [
    app_commands.Choice(name="at-close: totals are shown when the poll closes", value=Results.AT_CLOSE.value),
    app_commands.Choice(name="after-vote: totals are shown to those who have voted", value=Results.AFTER_VOTE.value),
    app_commands.Choice(name="live: totals are shown all along", value=Results.LIVE.value),
]
Thing = TypeVar("Thing", bound=Hashable)
CLOSES = "When it closes, such as “in 3 days” or “Fri 8pm”; a week from now if left empty"


def deadline_choices(locale: str, readings: Sequence[Reading]) -> Choices:
    """Return closing times in full; a menu of Discord's cannot show a timestamp, so each names its zone."""
    return choices((reading.label(locale), reading.value) for reading in readings)


def topic_choices(typed: str, topics: Sequence[Topic]) -> Choices:
    """Return the topics that fit what was typed so far, best supported first."""
    return choices((topic.title, f"#{topic.id}") for topic in fitting(typed, topics))


def several_topic_choices(typed: str, topics: Sequence[Topic]) -> Choices:
    """Return completions of the last name in a list separated by `;`, the names before it kept as they are."""
    *before, last = typed.split(";")
    kept = "; ".join(part.strip() for part in before if part.strip())
    free = [one for one in topics if plain(one.title) not in plain(kept)]
    return choices(
        (f"{kept}; {one.title}", f"{kept}; {one.title}") if kept else (one.title, one.title)
        for one in fitting(last, free)
    )


def poll_choices(t: Translate, typed: str, polls: Sequence[Poll]) -> Choices:
    """Return the polls that fit what was typed so far, each told apart by its number and state."""
    labels = {poll: _label(t, poll) for poll in polls}
    return choices((labels[poll], str(poll.id)) for poll in _fitting(typed, labels))


def _label(t: Translate, poll: Poll) -> str:
    state = t("open") if poll.state is PollState.OPEN else t("closed")
    return f"#{poll.id} ({state}) {name_of(t, poll)}"


def _fitting(typed: str, names: Mapping[Thing, str]) -> list[Thing]:
    wanted = plain(typed)
    if not wanted:
        return list(names)
    within = [thing for thing, name in names.items() if wanted in plain(name)]
    near = [thing for thing, name in names.items() if thing not in within and likeness(typed, name) >= 60]
    return within + near

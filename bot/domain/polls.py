"""How a group decides: polls, ballots, and counting them.

A ballot is a mark for each option that the member touched (`Marks`). What a mark means is the method's affair: in
single and approval voting it is 1. A new method is a new entry in RULES: how choices are read into marks, and how
marks are counted. Nothing else in the house asks which method a poll has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import CommunityId, MemberId, OptionId, PollId, TopicId
from bot.domain.naming import fitting, nearest
from bot.domain.timers import PlannedTimer
from bot.domain.times import read_duration, read_time
from bot.domain.topics import tidy

QUESTION_LIMIT = 200
OPTION_LIMIT = 100
"""An option must fit the line of a select (Discord: 100 characters)."""
FEWEST_OPTIONS = 2
MOST_OPTIONS = 25
"""A select holds 25 (Discord)."""
USUAL_DURATION = timedelta(days=7)
LONGEST_DURATION = timedelta(days=90)
_SPAN = re.compile(r"(?:in\s+)?(\S.*\s?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?))", re.IGNORECASE)
CLOSE_TIMER = "poll.close"
POST = "poll"
"""The kind of the public message that shows a poll."""
RESULT_POST = "poll.result"
"""The kind of the short message that tells of the result: an edit of the poll's own message notifies nobody."""

Marks = Mapping[OptionId, int]
"""One member's ballot: the mark they gave each option they touched."""


class Method(StrEnum):
    """How a ballot is filled in and counted."""

    SINGLE = "single"
    APPROVAL = "approval"


class Results(StrEnum):
    """When totals may be seen; fixed when the poll is opened."""

    LIVE = "live"
    AT_CLOSE = "at-close"


class PollState(StrEnum):
    """Whether votes are taken."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `topic_id` where it is a topic of the backlog, `note` says why it was suggested."""

    id: OptionId
    text: str
    topic_id: TopicId | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A question put to a community. `question` is None in a poll over topics: the words for it are the reader's.

    `closes_at` is the deadline; `closed_at` is when it really closed (earlier when a facilitator closed it).
    `left_out` counts backlog topics that did not fit on the ballot.
    """

    id: PollId
    community_id: CommunityId
    question: str | None
    method: Method
    results: Results
    state: PollState
    opened_by: MemberId | None
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    left_out: int
    options: tuple[Option, ...]

    @property
    def about_topics(self) -> bool:
        """Whether the options are topics of the backlog."""
        return self.question is None

    def takes_votes(self, now: datetime) -> bool:
        """Whether a vote arriving at `now` counts; the deadline rules, even before the poll was seen to close."""
        return self.state is PollState.OPEN and now < self.closes_at

    def option(self, option_id: OptionId) -> Option:
        """Return one of the options; raises Invalid for an id that is not on this ballot."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise Invalid("poll.not_on_the_ballot")


@dataclass(frozen=True, slots=True)
class NewPoll:
    """A poll that is to be opened; `options` are texts, with the topic where it is one, in the ballot's order."""

    question: str | None
    method: Method
    results: Results
    opened_at: datetime
    closes_at: datetime
    options: tuple[tuple[str, TopicId | None], ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How many ballots chose an option."""

    option: Option
    votes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted poll: `counts` the best first, `winners` empty if nobody voted and several if it is a tie."""

    voters: int
    counts: tuple[Count, ...]
    winners: tuple[Option, ...]

    @property
    def is_tie(self) -> bool:
        """Whether several options share the first place."""
        return len(self.winners) > 1

    @property
    def best(self) -> int:
        """How many votes the first place has."""
        return self.counts[0].votes if self.counts else 0


class Rules(Protocol):
    """What a method decides."""

    def most_choices(self, options: int) -> int:
        """Return how many of `options` one ballot may choose."""
        ...

    def read(self, chosen: Sequence[OptionId]) -> Marks:
        """Return the marks for the options chosen, in the order of choosing; raises Invalid."""
        ...

    def count(self, options: Sequence[Option], ballots: Iterable[Marks]) -> Tally:
        """Return the result; the order of `ballots` never matters."""
        ...


@dataclass(frozen=True, slots=True)
class Choosing:
    """The methods where an option is chosen or not; `at_most` choices a ballot, None for any number."""

    at_most: int | None

    def most_choices(self, options: int) -> int:
        """Return how many of `options` one ballot may choose."""
        return options if self.at_most is None else min(self.at_most, options)

    def read(self, chosen: Sequence[OptionId]) -> Marks:
        """Return a mark of 1 for each option chosen."""
        marks = dict.fromkeys(chosen, 1)
        if not marks:
            raise Invalid("poll.nothing_chosen")
        if self.at_most is not None and len(marks) > self.at_most:
            raise Invalid("poll.too_many_chosen", limit=self.at_most)
        return marks

    def count(self, options: Sequence[Option], ballots: Iterable[Marks]) -> Tally:
        """Return how many ballots chose each option; among equals the ballot paper's order is kept."""
        votes = {option.id: 0 for option in options}
        voters = 0
        for marks in ballots:
            voters += 1
            for option_id in marks:
                votes[option_id] += 1
        counts = sorted((Count(option, votes[option.id]) for option in options), key=lambda count: -count.votes)
        most = counts[0].votes if counts else 0
        winners = tuple(count.option for count in counts if most and count.votes == most)
        return Tally(voters, tuple(counts), winners)


RULES: Mapping[Method, Rules] = {
    Method.SINGLE: Choosing(at_most=1),
    Method.APPROVAL: Choosing(at_most=None),
}


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What may be shown of a poll now; `tally` is None while its results are withheld."""

    voters: int
    tally: Tally | None


def mark(poll: Poll, chosen: Sequence[OptionId]) -> Marks:
    """Return a ballot for `poll`; raises Invalid for options that are not on it or that its method refuses."""
    for option_id in chosen:
        poll.option(option_id)
    return RULES[poll.method].read(chosen)


def count(poll: Poll, ballots: Iterable[Marks]) -> Tally:
    """Return the poll's result as its method counts it."""
    return RULES[poll.method].count(poll.options, ballots)


def disclose(poll: Poll, ballots: Sequence[Marks]) -> Disclosure:
    """Return what anybody, facilitators included, may see of `poll` now."""
    if poll.state is PollState.OPEN and poll.results is not Results.LIVE:
        return Disclosure(len(ballots), None)
    return Disclosure(len(ballots), count(poll, ballots))


def read_question(typed: str) -> str:
    """Return a tidy question; raises Invalid if it is empty or too long."""
    question = tidy(typed)
    if not question:
        raise Invalid("poll.question_empty")
    if len(question) > QUESTION_LIMIT:
        raise Invalid("poll.question_too_long", limit=QUESTION_LIMIT, length=len(question), typed=typed)
    return question


def read_options(typed: str) -> tuple[str, ...]:
    """Return the options in text separated by `;`; raises Invalid for too few, too many, too long or repeated ones."""
    options = tuple(option for option in map(tidy, typed.split(";")) if option)
    if len(options) < FEWEST_OPTIONS:
        raise Invalid("poll.too_few_options", typed=typed)
    if len(options) > MOST_OPTIONS:
        raise Invalid("poll.too_many_options", limit=MOST_OPTIONS, given=len(options), typed=typed)
    seen: set[str] = set()
    for option in options:
        if len(option) > OPTION_LIMIT:
            raise Invalid("poll.option_too_long", limit=OPTION_LIMIT, length=len(option), typed=typed)
        if option.casefold() in seen:
            raise Invalid("poll.option_twice", option=option, typed=typed)
        seen.add(option.casefold())
    return options


def read_deadline(typed: str | None, *, now: datetime, zone: str, locale: str) -> datetime:
    """Return when a poll is to close: a time, or a span from now (`3 days`, `in 2 weeks`); USUAL_DURATION for nothing.

    Raises Invalid as `read_time` does, for a span that makes no sense, and for a deadline further away than
    LONGEST_DURATION.
    """
    if typed is None or not typed.strip():
        return now + USUAL_DURATION
    span = _SPAN.fullmatch(typed.strip())
    if span:
        # For a meeting "in 3 days" lacks the hour; a deadline may fall at this hour of that day.
        try:
            closes_at = now + read_duration(span[1])
        except Invalid:
            raise Invalid("poll.closes_unreadable", days=LONGEST_DURATION.days, typed=typed) from None
    else:
        closes_at = read_time(typed, now=now, zone=zone, locale=locale).instant
    if closes_at <= now:
        raise Invalid("poll.closes_in_the_past", closes=closes_at, typed=typed)
    if closes_at > now + LONGEST_DURATION:
        raise Invalid("poll.closes_too_late", days=LONGEST_DURATION.days, closes=closes_at, typed=typed)
    return closes_at


def closing(poll: Poll) -> PlannedTimer:
    """Return the timer that closes `poll` at its deadline; it never expires, for a result must not be lost."""
    return PlannedTimer(
        kind=CLOSE_TIMER,
        community_id=poll.community_id,
        subject_id=poll.id,
        dedupe_key=f"poll:{poll.id}:close:{poll.closes_at:%Y-%m-%dT%H:%M:%SZ}",
        due_at=poll.closes_at,
    )


def find_poll(typed: str, named: Mapping[PollId, str]) -> PollId:
    """Return the one poll that `typed` names: `#12`, its question, or enough of it.

    Raises NotFound with the nearest names (`nearest`), or Conflict (`titles`) when several fit equally well;
    NotFound (`poll.none_yet`) where there is nothing to name.
    """
    names = {int(poll_id): f"#{poll_id} {name}" for poll_id, name in named.items()}
    found = fitting(typed, {int(poll_id): name for poll_id, name in named.items()})
    if len(found) == 1:
        return PollId(found[0])
    if found:
        raise Conflict("poll.several_fit", titles=tuple(names[key] for key in found), typed=typed)
    if not names:
        raise NotFound("poll.none_yet")
    raise NotFound("poll.unknown", nearest=nearest(typed, names), typed=typed)

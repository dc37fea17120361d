"""The methods of voting: what a ballot may say, and how ballots are counted.

A ballot is a mark for each option that the member touched (`Marks`). What a mark means is the method's affair: 1 for
chosen, the rank (1 is best), the number of dots, the points, or an Attitude. A new method is a new entry in RULES.
No order of ballots ever matters, and no tie is broken by chance or by the order of the options.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol

from bot.domain.errors import Invalid
from bot.domain.ids import OptionId, TopicId
from bot.domain.runoff import Round, borda, runoff

DOTS = 5
"""How many dots a member may spread over the options, several on one if they like."""
MOST_POINTS = 5

Marks = Mapping[OptionId, int]
"""One member's ballot: the mark they gave each option they touched."""
Chosen = Sequence[OptionId] | Marks
"""What a member has chosen so far: options in the order of choosing, or the marks given."""


class Method(StrEnum):
    """How a ballot is filled in and counted."""

    SINGLE = "single"
    APPROVAL = "approval"
    RANKED = "ranked"
    DOTS = "dots"
    SCORE = "score"
    CONSENT = "consent"


class Manner(StrEnum):
    """How one fills a ballot in."""

    PICK = "pick"  # choose some of the options
    ORDER = "order"  # choose one after another; the order, or choosing one again, says something
    MARK = "mark"  # give each option a mark


class Attitude(IntEnum):
    """Where a member stands on a proposal."""

    OBJECTION = 0
    RESERVATIONS = 1
    CONSENT = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `topic_id` where it is a topic of the backlog, `note` says why it was suggested."""

    id: OptionId
    text: str
    topic_id: TopicId | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How an option did. `votes` is what it is ordered by: votes, dots, points, or members who consent.

    In a ranked poll `votes` are those of the last round it stood in, and `borda` its points by the other way of
    counting. `spread` says how many members gave it each mark, where marks are points or attitudes.
    """

    option: Option
    votes: int
    borda: int = 0
    spread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted poll: `counts` the best first, `winners` empty if nothing won and several if it is a tie.

    `rounds` and `borda_winners` are there in a ranked poll only.
    """

    voters: int
    counts: tuple[Count, ...]
    winners: tuple[Option, ...]
    rounds: tuple[Round, ...] = ()
    borda_winners: tuple[Option, ...] = ()

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

    @property
    def manner(self) -> Manner:
        """How its ballot is filled in."""
        ...

    def most_choices(self, options: int) -> int:
        """Return how many choices one ballot over `options` has room for."""
        ...

    def read(self, chosen: Chosen) -> Marks:
        """Return the ballot that says what was chosen; raises Invalid."""
        ...

    def count(self, options: Sequence[Option], ballots: Iterable[Marks]) -> Tally:
        """Return the result; the order of `ballots` never matters."""
        ...


def _first(counts: Sequence[Count]) -> tuple[Option, ...]:
    most = counts[0].votes if counts else 0
    return tuple(count.option for count in counts if most and count.votes == most)


def _ordered(counts: Iterable[Count]) -> tuple[Count, ...]:
    """Return the best first; among equals the ballot paper's order is kept."""
    return tuple(sorted(counts, key=lambda count: -count.votes))


@dataclass(frozen=True, slots=True)
class Choosing:
    """The methods where an option is chosen or not; `at_most` choices a ballot, None for any number."""

    at_most: int | None
    manner: Manner = Manner.PICK

    def most_choices(self, options: int) -> int:
        """Return how many of `options` one ballot may choose."""
        return options if self.at_most is None else min(self.at_most, options)

    def read(self, chosen: Chosen) -> Marks:
        """Return a mark of 1 for each option chosen."""
        marks = dict.fromkeys(chosen, 1)
        if not marks:
            raise Invalid("poll.nothing_chosen")
        if self.at_most is not None and len(marks) > self.at_most:
            raise Invalid("poll.too_many_chosen", limit=self.at_most)
        return marks

    def count(self, options: Sequence[Option], ballots: Iterable[Marks]) -> Tally:
        """Return how many ballots chose each option."""
        return _summed(options, ballots)


def _summed(options: Sequence[Option], ballots: Iterable[Marks]) -> Tally:
    votes: Counter[OptionId] = Counter()
    voters = 0
    for marks in ballots:
        voters += 1
        votes.update(marks)
    counts = _ordered(Count(option, votes[option.id]) for option in options)
    return Tally(voters, counts, _first(counts))


@dataclass(frozen=True, slots=True)
class Dotting:
    """A few dots, spread as one likes; fewer may be given."""

    dots: int
    manner: Manner = Manner.ORDER

    def most_choices(self, options: int) -> int:
        """Return the number of dots."""
        return self.dots

    def read(self, chosen: Chosen) -> Marks:
        """Return how many dots each option has; choosing an option again gives it another."""
        marks = Counter(chosen) if isinstance(chosen, Sequence) else dict(chosen)
        if not marks:
            raise Invalid("poll.nothing_chosen")
        if sum(marks.values()) > self.dots:
            raise Invalid("poll.too_many_dots", limit=self.dots)
        return dict(marks)

    def count(self, options: Sequence[Option], ballots: Iterable[Marks]) -> Tally:
        """Return how many dots each option has in all."""
        return _summed(options, ballots)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Options in the order of preference, as many as one likes; counted by instant-runoff, Borda beside it."""

    manner: Manner = Manner.ORDER

    def most_choices(self, options: int) -> int:
        """Return how many options may be ranked: all."""
        return options

    def read(self, chosen: Chosen) -> Marks:
        """Return each option's rank, 1 for the one chosen first."""
        if isinstance(chosen, Mapping):
            chosen = sorted(chosen, key=lambda option_id: chosen[option_id])
        if not chosen:
            raise Invalid("poll.nothing_chosen")
        if len(set(chosen)) < len(chosen):
            raise Invalid("poll.ranked_twice")
        return {option_id: rank for rank, option_id in enumerate(chosen, start=1)}

    def count(self, options: Sequence[Option], ballots: Iterable[Marks]) -> Tally:
        """Return the winner of the runoff, then the others, the last to go out first."""
        rankings = [sorted(marks, key=lambda option_id: marks[option_id]) for marks in ballots]
        known = {option.id: option for option in options}
        result = runoff(list(known), rankings)
        points = borda(list(known), rankings)
        counts = tuple(
            Count(known[option_id], votes, borda=points[option_id]) for option_id, votes in result.standing.items()
        )
        most = max(points.values(), default=0)
        return Tally(
            voters=len(rankings),
            counts=counts,
            winners=tuple(known[option_id] for option_id in result.winners),
            rounds=result.rounds,
            borda_winners=tuple(option for option in options if most and points[option.id] == most),
        )


@dataclass(frozen=True, slots=True)
class Scoring:
    """Points for each option; one that was given none has 0."""

    most: int
    manner: Manner = Manner.MARK

    def most_choices(self, options: int) -> int:
        """Return how many options may be given points: all."""
        return options

    def read(self, chosen: Chosen) -> Marks:
        """Return the points given."""
        marks = _marked(chosen, self.most)
        if not any(marks.values()):
            raise Invalid("poll.no_points_given")
        return marks

    def count(self, options: Sequence[Option], ballots: Iterable[Marks]) -> Tally:
        """Return the sum of points of each option; unmarked counts as 0."""
        given = list(ballots)
        counts = _ordered(
            Count(
                option,
                sum(marks.get(option.id, 0) for marks in given),
                spread=_spread((marks.get(option.id, 0) for marks in given), self.most),
            )
            for option in options
        )
        return Tally(len(given), counts, _first(counts))


@dataclass(frozen=True, slots=True)
class Consenting:
    """Where each member stands on each proposal. One objection is enough to hold a proposal."""

    manner: Manner = Manner.MARK

    def most_choices(self, options: int) -> int:
        """Return how many proposals one ballot speaks of: all."""
        return options

    def read(self, chosen: Chosen) -> Marks:
        """Return the attitudes given."""
        return _marked(chosen, max(Attitude))

    def count(self, options: Sequence[Option], ballots: Iterable[Marks]) -> Tally:
        """Return the proposals that nobody objects to first, those with most consent and least reservations leading.

        Winners are the best among those that somebody took a stand on and nobody objects to.
        """
        given = list(ballots)
        counts = [
            Count(option, spread[Attitude.CONSENT], spread=spread)
            for option in options
            for spread in [_spread((marks[option.id] for marks in given if option.id in marks), max(Attitude))]
        ]
        counts.sort(key=_against)
        free = [count for count in counts if any(count.spread) and not count.spread[Attitude.OBJECTION]]
        winners = tuple(count.option for count in free if _against(count) == _against(free[0]))
        return Tally(len(given), tuple(counts), winners)


def _against(count: Count) -> tuple[int, int, int]:
    objections, reservations, consents = count.spread
    return objections, -consents, reservations


def _marked(chosen: Chosen, most: int) -> Marks:
    marks = dict(chosen) if isinstance(chosen, Mapping) else dict.fromkeys(chosen, most)
    if not marks:
        raise Invalid("poll.nothing_marked")
    if any(not 0 <= given <= most for given in marks.values()):
        raise Invalid("poll.mark_out_of_range", limit=most)
    return marks


def _spread(given: Iterable[int], most: int) -> tuple[int, ...]:
    found = Counter(given)
    return tuple(found[value] for value in range(most + 1))


RULES: Mapping[Method, Rules] = {
    Method.SINGLE: Choosing(at_most=1),
    Method.APPROVAL: Choosing(at_most=None),
    Method.RANKED: Ranking(),
    Method.DOTS: Dotting(DOTS),
    Method.SCORE: Scoring(MOST_POINTS),
    Method.CONSENT: Consenting(),
}

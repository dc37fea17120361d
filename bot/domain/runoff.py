"""Instant-runoff and Borda: two ways to count the same rankings.

Runoff: each ballot counts for the highest ranked option that still stands; the option with the fewest ballots goes
out, until one has more than half of the ballots that still count. Who goes out among equals is decided by declared
rules (TieBreak), never by chance. If all that still stand are equal, they share the first place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import OptionId


class TieBreak(StrEnum):
    """Why these options went out of a round, in the order in which the reasons are tried."""

    FEWEST = "fewest"  # no tie: one had the fewest votes
    TOGETHER = "together"  # several had the fewest, and together fewer than the next: dropping all changes nothing
    EARLIER = "earlier"  # of several with the fewest, these had fewest in the latest earlier round that differs
    BORDA = "borda"  # earlier rounds were equal too: these had the fewest Borda points
    EQUAL = "equal"  # equal in all of that: they go out together


@dataclass(frozen=True, slots=True)
class Round:
    """One count: votes of those that stand, ballots that rank none of them, and who goes out and why.

    `out` is empty in the last round.
    """

    votes: Mapping[OptionId, int]
    exhausted: int
    out: tuple[OptionId, ...] = ()
    why: TieBreak = TieBreak.FEWEST


@dataclass(frozen=True, slots=True)
class Runoff:
    """The rounds, who won (several if they tie, none without ballots), and the final order.

    `standing` has all options, the winners first, then the last to go out first, each with the votes it had when it
    went out.
    """

    rounds: tuple[Round, ...]
    winners: tuple[OptionId, ...]
    standing: Mapping[OptionId, int]


def runoff(options: Sequence[OptionId], rankings: Sequence[Sequence[OptionId]]) -> Runoff:
    """Count `rankings` (best first, as long as each voter liked) by instant-runoff."""
    points = borda(options, rankings)
    left = list(options)
    rounds: list[Round] = []
    gone: list[tuple[OptionId, int]] = []
    while True:
        votes = _votes(left, rankings)
        counting = sum(votes.values())
        exhausted = len(rankings) - counting
        ordered = sorted(left, key=lambda option: -votes[option])
        most, fewest = votes[ordered[0]], votes[ordered[-1]]
        if counting == 0 or most * 2 > counting or most == fewest:
            rounds.append(Round(votes, exhausted))
            winners = tuple(option for option in left if counting and votes[option] == most)
            final = [(option, votes[option]) for option in ordered] + gone
            return Runoff(tuple(rounds), winners, dict(final))
        out, why = _last(left, votes, rounds, points)
        rounds.append(Round(votes, exhausted, out, why))
        gone = [(option, votes[option]) for option in sorted(out, key=lambda option: -points[option])] + gone
        left = [option for option in left if option not in out]


def borda(options: Sequence[OptionId], rankings: Sequence[Sequence[OptionId]]) -> Mapping[OptionId, int]:
    """Return each option's points: of n options the first of a ballot gets n - 1, the next n - 2; unranked get 0."""
    points = dict.fromkeys(options, 0)
    for ranking in rankings:
        for place, option in enumerate(ranking, start=1):
            points[option] += len(options) - place
    return points


def _votes(left: Sequence[OptionId], rankings: Sequence[Sequence[OptionId]]) -> dict[OptionId, int]:
    votes = dict.fromkeys(left, 0)
    for ranking in rankings:
        first = next((option for option in ranking if option in votes), None)
        if first is not None:
            votes[first] += 1
    return votes


def _last(
    left: Sequence[OptionId], votes: Mapping[OptionId, int], rounds: Sequence[Round], points: Mapping[OptionId, int]
) -> tuple[tuple[OptionId, ...], TieBreak]:
    """Return who goes out; never all of `left`, whose votes are not all equal."""
    fewest = min(votes.values())
    last = [option for option in left if votes[option] == fewest]
    if len(last) == 1:
        return tuple(last), TieBreak.FEWEST
    if fewest * len(last) < min(votes[option] for option in left if option not in last):
        return tuple(last), TieBreak.TOGETHER
    why = TieBreak.EQUAL
    for earlier in reversed(rounds):
        last, differed = _lowest(last, earlier.votes)
        why = TieBreak.EARLIER if differed else why
        if len(last) == 1:
            return tuple(last), why
    last, differed = _lowest(last, points)
    if len(last) == 1:
        return tuple(last), TieBreak.BORDA
    return tuple(last), TieBreak.EQUAL


def _lowest(options: Sequence[OptionId], figures: Mapping[OptionId, int]) -> tuple[list[OptionId], bool]:
    lowest = min(figures[option] for option in options)
    found = [option for option in options if figures[option] == lowest]
    return found, len(found) < len(options)

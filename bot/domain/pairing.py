"""Study buddies: who meets whom in a round, so that nobody meets again before they have met all.

While the same people take part, rounds follow the circle method of round-robin tournaments, in which each meets each
once before anybody meets twice. As soon as people come, go, snooze or must be kept apart, no such order may exist any
more; then the pairs are searched for that repeat least, and what repeats is what lies longest back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Final

from bot.domain.digest import next_monday
from bot.domain.ids import CommunityId, MemberId
from bot.domain.timers import PlannedTimer

TOLD = "pairing.told"
"""Kind of the timer that tells one person whom they are paired with; its subject is the round."""
DUE = "pairing.due"
"""Kind of the timer that looks each Monday whether a round is due."""
SNOOZE: Final = timedelta(weeks=4)
USUAL_PAUSE: Final = timedelta(weeks=4)
"""So long after a round the digest speaks of the next."""
LAPSES: Final = timedelta(weeks=2)
MOST_APART: Final = 10
_MOST_STEPS: Final = 20_000
"""Where the search for the best pairs ends with the best found: never among 16 or fewer that we tried."""

Group = tuple[MemberId, ...]
"""Two who meet, or one who sits this round out."""
Pair = frozenset[MemberId]
_Seat = int
_Match = list[tuple[_Seat, _Seat]]


@dataclass(frozen=True, slots=True)
class Buddy:
    """Somebody's wish to be paired: they sit out until `snoozed_until`; `apart` is whom they are never paired with."""

    member_id: MemberId
    wants: bool
    since: datetime
    snoozed_until: datetime | None = None
    apart: frozenset[MemberId] = frozenset()

    def takes_part(self, now: datetime) -> bool:
        """Whether they are paired in a round that begins now."""
        return self.wants and (self.snoozed_until is None or self.snoozed_until <= now)


def kept_apart(buddies: Collection[Buddy]) -> frozenset[Pair]:
    """Return who must not be paired, whichever of the two said so."""
    return frozenset(frozenset({one.member_id, other}) for one in buddies for other in one.apart)


class _Past:
    """How often two seats met in the rounds before, and when last; sitting out is meeting the empty seat."""

    def __init__(self, seats: Sequence[MemberId | None], rounds: Sequence[Sequence[Group]]) -> None:
        place = {member: seat for seat, member in enumerate(seats)}
        self._met: Counter[tuple[_Seat, _Seat]] = Counter()
        self._last: dict[tuple[_Seat, _Seat], int] = {}
        for number, groups in enumerate(rounds, start=1):
            for group in groups:
                members: Group | tuple[MemberId | None, ...] = group if len(group) > 1 else (*group, None)
                for one, other in combinations(members, 2):
                    if one in place and other in place:
                        key = _key(place[one], place[other])
                        self._met[key] += 1
                        self._last[key] = number

    def met(self, one: _Seat, other: _Seat) -> int:
        return self._met[_key(one, other)]

    def last(self, one: _Seat, other: _Seat) -> int:
        return self._last.get(_key(one, other), 0)


def pair(
    people: Sequence[MemberId], rounds: Sequence[Sequence[Group]], apart: Collection[Pair] = ()
) -> tuple[Group, ...]:
    """Return who meets whom now, after the earlier `rounds` (oldest first); the same for the same arguments.

    Nobody of a pair in `apart` meets the other. Of an odd number one sits out: whoever did so least. `people` stand in
    the order in which they came, which keeps the circle the same from round to round.
    """
    seats: list[MemberId | None] = [*people] if len(people) % 2 == 0 else [*people, None]
    past = _Past(seats, rounds)
    place = {member: seat for seat, member in enumerate(seats)}
    barred = {_key(*(place[member] for member in two)) for two in apart if len(two) == 2 and two <= place.keys()}
    match = _circle(len(seats), past, barred) or _search(len(seats), past, barred, len(rounds))
    return tuple(_groups(seats, match))


def _groups(seats: Sequence[MemberId | None], match: _Match) -> Iterator[Group]:
    met: set[_Seat] = set()
    for one, other in sorted(_key(*two) for two in match):
        met |= {one, other}
        yield tuple(member for member in (seats[one], seats[other]) if member is not None)
    for seat, member in enumerate(seats):
        if seat not in met and member is not None:
            yield (member,)


def _key(one: _Seat, other: _Seat) -> tuple[_Seat, _Seat]:
    return (one, other) if one < other else (other, one)


def _circle(count: int, past: _Past, barred: set[tuple[_Seat, _Seat]]) -> _Match | None:
    """Return the turn of the circle whose pairs have all met as little as any, the one longest ago; None for none."""
    everybody = [two for two in combinations(range(count), 2) if two not in barred]
    least = min((past.met(*two) for two in everybody), default=0)
    turns = [_turn(count, number) for number in range(count - 1)]
    fitting = [turn for turn in turns if all(two not in barred and past.met(*two) == least for two in turn)]
    return min(fitting, key=lambda turn: max(past.last(*two) for two in turn), default=None)


def _turn(count: int, number: int) -> _Match:
    """Return one turn of the circle method: the last seat stays, the others move on by `number`."""
    ring = count - 1
    first = _key(number % ring, count - 1)
    return [first, *(_key((number + step) % ring, (number - step) % ring) for step in range(1, count // 2))]


def _search(count: int, past: _Past, barred: set[tuple[_Seat, _Seat]], rounds: int) -> _Match:
    """Return the match that repeats least, then what lies longest back; as many as can meet do.

    A branch is left as soon as it cannot be better than the best so far.
    """
    heavy = (rounds + 1) * count

    def cost(one: _Seat, other: _Seat) -> int:
        # Squared, so that meeting once more is shared out: twice one repeat costs less than one person's second.
        return past.met(one, other) ** 2 * heavy + past.last(one, other)

    alone = (rounds + 1) ** 2 * heavy * count
    options = {
        seat: sorted(
            (cost(seat, other), other) for other in range(count) if other != seat and _key(seat, other) not in barred
        )
        for seat in range(count)
    }
    # Each seat costs at least half of its cheapest pair.
    floor = [options[seat][0][0] if options[seat] else alone for seat in range(count)]
    order = sorted(range(count), key=lambda seat: (-floor[seat], len(options[seat]), seat))
    best: tuple[int, _Match] = (alone * (count + 1), [])
    steps = 0

    def visit(free: frozenset[_Seat], spent: int, match: _Match) -> None:
        nonlocal best, steps
        steps += 1
        if not free:
            best = min(best, (spent, match), key=lambda found: found[0])
            return
        if 2 * spent + sum(floor[seat] for seat in free) >= 2 * best[0] or (steps > _MOST_STEPS and best[1]):
            return
        seat = next(one for one in order if one in free)
        for price, other in options[seat]:
            if other in free:
                visit(free - {seat, other}, spent + price, [*match, _key(seat, other)])
        visit(free - {seat}, spent + alone, match)

    visit(frozenset(range(count)), 0, [])
    return best[1]


def tellings(
    community_id: CommunityId, round_id: int, people: Collection[MemberId], now: datetime
) -> list[PlannedTimer]:
    """Return one timer for each person who is to learn whom they are paired with."""
    return [
        PlannedTimer(TOLD, community_id, round_id, f"{TOLD}:{round_id}:{person}", now, now + LAPSES, person)
        for person in people
    ]


def looking(community_id: CommunityId, zone: str, now: datetime) -> PlannedTimer:
    """Return the timer that looks on the next Monday morning in `zone` whether a round is due."""
    at = next_monday(zone, now)
    return PlannedTimer(DUE, community_id, 0, f"{DUE}:{community_id}:{at:%Y-%m-%d}", at)


def is_due(weeks: int, last: datetime | None, now: datetime) -> bool:
    """Whether a round every so many `weeks` (0: none by itself) is due on a Monday; a day's slack for the clocks."""
    return weeks > 0 and (last is None or now - last >= timedelta(weeks=weeks) - timedelta(days=1))

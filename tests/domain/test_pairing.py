"""Study buddies meet all before they meet again, whoever comes, goes, snoozes or must be kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

import hypothesis
import pytest
from hypothesis import strategies

from bot.domain.ids import MemberId
from bot.domain.pairing import Buddy, Group, Pair, is_due, kept_apart, pair

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def people(count: int) -> list[MemberId]:
    return [MemberId(100 + n) for n in range(count)]


def play(members: Sequence[MemberId], rounds: int) -> list[tuple[Group, ...]]:
    past: list[tuple[Group, ...]] = []
    for _ in range(rounds):
        past.append(pair(members, past))
    return past


def meetings(rounds: Sequence[Sequence[Group]]) -> Counter[Pair]:
    return Counter(frozenset(group) for groups in rounds for group in groups if len(group) == 2)


def test_ten_rounds_of_nine_people() -> None:
    nine = people(9)
    rounds = play(nine, 10)
    met = meetings(rounds[:9])
    assert len(met) == 9 * 8 // 2, "all have met after nine rounds"
    assert set(met.values()) == {1}, "and nobody met twice before"
    assert Counter(group[0] for groups in rounds[:9] for group in groups if len(group) == 1) == Counter(nine)
    assert set(meetings(rounds).values()) == {1, 2}, "the tenth begins anew"
    assert all(sorted(one for group in groups for one in group) == nine for groups in rounds)


@pytest.mark.parametrize("count", range(2, 25))
def test_nobody_meets_again_before_all_have_met_and_sitting_out_takes_turns(count: int) -> None:
    needed = count - 1 if count % 2 == 0 else count
    rounds = play(people(count), 2 * needed)
    for part in (rounds[:needed], rounds[needed:]):
        assert set(meetings(part).values()) == {1}
        assert len(meetings(part)) == count * (count - 1) // 2
        assert set(Counter(group[0] for groups in part for group in groups if len(group) == 1).values()) <= {1}


def matches(members: Sequence[MemberId]) -> Iterator[list[Pair]]:
    """Every way to pair an even number of people."""
    if not members:
        yield []
        return
    first, *rest = members
    for other in rest:
        for found in matches([one for one in rest if one != other]):
            yield [frozenset({first, other}), *found]


@strategies.composite
def lives(draw: strategies.DrawFn) -> list[list[MemberId]]:
    """Who takes part in each round: people come, go and snooze."""
    present, found = list(range(draw(strategies.integers(2, 7)))), []
    for _ in range(draw(strategies.integers(3, 12))):
        if draw(strategies.booleans()) and len(present) > 2:
            present.remove(draw(strategies.sampled_from(present)))
        if draw(strategies.booleans()) and len(present) < 8:
            present.append(draw(strategies.integers(0, 12).filter(lambda n: n not in present)))
        found.append([MemberId(n) for n in present])
    return found


PAIRS = strategies.frozensets(
    strategies.sampled_from([frozenset({MemberId(a), MemberId(b)}) for a, b in combinations(range(8), 2)]), max_size=4
)


@hypothesis.given(life=lives(), apart=PAIRS)
@hypothesis.settings(max_examples=150, deadline=None)
def test_whoever_comes_and_goes_all_are_paired_and_those_kept_apart_never_are(
    life: list[list[MemberId]], apart: frozenset[Pair]
) -> None:
    past: list[tuple[Group, ...]] = []
    for present in life:
        groups = pair(present, past, apart)
        assert sorted(one for group in groups for one in group) == sorted(present)
        assert not {frozenset(group) for group in groups} & apart
        alone = [group for group in groups if len(group) == 1]
        if not apart:
            assert len(alone) == len(present) % 2
        past.append(groups)


@hypothesis.given(life=lives())
@hypothesis.settings(max_examples=80, deadline=None)
def test_nobody_meets_again_where_it_can_be_helped(life: list[list[MemberId]]) -> None:
    past: list[tuple[Group, ...]] = []
    for present in life:
        met = meetings(past)
        sat_out = Counter(group[0] for groups in past for group in groups if len(group) == 1)
        groups = pair(present, past)
        repeats = sum(met[frozenset(group)] > 0 for group in groups if len(group) == 2)
        if len(present) % 2 == 0:
            assert repeats == 0 or all(any(met[two] for two in found) for found in matches(present))
        else:
            # Sitting out again counts as a repeat, too: it is avoided where that costs nobody a repeat.
            again = any(sat_out[group[0]] for group in groups if len(group) == 1)
            free = [
                (gone, found)
                for gone in present
                for found in matches([one for one in present if one != gone])
                if not sat_out[gone] and not any(met[two] for two in found)
            ]
            assert not free or (repeats == 0 and not again)
        past.append(groups)


@hypothesis.given(life=lives(), apart=PAIRS)
@hypothesis.settings(max_examples=30, deadline=None)
def test_the_same_past_gives_the_same_pairs(life: list[list[MemberId]], apart: frozenset[Pair]) -> None:
    past: list[tuple[Group, ...]] = []
    for present in life:
        past.append(pair(present, past, apart))
        assert pair(present, past[:-1], apart) == past[-1]


def test_a_large_group_is_paired_without_a_long_search() -> None:
    many = people(60)
    past = play(many[:59], 3)
    past.append(pair(many, past, {frozenset(many[:2])}))
    assert not [two for two, times in meetings(past).items() if times > 1]


def test_who_must_not_meet_is_the_same_whoever_said_so() -> None:
    one = Buddy(MemberId(1), True, NOW, apart=frozenset({MemberId(2)}))
    other = Buddy(MemberId(3), True, NOW, apart=frozenset({MemberId(1)}))
    assert kept_apart([one, other]) == {frozenset({MemberId(1), MemberId(2)}), frozenset({MemberId(1), MemberId(3)})}


def test_whoever_snoozes_takes_part_again_afterwards() -> None:
    snoozing = Buddy(MemberId(1), True, NOW, NOW + timedelta(days=1))
    assert [snoozing.takes_part(NOW), snoozing.takes_part(NOW + timedelta(days=1))] == [False, True]
    assert not Buddy(MemberId(1), False, NOW).takes_part(NOW)


def test_a_round_comes_every_so_many_weeks_and_never_by_itself_if_not_wanted() -> None:
    assert not is_due(0, None, NOW)
    assert is_due(4, None, NOW)
    assert not is_due(4, NOW - timedelta(weeks=3), NOW)
    assert is_due(4, NOW - timedelta(weeks=4) + timedelta(hours=1), NOW), "the clocks went forward in between"

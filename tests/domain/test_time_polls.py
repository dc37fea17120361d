"""Which times are best, and for whom they are at night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId, MemberId
from bot.domain.time_polls import (
    Can,
    Slot,
    TimePoll,
    TimePollState,
    best,
    fairness,
    people_in,
    slots_of,
    split_slots,
    standings,
)

EVENING = datetime(2026, 3, 12, 11, 30, tzinfo=UTC)  # 19:30 in Perth
SAID = {"y": Can.YES, "m": Can.IF_NEED_BE, "n": Can.NO}


def poll(*grid: str, required: tuple[int, ...] = ()) -> TimePoll:
    """Return a poll in which person 1, 2, … said so for each slot in turn; "." is nothing."""
    slots = tuple(Slot(number, EVENING + timedelta(days=number)) for number in range(1, len(grid[0]) + 1))
    answers = {
        MemberId(person): {number: SAID[one] for number, one in enumerate(row, 1) if one != "."}
        for person, row in enumerate(grid, 1)
    }
    wanted = tuple(MemberId(one) for one in required)
    return TimePoll(
        1, CommunityId(1), "Club", 60, "Australia/Perth", MemberId(1), TimePollState.OPEN, None, slots, wanted, answers
    )


GRID = ("yynm", "yymy", "yymn", "nyyy", "ymyy", "yymm", "yyny", "mnyy")


def test_a_grid_of_eight_gives_the_known_best() -> None:
    found = standings(poll(*GRID), {})
    assert [(one.slot.number, one.rank, one.yes, one.if_need_be) for one in found] == [
        (1, 1, 6, 1),
        (2, 1, 6, 1),
        (4, 3, 5, 2),
        (3, 4, 3, 3),
    ], "ties share a rank"
    assert [one.slot.number for one in best(found)] == [1, 2, 4]


def test_the_required_count_before_everybody_else() -> None:
    found = standings(poll(*GRID, required=(4, 8)), {})
    assert [one.slot.number for one in found] == [4, 3, 1, 2]
    assert found[0].absent == ()
    assert found[2].absent == (MemberId(4),)
    assert found[3].absent == (MemberId(8),)


def test_hours_outside_the_day_are_counted_by_zone() -> None:
    zones = {MemberId(1): "Australia/Perth", MemberId(2): "Europe/London", MemberId(3): "America/Vancouver"}
    (one, *_) = standings(poll("y", "y", "y"), zones)
    assert dict(one.outside) == {"America/Vancouver": 1}
    went = [(MemberId(3), EVENING), (MemberId(3), EVENING), (MemberId(1), EVENING), (MemberId(9), EVENING)]
    assert fairness(went, zones) == [(MemberId(3), 2)]


@pytest.mark.parametrize("typed", ["", "one", ";;;", "a;", ";".join(["x"] * 16)])
def test_too_few_or_too_many_times_are_refused(typed: str) -> None:
    with pytest.raises(Invalid, match=r"findtime\.too_"):
        split_slots(typed)


def test_the_same_time_twice_is_one() -> None:
    assert [slot.number for slot in slots_of([EVENING, EVENING + timedelta(days=1), EVENING])] == [1, 2]
    with pytest.raises(Invalid):
        slots_of([EVENING, EVENING])


@pytest.mark.parametrize("typed", ["Ana", "<@9>", "<@1> and Ben", "<@&1>", "@everyone"])
def test_whoever_is_no_member_cannot_be_required(typed: str) -> None:
    with pytest.raises(Invalid):
        people_in(typed, [MemberId(1), MemberId(2)])


def test_mentions_are_read() -> None:
    assert people_in("<@1>, <@!2> and <@1>", [MemberId(1), MemberId(2)]) == (1, 2)
    assert people_in(" ", []) == ()


@given(st.lists(st.text("ymn.", min_size=5, max_size=5), min_size=1, max_size=8), st.permutations(range(8)))
def test_the_order_of_people_never_matters(grid: list[str], order: list[int]) -> None:
    shuffled = [grid[index] for index in order if index < len(grid)]
    one, other = standings(poll(*grid), {}), standings(poll(*shuffled), {})
    assert [(s.slot, s.rank) for s in one] == [(s.slot, s.rank) for s in other]

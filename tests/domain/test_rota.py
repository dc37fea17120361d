"""Whose week it is, and who steps in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.ids import CommunityId, MemberId
from bot.domain.reach import Away, Habits
from bot.domain.rota import WEEK, Swap, is_away, next_free, on_duty, own_week, week_of, weeks_from

FIRST = date(2026, 3, 2)
ANN, BEN, CAT = MemberId(1), MemberId(2), MemberId(3)


@pytest.mark.parametrize(
    ("now", "zone", "monday"),
    [
        (datetime(2026, 3, 8, 15, 59, tzinfo=UTC), "Australia/Perth", date(2026, 3, 2)),
        (datetime(2026, 3, 8, 16, 0, tzinfo=UTC), "Australia/Perth", date(2026, 3, 9)),
        (datetime(2026, 3, 8, 16, 0, tzinfo=UTC), "America/Toronto", date(2026, 3, 2)),
    ],
)
def test_a_week_begins_on_monday_by_the_clocks_there(now: datetime, zone: str, monday: date) -> None:
    assert week_of(now, zone) == monday


def test_whoever_is_away_is_stood_in_for_by_the_next_in_the_rota() -> None:
    turns = {FIRST: ANN, FIRST + WEEK: BEN, FIRST + 2 * WEEK: CAT}
    assert on_duty(turns, FIRST, lambda _: True) == ANN
    assert on_duty(turns, FIRST, lambda one: one != ANN) == BEN
    assert on_duty(turns, FIRST + 2 * WEEK, lambda one: one != CAT) == BEN, "the last week's co-facilitator came before"
    assert on_duty(turns, FIRST, lambda _: False) is None
    assert on_duty(turns, FIRST + 3 * WEEK, lambda _: True) is None, "a week that nobody has is nobody's"


def test_the_next_free_week_is_none_in_which_one_is_away() -> None:
    gone = Habits("Australia/Perth", away=Away(date(2026, 3, 12), date(2026, 3, 14)))
    assert is_away(gone, FIRST + WEEK)
    assert not is_away(gone, FIRST)
    assert next_free({FIRST: BEN}, FIRST, gone) == FIRST + 2 * WEEK
    assert next_free(dict.fromkeys(weeks_from(FIRST), BEN), FIRST, gone) is None
    weekend = Habits("Australia/Perth", away=Away(date(2026, 3, 7), date(2026, 3, 8)))
    assert not is_away(weekend, FIRST), "a weekend away leaves the week"


def test_what_is_offered_for_a_week_is_ones_own_next_and_never_a_past_one() -> None:
    turns = {FIRST - WEEK: ANN, FIRST: BEN, FIRST + 2 * WEEK: ANN}
    assert own_week(turns, ANN, FIRST, FIRST) == FIRST + 2 * WEEK
    assert own_week(turns, CAT, FIRST, FIRST) is None


def test_a_swap_fits_only_while_both_weeks_are_whose_they_were() -> None:
    swap = Swap(1, CommunityId(1), ANN, FIRST + WEEK, BEN, FIRST)
    assert swap.still_fits({FIRST: BEN, FIRST + WEEK: ANN})
    assert not swap.still_fits({FIRST: CAT, FIRST + WEEK: ANN})
    assert not swap.still_fits({FIRST: BEN})

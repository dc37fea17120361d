from __future__ import annotations

from datetime import UTC, date, datetime

from bot.domain.ids import MemberId
from bot.domain.turns import Held, Turn, balance, chair, chaired

A, B, C, D = (MemberId(number) for number in range(1, 5))
SUNDAY_NIGHT = datetime(2026, 3, 8, 20, 0, tzinfo=UTC)
"""Sunday in London, Monday 9 March in Perth."""
ROTA = {date(2026, 3, 2): B, date(2026, 3, 9): C}


def test_who_started_the_run_sheet_chaired_else_whose_week_it_was_else_who_scheduled_it() -> None:
    assert chair(Held(SUNDAY_NIGHT, A, D), ROTA, "Europe/London") == A
    assert chair(Held(SUNDAY_NIGHT, None, D), ROTA, "Europe/London") == B
    assert chair(Held(SUNDAY_NIGHT, None, D), ROTA, "Australia/Perth") == C, "weeks are those on the community's wall"
    assert chair(Held(SUNDAY_NIGHT, None, D), {}, "Europe/London") == D


def test_each_meeting_is_chaired_by_one() -> None:
    held = [Held(SUNDAY_NIGHT, A, D), Held(SUNDAY_NIGHT, None, D), Held(SUNDAY_NIGHT, None, A)]
    assert chaired(held, {}, "UTC") == {A: 2, D: 1}


def test_turns_stand_in_the_order_of_joining_and_not_by_number() -> None:
    found = balance([A, B, C, D], presented={C: 1, B: 5}, chaired_by={A: 2}, away=())
    assert found.turns == (Turn(A, 0, 2), Turn(B, 5, 0), Turn(C, 1, 0))
    assert found.to_offer == (A, D)


def test_nobody_is_offered_who_is_away_or_has_left() -> None:
    found = balance([A, B], presented={D: 3}, chaired_by={D: 1}, away={B})
    assert found.to_offer == (A,)
    assert found.turns == ()

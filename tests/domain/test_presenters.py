from __future__ import annotations

import pytest

from bot.domain.errors import Conflict
from bot.domain.ids import CommunityId, MemberId
from bot.domain.presenters import MOST_OFFERED, Ask, AskState, Circumstances, Why, candidates, settle

A, B, C, D, E, F = (MemberId(number) for number in range(1, 7))


def ask(state: AskState) -> Ask:
    return Ask(1, CommunityId(1), 1, A, state)


def test_who_brought_it_is_offered_first_then_who_supports_it_then_whose_turn_it_is() -> None:
    found = candidates(Circumstances(here=[A, B, C, D, E], suggested=D, supporters={B, C, D}, presented={B: 2, A: 1}))
    assert [(one.member_id, one.why) for one in found] == [
        (D, Why.SUGGESTED),
        (C, Why.SUPPORTS),
        (B, Why.SUPPORTS),
        (E, Why.TURN),
    ]


def test_not_the_same_few_are_asked_again_and_again() -> None:
    found = candidates(Circumstances(here=[A, B, C], asked={A: 2, B: 1}))
    assert [one.member_id for one in found] == [C, B, A]


def test_nobody_is_offered_who_is_away_cannot_come_or_has_declined() -> None:
    found = candidates(Circumstances(here=[A, B], suggested=C, supporters={A, C}, refused={A}))
    assert [one.member_id for one in found] == [B], "C is away, A has declined"


def test_few_are_offered_and_nobody_twice() -> None:
    found = candidates(Circumstances(here=[A, B, C, D, E, F], author=A, suggested=A, supporters={A, B}))
    assert len(found) == MOST_OFFERED == len({one.member_id for one in found})


@pytest.mark.parametrize(
    ("state", "accepts", "taken", "after"),
    [
        (AskState.ASKED, True, False, AskState.ACCEPTED),
        (AskState.ASKED, False, False, AskState.DECLINED),
        (AskState.ACCEPTED, True, False, None),
        (AskState.ACCEPTED, False, False, AskState.DECLINED),
        (AskState.DECLINED, True, False, AskState.ACCEPTED),
        (AskState.DECLINED, False, True, None),
    ],
)
def test_an_answer_may_be_changed_and_a_repeated_one_changes_nothing(
    state: AskState, accepts: bool, taken: bool, after: AskState | None
) -> None:
    assert settle(ask(state), accepts, taken=taken) is after


@pytest.mark.parametrize(
    ("state", "accepts", "taken"),
    [
        (AskState.DECLINED, True, True),
        (AskState.WITHDRAWN, True, False),
        (AskState.WITHDRAWN, False, True),
    ],
)
def test_what_has_moved_on_is_not_answered_any_more(state: AskState, accepts: bool, taken: bool) -> None:
    with pytest.raises(Conflict, match=r"agenda\.ask_over"):
        settle(ask(state), accepts, taken=taken)

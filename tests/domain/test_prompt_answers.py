"""What an answer may be, and that a sealed one has room for whatever it says."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId
from bot.domain.prompt_answers import (
    FEWEST,
    KEPT_FOR,
    LONGEST,
    SLOT,
    Answer,
    Round,
    RoundState,
    check_answer,
    compiling,
    enough,
    forgetting,
    unlinking,
)
from bot.domain.prompts import SendingId
from data.ballot_keys import BallotKey

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def a_round(*, named: bool = False) -> Round:
    closes = NOW + timedelta(days=3)
    return Round(SendingId(7), CommunityId(1), "How are you?", named, RoundState.OPEN, closes)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  one   line ", "one line"),
        ("one\n\n\n\ntwo\r\nthree", "one\n\ntwo\n\nthree"),
        ("a\x00b\x1bc", "abc"),
        ("tab\there", "tab here"),
        ("🧘🏽‍♀️ and \U0001fae9", "🧘🏽‍♀️ and \U0001fae9"),
    ],
)
def test_an_answer_keeps_its_words_and_loses_what_has_no_shape(typed: str, kept: str) -> None:
    assert check_answer(typed) == kept


@pytest.mark.parametrize(("typed", "code"), [("", "empty"), (" \n\x00", "empty"), ("x" * (LONGEST + 1), "too_long")])
def test_nothing_and_too_much_are_refused_with_the_text_given_back(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_answer(typed)
    assert refused.value.code == f"answer.{code}"
    assert refused.value.params["typed"] == typed


@given(st.text(max_size=LONGEST))
def test_whatever_an_answer_says_it_fits_its_slot(typed: str) -> None:
    try:
        text = check_answer(typed)
    except Invalid:
        return
    key = BallotKey(bytes(64))
    sealed = key.seal({"0" * 64: ("held", text)}, SLOT)
    assert len(sealed) == len(key.seal({"0" * 64: ("post", "x")}, SLOT))
    assert key.unseal(sealed) == {"0" * 64: ("held", text)}
    assert len(json.dumps(text, ensure_ascii=False).encode()) <= 4 * LONGEST + 2


def test_three_make_a_post_without_names_and_what_is_held_does_not_count() -> None:
    answers = [Answer("x")] * FEWEST
    assert enough(a_round(), answers)
    assert not enough(a_round(), [*answers[1:], Answer("heavy", held=True)])
    assert enough(a_round(named=True), [Answer("x")])
    assert not enough(a_round(named=True), [Answer("heavy", held=True)])


def test_the_promises_of_a_round_name_no_member() -> None:
    found = a_round()
    planned = [compiling(found), unlinking(found, NOW), forgetting(found, NOW)]
    assert all(one.member_id is None for one in planned)
    assert len({one.dedupe_key for one in planned}) == 3
    assert planned[0].due_at == found.closes_at
    assert planned[2].due_at == NOW + KEPT_FOR == NOW + timedelta(days=180)


def test_a_round_takes_answers_until_it_closes() -> None:
    found = a_round()
    assert found.takes_answers(found.closes_at - timedelta(seconds=1))
    assert not found.takes_answers(found.closes_at)

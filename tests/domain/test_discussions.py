from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import discussions as rules
from bot.domain.discussions import LIMITS, Discussion, Ending, Field, Named, Round
from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import CaseId, CommunityId, DiscussionId

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def in_round(round_: Round) -> Discussion:
    return Discussion(DiscussionId(1), CommunityId(1), CaseId(1), None, round_, NOW)


def test_what_was_typed_is_kept_without_stray_blanks() -> None:
    stance = rules.stance(" Wait.\n\nLook again. ", "no  red\nflags", " ")
    assert stance == rules.Stance("Wait.\n\nLook again.", "no red flags", "")


@pytest.mark.parametrize("empty", ["", "   ", "\n", "\u200b\u2060"])
def test_an_approach_says_something_and_when_it_fits(empty: str) -> None:
    for typed in ((empty, "always"), ("Wait.", empty)):
        with pytest.raises(Invalid, match=r"talk\.field_missing"):
            rules.stance(*typed, "")
    assert rules.stance("Wait.", "always", empty).evidence == ""


@pytest.mark.parametrize("field", Field)
def test_each_field_takes_what_its_form_allows_and_no_more(field: Field) -> None:
    assert len(rules.clean(field, "x" * LIMITS[field])) == LIMITS[field]
    with pytest.raises(Invalid) as refused:
        rules.clean(field, "x" * (LIMITS[field] + 1))
    assert refused.value.params["limit"] == LIMITS[field]


def test_positions_are_given_in_the_advice_round_only() -> None:
    rules.require_advice_round(in_round(Round.ADVICE))
    for round_, code in ((Round.CLARIFY, "talk.still_clarifying"), (Round.ENDED, "talk.has_ended")):
        with pytest.raises(Conflict, match=code):
            rules.require_advice_round(in_round(round_))


def test_agreeing_to_disagree_is_an_end() -> None:
    assert rules.end("agree-to-disagree", "", NOW).ending is Ending.DISAGREE
    with pytest.raises(Invalid, match=r"talk\.ending_unknown"):
        rules.end("verdict", "", NOW)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", Named(is_question=False, number=12)),
        ("#12", Named(is_question=False, number=12)),
        (" Case 12 ", Named(is_question=False, number=12)),
        ("question 5", Named(is_question=True, number=5)),
        ("q5", Named(is_question=True, number=5)),
        ("Tired after a virus · case 7", Named(is_question=False, number=7)),
        ("How do you…? · question 8", Named(is_question=True, number=8)),
        ("Tired", None),
        ("case of gout", None),
        ("9" * 19, None),
        ("", None),
    ],
)
def test_cases_and_questions_are_named_by_number(typed: str, meant: Named | None) -> None:
    assert rules.read_name(typed) == meant


@given(st.lists(st.text(max_size=60)), st.integers(1, 100))
def test_packing_keeps_every_text_whole_and_in_order(texts: list[str], most: int) -> None:
    pages = rules.packed(texts, most)
    assert [text for page in pages for text in page] == texts
    for page in pages:
        assert page
        assert len(page) == 1 or len("\n\n".join(page)) <= most
    for page, following in itertools.pairwise(pages):
        assert len("\n\n".join([*page, following[0]])) > most, "no page is left half empty"


@given(st.text(max_size=400), st.sampled_from(Field))
def test_cleaning_twice_changes_nothing(text: str, field: Field) -> None:
    try:
        once = rules.clean(field, text)
    except Invalid:
        return
    assert rules.clean(field, once) == once

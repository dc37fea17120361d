"""E10: what a pulse may show, and that its replies have one length."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import few
from bot.domain import pulses as rules
from bot.domain.pulses import Question, Replies, Reply

REPLIES = st.dictionaries(st.sampled_from(Question), st.sampled_from(Reply))


@given(REPLIES)
def test_replies_are_read_as_they_were_written_and_have_one_length(replies: Replies) -> None:
    assert rules.read(rules.write(replies)) == replies
    assert len(rules.write(replies)) == len(Question)


@given(st.lists(REPLIES, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_replies_never_matters(everybody: list[Replies], random: object) -> None:
    shuffled = list(everybody)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rules.count(shuffled) == rules.count(everybody)


@given(st.lists(REPLIES, max_size=30))
def test_nothing_is_shown_of_fewer_than_three_and_no_figure_under_three(everybody: list[Replies]) -> None:
    result = rules.disclose(len(everybody), rules.count(everybody))
    assert result.is_shown == (len(everybody) >= 3)
    for figures in result.figures.values():
        assert all(figure >= few.FEWEST_SHOWN for figure in figures.values())


def test_a_hidden_figure_cannot_be_worked_out_from_the_others_and_the_sum() -> None:
    """Every way to share up to 12 people among three figures: what is hidden fits several truths, or tells of nobody.

    But for (2, 2, 2): there, nothing is left to hide behind, and the page on anonymity says so.
    """
    for figures in product(range(13), repeat=3):
        if not 3 <= sum(figures) <= 12 or figures == (2, 2, 2):
            continue
        hidden = few.withheld(figures)
        small = [place for place in range(3) if figures[place] < few.FEWEST_SHOWN]
        assert set(small) <= hidden
        if hidden == set(small) and any(figures[place] for place in small):
            total = sum(figures[place] for place in small)
            fitting = [one for one in product(range(few.FEWEST_SHOWN), repeat=len(small)) if sum(one) == total]
            assert len(fitting) > 1, figures


def test_the_questions_come_in_order_and_end() -> None:
    assert [rules.following(one) for one in Question] == [Question.SAFE, Question.CHANGE, None]

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import CommunityId, MemberId, OptionId, PollId
from bot.domain.poll_terms import find_poll, read_deadline, read_options, read_question
from bot.domain.polls import Poll, PollState, Results, Vote, closing, count, disclose, mark
from bot.domain.voting import RULES, Marks, Method, Option

START = datetime(2026, 1, 1, tzinfo=UTC)
A, B, C = OptionId(1), OptionId(2), OptionId(3)
OPTIONS = (Option(A, "Asthma"), Option(B, "Gout"), Option(C, "Acne"))


def poll(
    method: Method = Method.SINGLE,
    results: Results = Results.AT_CLOSE,
    state: PollState = PollState.OPEN,
) -> Poll:
    return Poll(
        id=PollId(5),
        community_id=CommunityId(1),
        question="Which?",
        method=method,
        results=results,
        state=state,
        opened_by=MemberId(7),
        opened_at=START,
        closes_at=START + timedelta(days=7),
        closed_at=START + timedelta(days=7) if state is PollState.CLOSED else None,
        left_out=0,
        options=OPTIONS,
    )


def votes(tally_of: Poll, ballots: list[Marks]) -> dict[str, int]:
    return {line.option.text: line.votes for line in count(tally_of, ballots).counts}


class TestMarking:
    def test_a_single_choice_is_exactly_one(self) -> None:
        assert mark(poll(), [B]) == {B: 1}
        with pytest.raises(Invalid, match=r"poll\.too_many_chosen"):
            mark(poll(), [A, B])
        with pytest.raises(Invalid, match=r"poll\.nothing_chosen"):
            mark(poll(), [])

    def test_approval_takes_any_number_but_none(self) -> None:
        assert mark(poll(Method.APPROVAL), [A, B, C]) == {A: 1, B: 1, C: 1}
        assert mark(poll(Method.APPROVAL), [A, A]) == {A: 1}
        with pytest.raises(Invalid, match=r"poll\.nothing_chosen"):
            mark(poll(Method.APPROVAL), [])

    @pytest.mark.parametrize("method", list(Method))
    def test_an_option_of_another_ballot_is_refused(self, method: Method) -> None:
        with pytest.raises(Invalid, match=r"poll\.not_on_the_ballot"):
            mark(poll(method), [OptionId(99)])

    def test_every_method_has_its_rules(self) -> None:
        assert set(RULES) == set(Method)
        assert [RULES[method].most_choices(3) for method in (Method.SINGLE, Method.APPROVAL)] == [1, 3]


class TestCounting:
    def test_single_choice_counts_each_ballot_once(self) -> None:
        assert votes(poll(), [{A: 1}, {B: 1}, {A: 1}]) == {"Asthma": 2, "Gout": 1, "Acne": 0}

    def test_approval_counts_every_option_chosen_but_each_voter_once(self) -> None:
        tally = count(poll(Method.APPROVAL), [{A: 1, B: 1}, {B: 1}])
        assert tally.voters == 2
        assert [(line.option.text, line.votes) for line in tally.counts] == [("Gout", 2), ("Asthma", 1), ("Acne", 0)]
        assert [option.text for option in tally.winners] == ["Gout"]

    def test_a_tie_names_all_who_share_first_place(self) -> None:
        tally = count(poll(), [{A: 1}, {C: 1}])
        assert tally.is_tie
        assert [option.text for option in tally.winners] == ["Asthma", "Acne"]
        assert tally.best == 1

    def test_without_votes_nobody_wins(self) -> None:
        tally = count(poll(), [])
        assert (tally.voters, tally.winners, tally.is_tie, tally.best) == (0, (), False, 0)

    @given(
        st.sampled_from(list(Method)),
        st.lists(st.sets(st.sampled_from([A, B, C]), min_size=1), max_size=30),
        st.randoms(use_true_random=False),
    )
    def test_the_order_of_ballots_never_matters(self, method: Method, chosen: list[set[OptionId]], random) -> None:
        paper = poll(method)
        ballots = [mark(paper, sorted(some)[: RULES[method].most_choices(3)]) for some in chosen]
        shuffled = list(ballots)
        random.shuffle(shuffled)
        tally = count(paper, ballots)
        assert tally == count(paper, shuffled)
        if method not in (Method.SINGLE, Method.APPROVAL):
            return
        assert sum(line.votes for line in tally.counts) == sum(len(ballot) for ballot in ballots)
        assert all(line.votes <= tally.voters for line in tally.counts)
        assert {o.id for o in tally.winners} == {x.option.id for x in tally.counts if x.votes == tally.best > 0}


class TestDisclosure:
    ballots: ClassVar = (Vote({A: 1}), Vote({B: 1}))

    def test_at_close_tells_how_many_voted_and_nothing_else_until_then(self) -> None:
        shown = disclose(poll(results=Results.AT_CLOSE), self.ballots)
        assert (shown.voters, shown.tally) == (2, None)

    def test_at_close_tells_all_once_closed(self) -> None:
        assert disclose(poll(state=PollState.CLOSED), self.ballots).tally is not None

    def test_live_tells_all_along(self) -> None:
        assert disclose(poll(results=Results.LIVE), self.ballots).tally is not None


class TestDeadline:
    def test_the_deadline_itself_is_too_late(self) -> None:
        paper = poll()
        assert paper.takes_votes(paper.closes_at - timedelta(seconds=1))
        assert not paper.takes_votes(paper.closes_at)

    def test_a_closed_poll_takes_no_votes_even_before_its_deadline(self) -> None:
        assert not poll(state=PollState.CLOSED).takes_votes(START)

    @pytest.mark.parametrize(
        ("typed", "closes_at"),
        [
            (None, START + timedelta(days=7)),
            ("  ", START + timedelta(days=7)),
            ("in 3 days", START + timedelta(days=3)),
            ("2 weeks", START + timedelta(weeks=2)),
            ("in 90 minutes", START + timedelta(minutes=90)),
            ("Mon 5 Jan 2026 20:00", datetime(2026, 1, 5, 12, tzinfo=UTC)),
        ],
    )
    def test_it_is_a_time_in_the_typists_zone_or_a_span_from_now(self, typed: str | None, closes_at: datetime) -> None:
        assert read_deadline(typed, now=START, zone="Australia/Perth", locale="en-GB") == closes_at

    @pytest.mark.parametrize(
        "typed", ["yesterday 8pm", "1 Dec 2025 20:00", "in 91 days", "32 Dec", "soon", "x" * 4000, "0 days"]
    )
    def test_a_past_distant_or_unreadable_one_is_refused(self, typed: str) -> None:
        with pytest.raises(Invalid):
            read_deadline(typed, now=START, zone="Australia/Perth", locale="en-GB")

    def test_the_timer_names_its_poll_and_deadline_and_never_expires(self) -> None:
        timer = closing(poll())
        assert timer.dedupe_key == "poll:5:close:2026-01-08T00:00:00Z"
        assert (timer.due_at, timer.expires_at) == (START + timedelta(days=7), None)


class TestTyped:
    def test_options_are_separated_by_semicolons(self) -> None:
        assert read_options(" Yes ; No;; Not   yet ; ") == ("Yes", "No", "Not yet")
        assert read_options("👍;👎") == ("👍", "👎")

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("", "poll.too_few_options"),
            ("Yes", "poll.too_few_options"),
            (" ; ;", "poll.too_few_options"),
            ("Yes; YES", "poll.option_twice"),
            ("Yes;" + "x" * 4000, "poll.option_too_long"),
            (";".join(str(number) for number in range(26)), "poll.too_many_options"),
        ],
    )
    def test_wrong_options_are_refused_with_what_was_typed(self, typed: str, code: str) -> None:
        with pytest.raises(Invalid) as refused:
            read_options(typed)
        assert refused.value.code == code
        assert refused.value.params["typed"] == typed

    def test_a_question_is_one_tidy_line(self) -> None:
        assert read_question(" Move\nto  Thursdays? ") == "Move to Thursdays?"
        for typed in ("", "  ", "x" * 201):
            with pytest.raises(Invalid):
                read_question(typed)


class TestFinding:
    named: ClassVar = {PollId(3): "Which topic next?", PollId(9): "Which topic next?", PollId(12): "Move to Thursdays?"}

    @pytest.mark.parametrize(
        ("typed", "found"), [("12", 12), ("#9", 9), ("#9 Which topic next?", 9), ("thursday", 12), (" 3 ", 3)]
    )
    def test_a_number_or_enough_of_the_question_finds_a_poll(self, typed: str, found: int) -> None:
        assert find_poll(typed, self.named) == found

    def test_several_that_fit_are_told_apart_by_number(self) -> None:
        with pytest.raises(Conflict) as refused:
            find_poll("which topic", self.named)
        assert refused.value.params["titles"] == ("#3 Which topic next?", "#9 Which topic next?")

    def test_an_unknown_one_is_refused(self) -> None:
        for typed in ("", "77", "Friday"):
            with pytest.raises(NotFound, match=r"poll\.unknown"):
                find_poll(typed, self.named)


@pytest.mark.parametrize("method", [Method.SINGLE, Method.APPROVAL, Method.CONSENT])
def test_nothing_that_is_shown_of_an_anonymous_poll_depends_on_a_hidden_figure(method: Method) -> None:
    closed = replace(poll(method, state=PollState.CLOSED), anonymous=True)

    def shown(last: OptionId) -> tuple[list[tuple[OptionId, int | None]], frozenset[OptionId]]:
        others = [one for one in (B, C) if one != last]
        if method is Method.CONSENT:
            ballots: Sequence[Marks] = [{A: 2, B: 2, C: 2}] * 4 + [{A: 2, last: 0, others[0]: 1}]
        else:
            ballots = [{A: 1}] * 4 + [{last: 1}]
        found = disclose(closed, [Vote(one) for one in ballots])
        assert found.tally is not None
        hidden = found.withheld
        lines = [(one.option.id, None if one.option.id in hidden else one.votes) for one in found.tally.counts]
        return lines, hidden

    assert shown(B) == shown(C), "the order would tell for whom the last one voted"
    assert shown(B)[0][0][0] == A

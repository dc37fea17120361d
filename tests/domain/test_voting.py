from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pyrankvote
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.ids import OptionId
from bot.domain.runoff import TieBreak, runoff
from bot.domain.voting import DOTS, RULES, Attitude, Manner, Marks, Method, Option, Tally
from tests.domain.elections import (
    APPROVALS_WON,
    ELECTIONS,
    POINTS_WON,
    TENNESSEE_APPROVALS,
    TENNESSEE_POINTS,
    Election,
)

A, B, C, D = (OptionId(number) for number in (1, 2, 3, 4))
OPTIONS = tuple(Option(one, name) for one, name in zip((A, B, C, D), "ABCD", strict=True))
RANKED = RULES[Method.RANKED]


def letters(options: Sequence[Option]) -> str:
    return "".join(sorted(option.text for option in options))


def counted(election: Election, method: Method) -> Tally:
    names = sorted({letter for _, ranking in election.profile for letter in ranking})
    options = [Option(OptionId(number), name) for number, name in enumerate(names, start=1)]
    ids = {option.text: option.id for option in options}
    ballots: list[Marks] = []
    for voters, ranking in election.profile:
        chosen = [ids[letter] for letter in ranking]
        ballots += [RULES[method].read(chosen if method is Method.RANKED else chosen[:1])] * voters
    return RULES[method].count(options, ballots)


@pytest.mark.parametrize("election", ELECTIONS, ids=lambda election: election.name)
def test_published_elections_give_their_published_winners(election: Election) -> None:
    ranked = counted(election, Method.RANKED)
    assert letters(ranked.winners) == election.runoff
    assert letters(counted(election, Method.SINGLE).winners) == election.plurality
    if election.borda is not None:
        assert letters(ranked.borda_winners) == election.borda
    if election.final is not None:
        assert sorted(ranked.rounds[-1].votes.values(), reverse=True)[:2] == list(election.final)


def test_published_approvals_and_points_give_their_published_sums() -> None:
    towns = {name: OptionId(number) for number, name in enumerate("MNCK", start=1)}
    options = tuple(Option(one, name) for name, one in towns.items())
    approvals = [
        dict.fromkeys([towns[name] for name in liked], 1) for n, liked in TENNESSEE_APPROVALS for _ in range(n)
    ]
    points = [{towns[name]: given for name, given in all_.items()} for n, all_ in TENNESSEE_POINTS for _ in range(n)]
    for method, cast, won in (
        (Method.APPROVAL, approvals, APPROVALS_WON),
        (Method.SCORE, points, POINTS_WON),
    ):
        tally = RULES[method].count(options, cast)
        assert [(line.option.text, line.votes) for line in tally.counts] == list(won.items())
        assert letters(tally.winners) == "N"


def test_the_tally_equals_an_independent_librarys_on_1000_random_profiles() -> None:
    source = random.Random(20260301)  # noqa: S311 - examples, no secrets
    compared = tried = 0
    while compared < 1000:
        tried += 1
        ids = [OptionId(number) for number in range(1, source.randint(3, 6) + 1)]
        rankings = [source.sample(ids, source.randint(1, len(ids))) for _ in range(source.randint(5, 80))]
        ours = runoff(ids, rankings)
        if len(ours.winners) > 1 or any(one.why not in (TieBreak.FEWEST, TieBreak.TOGETHER) for one in ours.rounds):
            continue  # the library breaks such ties by chance
        people = {one: pyrankvote.Candidate(str(one)) for one in ids}
        ballots = [pyrankvote.Ballot([people[one] for one in ranking]) for ranking in rankings]
        theirs = pyrankvote.instant_runoff_voting(list(people.values()), ballots).get_winners()
        assert [people[one] for one in ours.winners] == theirs, rankings
        compared += 1
    assert tried < 3000


@st.composite
def ballots(draw: st.DrawFn, method: Method) -> list[Marks]:
    """Ballots as a member can fill them in."""
    ids = [option.id for option in OPTIONS]
    one: st.SearchStrategy[Marks]
    match method:
        case Method.SINGLE:
            one = st.sampled_from(ids).map(lambda chosen: {chosen: 1})
        case Method.APPROVAL:
            one = st.sets(st.sampled_from(ids), min_size=1).map(lambda chosen: dict.fromkeys(chosen, 1))
        case Method.RANKED:
            order = st.permutations(ids).flatmap(lambda all_: st.integers(1, 4).map(lambda n: all_[:n]))
            one = order.map(RULES[method].read)
        case Method.DOTS:
            one = st.lists(st.sampled_from(ids), min_size=1, max_size=DOTS).map(RULES[method].read)
        case Method.SCORE:
            one = st.dictionaries(st.sampled_from(ids), st.integers(0, 5), min_size=1).filter(lambda m: any(m.values()))
        case Method.CONSENT:
            one = st.fixed_dictionaries(dict.fromkeys(ids, st.integers(0, 2)))
    return draw(st.lists(one, max_size=25))


@pytest.mark.parametrize("method", list(Method))
@given(data=st.data())
def test_the_order_of_ballots_never_matters(method: Method, data: st.DataObject) -> None:
    cast = data.draw(ballots(method))
    shuffled = data.draw(st.permutations(cast))
    tally = RULES[method].count(OPTIONS, cast)
    assert tally == RULES[method].count(OPTIONS, shuffled)
    assert tally.voters == len(cast)
    assert {line.option for line in tally.counts} == set(OPTIONS)
    assert bool(tally.winners) == bool(cast) or method is Method.CONSENT


@pytest.mark.parametrize("method", list(Method))
@given(data=st.data())
def test_the_names_and_places_of_options_never_matter(method: Method, data: st.DataObject) -> None:
    cast = data.draw(ballots(method))
    swapped = {A: C, B: D, C: A, D: B}
    moved = [{swapped[one]: given for one, given in marks.items()} for marks in cast]
    before = {option.id for option in RULES[method].count(OPTIONS, cast).winners}
    after = {option.id for option in RULES[method].count(OPTIONS[::-1], moved).winners}
    assert {swapped[one] for one in before} == after


@given(cast=ballots(Method.RANKED))
def test_each_round_counts_every_ballot_once(cast: list[Marks]) -> None:
    tally = RANKED.count(OPTIONS, cast)
    for one in tally.rounds:
        assert sum(one.votes.values()) + one.exhausted == len(cast)
    assert tally.rounds[-1].out == ()
    assert all(one.out for one in tally.rounds[:-1])


@given(cast=ballots(Method.RANKED))
def test_whom_more_than_half_rank_first_wins_the_runoff(cast: list[Marks]) -> None:
    firsts = Counter(one for marks in cast for one, rank in marks.items() if rank == 1)
    tally = RANKED.count(OPTIONS, cast)
    for option in OPTIONS:
        if 2 * firsts[option.id] > len(cast):
            assert tally.winners == (option,)


@given(cast=ballots(Method.RANKED))
def test_who_loses_to_each_other_never_wins_the_runoff_without_a_tie(cast: list[Marks]) -> None:
    def beats(one: OptionId, other: OptionId) -> bool:
        last = len(OPTIONS) + 1
        wins = [marks.get(other, last) - marks.get(one, last) for marks in cast]
        return sum(1 for lead in wins if lead > 0) > sum(1 for lead in wins if lead < 0)

    tally = RANKED.count(OPTIONS, cast)
    if len(tally.winners) == 1 and all(one.why is not TieBreak.EQUAL for one in tally.rounds):
        winner = tally.winners[0].id
        assert not all(beats(other.id, winner) for other in OPTIONS if other.id != winner)


@given(cast=ballots(Method.CONSENT))
def test_nothing_that_somebody_objects_to_is_adopted(cast: list[Marks]) -> None:
    tally = RULES[Method.CONSENT].count(OPTIONS, cast)
    for option in tally.winners:
        assert all(marks.get(option.id) != Attitude.OBJECTION for marks in cast)


@pytest.mark.parametrize(
    ("rankings", "why", "out"),
    [
        (["A"] * 5 + ["B"] * 4 + ["C"] * 2 + ["D"], TieBreak.FEWEST, "D"),
        (["A"] * 5 + ["B"] * 5 + ["C", "D"], TieBreak.TOGETHER, "CD"),
        (["A"] * 3 + ["B"] * 2 + ["CD"] * 2 + ["D"] * 2, TieBreak.EQUAL, "BC"),
    ],
)
def test_who_goes_out_first_and_why_is_declared(rankings: list[str], why: TieBreak, out: str) -> None:
    ids = {option.text: option.id for option in OPTIONS}
    found = runoff([option.id for option in OPTIONS], [[ids[letter] for letter in one] for one in rankings])
    first = found.rounds[0]
    assert (first.why, "".join(option.text for option in OPTIONS if option.id in first.out)) == (why, out)


def test_a_tie_is_broken_by_the_earlier_round_then_by_borda() -> None:
    def out(rankings: list[tuple[int, list[OptionId]]]) -> list[tuple[TieBreak, tuple[OptionId, ...]]]:
        found = runoff([A, B, C, D], [ranking for voters, ranking in rankings for _ in range(voters)])
        return [(one.why, one.out) for one in found.rounds if one.out]

    # Round 1: A 5, B 4, C 3, D 1; D's vote makes C 4: B and C are equal, C had fewer before.
    earlier = out([(5, [A]), (4, [B]), (3, [C]), (1, [D, C])])
    assert earlier == [(TieBreak.FEWEST, (D,)), (TieBreak.EARLIER, (C,))]
    # B, C and D are equal in the only round; D has the fewest Borda points, 6 to 8 and more.
    assert out([(3, [A, C]), (2, [B]), (2, [C]), (2, [D, C, B])])[0] == (TieBreak.BORDA, (D,))


def test_a_changed_ranking_is_read_in_the_order_of_choosing() -> None:
    assert RANKED.read([C, A]) == {C: 1, A: 2}
    assert RANKED.read({C: 1, A: 2}) == {C: 1, A: 2}


@pytest.mark.parametrize(
    ("method", "chosen", "code"),
    [
        (Method.RANKED, [A, A], r"poll\.ranked_twice"),
        (Method.RANKED, [], r"poll\.nothing_chosen"),
        (Method.DOTS, [A] * (DOTS + 1), r"poll\.too_many_dots"),
        (Method.DOTS, [], r"poll\.nothing_chosen"),
        (Method.SCORE, {A: 6}, r"poll\.mark_out_of_range"),
        (Method.SCORE, {A: 0, B: 0}, r"poll\.no_points_given"),
        (Method.SCORE, {}, r"poll\.nothing_marked"),
        (Method.CONSENT, {A: -1}, r"poll\.mark_out_of_range"),
        (Method.CONSENT, {A: 3}, r"poll\.mark_out_of_range"),
    ],
)
def test_a_ballot_that_a_method_does_not_know_is_refused(method: Method, chosen: Marks, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        RULES[method].read(chosen)


def test_dots_and_points_are_added_up_and_ties_declared() -> None:
    dots = RULES[Method.DOTS].count(OPTIONS, [{A: 3, B: 2}, {B: 5}])
    assert [(line.option.text, line.votes) for line in dots.counts] == [("B", 7), ("A", 3), ("C", 0), ("D", 0)]
    score = RULES[Method.SCORE].count(OPTIONS, [{A: 5, B: 1}, {B: 4, C: 2}])
    assert letters(score.winners) == "AB"
    assert score.counts[0].spread == (1, 0, 0, 0, 0, 1)


def test_one_objection_holds_a_proposal() -> None:
    yes, but, no = Attitude.CONSENT, Attitude.RESERVATIONS, Attitude.OBJECTION
    rules, one = RULES[Method.CONSENT], OPTIONS[:1]
    assert rules.count(one, [{A: yes}, {A: but}]).winners == one
    held = rules.count(one, [{A: yes}, {A: yes}, {A: no}])
    assert (held.winners, held.counts[0].spread) == ((), (1, 0, 2))
    assert rules.count(one, []).winners == ()
    several = rules.count(OPTIONS[:3], [{A: yes, B: yes, C: no}, {A: yes, B: but, C: yes}])
    assert letters(several.winners) == "A"


def test_every_method_says_how_its_ballot_is_filled_in() -> None:
    assert {method: RULES[method].manner for method in Method} == {
        Method.SINGLE: Manner.PICK,
        Method.APPROVAL: Manner.PICK,
        Method.RANKED: Manner.ORDER,
        Method.DOTS: Manner.ORDER,
        Method.SCORE: Manner.MARK,
        Method.CONSENT: Manner.MARK,
    }

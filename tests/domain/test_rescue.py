"""Whose turn it is to be asked about an unanswered case."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import hypothesis
from hypothesis import strategies

from bot.domain.ids import CaseId, MemberId
from bot.domain.reach import Away, Channel, Habits
from bot.domain.rescue import AT_ONCE, REST, Candidate, line_up, passed_on_at

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOME = Habits("Australia/Perth")
ANN, BEN, CAT = MemberId(1), MemberId(2), MemberId(3)


def names(line: list[Candidate]) -> list[MemberId]:
    return [one.member_id for one in line]


@hypothesis.given(people=strategies.integers(2, 15), cases=strategies.integers(1, 60), start=strategies.integers(0, 9))
@hypothesis.settings(max_examples=60, deadline=None)
def test_turns_are_shared_out_evenly_and_the_same_each_time(people: int, cases: int, start: int) -> None:
    line = {MemberId(n): Candidate(MemberId(n), HOME) for n in range(people)}
    now = NOW
    for number in range(start, start + cases):
        found = line_up(line.values(), CaseId(number), now)
        assert found == line_up(reversed(line.values()), CaseId(number), now)
        for one in found[:AT_ONCE]:
            line[one.member_id] = replace(one, asked=one.asked + 1, last=now)
        counts = Counter(one.asked for one in line.values())
        assert max(counts) - min(counts) <= 1
        now += REST


@hypothesis.given(gaps=strategies.lists(strategies.integers(1, 96), min_size=1, max_size=60))
@hypothesis.settings(max_examples=60, deadline=None)
def test_nobody_is_asked_twice_in_a_week(gaps: list[int]) -> None:
    line = {MemberId(n): Candidate(MemberId(n), HOME) for n in range(6)}
    now = NOW
    for number, hours in enumerate(gaps):
        now += timedelta(hours=hours)
        for one in line_up(line.values(), CaseId(number), now)[:AT_ONCE]:
            assert one.last is None or now - one.last >= REST
            line[one.member_id] = replace(one, asked=one.asked + 1, last=now)


def test_interest_comes_first_then_who_was_asked_longest_ago_then_least() -> None:
    ann = Candidate(ANN, HOME, asked=1, last=NOW - timedelta(days=30))
    ben = Candidate(BEN, HOME, asked=0, last=NOW - timedelta(days=30))
    cat = Candidate(CAT, HOME, interested=True, asked=9, last=NOW - timedelta(days=8))
    assert names(line_up([ann, ben, cat], CaseId(1), NOW)) == [CAT, BEN, ANN]


def test_whoever_joins_takes_one_turn_and_then_waits_like_everybody() -> None:
    line = {MemberId(n): Candidate(MemberId(n), HOME, asked=50, last=NOW - REST * (n + 1)) for n in range(6)}
    line[ANN] = Candidate(ANN, HOME)
    turns: list[MemberId] = []
    for number in range(3):
        for one in line_up(line.values(), CaseId(number), NOW + REST * number)[:AT_ONCE]:
            turns.append(one.member_id)
            line[one.member_id] = replace(one, asked=one.asked + 1, last=NOW + REST * number)
    assert turns.count(ANN) == 1
    assert turns[0] == ANN


def test_who_is_away_or_wants_no_direct_messages_is_left_in_peace() -> None:
    away = Candidate(ANN, replace(HOME, away=Away(date(2026, 3, 1), date(2026, 3, 9))), interested=True)
    quiet = Candidate(BEN, replace(HOME, channel=Channel.NONE), interested=True)
    thread = Candidate(CAT, replace(HOME, channel=Channel.THREAD), interested=True)
    assert line_up([away, quiet, thread], CaseId(1), NOW) == []


def test_a_turn_passes_on_at_a_full_hour_so_that_times_tell_nothing() -> None:
    assert passed_on_at(NOW) == passed_on_at(NOW + timedelta(minutes=59, seconds=59)) == NOW + timedelta(hours=1)

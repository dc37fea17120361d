"""B14: minutes are what the stays cover inside the meeting, however they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import attendance as rules
from bot.domain.attendance import Source, Stay, Window
from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import MemberId
from bot.domain.meetings import MeetingState
from tests.domain.meeting_examples import SOON, meeting

ALICE, BOB = MemberId(1), MemberId(2)
HOUR = Window(SOON, SOON + timedelta(hours=1))


def at(minutes: float) -> datetime:
    return SOON + timedelta(minutes=minutes)


def stay(since: float, until: float | None, member: MemberId = ALICE, source: Source = Source.VOICE) -> Stay:
    end = None if until is None else at(until)
    return Stay(0, member, source, at(since), end, end or at(since))


SECONDS = st.integers(-600, 4200)
STAYS = st.lists(
    st.builds(
        lambda first, second, member, source: stay(
            min(first, second) / 60, max(first, second) / 60, MemberId(member), source
        ),
        SECONDS,
        SECONDS,
        st.integers(1, 3),
        st.sampled_from(Source),
    ),
    max_size=12,
)


@given(STAYS)
def test_minutes_are_the_seconds_that_anything_covers_and_no_more(stays: list[Stay]) -> None:
    found = rules.minutes_by_member(stays, HOUR)
    for member in {one.member_id for one in stays}:
        covered = {
            second
            for one in stays
            if one.member_id == member and one.until is not None
            for second in range(int((one.since - SOON).total_seconds()), int((one.until - SOON).total_seconds()))
            if 0 <= second < 3600
        }
        assert found[member] == int(len(covered) / 60 + 0.5)
        assert 0 <= found[member] <= HOUR.minutes


@given(STAYS, st.randoms(use_true_random=False))
def test_neither_the_order_of_stays_nor_repeats_change_the_minutes(stays: list[Stay], random: object) -> None:
    shuffled = [*stays, *stays]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rules.minutes_by_member(shuffled, HOUR) == rules.minutes_by_member(stays, HOUR)


@given(STAYS, st.integers(-600, 4200))
def test_cutting_a_stay_in_two_leaves_the_minutes_as_they_were(stays: list[Stay], cut: int) -> None:
    moment = at(cut / 60)
    pieces: list[Stay] = []
    for one in stays:
        if one.until is not None and one.since < moment < one.until:
            pieces += [replace(one, until=moment), replace(one, since=moment)]
        else:
            pieces.append(one)
    assert rules.minutes_by_member(pieces, HOUR) == rules.minutes_by_member(stays, HOUR)


@given(st.lists(st.tuples(st.sampled_from(["join", "leave"]), st.integers(1, 3)), max_size=30))
def test_joins_and_leaves_in_any_order_keep_at_most_one_stay_each_and_end_true(events: list[tuple[str, int]]) -> None:
    """Duplicate joins, leaves of whoever was never there, and looks in between change nothing but the truth."""
    room: set[MemberId] = set()
    kept: list[Stay] = []
    for step, (what, who) in enumerate(events):
        now, member = at(step), MemberId(who)
        room = room | {member} if what == "join" else room - {member}
        for left in (member, None):
            seen = rules.observe([one for one in kept if one.until is None], room, now, left)
            ends = {one.member_id: until for one, until in seen.left}
            kept = [
                replace(one, until=ends[one.member_id]) if one.until is None and one.member_id in ends else one
                for one in kept
            ]
            kept += [Stay(len(kept), one, Source.VOICE, now, None, now) for one in seen.came]
    still = [one.member_id for one in kept if one.until is None]
    assert len(still) == len(set(still))
    assert set(still) == room
    assert all(one.until is None or one.until >= one.since for one in kept)


def test_a_gap_counts_for_whoever_was_there_before_and_after_it_only() -> None:
    alice = replace(stay(0, None), seen_at=at(10))
    bob = replace(stay(0, None, BOB), seen_at=at(10))
    carol = MemberId(3)
    seen = rules.observe([alice, bob], {ALICE, carol}, at(30), None)
    assert seen.came == (carol,), "who came in the gap counts from now"
    assert seen.left == ((bob, at(10)),), "who left in it counts until last seen"


def test_a_leave_that_was_seen_ends_the_stay_then_and_not_when_last_looked() -> None:
    alice = replace(stay(0, None), seen_at=at(10))
    assert rules.observe([alice], set(), at(10.5), ALICE).left == ((alice, at(10.5)),)


def test_what_somebody_said_is_not_ended_by_a_look_into_the_channel() -> None:
    assert rules.observe([stay(0, None, source=Source.SAID)], set(), at(20), None).left == ()


def test_only_the_time_inside_the_meeting_as_it_was_really_run_counts() -> None:
    planned = meeting(minutes=60)
    assert rules.window(planned, at(20)) == Window(SOON, at(20))
    assert rules.window(planned, at(90)) == HOUR
    late = replace(planned, began_at=at(10))
    assert rules.window(late, at(70)) == Window(at(10), at(70)), "while it runs it may run over"
    short = replace(late, ended_at=at(40))
    assert rules.window(short, at(90)).minutes == 30
    assert rules.minutes_by_member([stay(-20, 100)], rules.window(short, at(90))) == {ALICE: 30}


def test_who_says_early_that_they_are_here_was_there_from_the_beginning() -> None:
    assert rules.said_since(HOUR, at(9)) == SOON
    assert rules.said_since(HOUR, at(11)) == at(11)


def test_what_a_facilitator_settled_stands_in_place_of_what_was_added_up() -> None:
    found = rules.roster([stay(5, 20, BOB), stay(0, 10)], {BOB: 60, MemberId(9): 30}, HOUR)
    assert [(one.member_id, one.minutes, one.measured, one.fixed) for one in found] == [
        (ALICE, 10, 10, False),
        (BOB, 60, 15, True),
        (9, 30, 0, True),
    ]


@pytest.mark.parametrize(("typed", "minutes"), [("", 60), (" ", 60), ("0", 0), (" 45 ", 45), ("60", 60)])
def test_minutes_are_read_as_typed_and_nothing_means_all_of_it(typed: str, minutes: int) -> None:
    assert rules.minutes_of(typed, HOUR) == minutes


@pytest.mark.parametrize("typed", ["61", "-1", "an hour", "4٥", "99999", "1.5"])
def test_nobody_is_put_down_for_longer_than_the_meeting_lasted(typed: str) -> None:
    with pytest.raises(Invalid):
        rules.minutes_of(typed, HOUR)


def test_minutes_stand_only_once_it_is_over_and_here_only_while_it_is_on() -> None:
    running = meeting()
    with pytest.raises(Conflict, match=r"attendance\.not_begun"):
        rules.check_on(running, at(-1))
    with pytest.raises(Conflict, match=r"attendance\.still_on"):
        rules.check_over(running, at(1))
    ended = replace(running, ended_at=at(50))
    with pytest.raises(Conflict, match=r"attendance\.over"):
        rules.check_on(ended, at(55))
    rules.check_over(ended, at(55))
    with pytest.raises(Conflict, match=r"meeting\.was_cancelled"):
        rules.check_on(meeting(state=MeetingState.CANCELLED), at(1))

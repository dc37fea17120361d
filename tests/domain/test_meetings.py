from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import MemberId
from bot.domain.meetings import (
    Answer,
    Meeting,
    MeetingState,
    Roll,
    Rsvp,
    Waiting,
    cancel_reason,
    find,
    offer_end,
    one_line,
    plan,
    settle_waitlist,
    take_answer,
)
from tests.domain.meeting_examples import NOW, SOON, meeting

OFFER = timedelta(hours=12)


def test_a_plan_has_its_texts_on_one_line_and_an_hour_unless_told_otherwise() -> None:
    made = plan(title="  Back\npain\t update ", starts_at=SOON, now=NOW, place=" ", topic=None)
    assert made.title == "Back pain update"
    assert made.minutes == 60
    assert made.place is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " \n "}, "meeting.title_missing"),
        ({"title": "x" * 101}, "meeting.title_too_long"),
        ({"title": "😀" * 4000}, "meeting.title_too_long"),
        ({"place": "p" * 101}, "meeting.place_too_long"),
        ({"minutes": 4}, "meeting.duration_impossible"),
        ({"minutes": 721}, "meeting.duration_impossible"),
        ({"seats": 0}, "meeting.seats_impossible"),
        ({"seats": 501}, "meeting.seats_impossible"),
        ({"starts_at": NOW}, "meeting.in_the_past"),
        ({"starts_at": NOW + timedelta(days=800)}, "meeting.too_far"),
        ({"topic": "t" * 201}, "meeting.topic_too_long"),
    ],
)
def test_an_impossible_plan_is_refused_by_name(wrong: dict[str, Any], code: str) -> None:
    fine: dict[str, Any] = {"title": "Journal club", "starts_at": SOON, "now": NOW}
    with pytest.raises(Invalid) as refused:
        plan(**{**fine, **wrong})
    assert refused.value.code == code


def test_a_long_reason_is_refused_with_what_was_typed() -> None:
    with pytest.raises(Invalid) as refused:
        cancel_reason("x" * 501)
    assert refused.value.params["typed"] == "x" * 501
    assert cancel_reason("  ") is None


def test_who_answers_the_same_twice_changes_nothing() -> None:
    first = take_answer(meeting(), Roll(), MemberId(1), Answer.GOING, NOW)
    assert isinstance(first, Rsvp)
    assert take_answer(meeting(), Roll((first,)), MemberId(1), Answer.GOING, NOW) is None


@pytest.mark.parametrize(
    ("changes", "now", "code"),
    [
        ({"state": MeetingState.CANCELLED}, NOW, "meeting.was_cancelled"),
        ({"state": MeetingState.DRAFT}, NOW, "meeting.not_posted"),
        ({}, SOON, "meeting.began"),
        ({}, SOON + timedelta(days=3), "meeting.began"),
    ],
)
def test_an_answer_comes_too_late(changes: dict[str, Any], now: datetime, code: str) -> None:
    with pytest.raises(Conflict) as refused:
        take_answer(meeting(**changes), Roll(), MemberId(1), Answer.GOING, now)
    assert refused.value.code == code


TAPS = st.lists(st.tuples(st.integers(1, 12), st.sampled_from(list(Answer)), st.integers(0, 5)), max_size=60)


@given(TAPS, st.integers(1, 8))
def test_seats_are_never_exceeded_and_free_ones_go_down_the_queue(
    taps: list[tuple[int, Answer, int]], seats: int
) -> None:
    place = meeting(seats=seats)
    roll, now, queue = Roll(), NOW, list[int]()
    for person, answer, hours in taps:
        now += timedelta(hours=hours)
        if now >= place.starts_at:
            break
        roll = _settled(place, roll, now)
        queue = [one for one in queue if roll.wait_of(MemberId(one))]
        taken = take_answer(place, roll, MemberId(person), answer, now)
        if taken is None:
            continue
        queue = [one for one in queue if one != person]
        rsvps = tuple(one for one in roll.rsvps if one.member_id != person)
        waiting = tuple(one for one in roll.waiting if one.member_id != person)
        assert all(other.rank < taken.rank for other in (*rsvps, *waiting))
        if isinstance(taken, Waiting):
            queue.append(person)
            waiting = (*waiting, taken)
        else:
            rsvps = (*rsvps, taken)
        roll = _settled(place, Roll(rsvps, waiting), now)
        kept = [wait for wait in roll.waiting if wait.offered_until is not None]
        assert len(roll.who(Answer.GOING)) + len(kept) <= seats
        assert [wait.member_id for wait in roll.waiting] == queue
        assert list(roll.waiting[: len(kept)]) == kept, "the first in the queue are asked first"
        assert not roll.waiting[len(kept) :] or roll.free_seats(seats) == 0, "nobody waits beside a free seat"


def _settled(place: Meeting, roll: Roll, now: datetime) -> Roll:
    offers = settle_waitlist(place, roll, now, OFFER)
    made = {wait.member_id: wait for wait in offers.made}
    waiting = (made.get(wait.member_id, wait) for wait in roll.waiting if wait not in offers.lapsed)
    return Roll(roll.rsvps, tuple(waiting))


@pytest.mark.parametrize(("ahead", "kept"), [(96, 12), (24, 12), (8, 4), (0.2, 0.2)])
def test_a_seat_is_kept_for_less_time_as_the_meeting_comes_near(ahead: float, kept: float) -> None:
    soon = meeting(starts_at=NOW + timedelta(hours=ahead))
    assert offer_end(soon, NOW, OFFER) == NOW + timedelta(hours=kept)


def test_a_meeting_is_found_by_number_title_or_an_unmistakable_part() -> None:
    one, two, twelve = meeting(1, "Back pain"), meeting(2, "Back pain again"), meeting(12, "Gout")
    old = meeting(5, "Gout")
    for typed, expected in (("12", twelve), ("#2", two), (" BACK  pain ", one), ("gou", twelve), ("5", old)):
        assert find(typed, [one, two, twelve], [old, one]) is expected
    with pytest.raises(Conflict) as refused:
        find("pain", [one, two, twelve])
    assert refused.value.params["titles"] == ("Back pain", "Back pain again")


def test_a_wrong_name_gets_the_nearest() -> None:
    ahead = [meeting(1, "Back pain"), meeting(2, "Hypertension update"), meeting(3, "Gout")]
    for typed in ("hypertention", "hyper tension updates"):
        with pytest.raises(NotFound) as refused:
            find(typed, ahead)
        assert str(refused.value.params["nearest"]).startswith("('Hypertension update'")
    with pytest.raises(NotFound, match=r"meeting\.none_upcoming"):
        find("²", [])


@given(st.text(max_size=4000))
def test_one_line_holds_nothing_that_breaks_a_line(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert line == one_line(line)

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import MemberId
from bot.domain.meetings import (
    Answer,
    MeetingState,
    Roll,
    cancel_reason,
    find,
    one_line,
    plan,
    take_answer,
)
from tests.domain.meeting_examples import NOW, SOON, meeting


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
    assert first is not None
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


@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from(list(Answer))), max_size=60), st.integers(1, 8))
def test_seats_are_never_exceeded_and_go_in_the_order_of_asking(taps: list[tuple[int, Answer]], seats: int) -> None:
    place = meeting(seats=seats)
    roll = Roll()
    going: list[int] = []  # a model that only knows queues
    for person, answer in taps:
        before = going.copy()
        try:
            rsvp = take_answer(place, roll, MemberId(person), answer, NOW)
        except Conflict:
            assert answer is Answer.GOING
            assert len(before) == seats
            assert person not in before
            continue
        if rsvp is None:
            continue
        others = tuple(other for other in roll.rsvps if other.member_id != person)
        assert all(other.rank < rsvp.rank for other in others)
        roll = Roll((*others, rsvp))
        if person in going:
            going.remove(person)
        if answer is Answer.GOING:
            going.append(person)
        assert list(roll.who(Answer.GOING)) == going
        assert roll.free_seats(seats) == seats - len(going)


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

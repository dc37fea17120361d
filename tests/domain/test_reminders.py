from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MemberId, TimerId
from bot.domain.meetings import Answer, MeetingState, Roll, Rsvp
from bot.domain.reminders import (
    PERSONAL,
    Lead,
    cancellations,
    concerned,
    event_sync,
    lead_of,
    personal,
    rounds,
)
from bot.domain.timers import PlannedTimer, Timer
from tests.domain.meeting_examples import NOW, SOON, meeting

YES, PERHAPS, NOT, SILENT = (MemberId(number) for number in (1, 2, 3, 4))
ROLL = Roll((Rsvp(YES, Answer.GOING, 1), Rsvp(NOT, Answer.NO, 2), Rsvp(PERHAPS, Answer.MAYBE, 3)))


def stored(planned: PlannedTimer) -> Timer:
    return Timer(
        TimerId(1),
        planned.kind,
        planned.community_id,
        planned.subject_id,
        planned.member_id,
        planned.dedupe_key,
        planned.due_at,
        planned.expires_at,
        1,
    )


def test_a_meeting_reminds_a_week_a_day_and_an_hour_ahead() -> None:
    planned = rounds(meeting(), NOW)
    assert [SOON - timer.due_at for timer in planned] == [
        timedelta(days=7),
        timedelta(hours=24),
        timedelta(hours=1),
    ]
    assert [timer.dedupe_key for timer in planned] == [
        "meeting:1:2026-01-11T00:00:remind:7d",
        "meeting:1:2026-01-11T00:00:remind:24h",
        "meeting:1:2026-01-11T00:00:remind:1h",
    ]


def test_a_reminder_lapses_when_the_next_one_comes_and_the_last_as_the_meeting_begins() -> None:
    planned = rounds(meeting(), NOW)
    assert [timer.expires_at for timer in planned] == [planned[1].due_at, planned[2].due_at, SOON]


def test_a_reminder_whose_hour_has_passed_is_not_planned() -> None:
    planned = rounds(meeting(starts_at=NOW + timedelta(hours=5)), NOW)
    assert [lead_of(stored(timer)) for timer in planned] == [Lead.HOUR]


def test_a_cancelled_meeting_reminds_nobody() -> None:
    assert rounds(meeting(state=MeetingState.CANCELLED), NOW) == []


@given(st.integers(0, 60 * 24 * 30))
def test_planning_again_later_plans_nothing_new(minutes: int) -> None:
    first = {timer.dedupe_key: timer for timer in rounds(meeting(), NOW)}
    for timer in rounds(meeting(), NOW + timedelta(minutes=minutes)):
        assert first[timer.dedupe_key] == timer


def test_no_two_people_and_no_two_rounds_share_a_key() -> None:
    keys = [
        timer.dedupe_key
        for round_ in rounds(meeting(), NOW)
        for timer in personal(meeting(), stored(round_), [YES, PERHAPS, SILENT])
    ]
    assert len(keys) == len(set(keys)) == 9


def test_a_personal_reminder_knows_its_round_and_lapses_with_it() -> None:
    day = rounds(meeting(), NOW)[1]
    (mine,) = personal(meeting(), stored(day), [YES])
    assert mine.kind == PERSONAL
    assert mine.member_id == YES
    assert (mine.due_at, mine.expires_at) == (day.due_at, day.expires_at)
    assert lead_of(stored(mine)) is Lead.DAY


@pytest.mark.parametrize(
    ("lead", "people"), [(Lead.WEEK, [SILENT]), (Lead.DAY, [YES, PERHAPS]), (Lead.HOUR, [YES, PERHAPS])]
)
def test_a_reminder_concerns_the_right_people_only(lead: Lead, people: list[MemberId]) -> None:
    assert concerned(lead, ROLL, [YES, PERHAPS, NOT, SILENT]) == people


def test_who_has_left_is_reminded_of_nothing() -> None:
    assert concerned(Lead.DAY, ROLL, [PERHAPS]) == [PERHAPS]


def test_the_event_is_made_eight_weeks_ahead_at_most_and_cancelled_at_once() -> None:
    far = meeting(starts_at=NOW + timedelta(weeks=20))
    assert event_sync(far, NOW).due_at == NOW + timedelta(weeks=12)
    assert event_sync(meeting(), NOW).due_at == NOW
    assert event_sync(meeting(state=MeetingState.CANCELLED, starts_at=far.starts_at), NOW).due_at == NOW


def test_each_state_of_a_meeting_has_its_own_event_timer() -> None:
    moments: list[datetime] = [NOW, NOW + timedelta(hours=1)]
    keys = {event_sync(meeting(sequence=number), moment).dedupe_key for number in (0, 1) for moment in moments}
    assert len(keys) == 2


def test_everybody_who_meant_to_come_hears_of_a_cancellation_once() -> None:
    off = meeting(state=MeetingState.CANCELLED)
    first = cancellations(off, [YES, PERHAPS], NOW)
    again = cancellations(off, [YES, PERHAPS], NOW + timedelta(minutes=5))
    assert {timer.dedupe_key for timer in first} == {timer.dedupe_key for timer in again}
    assert [timer.member_id for timer in first] == [YES, PERHAPS]


def test_who_presents_is_reminded_too_unless_they_cannot_come() -> None:
    everybody = [YES, PERHAPS, NOT, SILENT]
    assert concerned(Lead.DAY, ROLL, everybody, [SILENT, NOT, YES]) == [YES, PERHAPS, SILENT]
    assert concerned(Lead.DAY, ROLL, [YES], [SILENT]) == [YES], "who has left is reminded of nothing"

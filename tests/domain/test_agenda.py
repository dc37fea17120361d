from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agenda import moved, posting
from bot.domain.meetings import MeetingState
from tests.domain.meeting_examples import NOW, meeting


def test_the_agenda_is_due_its_days_before_the_meeting_and_lapses_with_it() -> None:
    one = meeting()
    (planned,) = posting(one, 3, NOW)
    assert planned.due_at == one.starts_at - timedelta(days=3)
    assert planned.expires_at == one.starts_at
    assert (
        planned.dedupe_key != posting(replace(one, starts_at=one.starts_at + timedelta(days=1)), 3, NOW)[0].dedupe_key
    )


@pytest.mark.parametrize("days", [0, -1, 400])
def test_none_is_planned_for_no_days_or_for_a_day_that_has_passed(days: int) -> None:
    assert posting(meeting(), days, NOW) == []


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.CANCELLED])
def test_none_is_planned_for_a_meeting_that_does_not_stand(state: MeetingState) -> None:
    assert posting(replace(meeting(), state=state), 3, NOW) == []


@given(st.lists(st.integers(), unique=True, min_size=1, max_size=25), st.data(), st.integers(-5, 40))
def test_a_moved_item_stands_at_its_place_and_the_others_keep_their_order(
    order: list[int], data: st.DataObject, place: int
) -> None:
    item = data.draw(st.sampled_from(order))
    after = moved(order, item, place)
    assert sorted(after) == sorted(order)
    assert after.index(item) == min(max(place, 1), len(order)) - 1
    assert [one for one in after if one != item] == [one for one in order if one != item]
    assert moved(after, item, place) == after

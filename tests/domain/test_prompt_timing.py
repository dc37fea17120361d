"""E2: when a scheduled prompt is skipped, and which kinds fit what is going on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.ids import CommunityId
from bot.domain.prompt_timing import (
    FITTING,
    TALKING,
    Occasion,
    Situation,
    Skip,
    fitting_kinds,
    occasion_in,
    reason_to_skip,
    working_turns,
)
from bot.domain.prompts import History, Kind, choose
from bot.domain.public_holidays import is_public_holiday
from bot.domain.schedules import Rhythm, begin
from data.prompt_bank import bundled

NOW = datetime(2026, 5, 5, 1, tzinfo=UTC)
QUIET = Situation(quiet_since=NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "zone", "is_one"),
    [
        (date(2026, 3, 2), "Australia/Perth", True),  # Labour Day in Western Australia alone
        (date(2026, 3, 2), "Australia/Sydney", False),
        (date(2026, 4, 6), "Europe/London", True),  # Easter Monday
        (date(2026, 12, 28), "Europe/London", True),  # in lieu of Boxing Day, a Saturday
        (date(2026, 7, 1), "America/Toronto", True),
        (date(2026, 7, 1), "America/New_York", False),
        (date(2026, 2, 6), "Pacific/Auckland", True),
        (date(2026, 3, 17), "Europe/Dublin", True),
        (date(2026, 12, 25), "UTC", False),
    ],
)
def test_public_holidays_are_those_of_the_place(day: date, zone: str, is_one: bool) -> None:
    assert is_public_holiday(day, zone) is is_one


def test_a_turn_is_skipped_on_a_holiday_and_while_people_talk() -> None:
    mondays = begin(Rhythm(1, frozenset({0})), time(8), "Australia/Perth", datetime(2026, 2, 20, tzinfo=UTC)).upcoming(
        datetime(2026, 2, 20, tzinfo=UTC), 3
    )
    zone = "Australia/Perth"
    assert [one.local.day for one in mondays] == [23, 2, 9]
    assert reason_to_skip(mondays[0], zone, TALKING - 1, keeps_holidays=True) is None
    assert reason_to_skip(mondays[0], zone, TALKING, keeps_holidays=True) is Skip.TALKING
    assert reason_to_skip(mondays[1], zone, 0, keeps_holidays=True) is Skip.HOLIDAY
    assert reason_to_skip(mondays[1], zone, 0, keeps_holidays=False) is None
    assert [one.local.day for one in working_turns(mondays, zone, keeps_holidays=True)] == [23, 9]


@pytest.mark.parametrize(
    ("situation", "occasion"),
    [
        (QUIET, None),
        (Situation(NOW - timedelta(days=14)), Occasion.SILENCE),
        (Situation(NOW - timedelta(days=14), next_meeting=NOW + timedelta(days=3)), Occasion.MEETING_SOON),
        (Situation(NOW - timedelta(days=14), next_meeting=NOW + timedelta(days=4)), Occasion.SILENCE),
        (Situation(NOW, last_met=NOW - timedelta(hours=30)), Occasion.JUST_MET),
        (Situation(NOW, last_met=NOW - timedelta(days=3), poll_open=True), Occasion.POLL_OPEN),
        (Situation(NOW, NOW - timedelta(days=1), NOW + timedelta(days=1), True), Occasion.JUST_MET),
    ],
)
def test_what_goes_on_is_the_most_pressing_thing(situation: Situation, occasion: Occasion | None) -> None:
    assert occasion_in(situation, NOW) is occasion


@pytest.mark.parametrize("occasion", Occasion)
def test_the_choice_fits_what_goes_on_and_not_twice_running(occasion: Occasion) -> None:
    here = CommunityId(1)
    history = History(kinds={kind: NOW - timedelta(days=40 - n) for n, kind in enumerate(Kind)})
    others = next(kind for kind in Kind if kind not in FITTING[occasion])
    history = History(kinds={**history.kinds, others: NOW - timedelta(days=1)})
    fitting = fitting_kinds(occasion, history)
    chosen = choose(bundled(), history, community_id=here, now=NOW, fitting=fitting)
    assert chosen.kind in FITTING[occasion]
    after = History(kinds={**history.kinds, chosen.kind: NOW})
    assert fitting_kinds(occasion, after) == frozenset()
    following = choose(bundled(), after, community_id=here, now=NOW, fitting=fitting_kinds(occasion, after))
    assert following.kind is min(after.kinds, key=lambda kind: after.kinds[kind])

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.commitments import (
    LIMITS,
    Barrier,
    Check,
    CheckState,
    Commitment,
    Report,
    Result,
    asking,
    checks,
    ends,
    nudging,
    words,
)
from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId, MemberId

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def commitment(*states: CheckState, ended: bool = False) -> Commitment:
    planned = checks(NOW, "Australia/Perth")
    told = Report(Result.PARTLY)
    made = tuple(
        replace(one, state=state, report=told if state is CheckState.ANSWERED else None)
        for one, state in zip(planned, states, strict=True)
    )
    return Commitment(1, CommunityId(1), MemberId(11), None, NOW, NOW + timedelta(weeks=4), ended, False, made)


@pytest.mark.parametrize("zone", ["Australia/Perth", "Europe/London", "America/Toronto"])
def test_it_is_asked_about_at_6_and_12_weeks_at_nine_in_the_morning(zone: str) -> None:
    found = checks(NOW, zone)
    assert [one.weeks for one in found] == [6, 12]
    for one in found:
        wall = one.asked_at.astimezone(ZoneInfo(zone))
        assert (wall.hour, wall.minute) == (9, 0)
        assert wall.date() == NOW.astimezone(ZoneInfo(zone)).date() + timedelta(weeks=one.weeks)


def test_each_time_is_asked_once_and_nudged_once_under_names_of_their_own() -> None:
    one = commitment(CheckState.PLANNED, CheckState.PLANNED)
    keys = [asking(one, check).dedupe_key for check in one.checks]
    keys += [nudging(one, check, NOW).dedupe_key for check in one.checks]
    assert len(set(keys)) == 4


@pytest.mark.parametrize(
    ("states", "weeks"),
    [
        ((CheckState.PLANNED, CheckState.PLANNED), 6),
        ((CheckState.ASKED, CheckState.PLANNED), 6),
        ((CheckState.ANSWERED, CheckState.PLANNED), 12),
        ((CheckState.NUDGED, CheckState.ASKED), 12),
        ((CheckState.NUDGED, CheckState.PLANNED), 6),
    ],
)
def test_an_answer_is_for_the_time_that_was_asked_about_else_the_next(
    states: tuple[CheckState, CheckState], weeks: int
) -> None:
    found = commitment(*states).next_check
    assert found is not None
    assert found.weeks == weeks


def test_nothing_is_answered_about_one_that_has_ended() -> None:
    assert commitment(CheckState.ANSWERED, CheckState.PLANNED, ended=True).next_check is None
    assert commitment(CheckState.ANSWERED, CheckState.ANSWERED).next_check is None


def test_dropping_it_or_the_second_answer_ends_it() -> None:
    first, second = (Check(weeks, NOW, CheckState.ASKED) for weeks in (6, 12))
    assert [ends(first, result) for result in Result] == [False, False, False, True]
    assert all(ends(second, result) for result in Result)


def test_what_is_filled_in_is_tidied_and_limited() -> None:
    found = words(" Ask\nabout  sleep ", "", 9, ["team", "time", "nonsense"])
    assert (found.change, found.certainty) == ("Ask about sleep", 5)
    assert found.barriers == (Barrier.TIME, Barrier.TEAM)
    with pytest.raises(Invalid, match=r"commit\.missing"):
        words(" \n ", "", 3, [])
    with pytest.raises(Invalid, match=r"commit\.too_long"):
        words("😀" * (LIMITS["change"] + 1), "", 3, [])

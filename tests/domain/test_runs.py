"""B13: the steps of a meeting fill it exactly, and taps move it on once."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import runs as rules
from bot.domain.errors import Conflict
from bot.domain.ids import MemberId
from bot.domain.meetings import AgendaItem, MeetingState
from bot.domain.runs import FormatKey, Run
from data.run_formats import FOLDER, RunFormatError, bundled, load
from tests.domain.meeting_examples import SOON, meeting

ITEMS = [AgendaItem(number, f"Topic {number}", None, MemberId(number)) for number in range(1, 12)]
HOUR = meeting(minutes=60)


def at(minutes: float) -> datetime:
    return SOON + timedelta(minutes=minutes)


def started(minutes: int = 60, now: float = 0) -> Run:
    steps = rules.plan_steps(bundled()[FormatKey.PLAIN], [], minutes)
    return rules.start(meeting(minutes=minutes), FormatKey.PLAIN, steps, at(now))[0]


@given(st.sampled_from(FormatKey), st.integers(0, 11), st.integers(5, 720))
def test_the_steps_of_every_format_fill_the_meeting_exactly(key: FormatKey, items: int, minutes: int) -> None:
    steps = rules.plan_steps(bundled()[key], ITEMS[:items], minutes)
    assert all(step.minutes >= 1 for step in steps)
    assert sum(step.minutes for step in steps) == max(minutes, len(steps))
    topics = [step.topic for step in steps if step.topic is not None]
    shown = ITEMS[: min(items, rules.MOST_ITEMS)]
    assert list(dict.fromkeys(topics)) == [item.title for item in shown], "each item once, in the agenda's order"
    per_item = sum(template.each_item for template in bundled()[key].steps)
    assert len(topics) == per_item * len(shown)


def test_every_format_is_an_hour_and_ends_with_what_each_takes_along() -> None:
    for found in bundled().values():
        assert sum(step.minutes for step in found.steps) == 60, found.key
        assert found.steps[-1].title.startswith("One thing each"), found.key
        assert any(step.each_item for step in found.steps), found.key


def test_a_broken_format_is_told_with_its_file(tmp_path: Path) -> None:
    for key in FormatKey:
        (tmp_path / f"{key}.toml").write_text((FOLDER / f"{key}.toml").read_text())
    assert load(tmp_path) == bundled()
    (tmp_path / "echo.toml").write_text('name = "ECHO"\n[[step]]\ntitle = "Welcome"\nminutes = 5\n')
    with pytest.raises(RunFormatError, match=r"echo\.toml: step 1"):
        load(tmp_path)


def test_each_step_begins_when_it_is_tapped_and_the_last_one_stays() -> None:
    run = started()
    for turn in range(1, len(run.steps)):
        assert (run.index, run.turn) == (turn - 1, turn)
        run = rules.go_on(run, at(turn * 10))
    assert run.coming is None
    assert rules.go_on(run, at(99)) == run


def test_five_minutes_more_are_five_from_now_where_the_time_was_up() -> None:
    run = started()
    assert run.present.minutes == 5
    assert rules.pace(HOUR, rules.extend(run, at(2)), at(2)).step_ends_at == at(10)
    late = rules.extend(run, at(12))
    assert rules.pace(HOUR, late, at(12)).step_ends_at == at(17)


def test_the_pace_says_how_late_the_whole_meeting_will_be() -> None:
    run = started()
    assert rules.pace(HOUR, run, at(0)).behind == timedelta(0)
    assert rules.pace(HOUR, run, at(9)).behind == timedelta(minutes=4), "the first step took four minutes too long"
    early = rules.go_on(run, at(2))
    found = rules.pace(HOUR, early, at(3))
    assert (found.behind, found.ends_at) == (timedelta(minutes=-3), at(57))
    assert rules.pace(HOUR, rules.extend(early, at(3)), at(3)).behind == timedelta(minutes=2)


def test_a_meeting_is_started_around_its_time_only() -> None:
    steps = rules.plan_steps(bundled()[FormatKey.PLAIN], [], 60)
    with pytest.raises(Conflict, match=r"run\.too_early"):
        rules.start(HOUR, FormatKey.PLAIN, steps, at(-31))
    with pytest.raises(Conflict, match=r"run\.over"):
        rules.start(meeting(ended_at=at(60)), FormatKey.PLAIN, steps, at(61))
    with pytest.raises(Conflict, match=r"meeting\.was_cancelled"):
        rules.start(meeting(state=MeetingState.CANCELLED), FormatKey.PLAIN, steps, at(0))
    assert rules.start(HOUR, FormatKey.PLAIN, steps, at(9))[1] == at(9)
    run, began = rules.start(HOUR, FormatKey.PLAIN, steps, at(9), as_planned=True)
    assert (began, run.present.began_at) == (SOON, SOON)
    assert rules.start(HOUR, FormatKey.PLAIN, steps, at(-9), as_planned=True)[1] == at(-9)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Journal club: gout", FormatKey.JOURNAL_CLUB),
        ("Balint evening", FormatKey.BALINT),
        ("ECHO on hepatitis C", FormatKey.ECHO),
        ("Echocardiography for GPs", FormatKey.PLAIN),
        ("Gout", FormatKey.PLAIN),
    ],
)
def test_the_format_is_guessed_from_the_title(title: str, key: FormatKey) -> None:
    assert rules.guess(title, None) is key
    assert rules.guess("Gout", FormatKey.BALINT) is FormatKey.BALINT

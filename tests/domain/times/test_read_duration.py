from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.times import read_duration


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90),
        ("5", 5),
        ("1h30", 90),
        ("1h", 60),
        ("1:30", 90),
        ("45 min", 45),
        ("45m", 45),
        ("1 hour 30 minutes", 90),
        ("1 hour and 30 minutes", 90),
        ("1h 15m", 75),
        ("1.5h", 90),
        ("1,5 hours", 90),
        ("an hour", 60),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("two hours", 120),
        ("Two Hours.", 120),
        ("3 days", 3 * 24 * 60),
        ("2 weeks", 14 * 24 * 60),
    ],
)
def test_a_length_is_read(typed: str, minutes: int) -> None:
    assert read_duration(typed) == timedelta(minutes=minutes)


@pytest.mark.parametrize("typed", ["1", "2", "1.5", "4", "0"])
def test_a_number_that_could_be_hours_is_asked(typed: str) -> None:
    with pytest.raises(Invalid, match=r"duration\.unclear"):
        read_duration(typed)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "long", "0 min", "-30", "7pm", "30 min 1 hour", "1h 1h", "1:75", "400 days", "1 fortnight ago",
     "9" * 4000, "🙂", "1e9 h", "0.01 h", "30 minutes please"],
)  # fmt: skip
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match=r"duration\.unreadable"):
        read_duration(typed)


@given(st.integers(min_value=1, max_value=99 * 60))
def test_hours_and_minutes_read_back(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    assert read_duration(f"{hours}h{rest:02}") == timedelta(minutes=minutes)
    assert read_duration(f"{minutes} min") == timedelta(minutes=minutes)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        assert timedelta() < read_duration(typed) <= timedelta(days=366)
    except Invalid as refused:
        assert refused.code.startswith("duration.")  # noqa: PT017 - a property: it may be refused

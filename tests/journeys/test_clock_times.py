"""The guard that every journey ends with finds what it must, so that a green journey means something (B2)."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.types import HttpLogEntry

from tests.journeys.clock_times import bare_clock_times


def found(text: str, part: str = "content", path: str = "/channels/1/messages") -> list[str]:
    body: dict[str, Any] = {part: text} if part == "content" else {"embeds": [{part: text}]}
    return bare_clock_times(HttpLogEntry("POST", path, {}, body, None))


@pytest.mark.parametrize(
    "text",
    [
        "Meet at 19:30.",
        "at 7pm",
        "7:30 PM on Tuesday",
        "(07:00 to 22:00)",
        "19h30",
        "closes 9:05 am",
        "**19:30**",
        "7 p.m.",
    ],
)
def test_a_bare_clock_time_is_found_wherever_it_stands(text: str) -> None:
    assert found(text) == found(text, "description") == found(text, "title") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Meet <t:1772537400:F> (<t:1772537400:R>)",
        "such as `next Tue 7:30pm`",
        "```\nfri 7pm\n```",
        "“next Tue 19:30” could mean two things",
        "Tue 1 December 2026, 19:30 (Perth)",
        "Tue, December 1, 2026, 7:30 PM (New York)",
        "06:30 for Toronto",
        "Perth - Australia/Perth, now 9:00 AM",
        "ratio 3:1, 10:1000, version 2:30:45x, 120:80",
        "60 minutes, 12 people, 24 hours before",
    ],
)
def test_what_names_its_place_or_is_an_example_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_people_typed_themselves_and_what_is_no_message_is_left_alone() -> None:
    request = HttpLogEntry("POST", "/channels/1/messages", {}, {"content": "**Back at 7pm**"}, None)
    assert bare_clock_times(request, ["Back at 7pm"]) == []
    assert found("Meet at 19:30", path="/guilds/1/scheduled-events") == []
    form = {"type": 9, "data": {"title": "Quiet until 07:00"}}
    assert bare_clock_times(HttpLogEntry("POST", "/interactions/1/x/callback", {}, form, None)) == []

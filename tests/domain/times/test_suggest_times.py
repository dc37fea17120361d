"""B1: while somebody types, the list shows readings in full, and each reads back to the same moment."""

import time
from datetime import UTC, datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.times import Reading, read_time, suggest_times
from tests.domain.times.corpus import ALL, LOCALES, NOW, ZONES
from tests.domain.times.test_read_time import moment

PERTH = "Australia/Perth"


def labels(typed: str, locale: str = "en-GB", zone: str = PERTH) -> list[str]:
    return [reading.label(locale) for reading in suggest_times(typed, now=moment(NOW, zone), zone=zone, locale=locale)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("fri", "Fri 27 November 2026, 19:30 (Perth)"),
        ("fri 1", "Fri 27 November 2026, 13:00 (Perth)"),
        ("fri 19:", "Fri 27 November 2026, 19:00 (Perth)"),
        ("fri 19:3", "Fri 27 November 2026, 19:30 (Perth)"),
        ("fri 7p", "Fri 27 November 2026, 19:00 (Perth)"),
        ("next tu", "Tue 1 December 2026, 19:30 (Perth)"),
        ("3 dec 7", "Thu 3 December 2026, 19:00 (Perth)"),
        ("3 de", "Thu 3 December 2026, 19:30 (Perth)"),
        ("3", "Wed 25 November 2026, 15:00 (Perth)"),
        ("tom", "Thu 26 November 2026, 19:30 (Perth)"),
        ("tomorrow no", "Thu 26 November 2026, 12:00 (Perth)"),
        ("1/5 19h", "Sat 1 May 2027, 19:00 (Perth)"),
        ("3 dec 2026 19:30 syd", "Thu 3 December 2026, 19:30 (Sydney)"),
        ("30 feb 7pm", "Sun 28 February 2027, 19:00 (Perth)"),
        ("9am", "Thu 26 November 2026, 09:00 (Perth)"),
    ],
)
def test_the_first_suggestion_is_the_likeliest(typed: str, first: str) -> None:
    assert labels(typed)[0] == first


def test_next_offers_every_weekday() -> None:
    assert {label.split(" ")[0] for label in labels("next")} == {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}


@pytest.mark.parametrize("typed", ["fri", "3 dec", "next", "t", "", "in 3 days", "in 3", "dec", "first tue"])
def test_an_unfinished_phrase_gets_several(typed: str) -> None:
    assert len(labels(typed)) >= 4


def test_a_date_in_numbers_offers_the_other_order_second() -> None:
    assert labels("1/5 19h") == ["Sat 1 May 2027, 19:00 (Perth)", "Tue 5 January 2027, 19:00 (Perth)"]
    assert labels("1/5 19h", "en-US") == [
        "Tue, January 5, 2027, 7:00 PM (Perth)",
        "Sat, May 1, 2027, 7:00 PM (Perth)",
    ]


def test_an_hour_that_comes_twice_offers_both_and_tells_them_apart() -> None:
    assert labels("4 apr 2027 02:30", zone="Australia/Sydney") == [
        "Sun 4 April 2027, 02:30 (Sydney, UTC+11:00)",
        "Sun 4 April 2027, 02:30 (Sydney, UTC+10:00)",
    ]


def test_what_means_nothing_gets_no_suggestion() -> None:
    assert [labels(typed) for typed in ("🙂", "@everyone", "fri 7pm please", "x" * 4000)] == [[], [], [], []]


SOMEBODY = list(zip(ZONES, cycle(LOCALES), strict=False))
"""Each zone with one of the locales: what is suggested hangs on either, not on both together."""


@pytest.mark.parametrize(("zone", "locale"), SOMEBODY)
def test_a_phrase_that_is_read_comes_first_in_its_own_list(zone: str, locale: str) -> None:
    now = moment(NOW, zone)
    for case in ALL:
        try:
            reading = read_time(case.phrase, now=now, zone=zone, locale=locale)
        except Invalid:
            continue
        assert suggest_times(case.phrase, now=now, zone=zone, locale=locale)[0] == reading


@pytest.mark.parametrize(("zone", "locale"), SOMEBODY)
def test_every_beginning_of_every_phrase_suggests_future_readings_that_read_back(zone: str, locale: str) -> None:
    now = moment(NOW, zone)
    for case in ALL[::3]:
        for end in range(len(case.phrase) + 1):
            for reading in suggest_times(case.phrase[:end], now=now, zone=zone, locale=locale)[:4]:
                assert reading.instant > now
                assert read_time(reading.value, now=now, zone="UTC", locale=locale) == reading
                assert read_time(reading.label(locale), now=now, zone="UTC", locale=locale) == reading


instants = st.datetimes(min_value=datetime(2026, 11, 26), max_value=datetime(2031, 1, 1))  # noqa: DTZ001
zones = st.sampled_from((*ZONES, "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Chatham", "UTC"))


@given(instants, zones, st.sampled_from(ZONES), st.sampled_from(LOCALES))
def test_value_and_label_read_back_to_exactly_the_same_moment(
    naive: datetime, zone: str, reader_zone: str, locale: str
) -> None:
    reading = Reading(naive.replace(second=0, microsecond=0, tzinfo=UTC), zone)
    now = datetime(2026, 11, 25, tzinfo=UTC)
    for text in (reading.value, reading.label(locale), reading.label(locale).upper()):
        assert len(text) <= 100
        assert read_time(text, now=now, zone=reader_zone, locale=locale) == reading


@given(
    st.text(alphabet="0123456789 :/.-apmhtoday friecnxweku<>(),+z", max_size=24),
    st.sampled_from(ZONES),
    st.sampled_from(LOCALES),
)
def test_no_text_breaks_it_and_nothing_past_comes_out(typed: str, zone: str, locale: str) -> None:
    now = moment(NOW, zone)
    for reading in suggest_times(typed, now=now, zone=zone, locale=locale):
        assert reading.instant > now
    try:
        assert read_time(typed, now=now, zone=zone, locale=locale).instant > now
    except Invalid as refused:
        assert refused.code.startswith("time.")  # noqa: PT017 - a property: it may be refused


@given(st.text(max_size=120))
def test_any_text_at_all_is_read_or_refused(typed: str) -> None:
    now = moment(NOW, PERTH)
    assert len(suggest_times(typed, now=now, zone=PERTH, locale="en-GB")) <= 25
    try:
        read_time(typed, now=now, zone=PERTH, locale="en-GB")
    except Invalid as refused:
        assert len(str(refused.params["typed"])) <= 100  # noqa: PT017 - a property: it may be refused


@given(instants, zones)
def test_any_wall_clock_is_read_exactly_or_is_one_of_a_clock_change(naive: datetime, zone: str) -> None:
    wall = naive.replace(second=0, microsecond=0)
    now = datetime(2026, 11, 25, tzinfo=UTC)
    try:
        reading = read_time(f"{wall:%d %b %Y %H:%M}", now=now, zone=zone, locale="en-GB")
    except Invalid as refused:
        assert refused.code in ("time.gap", "time.overlap")  # noqa: PT017 - a property: it may be refused
        shown = wall.replace(tzinfo=ZoneInfo(zone))
        assert shown.utcoffset() != shown.replace(fold=1).utcoffset()
    else:
        assert reading.wall.replace(tzinfo=None) == wall


def test_the_list_answers_in_milliseconds() -> None:
    now = moment(NOW, PERTH)
    suggest_times("fri", now=now, zone=PERTH, locale="en-GB")
    started = time.perf_counter()
    for typed in ("", "t", "next tu", "3 dec 7", "in 3 days", "a" * 100, "1 " * 50, "(" * 100):
        suggest_times(typed, now=now, zone=PERTH, locale="en-GB")
    assert time.perf_counter() - started < 0.4


def test_the_limit_is_kept() -> None:
    now = moment(NOW, PERTH)
    assert len(suggest_times("", now=now, zone=PERTH, locale="en-GB", limit=3)) == 3
    assert suggest_times("", now=now, zone=PERTH, locale="en-GB")[-1].instant < now + timedelta(days=9)

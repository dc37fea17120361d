"""What we write into calendar files, another library (`ical`, a parser of its own) reads back as the same instants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus

from bot.domain.calendar import Entry, entries_to_come, entry_of, file, nearest, uid
from bot.domain.ids import CommunityId, MemberId
from bot.domain.series import Repeat, Series, Unit
from tests.domain.meeting_examples import NOW, meeting

ZONES = (
    "Australia/Sydney",
    "Europe/London",
    "America/Toronto",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Asia/Kolkata",
)


def read(entries: list[Entry]) -> list[Event]:
    return list(IcsCalendarStream.calendar_from_ics(file(entries, where="Discord", name="GPs, rural").decode()).events)


def series(repeat: Repeat, zone: str, first: date, hour: time = time(19, 30)) -> Series:
    anchored = repeat.anchored(first)
    return Series(7, CommunityId(1), "Club", 90, None, None, zone, hour, first, anchored, MemberId(1), NOW)


@pytest.mark.parametrize("zone", ["Australia/Sydney", "Europe/London", "America/Toronto"])
def test_another_library_reads_24_occurrences_over_two_changes_of_the_clocks_as_the_same_instants(zone: str) -> None:
    ours = series(Repeat(Unit.WEEK, 2, count=24), zone, date(2026, 1, 6))
    events = read(entries_to_come(ours, (), NOW))
    assert [event.dtstart for event in events] == [one.instant for one in ours.occurrences()]
    assert {event.start_datetime.astimezone(ZoneInfo(zone)).time() for event in events} == {time(19, 30)}
    assert {event.computed_duration for event in events} == {timedelta(minutes=90)}
    assert len({event.uid for event in events}) == 24


@given(
    st.sampled_from(ZONES),
    st.dates(date(2026, 1, 2), date(2026, 12, 24)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from([Repeat(Unit.WEEK, count=30), Repeat(Unit.MONTH, 2, count=8), Repeat(Unit.WEEK, 3, count=12)]),
)
@settings(max_examples=60, deadline=None)
def test_any_series_in_any_zone_is_read_back_as_the_instants_that_were_meant(
    zone: str, first: date, hour: time, repeat: Repeat
) -> None:
    ours = series(repeat, zone, first, hour)
    now = datetime.combine(first, time(), UTC) - timedelta(days=2)
    meant = [one.instant for one in ours.occurrences() if one.instant - now <= timedelta(days=366)]
    assert [event.dtstart for event in read(entries_to_come(ours, (), now))] == meant


def test_an_hour_that_clocks_skip_is_the_one_after_the_gap_in_the_file_too() -> None:
    ours = series(Repeat(Unit.WEEK, count=3), "Europe/London", date(2026, 3, 22), time(1, 30))
    hours = [
        event.start_datetime.astimezone(ZoneInfo("Europe/London")).time()
        for event in read(entries_to_come(ours, (), NOW))
    ]
    assert hours == [time(1, 30), time(2, 30), time(1, 30)]


def test_moving_a_series_from_one_meeting_on_leaves_every_later_entry_its_name() -> None:
    ours = series(Repeat(Unit.WEEK, count=10), "Europe/London", date(2026, 1, 6))
    before = {entry.uid: entry.starts_at for entry in entries_to_come(ours, (), NOW)}
    moved, _ = ours.shifted(date(2026, 1, 27), date(2026, 1, 28), time(18))
    after = {entry.uid: entry.starts_at for entry in entries_to_come(moved, (), NOW)}
    assert list(after) == list(before)[3:]
    assert all(after[name] - before[name] == timedelta(hours=22, minutes=30) for name in after)
    again, _ = moved.shifted(date(2026, 2, 4), date(2026, 2, 5), time(18))
    assert [entry.uid for entry in entries_to_come(again, (), NOW)] == list(before)[4:]


def test_an_occurrence_keeps_its_name_when_it_becomes_a_meeting_and_skipped_dates_have_none() -> None:
    ours = series(Repeat(Unit.WEEK, count=4, skipped=(date(2026, 1, 13),)), "Europe/London", date(2026, 1, 6))
    third = ours.at(date(2026, 1, 20))
    made = meeting(
        99, starts_at=third.instant, series_id=7, occurrence=date(2026, 1, 20), slot=ours.slot_of(date(2026, 1, 20))
    )
    to_come = entries_to_come(ours, (), NOW)
    assert [entry.starts_at.day for entry in to_come] == [6, 20, 27]
    assert uid(made) == to_come[1].uid
    assert uid(made) not in {entry.uid for entry in entries_to_come(ours, {date(2026, 1, 20)}, NOW)}
    assert ours.slot_of(date(2026, 1, 21)) is None


def test_a_series_that_was_ended_cancels_what_is_in_calendars_already() -> None:
    ours = series(Repeat(Unit.WEEK, count=3), "Europe/London", date(2026, 1, 6))
    (first, *_) = read(entries_to_come(ours, (), NOW))
    after = read(entries_to_come(replace(ours, ended=True, sequence=1), (), NOW))
    assert {event.status for event in after} == {EventStatus.CANCELLED}
    assert (after[0].uid, after[0].sequence) == (first.uid, 1)


def test_an_endless_series_is_written_a_year_ahead() -> None:
    ours = series(Repeat(Unit.WEEK), "Europe/London", date(2026, 1, 6))
    entries = entries_to_come(ours, (), NOW)
    assert len(entries) == 52
    assert [entry.starts_at for entry in entries] == [one.instant for one in islice(ours.occurrences(), 52)]


def test_the_other_library_reads_hostile_texts_and_the_name_of_the_calendar() -> None:
    hostile = "Güt; feeling, or\\not\\n @everyone **now** 🫀" * 2
    (event,) = read([entry_of(meeting(title=hostile, place="Room 1; \\ 2"), [hostile], "https://discord.com/a")])
    assert (event.summary, event.location, event.url) == (hostile, "Room 1; \\ 2", "https://discord.com/a")
    assert event.description == f"• {hostile}\nhttps://discord.com/a"
    read_back = IcsCalendarStream.calendar_from_ics(file([], where="", name="GPs; rural, \\ far").decode())
    assert read_back.name == ["GPs; rural, \\ far"]
    assert read_back.refresh_interval == timedelta(hours=1)


def test_a_calendar_holds_at_most_a_thousand_entries_the_nearest_in_time() -> None:
    entries = [entry_of(meeting(number, starts_at=NOW + timedelta(days=number - 600))) for number in range(1, 2000)]
    kept = nearest(entries, NOW)
    assert len(kept) == 1000
    assert [kept[0].starts_at, kept[-1].starts_at] == [NOW - timedelta(days=500), NOW + timedelta(days=499)]

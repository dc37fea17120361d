from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar

from bot.domain.calendar import entry_of, file, uid
from bot.domain.meetings import Meeting, MeetingState
from tests.domain.meeting_examples import NOW, SOON, meeting

HOSTILE = "Güt; feeling, or\\not @everyone **now** 🫀"


def one_meeting(of: Meeting, about: tuple[str, ...] = (), *, where: str = "Discord", link: str | None = None) -> bytes:
    return file([entry_of(of, about, link)], where=where)


def read(content: bytes) -> dict[str, Any]:
    (event,) = Calendar.from_ical(content.decode()).walk("VEVENT")
    return {str(name): event.decoded(name) for name in event}


def test_a_meeting_reads_back_as_the_same_instants() -> None:
    event = read(one_meeting(meeting(minutes=90)))
    assert event["DTSTART"] == SOON
    assert event["DTEND"] == SOON + timedelta(minutes=90)
    assert event["DTSTART"].tzinfo is not None
    assert event["LOCATION"] == "Discord"


def test_the_uid_stays_while_the_sequence_rises_and_a_cancelled_meeting_says_so() -> None:
    before, after = meeting(), meeting(state=MeetingState.CANCELLED, sequence=1)
    assert uid(before) == uid(after) == "meeting-1-1@commonroom"
    event = read(one_meeting(after))
    assert (str(event["UID"]), event["SEQUENCE"], event["STATUS"]) == (uid(before), 1, "CANCELLED")


def test_hostile_texts_survive_folding_and_escaping() -> None:
    title = HOSTILE * 2
    place = "Room 1; \\ 2"
    content = one_meeting(meeting(title=title, place=place), (HOSTILE, "x" * 200), link="https://discord.com/a")
    event = read(content)
    assert event["SUMMARY"] == title
    assert event["LOCATION"] == "Room 1; \\ 2"
    assert event["DESCRIPTION"].split("\n")[0] == f"• {HOSTILE}"
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_a_meeting_in_the_hour_that_daylight_saving_skips_or_repeats_keeps_its_instant() -> None:
    for instant in (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)):
        event = read(one_meeting(meeting(starts_at=instant)))
        assert event["DTSTART"] == instant


def test_no_person_is_named() -> None:
    content = one_meeting(meeting(organiser_id=123456789, changed_at=NOW))
    assert b"123456789" not in content
    assert b"ATTENDEE" not in content
    assert b"ORGANIZER" not in content

"""Meetings as calendar entries (RFC 5545), so that they appear in anybody's diary and follow their changes.

A series is written as one entry for each occurrence, in UTC, and not as one entry with a rule. A rule with a zone is
read differently by different calendars: an hour that the clocks skip is dropped by some and moved by others, zone
definitions inside the file go out of date, and some programs know zones under other names. Nor would a rule survive
what facilitators do: after "from here on" it begins anew, and an exception that named one of its old dates points at
nothing. Instants are read alike everywhere, and each entry has a name of its own (`uid`) that it keeps through all
changes, the same in the file of one meeting, in that of its series and in the feed. So opening any of them again
changes the entries that are there and doubles none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import TypeVar

from icalendar import Calendar, Event, Parameters, vDuration, vText, vUri

from bot.domain.ids import CommunityId
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.series import MOST_TIMES, Series

Filled = TypeVar("Filled", Calendar, Event)

PRODUCT = "-//Commonroom//Meetings//EN"
AHEAD = timedelta(days=366)
"""How far ahead an endless series is written out."""
MOST = 1000
"""Entries in one calendar; about half a megabyte."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting as calendars hold it; `uid` is its name for ever, `sequence` rises with each change of it."""

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    minutes: int
    title: str
    place: str | None
    cancelled: bool = False
    about: tuple[str, ...] = ()
    link: str | None = None


def uid(meeting: Meeting) -> str:
    """Return the name by which calendars know this meeting for ever."""
    if meeting.series_id is not None and meeting.slot is not None:
        return _uid_in_series(meeting.community_id, meeting.series_id, meeting.slot)
    return f"meeting-{meeting.id}-{meeting.community_id}@commonroom"


def _uid_in_series(community_id: CommunityId, series_id: int, slot: int) -> str:
    return f"series-{series_id}-{slot}-{community_id}@commonroom"


def entry_of(meeting: Meeting, about: Sequence[str] = (), link: str | None = None) -> Entry:
    """Return a meeting's entry; `about` is what is on its agenda, `link` leads back to its card."""
    return Entry(
        uid=uid(meeting),
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        title=meeting.title,
        place=meeting.place,
        cancelled=meeting.state is MeetingState.CANCELLED,
        about=tuple(about),
        link=link,
    )


def entries_to_come(series: Series, known: Collection[date], now: datetime) -> list[Entry]:
    """Return the entries of occurrences that are no meetings yet (their dates are not `known`), up to a year ahead.

    In a series that was ended they are cancelled, so that a file opened before it ended can be put right.
    """
    dated = ((slot, day, series.at(day).instant) for slot, day in series.slots())
    near = takewhile(lambda one: one[2] - now <= AHEAD, dated)
    entries = [
        Entry(
            uid=_uid_in_series(series.community_id, series.id, slot),
            sequence=series.sequence,
            changed_at=series.changed_at,
            starts_at=instant,
            minutes=series.minutes,
            title=series.title,
            place=series.place,
            cancelled=series.ended,
        )
        for slot, day, instant in near
        if instant > now and day not in known
    ]
    return entries[:MOST_TIMES]


def nearest(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """Return the entries nearest in time, as many as a calendar may hold, in the order they begin."""
    near = sorted(entries, key=lambda entry: (abs(entry.starts_at - now), entry.uid))[:MOST]
    return sorted(near, key=lambda entry: (entry.starts_at, entry.uid))


def file(entries: Iterable[Entry], *, where: str, name: str | None = None) -> bytes:
    """Return a calendar file; `where` stands for a place that an entry does not name, `name` is the calendar's own.

    Times are in UTC, which every calendar shows in its owner's zone. No person is named.
    """
    fields: dict[str, object] = {"prodid": PRODUCT, "version": "2.0", "calscale": "GREGORIAN", "method": "PUBLISH"}
    if name is not None:
        # Apple, Google and Outlook read the X- ones; RFC 7986 names the others.
        hourly = vDuration(timedelta(hours=1), Parameters({"VALUE": "DURATION"}))
        fields |= {"name": vText(name), "x-wr-calname": vText(name)}
        fields |= {"refresh-interval": hourly, "x-published-ttl": hourly.to_ical().decode()}
    calendar = _filled(Calendar(), fields)
    for entry in entries:
        calendar.add_component(_event(entry, where))
    return calendar.to_ical()


def _event(entry: Entry, where: str) -> Event:
    fields: dict[str, object] = {
        "uid": entry.uid,
        "sequence": entry.sequence,
        "dtstamp": entry.changed_at.astimezone(UTC),
        "last-modified": entry.changed_at.astimezone(UTC),
        "dtstart": entry.starts_at.astimezone(UTC),
        "dtend": (entry.starts_at + timedelta(minutes=entry.minutes)).astimezone(UTC),
        "summary": entry.title,
        "location": entry.place or where,
        "status": "CANCELLED" if entry.cancelled else "CONFIRMED",
    }
    lines = [f"• {title}" for title in entry.about] + ([entry.link] if entry.link else [])
    if lines:
        fields["description"] = "\n".join(lines)
    if entry.link:
        fields["url"] = vUri(entry.link)
    return _filled(Event(), fields)


def _filled(component: Filled, fields: Mapping[str, object]) -> Filled:
    for name, value in fields.items():
        component.add(name, value)  # pyright: ignore[reportUnknownMemberType]  (the library leaves it untyped)
    return component

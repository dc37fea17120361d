"""A meeting as a calendar file (RFC 5545), so that it appears in anybody's diary and follows its changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import TypeVar

from icalendar import Calendar, Event, vUri

from bot.domain.meetings import AgendaItem, Meeting, MeetingState

Filled = TypeVar("Filled", Calendar, Event)

PRODUCT = "-//Commonroom//Meetings//EN"


def uid(meeting: Meeting) -> str:
    """Return the name by which calendars know this meeting for ever."""
    return f"meeting-{meeting.id}-{meeting.community_id}@commonroom"


def event(meeting: Meeting, agenda: Sequence[AgendaItem], *, where: str, link: str | None) -> Event:
    """Return the meeting's VEVENT: times in UTC (which every calendar shows in its owner's zone), no names of people.

    `where` stands for a place that the meeting does not name itself; `link` leads back to the card.
    """
    cancelled = meeting.state is MeetingState.CANCELLED
    fields: dict[str, object] = {
        "uid": uid(meeting),
        "sequence": meeting.sequence,
        "dtstamp": meeting.changed_at.astimezone(UTC),
        "last-modified": meeting.changed_at.astimezone(UTC),
        "dtstart": meeting.starts_at.astimezone(UTC),
        "dtend": meeting.ends_at.astimezone(UTC),
        "summary": meeting.title,
        "location": meeting.place or where,
        "status": "CANCELLED" if cancelled else "CONFIRMED",
    }
    lines = [f"• {item.title}" for item in agenda] + ([link] if link else [])
    if lines:
        fields["description"] = "\n".join(lines)
    if link:
        fields["url"] = vUri(link)
    return _filled(Event(), fields)


def one_meeting(meeting: Meeting, agenda: Sequence[AgendaItem], *, where: str, link: str | None) -> bytes:
    """Return a calendar file that holds this meeting alone."""
    calendar = _filled(Calendar(), {"prodid": PRODUCT, "version": "2.0", "method": "PUBLISH"})
    calendar.add_component(event(meeting, agenda, where=where, link=link))
    return calendar.to_ical()


def _filled(component: Filled, fields: Mapping[str, object]) -> Filled:
    for name, value in fields.items():
        component.add(name, value)  # pyright: ignore[reportUnknownMemberType]  (the library leaves it untyped)
    return component

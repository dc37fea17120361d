"""Changes to a meeting that stands: edited, moved or skipped; alone, or with all that follow in its series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import (
    LONGEST,
    MOST_PLACE,
    MOST_SEATS,
    MOST_TITLE,
    SHORTEST,
    Answer,
    Meeting,
    Roll,
    one_line,
)
from bot.domain.reminders import key
from bot.domain.timers import PlannedTimer, Timer

CHANGED = "meeting.changed"
"""Kind of the timer that tells one person what was changed."""


class ChangeKind(StrEnum):
    """What is done to a meeting."""

    EDIT = "edit"
    MOVE = "move"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Change:
    """What changes; None stays as it is, 0 `seats` means room for all. `began_at` is the beginning before it."""

    id: int
    community_id: CommunityId
    meeting_id: MeetingId
    kind: ChangeKind
    began_at: datetime
    author_id: MemberId
    title: str | None = None
    starts_at: datetime | None = None
    minutes: int | None = None
    seats: int | None = None
    place: str | None = None
    applied: bool = False
    onwards: bool = False

    @property
    def concerns_people(self) -> bool:
        """Whether those who come must know; how many seats there are is no news to somebody who has one."""
        return self.kind is not ChangeKind.EDIT or any((self.title, self.minutes, self.place))

    def seats_of(self, before: int | None) -> int | None:
        """Return how many seats there are after the change."""
        return before if self.seats is None else (self.seats or None)


def check_edit(
    title: str | None, minutes: int | None, seats: int | None, place: str | None
) -> tuple[str | None, str | None]:
    """Return title and place on one line each, None where they stay.

    Raises Invalid: `meeting.nothing_to_change`, `meeting.title_missing`, `meeting.title_too_long`,
    `meeting.place_too_long`, `meeting.duration_impossible`, `meeting.seats_impossible`.
    """
    if title is None and minutes is None and seats is None and place is None:
        raise Invalid("meeting.nothing_to_change")
    name = None if title is None else one_line(title)
    if name is not None and not name:
        raise Invalid("meeting.title_missing")
    if name is not None and len(name) > MOST_TITLE:
        raise Invalid("meeting.title_too_long", limit=MOST_TITLE, length=len(name), typed=title)
    where = None if place is None else (one_line(place) or None)
    if place is not None and where is None:
        raise Invalid("meeting.nothing_to_change")
    if where is not None and len(where) > MOST_PLACE:
        raise Invalid("meeting.place_too_long", limit=MOST_PLACE, length=len(where), typed=place)
    if minutes is not None and not SHORTEST <= minutes <= LONGEST:
        raise Invalid("meeting.duration_impossible", shortest=SHORTEST, longest=LONGEST)
    if seats is not None and not 0 <= seats <= MOST_SEATS:
        raise Invalid("meeting.seats_impossible", limit=MOST_SEATS)
    return name, where


def check_seats(change: Change, roll: Roll, meeting: Meeting) -> None:
    """Raise Conflict (`meeting.seats_below`) if more people have a seat than there would be."""
    seats, going = change.seats_of(meeting.seats), len(roll.who(Answer.GOING))
    if seats is not None and going > seats:
        raise Conflict("meeting.seats_below", going=going, starts_at=meeting.starts_at)


def tidings(meeting: Meeting, change: Change, people: Iterable[MemberId], now: datetime) -> list[PlannedTimer]:
    """Return one timer for each person who is to learn of a change; it is of use until the earlier beginning."""
    ends = min(change.began_at, change.starts_at or change.began_at)
    return [
        PlannedTimer(
            CHANGED, meeting.community_id, meeting.id, key(meeting, f"changed:{change.id}:{person}"), now, ends, person
        )
        for person in people
    ]


def change_of(timer: Timer) -> int:
    """Return the id of the change that a timer tells of."""
    parts = timer.dedupe_key.split(":")
    return int(parts[parts.index("changed") + 1])

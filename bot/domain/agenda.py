"""The agenda of a meeting: when it is posted, in which order its items stand, which cases come back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import CaseId
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.reminders import key
from bot.domain.timers import PlannedTimer

POST = "agenda"
"""Kind of the post that shows a meeting's agenda; its subject is the meeting."""
POSTING = "meeting.agenda"
"""Kind of the timer that posts it."""

USUAL_DAYS = 3
"""How many days before a meeting its agenda is posted, unless a community says otherwise."""
MOST_ITEMS = 25
"""More do not fit a menu, nor a meeting."""
LOOK_BACK = timedelta(days=60)
"""A follow-up that was due longer ago than this before a meeting is not brought up any more."""


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """A case of which a meeting may hear what happened; `jump_url` is its post, None until that was sent."""

    case_id: CaseId
    title: str
    due_at: datetime
    jump_url: str | None


def posting(meeting: Meeting, days: int, now: datetime, *, at_once: bool = False) -> list[PlannedTimer]:
    """Return the timer that posts the agenda `days` before a scheduled meeting; none for 0 days.

    One whose hour has passed is planned `at_once` or not at all: the card of a new meeting is fresh enough.
    """
    due = meeting.starts_at - timedelta(days=days)
    if meeting.state is not MeetingState.SCHEDULED or days < 1 or (due <= now and not at_once):
        return []
    fact = key(meeting, "agenda")
    return [PlannedTimer(POSTING, meeting.community_id, meeting.id, fact, max(due, now), meeting.starts_at)]


def moved(order: Sequence[int], item_id: int, place: int) -> tuple[int, ...]:
    """Return the order of items with one of them at `place` (from 1), as near to it as there are places."""
    rest = [one for one in order if one != item_id]
    at = min(max(place, 1), len(order)) - 1
    return (*rest[:at], item_id, *rest[at:])

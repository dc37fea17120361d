"""What came of a meeting, and what people took on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting, MeetingState, one_line

MOST_TEXT, MOST_WHAT = 1000, 200


@dataclass(frozen=True, slots=True)
class Task:
    """Something `owner_id` took on, open while `done_at` is None."""

    id: int
    community_id: CommunityId
    meeting_id: MeetingId
    what: str
    owner_id: MemberId
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a meeting learned and decided, one point a line, and what was taken on there."""

    learning: str = ""
    decisions: str = ""
    tasks: tuple[Task, ...] = ()


def check_begun(meeting: Meeting, now: datetime) -> None:
    """Raise Conflict (`minutes.not_begun`, `meeting.was_cancelled`) unless there can be minutes."""
    if meeting.state is MeetingState.CANCELLED:
        raise Conflict("meeting.was_cancelled", starts_at=meeting.starts_at)
    if now < meeting.begins_at:
        raise Conflict("minutes.not_begun", starts_at=meeting.starts_at)


def points(text: str) -> str:
    """Return a text with one point a line and nothing empty; raises Invalid (`minutes.too_long`)."""
    lines = [line for line in (one_line(raw) for raw in text.splitlines()) if line]
    found = "\n".join(lines)
    if len(found) > MOST_TEXT:
        raise Invalid("minutes.too_long", limit=MOST_TEXT, typed=text)
    return found


def what_to_do(text: str) -> str:
    """Return a task on one line; raises Invalid (`minutes.task_missing`, `minutes.task_too_long`)."""
    found = one_line(text)
    if not found:
        raise Invalid("minutes.task_missing")
    if len(found) > MOST_WHAT:
        raise Invalid("minutes.task_too_long", limit=MOST_WHAT, typed=text)
    return found

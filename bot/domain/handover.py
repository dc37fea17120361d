"""Handing over: what one facilitator leaves to another, besides all that stands in the digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId, MemberId
from bot.domain.timers import PlannedTimer

TOLD: Final = "handover.told"
"""Kind of the timer that brings the hand-over to the new one."""
HAD: Final = "handover.had"
"""Kind of the timer that tells the old one that it has been taken."""
MOST_NOTE: Final = 1000
LAPSES: Final = timedelta(weeks=2)


class Open(StrEnum):
    """What is under way without needing anybody at once; no value is one of `digest.Need`."""

    MEETING = "coming-meeting"
    POLL = "open-poll"
    TIME_POLL = "time-poll"
    TASK = "action"
    REVIEW = "later-review"
    SCHEDULE = "schedule"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is under way. `at` is when it comes or is over, `count` and `of` the figures of its sentence."""

    what: Open
    subject_id: int
    title: str | None = None
    at: datetime | None = None
    count: int = 0
    of: int = 0
    who: MemberId | None = None
    jump_url: str | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """That one facilitator hands over to another; `note` is what they add in words, empty for nothing."""

    id: int
    community_id: CommunityId
    from_id: MemberId
    to_id: MemberId
    made_at: datetime
    note: str = ""
    sent_at: datetime | None = None
    had_at: datetime | None = None


def note(typed: str) -> str:
    """Return a note without empty lines at its ends; raises Invalid `handover.note_too_long`."""
    found = typed.strip()
    if len(found) > MOST_NOTE:
        raise Invalid("handover.note_too_long", limit=MOST_NOTE, length=len(found), typed=typed)
    return found


def telling(one: Handover, now: datetime) -> PlannedTimer:
    """Return the timer that brings it to the new one, once."""
    return PlannedTimer(TOLD, one.community_id, one.id, f"{TOLD}:{one.id}", now, now + LAPSES, one.to_id)


def had(one: Handover, now: datetime) -> PlannedTimer:
    """Return the timer that tells the old one, once."""
    return PlannedTimer(HAD, one.community_id, one.id, f"{HAD}:{one.id}", now, now + LAPSES, one.from_id)

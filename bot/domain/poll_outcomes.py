"""What a group makes of a poll's result; agreeing to disagree is an ending like any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId, MemberId, PollId
from bot.domain.poll_terms import read_instant
from bot.domain.timers import PlannedTimer
from bot.domain.topics import tidy

WHY_LIMIT = 500
LATEST_REVIEW_DAYS = 731
REVIEW_TIMER = "outcome.review"


class OutcomeKind(StrEnum):
    """How a question was settled."""

    DECIDED = "decided"
    DISAGREE = "disagree"  # agreed to disagree
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One word on a closed poll, by whom and why; `review_at` is when the group looks at it again."""

    id: int
    community_id: CommunityId
    poll_id: PollId
    kind: OutcomeKind
    why: str
    stated_by: MemberId | None
    stated_at: datetime
    review_at: datetime | None


def read_reason(typed: str) -> str:
    """Return a tidy reason; raises Invalid if it is empty or too long."""
    why = tidy(typed)
    if not why:
        raise Invalid("outcome.why_empty")
    if len(why) > WHY_LIMIT:
        raise Invalid("outcome.why_too_long", limit=WHY_LIMIT, length=len(why), typed=typed)
    return why


def read_review(typed: str, *, now: datetime, zone: str, locale: str) -> datetime | None:
    """Return when to look again, None for nothing; raises Invalid as `read_instant` does and for a distant date."""
    if not typed.strip():
        return None
    unreadable = Invalid("outcome.review_unreadable", typed=typed)
    review_at = read_instant(typed, now=now, zone=zone, locale=locale, unreadable=unreadable)
    if not 0 < (review_at - now).total_seconds() <= LATEST_REVIEW_DAYS * 86400:
        raise Invalid("outcome.review_out_of_range", review=review_at, typed=typed)
    return review_at


def reviewing(outcome: Outcome) -> list[PlannedTimer]:
    """Return the timer that brings the facilitators back to it; none without a review date."""
    if outcome.review_at is None:
        return []
    return [
        PlannedTimer(
            kind=REVIEW_TIMER,
            community_id=outcome.community_id,
            subject_id=outcome.poll_id,
            dedupe_key=f"outcome:{outcome.id}:review",
            due_at=outcome.review_at,
        )
    ]

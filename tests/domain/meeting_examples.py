"""Meetings to test with."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting, MeetingState

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SOON = NOW + timedelta(days=10)


def meeting(number: int = 1, title: str = "Journal club", **changes: Any) -> Meeting:
    values: dict[str, Any] = {
        "id": MeetingId(number),
        "community_id": CommunityId(1),
        "title": title,
        "starts_at": SOON,
        "minutes": 60,
        "seats": None,
        "place": None,
        "zone": "Australia/Perth",
        "state": MeetingState.SCHEDULED,
        "organiser_id": MemberId(7),
        "sequence": 0,
        "event_id": None,
        "cancel_reason": None,
        "changed_at": NOW,
    }
    return Meeting(**{**values, **changes})

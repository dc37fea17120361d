"""Promises with a time: each is a row before it is a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import CommunityId, MemberId, TimerId

LEASE = timedelta(minutes=2)
"""How long a claimed timer is left to whoever claimed it, before another pass may take it over."""

_PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))


@dataclass(frozen=True, slots=True)
class PlannedTimer:
    """A timer to be stored; `dedupe_key` names the fact, so that planning it twice stores it once.

    `due_at` and `expires_at` are aware instants; past `expires_at` it is dropped instead of delivered.
    """

    kind: str
    community_id: CommunityId
    subject_id: int
    dedupe_key: str
    due_at: datetime
    expires_at: datetime | None = None
    member_id: MemberId | None = None


class NotNow(Exception):
    """Raised by a delivery whose message has to wait: not a failure, the timer comes due again at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True, slots=True)
class Timer:
    """A stored timer that has come due; `attempt` counts from 1."""

    id: TimerId
    kind: str
    community_id: CommunityId
    subject_id: int
    member_id: MemberId | None
    dedupe_key: str
    due_at: datetime
    expires_at: datetime | None
    attempt: int

    @property
    def nonce(self) -> str:
        """The same for each attempt, so that Discord drops a second sending (Create Message, `enforce_nonce`)."""
        return f"t{self.id}"

    @property
    def maybe_sent_since(self) -> datetime | None:
        """From when on an earlier attempt may have sent its message, unnoted by a crash; None at the first attempt."""
        return None if self.attempt <= 1 else self.due_at - 2 * _PAUSES[-1]


def pause_after(attempt: int) -> timedelta:
    """Return how long to wait after the `attempt`-th failure: 1, 5, 15, then 60 minutes each."""
    return _PAUSES[min(attempt, len(_PAUSES)) - 1]


MOST_ATTEMPTS = 100
"""A timer without expiry is given up after so many failures (about four days)."""


def is_spent(timer: Timer, now: datetime) -> bool:
    """Return whether a timer that just failed for unknown reasons is to be given up."""
    if timer.expires_at is not None:
        return now >= timer.expires_at
    return timer.attempt >= MOST_ATTEMPTS

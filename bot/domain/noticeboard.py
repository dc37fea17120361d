"""The noticeboard: the one message that tells what is next and where somebody is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import Meeting
from bot.domain.polls import Poll
from bot.domain.posts import NOTICEBOARD, Post
from bot.domain.timers import PlannedTimer

PIN = "noticeboard.pin"
"""Kind of the timer that pins the message after it was sent."""
TURN = "noticeboard.turn"
"""Kind of the timer at which the message would go out of date by the clock alone."""


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """A meeting that is on or comes next, how many said they are going, where its card stands, whose week it is in."""

    meeting: Meeting
    going: int
    jump_url: str | None
    full: bool
    facilitator_id: MemberId | None = None


@dataclass(frozen=True, slots=True)
class OpenPoll:
    """A poll that takes votes, and how many have voted."""

    poll: Poll
    voted: int


@dataclass(frozen=True, slots=True)
class Board:
    """All that the noticeboard says: only what every visitor of the server may read."""

    now_on: NextMeeting | None
    coming: NextMeeting | None
    polls: Sequence[OpenPoll]
    cases_unanswered: int
    cases_waiting: int

    @property
    def true_until(self) -> datetime | None:
        """When it goes out of date though nobody does anything; None while it stays true."""
        moments = [self.coming.meeting.starts_at] if self.coming else []
        if self.now_on:
            moments.append(self.now_on.meeting.ends_at)
        return min(moments, default=None)


def turn(community_id: CommunityId, at: datetime) -> PlannedTimer:
    """Return the timer that has the noticeboard drawn again at an instant."""
    return PlannedTimer(TURN, community_id, 0, f"{TURN}:{community_id}:{at:%Y-%m-%dT%H:%M:%S}", at)


def pinning(post: Post, due_at: datetime) -> PlannedTimer:
    """Return the timer that pins one sending of the message, once."""
    return PlannedTimer(PIN, post.community_id, 0, f"{PIN}:{post.id}:{post.sendings}", due_at)


__all__ = ["NOTICEBOARD", "PIN", "TURN", "Board", "NextMeeting", "OpenPoll", "pinning", "turn"]

"""A case that nobody has answered: who is asked privately to look at it, and in which order they take turns.

Nobody who is asked may be told from an anonymous author. So the author of such a case stands in the line as everybody
does: where it is their turn, they are told that their own case waits, which leaves the same trace as being asked, and
the turn passes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.ids import CaseId, CommunityId, MemberId
from bot.domain.reach import Channel, Habits
from bot.domain.timers import PlannedTimer

ASK = "rescue.ask"
"""Kind of the timer that asks one person; its subject is the case."""
DUE = "rescue.due"
"""Kind of the timer at which a case may be rescued without a facilitator's tap."""
AT_ONCE: Final = 2
UNANSWERED: Final = timedelta(hours=48)
REST: Final = timedelta(days=7)
"""For so long nobody is asked again, whatever the case."""
NEXT_TRY: Final = timedelta(days=1)
"""When a rescue by itself is tried again that found nobody to ask."""
LAPSES: Final = timedelta(days=5)
"""Older than this, the question is not asked any more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be asked: how often and when last they were, and whether the case is in their interest."""

    member_id: MemberId
    habits: Habits
    interested: bool = False
    asked: int = 0
    last: datetime | None = None

    def is_free(self, now: datetime) -> bool:
        """Whether they may be asked now: here, reached by direct message, and not asked lately."""
        rested = self.last is None or now - self.last >= REST
        return rested and self.habits.channel is Channel.DM and not self.habits.is_away(now)


def line_up(candidates: Iterable[Candidate], case_id: CaseId, now: datetime) -> list[Candidate]:
    """Return who may be asked about a case, the next first: by interest, then who was asked longest ago, then least.

    So whoever joins takes one turn early and then waits like everybody, instead of catching up with years of turns.
    What is still even is settled by a lot that differs from case to case and is the same each time.
    """

    def rank(one: Candidate) -> tuple[bool, float, int, bytes]:
        last = one.last.timestamp() if one.last is not None else 0.0
        lot = hashlib.sha256(f"{case_id}:{one.member_id}".encode()).digest()
        return (not one.interested, last, one.asked, lot)

    return sorted((one for one in candidates if one.is_free(now)), key=rank)


def passed_on_at(now: datetime) -> datetime:
    """Return when the next person is asked in somebody's place: at the next full hour, so that times tell nothing."""
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def asking(community_id: CommunityId, case_id: CaseId, member_id: MemberId, due_at: datetime) -> PlannedTimer:
    """Return the timer that asks one person about one case, once."""
    key = f"{ASK}:{community_id}:{case_id}:{member_id}"
    return PlannedTimer(ASK, community_id, case_id, key, due_at, due_at + LAPSES, member_id)


def falling_due(community_id: CommunityId, case_id: CaseId, released_at: datetime) -> PlannedTimer:
    """Return the timer at which a case that was released then may be rescued by itself."""
    key = f"{DUE}:{community_id}:{case_id}"
    return PlannedTimer(DUE, community_id, case_id, key, released_at + UNANSWERED, released_at + 7 * UNANSWERED)

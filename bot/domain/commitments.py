"""A change that a member commits to: what it says, when its owner is asked how it goes, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Invalid
from bot.domain.follow_ups import in_weeks
from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import one_line
from bot.domain.timers import PlannedTimer

POST = "commitment"
"""Kind of the post that shows a commitment which its owner shares."""
ASK = "commitment.ask"
"""Kind of the timer at which its owner is asked how it goes."""
NUDGE = "commitment.nudge"
"""Kind of the timer at which they are asked once more; after that no more for this time."""
KINDS = "commitment."
"""What both kinds begin with."""

WEEKS = (6, 12)
"""When they are asked, as in studies of commitment to change."""
NUDGE_AFTER = timedelta(days=7)
LAPSES = timedelta(days=21)
"""A question that could not be put for so long (somebody was away) is not put any more."""
MOST_OPEN = 10
FEWEST = 3
"""Below this many, a group is told nothing about its commitments."""


class Barrier(StrEnum):
    """What may get in the way, in kinds that can be counted."""

    TIME = "time"
    TEAM = "team"
    PATIENTS = "patients"
    COST = "cost"
    HABIT = "habit"
    ACCESS = "access"
    UNSURE = "unsure"


class Result(StrEnum):
    """How it goes."""

    DONE = "done"
    PARTLY = "partly"
    NO = "no"
    DROPPED = "dropped"


class CheckState(StrEnum):
    """How far one of the two times has come."""

    PLANNED = "planned"
    ASKED = "asked"
    NUDGED = "nudged"
    ANSWERED = "answered"


LIMITS: Mapping[str, int] = {
    "change": 400,
    "patients": 150,
    "obstacles": 300,
    "support": 300,
    "helped": 300,
    "hindered": 300,
}
"""The most characters of each text."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a commitment says; `certainty` from 1 to 5. It leaves the store sealed only."""

    change: str
    patients: str
    certainty: int
    barriers: tuple[Barrier, ...] = ()
    obstacles: str = ""
    support: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """How it went at one time. What helped or hindered may be read by others, without a name, if `may_be_read`."""

    result: Result
    helped: str = ""
    hindered: str = ""
    may_be_read: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One of the two times at which its owner is asked."""

    weeks: int
    asked_at: datetime
    state: CheckState
    report: Report | None = None

    @property
    def awaits(self) -> bool:
        """Whether its owner was asked and has not answered."""
        return self.state in {CheckState.ASKED, CheckState.NUDGED}


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment as its owner sees it; `words` is None where the key is another one now."""

    id: int
    community_id: CommunityId
    member_id: MemberId
    words: Words | None
    made_at: datetime
    due_at: datetime
    ended: bool
    shared: bool
    checks: tuple[Check, ...] = ()

    @property
    def awaiting(self) -> Check | None:
        """The time of which its owner was asked and has not answered, the latest if both."""
        return next((check for check in reversed(self.checks) if check.awaits), None) if not self.ended else None

    @property
    def next_check(self) -> Check | None:
        """The time that an answer is for: the one that was asked about, else the next; None once it has ended."""
        if self.ended:
            return None
        return self.awaiting or next((check for check in self.checks if check.report is None), None)

    @property
    def latest(self) -> Check | None:
        """The latest time of which they have told how it went."""
        return next((check for check in reversed(self.checks) if check.report is not None), None)


def words(change: str, patients: str, certainty: int, barriers: Sequence[str]) -> Words:
    """Return what somebody filled in, tidy; raises Invalid (`commit.missing`, `commit.too_long`)."""
    kinds = tuple(one for one in Barrier if one.value in barriers)
    told = tidy("change", change)
    if not told:
        raise Invalid("commit.missing")
    return Words(told, tidy("patients", patients), min(max(certainty, 1), 5), kinds)


def tidy(name: str, text: str) -> str:
    """Return a text on one line; raises Invalid (`commit.too_long`) above its limit."""
    told = one_line(text)
    if len(told) > LIMITS[name]:
        raise Invalid("commit.too_long", limit=LIMITS[name], length=len(told), typed=text)
    return told


def checks(now: datetime, zone: str) -> tuple[Check, ...]:
    """Return when somebody who commits now is asked: at nine in the morning in their zone."""
    return tuple(Check(weeks, in_weeks(weeks, now, zone), CheckState.PLANNED) for weeks in WEEKS)


def ends(check: Check, result: Result) -> bool:
    """Return whether nothing is asked after this answer."""
    return result is Result.DROPPED or check.weeks == WEEKS[-1]


def detailed(report: Report, helped: str, hindered: str, *, may_be_read: bool) -> Report:
    """Return a report with what helped and hindered; raises Invalid (`commit.too_long`)."""
    return replace(report, helped=tidy("helped", helped), hindered=tidy("hindered", hindered), may_be_read=may_be_read)


def asking(commitment: Commitment, check: Check) -> PlannedTimer:
    """Return the timer at which its owner is asked."""
    return _timer(ASK, commitment, check.weeks, check.asked_at)


def nudging(commitment: Commitment, check: Check, now: datetime) -> PlannedTimer:
    """Return the timer at which they are asked once more."""
    return _timer(NUDGE, commitment, check.weeks, now + NUDGE_AFTER)


def weeks_of(dedupe_key: str) -> int:
    """Return which of the two times a timer is about."""
    return int(dedupe_key.rsplit(":", 1)[-1])


def _timer(kind: str, commitment: Commitment, weeks: int, at: datetime) -> PlannedTimer:
    key = f"{kind}:{commitment.community_id}:{commitment.id}:{weeks}"
    return PlannedTimer(kind, commitment.community_id, commitment.id, key, at, at + LAPSES, commitment.member_id)

"""Follow-ups: when the author of a case is asked what happened, and what they tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.errors import Invalid
from bot.domain.ids import CaseId, CommunityId
from bot.domain.timers import PlannedTimer
from bot.domain.times import read_time

ASK = "case.follow-up.ask"
"""The timer kind at which an author is asked what happened."""
NUDGE = "case.follow-up.nudge"
"""The timer kind at which they are asked once more; after that never again."""
KINDS = "case.follow-up"
"""What both kinds begin with."""

NUDGE_AFTER = timedelta(days=7)
WAITS = timedelta(days=7)
"""How long a follow-up is put off whose case still awaits its release."""
WEEKS = (2, 4, 8, 12)
"""What is offered for one tap."""

_MORNING, _EVENING = 8, 20
"""Hours (local) from which and before which a direct message may come."""
_USUAL_HOUR = "9am"


class FollowUpState(StrEnum):
    """How far a follow-up has come."""

    PLANNED = "planned"
    ASKED = "asked"
    NUDGED = "nudged"
    DECLINED = "declined"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The follow-up of one case, `due_at` in UTC. Whose case it is stands nowhere in here."""

    case_id: CaseId
    community_id: CommunityId
    due_at: datetime
    state: FollowUpState
    revision: int

    @property
    def is_open(self) -> bool:
        """Whether its author is still to tell what happened."""
        return self.state in {FollowUpState.PLANNED, FollowUpState.ASKED, FollowUpState.NUDGED}


def due(typed: str, now: datetime, zone: str, locale: str) -> datetime:
    """Return the UTC instant that a typed date means; without an hour, at nine in the morning, and never at night.

    Raises what `times.read_time` raises.
    """
    try:
        instant = read_time(typed, now=now, zone=zone, locale=locale).instant
    except Invalid as error:
        if error.code != "time.needs_hour":
            raise
        instant = read_time(f"{typed} {_USUAL_HOUR}", now=now, zone=zone, locale=locale).instant
    return by_day(instant, zone)


def in_weeks(weeks: int, now: datetime, zone: str) -> datetime:
    """Return the UTC instant at nine in the morning, `weeks` weeks from today as clocks in `zone` show it."""
    wall = now.astimezone(ZoneInfo(zone)) + timedelta(weeks=weeks)
    return wall.replace(hour=9, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)


def by_day(instant: datetime, zone: str) -> datetime:
    """Return `instant`, or the next morning in `zone` if it falls into the night."""
    wall = instant.astimezone(ZoneInfo(zone))
    if _MORNING <= wall.hour < _EVENING:
        return instant
    morning = wall.replace(hour=9, minute=0, second=0, microsecond=0)
    if wall.hour >= _EVENING:
        morning += timedelta(days=1)
    return morning.astimezone(instant.tzinfo)


def day_of(due_at: datetime, zone: str) -> datetime:
    """Return noon of the day on which an author is asked, as the community's clocks (IANA `zone`) have it.

    That is all that others read of it: the hour is nine in the morning where the author lives, and would tell in which
    zone whoever wrote an anonymous case is.
    """
    return due_at.astimezone(ZoneInfo(zone)).replace(hour=12, minute=0, second=0, microsecond=0).astimezone(UTC)


def asking(one: FollowUp) -> PlannedTimer:
    """Return the timer at which the author is asked. It names the case, never the author."""
    return _timer(ASK, one, one.due_at)


def nudging(one: FollowUp, now: datetime) -> PlannedTimer:
    """Return the timer at which they are asked once more."""
    return _timer(NUDGE, one, now + NUDGE_AFTER)


def _timer(kind: str, one: FollowUp, at: datetime) -> PlannedTimer:
    key = f"case:{one.community_id}:{one.case_id}:follow-up:{one.revision}:{kind}"
    return PlannedTimer(kind, one.community_id, one.case_id, key, at)

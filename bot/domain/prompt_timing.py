"""Whether a scheduled prompt is wanted just now, and which kinds fit what is going on.

Of conversations only their volume is known: how many messages people wrote in a channel, never who or what.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.prompts import History, Kind
from bot.domain.public_holidays import is_public_holiday
from bot.domain.schedules import Occurrence

TALK_WINDOW: Final = timedelta(hours=24)
TALKING: Final = 5
"""So many messages within `TALK_WINDOW`, and the group is talking already: a prompt would only interrupt."""
SILENT_AFTER: Final = timedelta(days=14)
SOON: Final = timedelta(days=3)
JUST_MET: Final = timedelta(days=2)


class Skip(StrEnum):
    """Why a turn of a schedule was skipped; stored."""

    TALKING = "talking"
    HOLIDAY = "holiday"


class Occasion(StrEnum):
    """What is going on, the most pressing first."""

    JUST_MET = "just-met"
    MEETING_SOON = "meeting-soon"
    SILENCE = "silence"
    POLL_OPEN = "poll-open"


FITTING: Final = {
    Occasion.JUST_MET: frozenset({Kind.FOLLOW_UP, Kind.REFLECTION}),
    Occasion.MEETING_SOON: frozenset({Kind.CASE_INVITATION, Kind.COMMON_PROBLEM}),
    # Easy to answer in a word: nobody breaks a silence with an essay.
    Occasion.SILENCE: frozenset({Kind.WARM_UP, Kind.SUPPORT}),
    # The group has something to decide already; what is light does not compete with it.
    Occasion.POLL_OPEN: frozenset({Kind.WARM_UP, Kind.SUPPORT}),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What goes on in a community: when it last met and meets next, whether a poll is open, since when it is quiet.

    `quiet_since` is when somebody last wrote where prompts go, or when the community began.
    """

    quiet_since: datetime
    last_met: datetime | None = None
    next_meeting: datetime | None = None
    poll_open: bool = False


def reason_to_skip(turn: Occurrence, zone: str, messages: int, *, keeps_holidays: bool) -> Skip | None:
    """Return why a turn is not wanted, None if it is; `messages` were written in its channel within `TALK_WINDOW`."""
    if keeps_holidays and is_public_holiday(turn.local.date(), zone):
        return Skip.HOLIDAY
    return Skip.TALKING if messages >= TALKING else None


def working_turns(turns: Iterable[Occurrence], zone: str, *, keeps_holidays: bool) -> Iterable[Occurrence]:
    """Yield the turns that no public holiday takes away."""
    return (one for one in turns if not (keeps_holidays and is_public_holiday(one.local.date(), zone)))


def occasion_in(situation: Situation, now: datetime) -> Occasion | None:
    """Return the most pressing thing that is going on, or None."""
    if situation.last_met is not None and timedelta(0) <= now - situation.last_met <= JUST_MET:
        return Occasion.JUST_MET
    if situation.next_meeting is not None and timedelta(0) <= situation.next_meeting - now <= SOON:
        return Occasion.MEETING_SOON
    if now - situation.quiet_since >= SILENT_AFTER:
        return Occasion.SILENCE
    return Occasion.POLL_OPEN if situation.poll_open else None


def fitting_kinds(occasion: Occasion | None, history: History) -> frozenset[Kind]:
    """Return the kinds that fit an occasion; none if one of them was asked last, so that nobody hears only one sort."""
    kinds = frozenset[Kind]() if occasion is None else FITTING[occasion]
    last = max(history.kinds, key=lambda kind: (history.kinds[kind], kind), default=None)
    return frozenset() if last in kinds else kinds


def hour_of(now: datetime) -> datetime:
    """Return the full hour that a message is counted in."""
    return now.replace(minute=0, second=0, microsecond=0)

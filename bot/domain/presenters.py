"""Who presents an item of an agenda: who is offered first, who is asked, and what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Conflict
from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import Meeting
from bot.domain.timers import PlannedTimer

ASK = "agenda.presenter"
"""Kind of the timer that asks somebody whether they would present; its subject is the ask."""
FREE = "agenda.free"
"""Kind of the timer that tells facilitators once that an item needs somebody else; its subject is the ask."""
RELIEVED = "agenda.relieved"
"""Kind of the timer that tells somebody once that they need not present after all; its subject is the meeting."""

MOST_OFFERED = 4
"""How many are offered by a button each; anybody else is in the menu."""


class AskState(StrEnum):
    """How far an ask has come; an item has at most one that is asked or accepted."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Freed(StrEnum):
    """Why an item needs somebody else, or may need."""

    DECLINED = "declined"
    LEFT = "left"
    AWAY = "away"
    NOT_COMING = "not-coming"
    UNREACHED = "unreached"


class Why(StrEnum):
    """Why somebody is offered."""

    SUGGESTED = "suggested"
    AUTHOR = "author"
    SUPPORTS = "supports"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody who was asked, or offered, to present an item."""

    id: int
    community_id: CommunityId
    item_id: int
    member_id: MemberId
    state: AskState


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked, and why they are offered."""

    member_id: MemberId
    why: Why


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What counts for who is offered. `here` is everybody who is in and not away on the day, in the order they joined;
    `presented` and `asked` how often each presented, and was asked to, in the last year; `refused` are those who cannot
    come or have declined.
    """

    here: Sequence[MemberId]
    presented: Mapping[MemberId, int] = field(default_factory=dict[MemberId, int])
    asked: Mapping[MemberId, int] = field(default_factory=dict[MemberId, int])
    refused: Collection[MemberId] = ()
    suggested: MemberId | None = None
    author: MemberId | None = None
    supporters: Collection[MemberId] = ()


def candidates(found: Circumstances) -> tuple[Candidate, ...]:
    """Return who is offered: who brought it, then who supports it, then who has not had a turn in the last year.

    Among equals, those who presented less come first, then those who were asked less: so not the same few are asked
    again and again. Whoever is away, cannot come or has declined is not offered.
    """
    free = [one for one in found.here if one not in found.refused]
    by_turn = sorted(free, key=lambda one: (found.presented.get(one, 0), found.asked.get(one, 0)))
    ways: Iterable[tuple[Why, Iterable[MemberId]]] = (
        (Why.AUTHOR, (one for one in free if one == found.author)),
        (Why.SUGGESTED, (one for one in free if one == found.suggested)),
        (Why.SUPPORTS, (one for one in by_turn if one in found.supporters)),
        (Why.TURN, (one for one in by_turn if not found.presented.get(one, 0))),
    )
    offered: dict[MemberId, Candidate] = {}
    for why, people in ways:
        for one in people:
            offered.setdefault(one, Candidate(one, why))
    return tuple(offered.values())[:MOST_OFFERED]


def settle(ask: Ask, accepts: bool, *, taken: bool) -> AskState | None:
    """Return the state after an answer, None if it changes nothing; an answer may be changed while the item is free.

    `taken` tells whether the item is somebody else's, or somebody else is being asked. Raises Conflict
    (`agenda.ask_over`) once the question is withdrawn, or the item is taken.
    """
    wanted = AskState.ACCEPTED if accepts else AskState.DECLINED
    if ask.state is wanted:
        return None
    if ask.state is AskState.WITHDRAWN or (accepts and taken):
        raise Conflict("agenda.ask_over")
    return wanted


def asking(ask: Ask, meeting: Meeting, now: datetime) -> PlannedTimer:
    """Return the timer that asks; it lapses as the meeting begins."""
    key = f"agenda:ask:{ask.id}"
    return PlannedTimer(ASK, ask.community_id, ask.id, key, now, meeting.starts_at, ask.member_id)


def freeing(ask: Ask, why: Freed, meeting: Meeting, now: datetime, fact: str = "") -> PlannedTimer:
    """Return the timer that tells facilitators, once each ask and reason, why an item needs somebody else.

    `fact` tells two of one kind apart.
    """
    key = f"agenda:ask:{ask.id}:{fact}:{why}"
    return PlannedTimer(FREE, ask.community_id, ask.id, key, now, meeting.starts_at)


def why_freed(dedupe_key: str) -> Freed:
    """Return why such a timer was planned."""
    return Freed(dedupe_key.rsplit(":", 1)[-1])


def relieving(ask: Ask, meeting: Meeting, now: datetime) -> PlannedTimer:
    """Return the timer that tells somebody that they need not present after all."""
    key = f"agenda:ask:{ask.id}:relieved"
    return PlannedTimer(RELIEVED, ask.community_id, meeting.id, key, now, meeting.starts_at, ask.member_id)

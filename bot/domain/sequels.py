"""Sequels: what happened next, told below a case at its own time.

A sequel goes one way: planned (sealed; the releasing facilitator has read it) -> out, or withdrawn by its author, or
erased with its case. They come in order: none before the one that precedes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.cases import NEXT, Sequel, clean
from bot.domain.errors import Invalid
from bot.domain.follow_ups import due
from bot.domain.ids import CaseId, CommunityId
from bot.domain.timers import PlannedTimer
from bot.domain.times import read_duration

POST = "case-sequel"
"""The kind of the post below a case; its subject is the sequel."""
OUT = "case.sequel"
"""The timer kind that tells a sequel; it names the sequel, never the author."""
HELD_UP = timedelta(minutes=15)
"""How long a sequel waits that comes due while its case, or another sequel of it, is hidden."""

_AROUND = re.compile(r"^(?:in|after)\s+|\s+(?:after (?:the )?release|after that|later|after)$", re.IGNORECASE)


class SequelState(StrEnum):
    """What has become of a sequel."""

    PLANNED = "planned"
    OUT = "out"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Told:
    """A sequel of a released case; `number` counts the parts of a case, of which the case itself is the first.

    `text` is None for whoever may not read it yet, or any more. Instants are UTC. `revision` rises with each new time.
    """

    id: int
    community_id: CommunityId
    case_id: CaseId
    number: int
    state: SequelState
    due_at: datetime
    revision: int
    text: str | None = None
    out_at: datetime | None = None


def timing(typed: str, now: datetime, zone: str, locale: str) -> tuple[timedelta | None, datetime | None]:
    """Return when a sequel is told, as typed: a length counts from the release, anything else is an instant (UTC).

    Raises Invalid `duration.unclear`, and what `times.read_time` raises.
    """
    bare = typed.strip()
    for _ in range(2):
        bare = _AROUND.sub("", bare)
    try:
        return read_duration(bare), None
    except Invalid as error:
        if error.code != "duration.unreadable":
            raise
    return None, due(typed, now, zone, locale)


def rewritten(before: Sequel | None, text: str, when: str, now: datetime, zone: str, locale: str) -> Sequel | None:
    """Return a sequel as typed, or None without any text; its time stays where none was typed.

    Raises Invalid `case.sequel_when` where there is none to stay, and as `timing`.
    """
    if not text.strip():
        return None
    if when.strip():
        after, at = timing(when, now, zone, locale)
        return Sequel(text, after, at)
    if before is None:
        raise Invalid("case.sequel_when", typed=text)
    return replace(before, text=text)


def written(sequels: Sequence[Sequel], place: int, one: Sequel | None) -> tuple[Sequel, ...]:
    """Return `sequels` with the one at `place` (from 0) replaced, added after the last, or (None) taken away.

    Raises Invalid `case.too_many_sequels`, and what `cases.clean` raises.
    """
    if place >= len(NEXT) and one is not None:
        raise Invalid("case.too_many_sequels", n=len(NEXT))
    listed = list(sequels)
    if one is None:
        return tuple(listed[:place] + listed[place + 1 :])
    one = replace(one, text=clean(NEXT[min(place, len(listed))], one.text))
    return (*listed[:place], one, *listed[place + 1 :])


def at_usual_hour(instant: datetime, zone: str) -> datetime:
    """Return nine in the morning in `zone` on the day of `instant` there.

    An anonymous author's own hour would tell in which zone they live; the community's tells nothing.
    """
    wall = instant.astimezone(ZoneInfo(zone))
    return wall.replace(hour=9, minute=0, second=0, microsecond=0).astimezone(instant.tzinfo)


def due_times(sequels: Sequence[Sequel], released_at: datetime, hours_of: str | None = None) -> tuple[datetime, ...]:
    """Return when each is told: in order, and none before the release.

    `hours_of` is the community's zone where the author is anonymous; see `at_usual_hour`.
    """
    times: list[datetime] = []
    for sequel in sequels:
        wanted = released_at + (sequel.after or timedelta()) if sequel.at is None else sequel.at
        if sequel.at is not None and hours_of is not None:
            wanted = at_usual_hour(wanted, hours_of)
        times.append(max([wanted, released_at, *times[-1:]]))
    return tuple(times)


def telling(one: Told) -> PlannedTimer:
    """Return the promise to tell a sequel at its time."""
    key = f"{OUT}:{one.community_id}:{one.id}:{one.revision}"
    return PlannedTimer(OUT, one.community_id, one.id, key, one.due_at)

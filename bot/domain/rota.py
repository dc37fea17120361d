"""The rota: which facilitator looks after which week, who steps in, and swaps.

A week is named by its Monday, a local date; whose clock counts is said by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.ids import CommunityId, MemberId
from bot.domain.reach import Habits
from bot.domain.timers import PlannedTimer

SWAP: Final = "rota.swap"
"""Kind of the timer that asks the holder of a week whether they swap; its subject is the swap."""
ANSWERED: Final = "rota.answered"
"""Kind of the timer that tells whoever asked what the holder said."""
WEEKS_SHOWN: Final = 8
WEEK: Final = timedelta(days=7)
_WORKING_DAYS: Final = 5

Turns = Mapping[date, MemberId]
"""Who has which week."""


class SwapState(StrEnum):
    """Where a wish to swap stands; OVER once the weeks changed hands some other way."""

    ASKED = "asked"
    AGREED = "agreed"
    KEPT = "kept"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Swap:
    """Somebody's wish to have `holder_id`'s week, for a week of their own (None: for nothing)."""

    id: int
    community_id: CommunityId
    asker_id: MemberId
    asker_week: date | None
    holder_id: MemberId
    holder_week: date
    state: SwapState = SwapState.ASKED

    def still_fits(self, turns: Turns) -> bool:
        """Whether the weeks are still whose they were when it was asked."""
        theirs = turns.get(self.holder_week) == self.holder_id
        mine = self.asker_week is None or turns.get(self.asker_week) == self.asker_id
        return theirs and mine


def week_of(now: datetime, zone: str) -> date:
    """Return the Monday of the week that the clocks in `zone` (IANA) show."""
    day = Habits(zone).local(now).date()
    return day - timedelta(days=day.weekday())


def weeks_from(first: date) -> tuple[date, ...]:
    """Return the weeks that a screen shows, from `first` on."""
    return tuple(first + WEEK * number for number in range(WEEKS_SHOWN))


def is_away(habits: Habits, week: date) -> bool:
    """Whether somebody is away on a working day of a week."""
    return any(habits.away is not None and habits.away.covers(week + timedelta(days=n)) for n in range(_WORKING_DAYS))


def on_duty(turns: Turns, week: date, can: Callable[[MemberId], bool]) -> MemberId | None:
    """Return who looks after a week: whose turn it is, or else the next in the rota who `can`; None for nobody.

    The next are those of the weeks after, in their order, then those of the weeks before, the latest first.
    """
    if week not in turns:
        return None
    after = [turns[one] for one in sorted(turns) if one >= week]
    before = [turns[one] for one in sorted(turns, reverse=True) if one < week]
    return next((one for one in (*after, *before) if can(one)), None)


def next_free(turns: Turns, first: date, habits: Habits) -> date | None:
    """Return the first week shown that nobody has and in which somebody is not away; None if there is none."""
    return next((week for week in weeks_from(first) if week not in turns and not is_away(habits, week)), None)


def own_week(turns: Turns, member_id: MemberId, first: date, not_this: date) -> date | None:
    """Return somebody's next week from `first` on that they could give for another; None if they have none."""
    mine = [week for week, one in turns.items() if one == member_id and week >= first and week != not_this]
    return min(mine, default=None)


def asking(swap: Swap, now: datetime) -> PlannedTimer:
    """Return the timer that asks the holder; it lapses with their week."""
    key = f"{SWAP}:{swap.id}"
    return PlannedTimer(SWAP, swap.community_id, swap.id, key, now, now + 2 * WEEK, swap.holder_id)


def answering(swap: Swap, now: datetime) -> PlannedTimer:
    """Return the timer that tells whoever asked."""
    key = f"{ANSWERED}:{swap.id}"
    return PlannedTimer(ANSWERED, swap.community_id, swap.id, key, now, now + 2 * WEEK, swap.asker_id)

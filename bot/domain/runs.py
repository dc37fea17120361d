"""Running a meeting: timed steps that a facilitator goes through, and how far behind or ahead it is.

A sheet is made once, when the meeting is started, from a format and the agenda as it stands then. Its state is the
steps with their moments, so that whoever looks at it, and after whatever restart, sees the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate, groupby, pairwise
from math import ceil

from bot.domain.attendance import window
from bot.domain.errors import Conflict
from bot.domain.ids import MeetingId, MemberId
from bot.domain.meetings import AgendaItem, Meeting, MeetingState

EARLIEST = timedelta(minutes=30)
"""A meeting may be started so long before its time."""
LATE = timedelta(minutes=2)
"""From then on the one who starts it is asked whether it began in time."""
MOST_ITEMS = 6
"""More items than that do not get steps of their own: nobody gets through them."""
EXTENSION = 5
"""Minutes."""


class FormatKey(StrEnum):
    """What kind of meeting it is."""

    PLAIN = "plain"
    ECHO = "echo"
    JOURNAL_CLUB = "journal-club"
    BALINT = "balint"


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """A step of a format, its minutes those it has in an hour; `each_item` is gone through for each agenda item."""

    title: str
    minutes: int
    hint: str
    each_item: bool = False


@dataclass(frozen=True, slots=True)
class RunFormat:
    """A kind of meeting and its steps."""

    key: FormatKey
    name: str
    steps: tuple[StepTemplate, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of one meeting: `item_id` where it belongs to an agenda item, whose words are `topic` and `presenter_id`.

    They are None once that item was taken off or hidden. `extra` are the minutes that were added, `began_at` is None
    until its turn.
    """

    title: str
    hint: str
    minutes: int
    item_id: int | None = None
    topic: str | None = None
    presenter_id: MemberId | None = None
    extra: int = 0
    began_at: datetime | None = None

    @property
    def length(self) -> timedelta:
        """How long it may take, with what was added."""
        return timedelta(minutes=self.minutes + self.extra)


@dataclass(frozen=True, slots=True)
class Run:
    """A meeting that is being run. `turn` rises with each tap that changed something: a button belongs to one."""

    meeting_id: MeetingId
    format: FormatKey
    turn: int
    steps: tuple[Step, ...]
    acted_at: datetime

    @property
    def index(self) -> int:
        """Which step is on, counted from 0."""
        return max(index for index, step in enumerate(self.steps) if step.began_at is not None)

    @property
    def present(self) -> Step:
        """The step that is on."""
        return self.steps[self.index]

    @property
    def coming(self) -> Step | None:
        """The step after it, None in the last one."""
        return self.steps[self.index + 1] if self.index + 1 < len(self.steps) else None


@dataclass(frozen=True, slots=True)
class Pace:
    """When the present step ends, when the meeting will be through, and how late (negative: early) that is."""

    step_ends_at: datetime
    ends_at: datetime
    behind: timedelta


def plan_steps(chosen: RunFormat, items: Sequence[AgendaItem], minutes: int) -> tuple[Step, ...]:
    """Return the steps of a meeting of so many `minutes`, each at least one; together they fill it exactly.

    Steps that are gone through for each item share their minutes among the items, and stand there once, without a
    topic, where there is none. (A meeting shorter than its steps gets a minute for each.)
    """
    shown = list(items[:MOST_ITEMS]) or [None]
    weighted: list[tuple[float, Step]] = []
    for each_item, block in groupby(chosen.steps, key=lambda step: step.each_item):
        templates = list(block)
        for item in shown if each_item else [None]:
            for one in templates:
                share = one.minutes / len(shown) if each_item else one.minutes
                weighted.append((share, _about(Step(one.title, one.hint, 0), item)))
    lengths = _share_out(minutes, [weight for weight, _ in weighted])
    return tuple(replace(step, minutes=length) for length, (_, step) in zip(lengths, weighted, strict=True))


def _about(step: Step, item: AgendaItem | None) -> Step:
    if item is None:
        return step
    return replace(step, item_id=item.id, topic=item.title, presenter_id=item.presenter_id)


def _share_out(minutes: int, weights: Sequence[float]) -> list[int]:
    """Return whole minutes, at least one each, as near to the weights as they can be."""
    whole, total = max(minutes, len(weights)), sum(weights)
    marks = [0, *(round(whole * reached / total) for reached in accumulate(weights))]
    lengths = [end - start for start, end in pairwise(marks)]
    while 0 in lengths:
        lengths[lengths.index(max(lengths))] -= 1
        lengths[lengths.index(0)] += 1
    return lengths


def guess(title: str, before: FormatKey | None) -> FormatKey:
    """Return the format a meeting probably has: the one its title names, else the one that was used last."""
    for word, key in (("journal", FormatKey.JOURNAL_CLUB), ("balint", FormatKey.BALINT), ("echo", FormatKey.ECHO)):
        if re.search(rf"\b{word}\b", title.casefold()):
            return key
    return before or FormatKey.PLAIN


def check_start(meeting: Meeting, now: datetime) -> None:
    """Raise Conflict (`meeting.was_cancelled`, `run.too_early`, `run.over`) unless a meeting may be started now."""
    if meeting.state is MeetingState.CANCELLED:
        raise Conflict("meeting.was_cancelled", starts_at=meeting.starts_at)
    if meeting.ended_at is not None:
        raise Conflict("run.over", ended_at=meeting.ended_at)
    if now < meeting.starts_at - EARLIEST:
        raise Conflict("run.too_early", from_at=meeting.starts_at - EARLIEST)


def may_start(meeting: Meeting, now: datetime) -> bool:
    """Return whether `check_start` raises nothing."""
    try:
        check_start(meeting, now)
    except Conflict:
        return False
    return True


def start(
    meeting: Meeting, key: FormatKey, steps: Sequence[Step], now: datetime, *, as_planned: bool = False
) -> tuple[Run, datetime]:
    """Return the sheet in its first step, and when the meeting began: now, or `as_planned` where it began without it.

    Raises what `check_start` raises.
    """
    check_start(meeting, now)
    began_at = meeting.starts_at if as_planned and now > meeting.starts_at else now
    first, *rest = steps
    return Run(meeting.id, key, 1, (replace(first, began_at=began_at), *rest), now), began_at


def go_on(run: Run, now: datetime) -> Run:
    """Return the sheet in its next step; in the last one it stays."""
    if run.coming is None:
        return run
    steps = list(run.steps)
    steps[run.index + 1] = replace(run.coming, began_at=now)
    return replace(run, turn=run.turn + 1, steps=tuple(steps), acted_at=now)


def extend(run: Run, now: datetime) -> Run:
    """Return the sheet with five minutes more for the present step.

    Where its time was over already, the five minutes count from now: who asks for five minutes means five.
    """
    steps, present = list(run.steps), run.present
    began = present.began_at or now
    ends = max(began + present.length, now) + timedelta(minutes=EXTENSION)
    steps[run.index] = replace(present, extra=ceil((ends - began) / timedelta(minutes=1)) - present.minutes)
    return replace(run, turn=run.turn + 1, steps=tuple(steps), acted_at=now)


def pace(meeting: Meeting, run: Run, now: datetime) -> Pace:
    """Return how the meeting keeps its time: the present step and all that follow, against the plan."""
    began = run.present.began_at or now
    step_ends = began + run.present.length
    rest = sum((step.length for step in run.steps[run.index + 1 :]), timedelta(0))
    ends = max(step_ends, now) + rest
    planned = window(meeting, now).start + sum((timedelta(minutes=step.minutes) for step in run.steps), timedelta(0))
    return Pace(step_ends, ends, ends - planned)

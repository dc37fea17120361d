"""Who was at a meeting and for how long: stays added up inside the meeting as it was really run.

A stay comes from the meeting's voice channel (seen by the bot) or from somebody who said that they are there (phone,
Zoom). What a facilitator settled stands in place of what was added up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting, MeetingState, one_line
from bot.domain.reminders import key
from bot.domain.timers import PlannedTimer

WATCH = "meeting.watch"
"""Kind of the timer at which the bot looks who is in the voice channel: when it begins, then while anybody is there."""
OVER = "meeting.over"
"""Kind of the timer at which a meeting ends by itself."""
SETTLED = "attendance.settled"
"""Kind of the timer that tells a member what became of their objection."""

LOOK_AGAIN = timedelta(seconds=60)
"""How often the bot notes who is there: at most so much of somebody's stay is lost to a crash."""
FROM_THE_START = timedelta(minutes=10)
"""Who says within this time after the beginning that they are there is taken to have been there from it."""
OVERRUN = timedelta(hours=2)
"""A meeting whose run sheet nobody ended is over so long after its planned end, or the last tap."""
MOST_REASON = 300


class Source(StrEnum):
    """How the bot knows of a stay."""

    VOICE = "voice"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Window:
    """The time that counts, from when a meeting began until it ended, or until now."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """How long it lasted, in whole minutes."""
        return _whole_minutes(max(timedelta(0), self.end - self.start))


@dataclass(frozen=True, slots=True)
class Stay:
    """From when until when (None: still) somebody was there; `seen_at` is when they were last seen there."""

    id: int
    member_id: MemberId
    source: Source
    since: datetime
    until: datetime | None
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person's minutes: `minutes` count, `measured` were added up, `fixed` where a facilitator settled them."""

    member_id: MemberId
    minutes: int
    measured: int
    sources: frozenset[Source] = frozenset()
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What looking into the voice channel showed: who came, and which stays ended when."""

    came: tuple[MemberId, ...]
    left: tuple[tuple[Stay, datetime], ...]


class ContestState(StrEnum):
    """What became of an objection: the member's minutes were taken, or the counted ones stand."""

    OPEN = "open"
    GRANTED = "granted"
    UPHELD = "upheld"


@dataclass(frozen=True, slots=True)
class Contest:
    """A member says they were there for `claimed` minutes."""

    id: int
    community_id: CommunityId
    meeting_id: MeetingId
    member_id: MemberId
    claimed: int
    state: ContestState


def window(meeting: Meeting, now: datetime) -> Window:
    """Return the time of a meeting that counts so far.

    It begins and ends when its run sheet says so; without one, as planned.
    """
    start = meeting.began_at or meeting.starts_at
    if meeting.ended_at is not None:
        end = meeting.ended_at
    else:
        end = now if meeting.began_at is not None else min(now, meeting.ends_at)
    return Window(start, max(start, end))


def observe(open_stays: Iterable[Stay], present: Collection[MemberId], now: datetime, left: MemberId | None) -> Seen:
    """Return what changes when `present` are in the voice channel at `now`.

    `left` was just seen leaving, so that their stay ends now. Whoever else is gone left unseen (the bot was down, or
    cut off): their stay ends when they were last seen. Whoever was there before such a gap and is there after it is
    taken to have stayed: most gaps are short, and somebody who left and came back within one can be corrected.
    Whoever came during one counts from now: nothing tells since when, and they may contest it.
    """
    voice = [stay for stay in open_stays if stay.source is Source.VOICE]
    known = {stay.member_id for stay in voice}
    gone = [stay for stay in voice if stay.member_id not in present]
    ends = tuple((stay, max(stay.since, now if stay.member_id == left else stay.seen_at)) for stay in gone)
    return Seen(tuple(sorted(set(present) - known)), ends)


def said_since(counted: Window, now: datetime) -> datetime:
    """Return from when somebody counts who says at `now` that they are there."""
    return counted.start if now - counted.start <= FROM_THE_START else now


def minutes_by_member(stays: Iterable[Stay], counted: Window) -> dict[MemberId, int]:
    """Return everybody's whole minutes inside `counted`, however their stays overlap or repeat."""
    spans: dict[MemberId, list[tuple[datetime, datetime]]] = {}
    for stay in stays:
        start = max(stay.since, counted.start)
        end = min(stay.until or counted.end, counted.end)
        spans.setdefault(stay.member_id, [])
        if start < end:
            spans[stay.member_id].append((start, end))
    return {member_id: min(_whole_minutes(_covered(found)), counted.minutes) for member_id, found in spans.items()}


def _covered(spans: list[tuple[datetime, datetime]]) -> timedelta:
    """Return how much time the spans cover, each moment counted once."""
    total, reached = timedelta(0), None
    for start, end in sorted(spans):
        begin = start if reached is None else max(start, reached)
        if end > begin:
            total += end - begin
        reached = end if reached is None else max(reached, end)
    return total


def _whole_minutes(length: timedelta) -> int:
    """Return the nearest whole number of minutes: what is lost and won by seconds evens out."""
    return int(length.total_seconds() / 60 + 0.5)


def roster(stays: Sequence[Stay], fixes: Mapping[MemberId, int], counted: Window) -> tuple[Attendee, ...]:
    """Return everybody who was there or whom a facilitator settled, in the order they came; nobody is ranked."""
    measured = minutes_by_member(stays, counted)
    first = {stay.member_id: stay.since for stay in sorted(stays, key=lambda stay: stay.since, reverse=True)}
    everybody = [*sorted(measured, key=lambda one: (first[one], one)), *sorted(fixes.keys() - measured.keys())]
    return tuple(
        Attendee(
            one,
            fixes.get(one, measured.get(one, 0)),
            measured.get(one, 0),
            frozenset(stay.source for stay in stays if stay.member_id == one),
            one in fixes,
        )
        for one in everybody
    )


def check_on(meeting: Meeting, now: datetime) -> None:
    """Raise Conflict (`meeting.was_cancelled`, `attendance.not_begun`, `attendance.over`) unless it is on now."""
    check_begun(meeting, now)
    if meeting.ended_at is not None:
        raise Conflict("attendance.over", ended_at=meeting.ended_at)


def check_begun(meeting: Meeting, now: datetime) -> None:
    """Raise Conflict (`meeting.was_cancelled`, `attendance.not_begun`) unless it is on or over."""
    if meeting.state is MeetingState.CANCELLED:
        raise Conflict("meeting.was_cancelled", starts_at=meeting.starts_at)
    if now < meeting.begins_at:
        raise Conflict("attendance.not_begun", starts_at=meeting.starts_at)


def check_over(meeting: Meeting, now: datetime) -> None:
    """Raise Conflict (what `check_begun` raises, `attendance.still_on`) unless it is over: only then minutes stand."""
    check_begun(meeting, now)
    if meeting.ended_at is None:
        raise Conflict("attendance.still_on")


def minutes_of(typed: str, counted: Window) -> int:
    """Return the minutes somebody typed, all of the meeting for nothing typed.

    Raises Invalid (`attendance.minutes_unreadable`, `attendance.too_many_minutes`): nobody was there for longer than
    it lasted.
    """
    digits = typed.strip()
    if not digits:
        return counted.minutes
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
        raise Invalid("attendance.minutes_unreadable", limit=counted.minutes, typed=typed)
    if int(digits) > counted.minutes:
        raise Invalid("attendance.too_many_minutes", limit=counted.minutes, typed=typed)
    return int(digits)


def reason_of(typed: str) -> str:
    """Return a reason on one line; raises Invalid (`attendance.reason_missing`, `attendance.reason_too_long`)."""
    reason = one_line(typed)
    if not reason:
        raise Invalid("attendance.reason_missing")
    if len(reason) > MOST_REASON:
        raise Invalid("attendance.reason_too_long", limit=MOST_REASON, typed=typed)
    return reason


def watching(meeting: Meeting, fact: str, due_at: datetime) -> PlannedTimer:
    """Return the timer that looks who is there."""
    return PlannedTimer(WATCH, meeting.community_id, meeting.id, key(meeting, fact), due_at)


def first_look(meeting: Meeting) -> PlannedTimer:
    """Return the timer of the first look, as the meeting begins."""
    return watching(meeting, "watch", meeting.starts_at)


def ending(meeting: Meeting) -> PlannedTimer:
    """Return the timer that ends a meeting at its planned end."""
    return PlannedTimer(
        OVER, meeting.community_id, meeting.id, key(meeting, f"over:{meeting.minutes}"), meeting.ends_at
    )


def left_open(meeting: Meeting, acted_at: datetime) -> PlannedTimer:
    """Return the timer that ends a meeting whose run sheet was last tapped at `acted_at` and that nobody ended."""
    due = max(meeting.ends_at, acted_at) + OVERRUN
    return PlannedTimer(OVER, meeting.community_id, meeting.id, key(meeting, f"over:{due:%Y-%m-%dT%H:%M:%S}"), due)


def settled(contest: Contest, now: datetime) -> PlannedTimer:
    """Return the timer that tells a member what became of their objection."""
    return PlannedTimer(
        SETTLED,
        contest.community_id,
        contest.id,
        f"attendance:contest:{contest.id}:settled",
        now,
        member_id=contest.member_id,
    )

"""Finding a time: who can when, which times are best, and whose evening or night each would cost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId, MeetingId, MemberId

FEWEST_SLOTS, MOST_SLOTS = 2, 15
DAY_BEGINS, DAY_ENDS = time(7), time(22)
"""Whoever would meet outside these hours on their own clock is told apart."""
BEST = 3


class Can(StrEnum):
    """What somebody says about a time."""

    YES = "yes"
    IF_NEED_BE = "maybe"
    NO = "no"


class TimePollState(StrEnum):
    """A draft is seen by its author alone; a booked one became a meeting."""

    DRAFT = "draft"
    OPEN = "open"
    BOOKED = "booked"


@dataclass(frozen=True, slots=True)
class Slot:
    """One time on offer."""

    number: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class TimePoll:
    """A question when people can meet, with all answers: by member, then by the slot's number."""

    id: int
    community_id: CommunityId
    title: str
    minutes: int
    zone: str
    organiser_id: MemberId
    state: TimePollState
    meeting_id: MeetingId | None
    slots: tuple[Slot, ...]
    required: tuple[MemberId, ...] = ()
    answers: Mapping[MemberId, Mapping[int, Can]] | None = None

    def said(self, member_id: MemberId) -> Mapping[int, Can]:
        """Return what somebody said so far, by number."""
        return (self.answers or {}).get(member_id, {})


@dataclass(frozen=True, slots=True)
class Standing:
    """How one slot stands: `rank` from 1, shared by ties; `outside` counts people by zone beyond 07:00 to 22:00.

    `absent` are the required people who cannot or have not said; `cannot` counts all who answered and did not say
    that they can.
    """

    slot: Slot
    rank: int
    yes: int
    if_need_be: int
    cannot: int
    absent: tuple[MemberId, ...]
    outside: Mapping[str, int]


def split_slots(typed: str) -> list[str]:
    """Return the phrases between semicolons or line ends.

    Raises Invalid (`findtime.too_few`, `findtime.too_many`).
    """
    phrases = [one.strip() for one in re.split(r"[;\n]", typed) if one.strip()]
    if len(phrases) < FEWEST_SLOTS:
        raise Invalid("findtime.too_few", least=FEWEST_SLOTS, typed=typed[:500])
    if len(phrases) > MOST_SLOTS:
        raise Invalid("findtime.too_many", limit=MOST_SLOTS)
    return phrases


def slots_of(instants: Iterable[datetime]) -> tuple[Slot, ...]:
    """Return the slots in the order of time, each once; raises Invalid (`findtime.too_few`) if too few differ."""
    ordered = sorted(set(instants))
    if len(ordered) < FEWEST_SLOTS:
        raise Invalid("findtime.too_few", least=FEWEST_SLOTS)
    return tuple(Slot(number, instant) for number, instant in enumerate(ordered, 1))


def people_in(typed: str | None, members: Iterable[MemberId]) -> tuple[MemberId, ...]:
    """Return who is mentioned; raises Invalid (`findtime.required_unknown`) for anything that names no member."""
    if typed is None or not typed.strip():
        return ()
    known = set(members)
    found = [MemberId(int(one)) for one in re.findall(r"<@!?(\d{1,20})>", typed)]
    rest = re.sub(r"<@!?\d{1,20}>|[\s,;]|and", "", typed)
    if rest or not found or any(one not in known for one in found) or len(found) > 25:
        raise Invalid("findtime.required_unknown", typed=typed[:200])
    return tuple(dict.fromkeys(found))


def standings(poll: TimePoll, zones: Mapping[MemberId, str]) -> list[Standing]:
    """Return how the slots stand, the best first: most of the required, then most yes, then most if-need-be.

    Those that are alike in all three share a rank. `zones` are of the people whose hours count.
    """
    answers = poll.answers or {}
    found: list[tuple[tuple[int, int, int], Slot]] = []
    for slot in poll.slots:
        said = Counter(answer.get(slot.number, Can.NO) for answer in answers.values())
        present = len(poll.required) - len(_absent(poll, slot))
        found.append(((-present, -said[Can.YES], -said[Can.IF_NEED_BE]), slot))
    found.sort(key=lambda one: (one[0], one[1].starts_at))
    keys = [key for key, _ in found]
    return [
        Standing(
            slot,
            1 + keys.index(key),
            -key[1],
            -key[2],
            len(answers) + key[1] + key[2],
            _absent(poll, slot),
            outside_hours(slot.starts_at, zones),
        )
        for key, slot in found
    ]


def best(found: Sequence[Standing]) -> list[Standing]:
    """Return the best three, and whatever ties with the third."""
    return [one for one in found if one.rank <= BEST]


def outside_hours(starts_at: datetime, zones: Mapping[MemberId, str]) -> Mapping[str, int]:
    """Return how many people, by their zone, would begin before 07:00 or from 22:00 on their own clock."""
    return Counter(zone for zone in zones.values() if is_outside(starts_at, zone))


def is_outside(starts_at: datetime, zone: str) -> bool:
    """Return whether clocks in `zone` show a time outside 07:00 to 22:00."""
    wall = starts_at.astimezone(ZoneInfo(zone)).time()
    return not DAY_BEGINS <= wall < DAY_ENDS


def fairness(
    meetings: Iterable[tuple[MemberId, datetime]], zones: Mapping[MemberId, str]
) -> list[tuple[MemberId, int]]:
    """Return how many of the meetings each person went to (or means to) were outside their hours, most first."""
    counted = Counter(member for member, at in meetings if member in zones and is_outside(at, zones[member]))
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def _absent(poll: TimePoll, slot: Slot) -> tuple[MemberId, ...]:
    return tuple(one for one in poll.required if poll.said(one).get(slot.number, Can.NO) is Can.NO)

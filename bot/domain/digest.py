"""The facilitator's week: what needs somebody, in the order in which it matters, and when it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.ids import CommunityId, MemberId
from bot.domain.reach import Habits
from bot.domain.schedules import instant_of
from bot.domain.timers import PlannedTimer

WEEKLY = "digest.weekly"
"""Kind of the timer that sends one facilitator their digest."""
CONTACT = "contact.gentle"
"""Kind of the timer that asks one silent member whether all is well."""

MORNING = time(8)
SOON = timedelta(days=7)
CLOSING = timedelta(hours=72)
SILENT = timedelta(weeks=6)
CONTACT_REST = timedelta(days=60)
FEWEST_GOING = 3


class Need(StrEnum):
    """What may need a facilitator."""

    RELEASE = "release"
    APPLICATION = "application"
    FLAG = "flag"
    CONTEST = "contest"
    UNANSWERED = "unanswered"
    FEW_ANSWERS = "few"
    NO_PRESENTER = "presenter"
    QUORUM = "quorum"
    POLL_CLOSING = "poll"
    BOOK = "book"
    OBJECTION = "objection"
    REVIEW = "review"
    COMMITMENTS = "commitments"
    SILENT = "silent"
    PAIRING = "pairing"


class Settled(StrEnum):
    """Why something that stood in a digest needs nobody any more."""

    RELEASED = "released"
    DECLINED = "declined"
    ERASED = "erased"
    APPROVED = "approved"
    TURNED_DOWN = "turned-down"
    DECIDED = "decided"
    ANSWERED = "answered"
    BEGUN = "begun"
    CANCELLED = "cancelled"
    LATER = "later"
    ENOUGH = "enough"
    PRESENTED = "presented"
    CLOSED = "closed"
    EXTENDED = "extended"
    ALL_ASKED = "all-asked"
    PAIRED = "paired"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that needs somebody. `subject_id` names it, `jump_url` is where it stands.

    `title` is what people typed (None where only facilitators' business is named by number), `at` the instant that
    counts: since when it waits, or when it is over; `count` and `of` are the figures of its sentence. `people` are
    whom its button would write to, or, in a sentence that names them, whom it is about.
    """

    need: Need
    subject_id: int
    at: datetime | None = None
    title: str | None = None
    count: int = 0
    of: int = 0
    jump_url: str | None = None
    people: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the matter of a line stands now: the `line` while it needs somebody, else what became of it, and when."""

    line: Line | None
    settled: Settled | None = None
    at: datetime | None = None
    title: str | None = None


def few(going: int, silent: int, here: int) -> bool:
    """Whether too few of those `here` have said that they come, while `silent` of them have said nothing."""
    return silent > 0 and (going < FEWEST_GOING or going * 3 < here)


def silent(
    signs: Mapping[MemberId, datetime], habits: Mapping[MemberId, Habits], now: datetime
) -> tuple[MemberId, ...]:
    """Return who gave no sign for six weeks and is not away, the longest silent first."""
    found = [
        member_id
        for member_id, last in signs.items()
        if now - last >= SILENT and member_id in habits and not habits[member_id].is_away(now)
    ]
    return tuple(sorted(found, key=lambda member_id: (signs[member_id], member_id)))


def to_contact(people: tuple[MemberId, ...], asked: Mapping[MemberId, datetime], now: datetime) -> tuple[MemberId, ...]:
    """Return which of the silent may be asked now: nobody twice in 60 days."""
    return tuple(one for one in people if one not in asked or now - asked[one] >= CONTACT_REST)


def next_monday(zone: str, now: datetime) -> datetime:
    """Return the next Monday morning in a zone, as an instant after `now`."""
    local = Habits(zone).local(now)
    day = local.date() + timedelta(days=-local.weekday() % 7)
    at = instant_of(datetime.combine(day, MORNING), zone)
    return at if at > now else instant_of(datetime.combine(day + timedelta(days=7), MORNING), zone)


def weekly(community_id: CommunityId, member_id: MemberId, zone: str, now: datetime) -> PlannedTimer:
    """Return the timer of somebody's next digest."""
    at = next_monday(zone, now)
    day = Habits(zone).local(at).date()
    key = f"{WEEKLY}:{community_id}:{member_id}:{day.isoformat()}"
    return PlannedTimer(WEEKLY, community_id, member_id, key, at, member_id=member_id)


def contact(community_id: CommunityId, member_id: MemberId, now: datetime) -> PlannedTimer:
    """Return the timer that asks a silent member whether all is well; it lapses after two weeks."""
    key = f"{CONTACT}:{community_id}:{member_id}:{now:%Y-%m-%dT%H:%M:%S}"
    return PlannedTimer(CONTACT, community_id, member_id, key, now, now + timedelta(weeks=2), member_id)

"""Meetings: what may be scheduled, who is coming, and until when somebody may say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.naming import fitting, nearest

MOST_TITLE = 100
"""A Discord scheduled event takes no longer name."""
MOST_PLACE = 100
"""A Discord scheduled event takes no longer location."""
MOST_REASON = 500
SHORTEST, LONGEST, USUAL = 5, 720, 60
"""Minutes."""
MOST_SEATS = 500
FARTHEST = timedelta(days=731)
"""Discord itself refuses events that are years away, and nobody's diary reaches further."""
SHORTEST_OFFER = timedelta(minutes=15)
"""How long a free seat is kept for whoever is next at the least; at the most, as its community sets."""


class MeetingState(StrEnum):
    """A draft is seen by its author alone, until they confirm how its time was read."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What somebody says to an invitation."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting as a facilitator wants it, checked; `seats` None means room for all."""

    title: str
    starts_at: datetime
    minutes: int
    seats: int | None
    place: str | None
    topic: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `zone` is the IANA zone in which its time was said; `sequence` rises with each change that a
    calendar must learn of; `event_id` is Discord's scheduled event, None while there is none. In a series it stands
    for the date `occurrence`, whenever it is `moved` to, the `slot`-th of all its dates (from 0; None in a series from
    before these were counted); `repeat` is the rule that a draft is to have. `began_at` is when its run sheet says it
    really began (None: as planned), `ended_at` when it was over (None: not yet), `confirmed_at` when a facilitator
    confirmed who was there.
    """

    id: MeetingId
    community_id: CommunityId
    title: str
    starts_at: datetime
    minutes: int
    seats: int | None
    place: str | None
    zone: str
    state: MeetingState
    organiser_id: MemberId
    sequence: int
    event_id: int | None
    cancel_reason: str | None
    changed_at: datetime
    series_id: int | None = None
    occurrence: date | None = None
    moved: bool = False
    repeat: str | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    confirmed_at: datetime | None = None
    slot: int | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def begins_at(self) -> datetime:
        """When it begins: as planned, or before that where a facilitator started it early."""
        return min(self.starts_at, self.began_at or self.starts_at)


@dataclass(frozen=True, slots=True)
class Rsvp:
    """Somebody's answer; `rank` says in which order the answers to a meeting came (a changed one comes last)."""

    member_id: MemberId
    answer: Answer
    rank: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for a seat, in the order of `rank`; until `offered_until` a seat is kept for them."""

    member_id: MemberId
    rank: int
    offered_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Roll:
    """All answers to one meeting in the order they came, and who waits for a seat, the first to be asked first."""

    rsvps: tuple[Rsvp, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    def who(self, answer: Answer) -> tuple[MemberId, ...]:
        """Return who gave `answer`, the first to do so first."""
        return tuple(rsvp.member_id for rsvp in self.rsvps if rsvp.answer is answer)

    def of(self, member_id: MemberId) -> Answer | None:
        """Return what this person answered, or None."""
        return next((rsvp.answer for rsvp in self.rsvps if rsvp.member_id == member_id), None)

    def wait_of(self, member_id: MemberId) -> Waiting | None:
        """Return this person's place on the waitlist, or None."""
        return next((wait for wait in self.waiting if wait.member_id == member_id), None)

    def place_of(self, member_id: MemberId) -> int | None:
        """Return which number on the waitlist this person is, from 1, or None."""
        return next((place for place, wait in enumerate(self.waiting, 1) if wait.member_id == member_id), None)

    def free_seats(self, seats: int | None) -> int | None:
        """Return how many of `seats` are neither taken nor kept for somebody, None where there is room for all."""
        if seats is None:
            return None
        kept = sum(wait.offered_until is not None for wait in self.waiting)
        return max(0, seats - len(self.who(Answer.GOING)) - kept)

    def interested(self) -> tuple[MemberId, ...]:
        """Return who said yes or maybe or waits for a seat: those whom a change concerns, each once."""
        waiting = (wait.member_id for wait in self.waiting)
        return tuple(dict.fromkeys((*self.who(Answer.GOING), *self.who(Answer.MAYBE), *waiting)))


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """Something a meeting is about; `topic_id` where it came from the backlog.

    `asked_id` was asked to present it and has not answered, which is the facilitators' business alone.
    """

    id: int
    title: str
    topic_id: int | None
    presenter_id: MemberId | None
    asked_id: MemberId | None = None

    @property
    def is_free(self) -> bool:
        """Whether nobody presents it, and nobody is being asked."""
        return self.presenter_id is None and self.asked_id is None


def concerned(roll: Roll, items: Iterable[AgendaItem]) -> tuple[MemberId, ...]:
    """Return whom a change of a meeting concerns: who said yes or maybe or waits, and who presents, each once."""
    return tuple(dict.fromkeys((*roll.interested(), *presenters_of(items))))


def presenters_of(items: Iterable[AgendaItem]) -> tuple[MemberId, ...]:
    """Return who presents something of an agenda, each once."""
    return tuple(dict.fromkeys(item.presenter_id for item in items if item.presenter_id is not None))


def plan(
    *,
    title: str,
    starts_at: datetime,
    now: datetime,
    minutes: int | None = None,
    seats: int | None = None,
    place: str | None = None,
    topic: str | None = None,
) -> Plan:
    """Return the checked plan, its texts on one line each.

    Raises Invalid: `meeting.title_missing`, `meeting.title_too_long`, `meeting.place_too_long`,
    `meeting.duration_impossible`, `meeting.seats_impossible`, `meeting.in_the_past`, `meeting.too_far`.
    """
    name = one_line(title)
    if not name:
        raise Invalid("meeting.title_missing")
    if len(name) > MOST_TITLE:
        raise Invalid("meeting.title_too_long", limit=MOST_TITLE, length=len(name), typed=title)
    where = one_line(place or "")
    if len(where) > MOST_PLACE:
        raise Invalid("meeting.place_too_long", limit=MOST_PLACE, length=len(where), typed=place)
    length = USUAL if minutes is None else minutes
    if not SHORTEST <= length <= LONGEST:
        raise Invalid("meeting.duration_impossible", shortest=SHORTEST, longest=LONGEST // 60)
    if seats is not None and not 1 <= seats <= MOST_SEATS:
        raise Invalid("meeting.seats_impossible", limit=MOST_SEATS)
    check_start(starts_at, now)
    subject = agenda_title(topic) if topic and topic.strip() else None
    return Plan(name, starts_at.astimezone(UTC), length, seats, where or None, subject)


def check_start(starts_at: datetime, now: datetime) -> None:
    """Raise Invalid (`meeting.in_the_past`, `meeting.too_far`) unless a meeting may begin then."""
    if starts_at <= now:
        raise Invalid("meeting.in_the_past", starts_at=starts_at)
    if starts_at - now > FARTHEST:
        raise Invalid("meeting.too_far", starts_at=starts_at)


def agenda_title(text: str) -> str:
    """Return what an agenda item is called, or raise Invalid (`meeting.topic_missing`, `meeting.topic_too_long`)."""
    title = one_line(text)
    if not title:
        raise Invalid("meeting.topic_missing")
    if len(title) > 200:
        raise Invalid("meeting.topic_too_long", limit=200, length=len(title), typed=text)
    return title


def cancel_reason(text: str | None) -> str | None:
    """Return the reason on one line, None if none was given, or raise Invalid (`meeting.reason_too_long`)."""
    reason = one_line(text or "")
    if len(reason) > MOST_REASON:
        raise Invalid("meeting.reason_too_long", limit=MOST_REASON, length=len(reason), typed=text)
    return reason or None


def check_open(meeting: Meeting, now: datetime) -> None:
    """Raise Conflict (`meeting.not_posted`, `meeting.was_cancelled`, `meeting.began`) once nothing may change."""
    if meeting.state is MeetingState.DRAFT:
        raise Conflict("meeting.not_posted")
    if meeting.state is MeetingState.CANCELLED:
        raise Conflict("meeting.was_cancelled", starts_at=meeting.starts_at)
    if now >= meeting.begins_at:
        raise Conflict("meeting.began", starts_at=meeting.begins_at)


def check_not_over(meeting: Meeting, now: datetime) -> None:
    """Raise Conflict (`meeting.is_over`) once a meeting has ended: nobody needs it in a diary then."""
    ended_at = meeting.ended_at or meeting.ends_at
    if now >= ended_at:
        raise Conflict("meeting.is_over", ended_at=ended_at)


def take_answer(
    meeting: Meeting, roll: Roll, member_id: MemberId, answer: Answer, now: datetime
) -> Rsvp | Waiting | None:
    """Return what is to be stored: the answer, a place on the waitlist where no seat is free, None if nothing changes.

    Seats go to whoever says Going first; who changes their mind and comes back queues anew. A seat that is kept for
    somebody is theirs. Raises Conflict (what `check_open` raises).
    """
    check_open(meeting, now)
    if roll.of(member_id) is answer:
        return None
    wait = roll.wait_of(member_id)
    rank = 1 + max((one.rank for one in (*roll.rsvps, *roll.waiting)), default=0)
    has_offer = wait is not None and wait.offered_until is not None
    if answer is Answer.GOING and not has_offer and roll.free_seats(meeting.seats) == 0:
        return None if wait is not None else Waiting(member_id, rank)
    return Rsvp(member_id, answer, rank)


@dataclass(frozen=True, slots=True)
class Offers:
    """What became of the waitlist: whose time is up, and who is offered a seat (with its end)."""

    lapsed: tuple[Waiting, ...]
    made: tuple[Waiting, ...]


def settle_waitlist(meeting: Meeting, roll: Roll, now: datetime, longest: timedelta) -> Offers:
    """Return which offers have ended and who is to be offered the free seats, the first in the queue first.

    A seat is kept for `longest` at most.
    """
    lapsed = tuple(wait for wait in roll.waiting if wait.offered_until is not None and wait.offered_until <= now)
    queue = tuple(wait for wait in roll.waiting if wait not in lapsed)
    if meeting.state is not MeetingState.SCHEDULED or now >= meeting.begins_at:
        return Offers(lapsed, ())
    free = Roll(roll.rsvps, queue).free_seats(meeting.seats)
    asked = [wait for wait in queue if wait.offered_until is None][:free]
    until = offer_end(meeting, now, longest)
    return Offers(lapsed, tuple(replace(wait, offered_until=until) for wait in asked))


def offer_end(meeting: Meeting, now: datetime, longest: timedelta) -> datetime:
    """Return until when a seat that is free now is kept: half of the time left, `longest` at most, 15 min at least."""
    kept = max(SHORTEST_OFFER, min(longest, (meeting.starts_at - now) / 2))
    return min(now + timedelta(seconds=int(kept.total_seconds())), meeting.starts_at)


def find(typed: str, ahead: Iterable[Meeting], others: Iterable[Meeting] = ()) -> Meeting:
    """Return the one meeting that `typed` means (its number, title or enough of a title), one `ahead` by preference.

    Raises NotFound (`meeting.unknown` with the `nearest` titles, `meeting.none_upcoming` where there is nothing to
    name) or Conflict (`meeting.several_fit` with `titles`) when several fit equally well.
    """
    upcoming = {int(meeting.id): meeting for meeting in ahead}
    known = {**{int(meeting.id): meeting for meeting in others}, **upcoming}
    several: tuple[int, ...] = ()
    for some in (upcoming, known):
        found = fitting(typed, {key: meeting.title for key, meeting in some.items()})
        if len(found) == 1:
            return known[found[0]]
        several = several or found
    if several:
        raise Conflict("meeting.several_fit", titles=tuple(known[key].title for key in several), typed=typed)
    if not known:
        raise NotFound("meeting.none_upcoming")
    titles = {key: meeting.title for key, meeting in (upcoming or known).items()}
    raise NotFound("meeting.unknown", nearest=nearest(typed, titles), typed=typed)


def one_line(text: str) -> str:
    """Return `text` without control characters and with single spaces."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())

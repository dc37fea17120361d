"""When a meeting reminds whom: pure plans, so that planning them again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import MemberId
from bot.domain.meetings import Answer, Meeting, MeetingState, Roll, Waiting
from bot.domain.timers import PlannedTimer, Timer

ROUND = "meeting.remind"
"""Kind of the timer at which a reminder is shared out to the people it concerns at that moment."""
PERSONAL = "meeting.remind.one"
"""Kind of the timer that is one person's own reminder."""
EVENT = "meeting.event"
"""Kind of the timer that brings Discord's scheduled event into line with the meeting."""
EVENT_LOST = "meeting.event_lost"
"""Kind of the timer that tells facilitators that somebody changed or deleted the event in Discord."""
BEGINS = "meeting.begins"
"""Kind of the timer at which the card stops taking answers."""
CARD = "meeting.card"
"""Kind of the timer at which the card of a later occurrence of a series is posted."""
CANCELLED = "meeting.cancelled"
"""Kind of the timer that tells one person that a meeting they meant to attend is off."""
OFFER = "meeting.offer"
"""Kind of the timer that offers one person on the waitlist a seat."""
OFFER_ENDS = "meeting.offer_ends"
"""Kind of the timer at which a seat that was kept for somebody goes to the next."""

_AGAIN = "again"

EVENT_AHEAD = timedelta(weeks=8)
"""Discord allows 100 open events a server; those further away can wait."""


class Lead(StrEnum):
    """How long before a meeting a reminder comes."""

    WEEK = "7d"
    DAY = "24h"
    HOUR = "1h"

    @property
    def ahead(self) -> timedelta:
        """The time between reminder and meeting."""
        return {Lead.WEEK: timedelta(days=7), Lead.DAY: timedelta(hours=24), Lead.HOUR: timedelta(hours=1)}[self]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder for one person: which meeting, which of the three, what they had answered."""

    meeting: Meeting
    lead: Lead
    answer: Answer | None


def rounds(meeting: Meeting, now: datetime) -> list[PlannedTimer]:
    """Return the reminders that a scheduled meeting still has before it.

    Each lapses when the next one comes, so that after an outage nobody gets three at once; the last lapses as
    the meeting begins. One whose hour has passed is not planned at all: the card itself was notice enough.
    """
    if meeting.state is not MeetingState.SCHEDULED:
        return []
    leads = list(Lead)
    ends = [*(meeting.starts_at - lead.ahead for lead in leads[1:]), meeting.starts_at]
    return [
        PlannedTimer(
            ROUND, meeting.community_id, meeting.id, key(meeting, f"remind:{lead}"), meeting.starts_at - lead.ahead, end
        )
        for lead, end in zip(leads, ends, strict=True)
        if meeting.starts_at - lead.ahead > now
    ]


def personal(meeting: Meeting, timer: Timer, people: Iterable[MemberId]) -> list[PlannedTimer]:
    """Return one timer for each of `people`, due with the round that `timer` is and lapsing with it."""
    return [
        PlannedTimer(
            PERSONAL,
            meeting.community_id,
            meeting.id,
            f"{timer.dedupe_key}:{person}",
            timer.due_at,
            timer.expires_at,
            person,
        )
        for person in people
    ]


def lead_of(timer: Timer) -> Lead:
    """Return which of the three reminders a round's or a person's timer stands for."""
    parts = timer.dedupe_key.split(":")
    return Lead(parts[parts.index("remind") + 1])


def concerned(
    lead: Lead, roll: Roll, members: Iterable[MemberId], presenters: Iterable[MemberId] = ()
) -> list[MemberId]:
    """Return whom a reminder concerns: a week ahead those who owe an answer, later those who may come or present."""
    if lead is Lead.WEEK:
        return [member for member in members if roll.of(member) is None and roll.wait_of(member) is None]
    still_here = set(members)
    coming = [rsvp.member_id for rsvp in roll.rsvps if rsvp.answer is not Answer.NO]
    presenting = [one for one in presenters if roll.of(one) is not Answer.NO]
    return [one for one in dict.fromkeys((*coming, *presenting)) if one in still_here]


def event_sync(meeting: Meeting, now: datetime, reason: str = "") -> PlannedTimer:
    """Return the timer that makes, changes or cancels Discord's event; `reason` tells two of one sequence apart.

    A cancellation is due at once; an event is made at most eight weeks ahead and never after the meeting began.
    """
    fact = f"event:{meeting.sequence}:{meeting.state}" + (f":{reason}" if reason else "")
    due = now if meeting.state is MeetingState.CANCELLED else max(now, meeting.starts_at - EVENT_AHEAD)
    return PlannedTimer(EVENT, meeting.community_id, meeting.id, key(meeting, fact), due, meeting.starts_at)


def event_lost(meeting: Meeting, event_id: int, what: str, now: datetime) -> PlannedTimer:
    """Return the timer that tells facilitators `what` ("deleted", "changed") was done to the event in Discord."""
    fact = f"event:{event_id}:{what}:{meeting.sequence}"
    return PlannedTimer(EVENT_LOST, meeting.community_id, meeting.id, key(meeting, fact), now, meeting.starts_at)


def beginning(meeting: Meeting) -> PlannedTimer:
    """Return the timer at which the card tells that the meeting began."""
    return PlannedTimer(BEGINS, meeting.community_id, meeting.id, key(meeting, "begins"), meeting.starts_at)


def announcement(meeting: Meeting, ahead: timedelta) -> PlannedTimer:
    """Return the timer that posts the card of a later occurrence, so long `ahead`."""
    due = meeting.starts_at - ahead
    return PlannedTimer(CARD, meeting.community_id, meeting.id, key(meeting, "card"), due, meeting.starts_at)


def cancellations(meeting: Meeting, people: Iterable[MemberId], now: datetime) -> list[PlannedTimer]:
    """Return one timer for each person who is to learn that the meeting is off; it lapses when it would have ended."""
    return [
        PlannedTimer(
            CANCELLED,
            meeting.community_id,
            meeting.id,
            key(meeting, f"cancelled:{person}"),
            now,
            meeting.ends_at,
            person,
        )
        for person in people
    ]


def offers(meeting: Meeting, made: Iterable[Waiting], now: datetime) -> list[PlannedTimer]:
    """Return two timers for each offer: one tells the person, one gives the seat on; the queue's rank names it."""
    planned: list[PlannedTimer] = []
    for wait in made:
        fact = key(meeting, f"offer:{wait.member_id}:{wait.rank}")
        ids = (meeting.community_id, meeting.id)
        until = wait.offered_until or meeting.starts_at
        planned.append(PlannedTimer(OFFER, *ids, fact, now, until, wait.member_id))
        planned.append(PlannedTimer(OFFER_ENDS, *ids, f"{fact}:ends", until, member_id=wait.member_id))
    return planned


def key(meeting: Meeting, fact: str) -> str:
    """Return a key that names the fact: `meeting:42:2026-11-03T19:30:remind:24h`, the instant being UTC."""
    return f"meeting:{meeting.id}:{meeting.starts_at:%Y-%m-%dT%H:%M}:{fact}"


def nudges(meeting: Meeting, people: Iterable[MemberId], now: datetime) -> list[PlannedTimer]:
    """Return one timer for each of `people` who are asked once more, at a facilitator's wish, whether they come."""
    fact = f"remind:{Lead.WEEK}:{_AGAIN}:{now:%Y-%m-%d}"
    return [
        PlannedTimer(
            PERSONAL,
            meeting.community_id,
            meeting.id,
            key(meeting, f"{fact}:{person}"),
            now,
            meeting.starts_at,
            person,
        )
        for person in people
    ]


def is_nudge(timer: Timer) -> bool:
    """Return whether a person's timer was planned by `nudges`: asked for by hand, not by the clock."""
    return f":{_AGAIN}:" in timer.dedupe_key

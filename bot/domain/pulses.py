"""The pulse after a meeting: three questions, three taps, without names; what may be shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import few
from bot.domain.ids import CommunityId, MeetingId
from bot.domain.timers import PlannedTimer

POST = "pulse"
"""Kind of the post with the button, and later with the result."""
CLOSE = "pulse.close"
UNLINK = "pulse.unlink"

OPEN_FOR = timedelta(hours=48)
LATEST = timedelta(days=7)
"""So long after a meeting a pulse is opened still, as when its list was completed later."""
SLOT = 240
"""Bytes that one member's replies take up in the sealed piece, whatever they say."""
MOST_IN_TREND = 8


class Question(StrEnum):
    """What is asked, in this order."""

    USEFUL = "useful"
    SAFE = "safe"
    CHANGE = "change"


class Reply(StrEnum):
    """What can be said."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


Replies = Mapping[Question, Reply]
"""What one member said so far."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """A pulse; `answered` is how many took part, known once it is closed."""

    id: int
    community_id: CommunityId
    meeting_id: MeetingId
    opened_at: datetime
    closes_at: datetime
    closed: bool
    answered: int | None

    def takes_replies(self, now: datetime) -> bool:
        """Whether somebody may still say something."""
        return not self.closed and now < self.closes_at


Figures = Mapping[Question, Mapping[Reply, int]]
"""How often each reply was given."""


@dataclass(frozen=True, slots=True)
class Result:
    """What may be shown of a closed pulse: `figures` without those that would tell of single people.

    `answered` is None, and there are no figures, where fewer than three took part.
    """

    answered: int | None
    figures: Figures

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show."""
        return self.answered is not None


def count(all_replies: Iterable[Replies]) -> Figures:
    """Return the figures of all replies; their order never matters."""
    figures = {question: dict.fromkeys(Reply, 0) for question in Question}
    for replies in all_replies:
        for question, reply in replies.items():
            figures[question][reply] += 1
    return figures


def disclose(answered: int, figures: Figures) -> Result:
    """Return what may be shown: nothing of fewer than three people, and no figure that tells of fewer."""
    if answered < few.FEWEST_SHOWN:
        return Result(None, {})
    return Result(answered, {question: _disclosed(figures[question]) for question in Question})


def _disclosed(counted: Mapping[Reply, int]) -> Mapping[Reply, int]:
    hidden = few.withheld([counted[reply] for reply in Reply])
    return {reply: counted[reply] for place, reply in enumerate(Reply) if place not in hidden}


def following(question: Question) -> Question | None:
    """Return the question after this one, None after the last."""
    questions = list(Question)
    place = questions.index(question) + 1
    return questions[place] if place < len(questions) else None


def write(replies: Replies) -> str:
    """Return replies as a mark a question, of one length whatever they say."""
    return "".join(replies[question][0] if question in replies else "-" for question in Question)


def read(marks: str) -> dict[Question, Reply]:
    """Return the replies that `write` wrote."""
    known = {reply[0]: reply for reply in Reply}
    return {question: known[mark] for question, mark in zip(Question, marks, strict=True) if mark in known}


def closing(pulse: Pulse) -> PlannedTimer:
    """Return the timer that closes a pulse; it never expires, for a result must not be lost."""
    return PlannedTimer(CLOSE, pulse.community_id, pulse.id, f"pulse:{pulse.id}:close", pulse.closes_at)


def unlinking(pulse: Pulse, now: datetime) -> PlannedTimer:
    """Return the timer that destroys the key of a closed pulse; it never expires."""
    return PlannedTimer(UNLINK, pulse.community_id, pulse.id, f"pulse:{pulse.id}:unlink", now)

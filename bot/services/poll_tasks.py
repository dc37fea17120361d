"""What closed polls still want of the facilitators: a winner booked, an objection answered, an outcome looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import CommunityId
from bot.domain.polls import Poll, PollState
from bot.domain.topics import TopicState
from bot.domain.voting import Method
from bot.services.context import ServiceContext
from bot.services.polls import PollView, seen
from data import polls, topics
from data.database import Reader

REMEMBERED = timedelta(days=60)
"""How long a winner waits in somebody's list to be booked, and an objection to be answered."""


class TaskKind(StrEnum):
    """What is to be done."""

    BOOK = "book"  # a winning topic has no meeting yet
    ANSWER = "answer"  # somebody objects to every proposal, and nobody has said what becomes of it
    REVIEW = "review"  # the date has come to look at an outcome again


@dataclass(frozen=True, slots=True)
class PollTask:
    """One of these, with the poll as it stands."""

    kind: TaskKind
    view: PollView


async def awaiting(context: ServiceContext, reader: Reader, community_id: CommunityId) -> list[PollTask]:
    """Return them, those of the latest polls first."""
    now = context.clock.now()
    found: list[PollTask] = []
    for poll in await polls.recent(reader, community_id):
        if poll.state is PollState.CLOSED:
            view = await seen(context, reader, community_id, poll.id)
            kind = await _kind(reader, view, now)
            if kind is not None:
                found.append(PollTask(kind, view))
    return found


async def _kind(reader: Reader, view: PollView, now: datetime) -> TaskKind | None:
    poll, tally = view.poll, view.shown.tally
    if view.outcomes and view.outcomes[0].review_at is not None and view.outcomes[0].review_at <= now:
        return TaskKind.REVIEW
    if (poll.closed_at or poll.closes_at) < now - REMEMBERED or poll.lapsed or tally is None or not tally.voters:
        return None
    if view.to_book and await _any_wanted(reader, poll, view):
        return TaskKind.BOOK
    if poll.method is Method.CONSENT and not tally.winners and not view.outcomes:
        return TaskKind.ANSWER
    return None


async def _any_wanted(reader: Reader, poll: Poll, view: PollView) -> bool:
    """Whether one of the winners that wait was not dropped since."""
    winners = view.shown.tally.winners if view.shown.tally else ()
    for option in winners:
        if option.topic_id is not None and option.topic_id not in view.booked:
            topic = await topics.find(reader, poll.community_id, option.topic_id)
            if topic is not None and topic.state is not TopicState.DROPPED:
                return True
    return False

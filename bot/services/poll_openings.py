"""Opening a poll: over the backlog, or over any question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import CommunityId, TopicId
from bot.domain.people import Actor, Place, Standing
from bot.domain.poll_terms import (
    FEWEST_OPTIONS,
    LONGEST_DURATION,
    MOST_OPTIONS,
    read_deadline,
    read_options,
    read_question,
    require_terms,
)
from bot.domain.polls import NewPoll, Poll, Results, closing, reminding
from bot.domain.times import Reading, suggest_times
from bot.domain.topics import Topic, TopicState, by_support, find_topic
from bot.domain.voting import Method
from bot.services.access import Admission, admit
from bot.services.context import ServiceContext
from bot.services.polls import refresh, seen
from bot.services.public_text import refuse_identifiers
from data import audit, polls, thesaurus, timers, topics
from data.database import Writer

USUAL_DEADLINES = ("in 3 days", "in 7 days", "in 14 days", "tomorrow")
"""What is offered before anything is typed; each at the evening hour that suggestions begin with."""

_FREE = (TopicState.BACKLOG, TopicState.CHOSEN)


@dataclass(frozen=True, slots=True)
class Opened:
    """A poll that was opened; its message appears in `channel_id` in a moment (None while that is missing)."""

    poll: Poll
    channel_id: int | None


async def open_topic_poll(
    context: ServiceContext,
    actor: Actor,
    *,
    closes: str | None,
    method: Method,
    results: Results,
    typed_topics: str | None,
    anonymous: bool = False,
    quorum: int | None = None,
) -> Opened:
    """Open a poll over the backlog (facilitators): over the topics named, else over the best supported ones.

    `closes` is read in the actor's own zone, a week from now if it is None; `quorum` is a percentage. Raises Invalid
    or Conflict if the deadline, the topics, their number or the terms cannot be used.
    """
    now = context.clock.now()
    require_terms(results, anonymous=anonymous, quorum=quorum)
    zone = await _zone_of_facilitator(context, actor)
    closes_at = read_deadline(closes, now=now, zone=zone, locale=actor.locale)
    async with context.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        chosen, left_out = await _topics_for_ballot(writer, actor.community_id, typed_topics)
        new = NewPoll(
            question=None,
            method=method,
            results=results,
            opened_at=now,
            closes_at=closes_at,
            options=tuple((topic.title, topic.id) for topic in chosen),
            left_out=left_out,
            anonymous=anonymous,
            quorum=quorum,
        )
        return await _open(context, writer, admission, actor, new)


async def open_question(
    context: ServiceContext,
    actor: Actor,
    *,
    question: str,
    options: str,
    closes: str | None,
    method: Method,
    results: Results,
    anonymous: bool = False,
    quorum: int | None = None,
) -> Opened:
    """Open a poll over any question (facilitators); `options` are separated by `;`, `closes` as for topics."""
    now = context.clock.now()
    require_terms(results, anonymous=anonymous, quorum=quorum)
    zone = await _zone_of_facilitator(context, actor)
    new = NewPoll(
        question=read_question(question),
        method=method,
        results=results,
        opened_at=now,
        closes_at=read_deadline(closes, now=now, zone=zone, locale=actor.locale),
        options=tuple((option, None) for option in read_options(options, method)),
        anonymous=anonymous,
        quorum=quorum,
    )
    await refuse_identifiers(new.question, *(text for text, _ in new.options))
    async with context.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        return await _open(context, writer, admission, actor, new)


async def suggest_deadlines(context: ServiceContext, actor: Actor, typed: str) -> tuple[Reading, ...]:
    """Return what `typed` may mean as a deadline in the actor's zone, likeliest first; usual ones if empty."""
    now = context.clock.now()
    zone = await _zone_of_facilitator(context, actor)
    if not typed.strip():
        evenings = [suggest_times(phrase, now=now, zone=zone, locale=actor.locale) for phrase in USUAL_DEADLINES]
        return tuple(readings[0] for readings in evenings if readings)
    try:
        exact = read_deadline(typed, now=now, zone=zone, locale=actor.locale)
        return (Reading(exact, zone),)
    except Invalid:
        found = suggest_times(typed, now=now, zone=zone, locale=actor.locale)
        return tuple(reading for reading in found if reading.instant <= now + LONGEST_DURATION)


async def _zone_of_facilitator(context: ServiceContext, actor: Actor) -> str:
    async with context.database.read() as reader:
        return (await admit(reader, actor, Standing.FACILITATOR)).zone


async def _topics_for_ballot(writer: Writer, community_id: CommunityId, typed: str | None) -> tuple[list[Topic], int]:
    """Return the topics for a ballot and how many had to be left out."""
    voted_on = await polls.topics_on_open_ballots(writer, community_id)
    known = by_support(await topics.of_community(writer, community_id))
    if typed is not None and typed.strip():
        return _named_topics(typed, [topic for topic in known if topic.state in _FREE], voted_on), 0
    waiting = [topic for topic in known if topic.state is TopicState.BACKLOG]
    free = [topic for topic in waiting if topic.id not in voted_on]
    if len(free) < FEWEST_OPTIONS:
        if not waiting:
            raise Invalid("topic.backlog_empty")
        if voted_on:
            raise Conflict("poll.topics_in_open_poll")
        raise Invalid("poll.one_topic", title=waiting[0].title)
    return free[:MOST_OPTIONS], max(0, len(free) - MOST_OPTIONS)


def _named_topics(typed: str, known: Sequence[Topic], voted_on: set[TopicId]) -> list[Topic]:
    words = thesaurus.bundled()
    named = [find_topic(part, known, words) for part in typed.split(";") if part.strip()]
    distinct = list({topic.id: topic for topic in named}.values())
    if len(distinct) < FEWEST_OPTIONS:
        raise Invalid("poll.too_few_topics", typed=typed)
    if len(distinct) > MOST_OPTIONS:
        raise Invalid("poll.too_many_options", limit=MOST_OPTIONS, given=len(distinct), typed=typed)
    for topic in distinct:
        if topic.id in voted_on:
            raise Conflict("poll.topic_in_open_poll", title=topic.title, typed=typed)
    return distinct


async def _open(context: ServiceContext, writer: Writer, admission: Admission, actor: Actor, new: NewPoll) -> Opened:
    poll_id = await polls.add(writer, admission.community.id, actor.member_id, new)
    await audit.add(
        writer, admission.community.id, "poll.opened", actor.member_id, new.opened_at, subject_id=int(poll_id)
    )
    opened = await seen(context, writer, admission.community.id, poll_id)
    if new.anonymous:
        context.ballot_keys.make(admission.community.id, poll_id)
    await timers.plan(writer, [closing(opened.poll), *reminding(opened.poll)])
    await refresh(writer, opened.poll)
    return Opened(opened.poll, admission.community.channel_of(Place.MEETINGS))

"""The backlog: suggesting topics and supporting them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.errors import NotFound
from bot.domain.ids import TopicId
from bot.domain.people import Actor
from bot.domain.topics import Topic, TopicState, alike, by_support, find_topic, read_title, read_why
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.public_text import refuse_identifiers
from data import topics
from data.database import Reader


@dataclass(frozen=True, slots=True)
class Suggested:
    """A topic of the backlog; `just_now` unless the same person had suggested it before."""

    topic: Topic
    just_now: bool


@dataclass(frozen=True, slots=True)
class LooksAlike:
    """Nothing was stored: these topics may be the same. `is_repeat` where one of them has the very same title."""

    title: str
    why: str | None
    topics: tuple[Topic, ...]
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Supported:
    """A topic and whether the reader supports it now."""

    topic: Topic
    supports: bool


@dataclass(frozen=True, slots=True)
class Backlog:
    """The topics that wait, best supported first, those on their way to a meeting, and what the reader supports."""

    waiting: tuple[Topic, ...]
    chosen: tuple[Topic, ...]
    booked: tuple[Topic, ...]
    supports: frozenset[TopicId]


async def suggest(
    context: ServiceContext, actor: Actor, title: str, why: str | None, *, although_alike: bool = False
) -> Suggested | LooksAlike:
    """Add a topic, which its author then supports; or return the ones it may repeat, unless they were seen already.

    Raises Invalid for a title or reason that cannot be used or that identifies somebody. The very same title is never
    stored twice while the first one waits.
    """
    tidy_title, tidy_why = read_title(title), read_why(why)
    await refuse_identifiers(tidy_title, tidy_why)
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor)
        near = alike(tidy_title, await topics.of_community(writer, actor.community_id))
        waiting = [topic for topic in near if topic.state is not TopicState.BOOKED]
        repeated = next((topic for topic in waiting if topic.repeats(tidy_title)), None)
        if repeated is not None and repeated.suggested_by == actor.member_id:
            return Suggested(repeated, just_now=False)
        if near and (repeated is not None or not although_alike):
            return LooksAlike(tidy_title, tidy_why, near, repeated is not None)
        topic_id = await topics.add(writer, actor.community_id, actor.member_id, tidy_title, tidy_why, now)
        await topics.support(writer, actor.community_id, topic_id, actor.member_id, now)
        return Suggested(await _topic(writer, actor, topic_id), just_now=True)


async def backlog(context: ServiceContext, actor: Actor) -> Backlog:
    """Return the community's topics as the reader sees them."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await _backlog(reader, actor)


async def known(context: ServiceContext, actor: Actor) -> tuple[Topic, ...]:
    """Return the topics that can be supported or put on a ballot, best supported first."""
    found = await backlog(context, actor)
    return found.chosen + found.waiting


async def named(context: ServiceContext, actor: Actor, typed: str) -> TopicId:
    """Return the topic that `typed` names; raises NotFound or Conflict (see `find_topic`)."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return find_topic(typed, await topics.of_community(reader, actor.community_id)).id


async def support(context: ServiceContext, actor: Actor, topic_id: TopicId, *, wanted: bool = True) -> Supported:
    """Store that the reader supports a topic, or no longer does; saying so twice changes nothing."""
    async with context.database.write() as writer:
        await admit(writer, actor)
        await _topic(writer, actor, topic_id)
        if wanted:
            now = context.clock.now()
            await topics.support(writer, actor.community_id, topic_id, actor.member_id, now)
        else:
            await topics.withdraw(writer, actor.community_id, topic_id, actor.member_id)
        return Supported(await _topic(writer, actor, topic_id), wanted)


async def support_among(
    context: ServiceContext, actor: Actor, shown: Collection[TopicId], wanted: Collection[TopicId]
) -> Backlog:
    """Make the reader support, among the topics that were shown to them, exactly those they want."""
    async with context.database.write() as writer:
        await admit(writer, actor)
        had = await topics.supported_by(writer, actor.community_id, actor.member_id)
        for topic_id in shown:
            if topic_id in wanted and topic_id not in had:
                await _topic(writer, actor, topic_id)
                now = context.clock.now()
                await topics.support(writer, actor.community_id, topic_id, actor.member_id, now)
            elif topic_id in had and topic_id not in wanted:
                await topics.withdraw(writer, actor.community_id, topic_id, actor.member_id)
        return await _backlog(writer, actor)


async def _backlog(reader: Reader, actor: Actor) -> Backlog:
    found = by_support(await topics.of_community(reader, actor.community_id))
    supports = await topics.supported_by(reader, actor.community_id, actor.member_id)
    waiting, chosen, booked = (
        tuple(topic for topic in found if topic.state is state)
        for state in (TopicState.BACKLOG, TopicState.CHOSEN, TopicState.BOOKED)
    )
    return Backlog(waiting, chosen, booked, frozenset(supports))


async def _topic(reader: Reader, actor: Actor, topic_id: TopicId) -> Topic:
    topic = await topics.find(reader, actor.community_id, topic_id)
    if topic is None:
        raise NotFound("topic.gone")
    return topic

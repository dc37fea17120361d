"""The backlog: suggesting topics and supporting them. Merging and dropping: `topic_tidying`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.errors import NotFound
from bot.domain.ids import DiscussionId, MemberId, TopicId
from bot.domain.naming import plain
from bot.domain.people import Actor, Standing
from bot.domain.topics import (
    DROPPED_SHOWN,
    Origin,
    OriginKind,
    Part,
    Topic,
    TopicState,
    alike,
    by_support,
    find_topic,
    read_title,
    read_why,
)
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import post_of
from bot.services.public_text import refuse_identifiers
from data import audit, discussions, posts, prompts, thesaurus, topic_tidying, topics
from data.database import Reader, Writer

_WORTH_OFFERING = 60.0


@dataclass(frozen=True, slots=True)
class Suggested:
    """A topic of the backlog; `just_now` unless the same person had suggested it before."""

    topic: Topic
    just_now: bool


@dataclass(frozen=True, slots=True)
class LooksAlike:
    """Nothing was stored: these topics may be the same. `is_repeat` where one of them has the very same title.

    `origin` is where the new one would have been raised.
    """

    title: str
    why: str | None
    topics: tuple[Topic, ...]
    is_repeat: bool
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Supported:
    """A topic and whether the reader supports it now; `raised_at` is a link to where it was raised, while it stands.

    `parts` are what became part of it; of these the reader may take `separable` apart again.
    """

    topic: Topic
    supports: bool
    raised_at: str | None = None
    parts: tuple[Part, ...] = ()
    separable: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Backlog:
    """The topics that wait, best supported first, those on their way to a meeting, and what the reader supports;
    and those that were dropped lately, the last first.
    """

    waiting: tuple[Topic, ...]
    chosen: tuple[Topic, ...]
    booked: tuple[Topic, ...]
    supports: frozenset[TopicId]
    dropped: tuple[Topic, ...] = ()


async def suggest(
    context: ServiceContext,
    actor: Actor,
    title: str,
    why: str | None,
    *,
    although_alike: bool = False,
    origin: Origin | None = None,
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
        near = alike(tidy_title, await topics.of_community(writer, actor.community_id), thesaurus.bundled())
        waiting = [topic for topic in near if topic.state is not TopicState.BOOKED]
        repeated = next((topic for topic in waiting if topic.repeats(tidy_title)), None)
        own = repeated is not None and repeated.suggested_by == actor.member_id
        if repeated is not None and own and repeated.state is not TopicState.DROPPED:
            return Suggested(repeated, just_now=False)
        if near and (repeated is not None or not although_alike):
            return LooksAlike(tidy_title, tidy_why, near, repeated is not None, origin)
        topic_id = await topics.add(writer, actor.community_id, actor.member_id, tidy_title, tidy_why, now, origin)
        await topics.support(writer, actor.community_id, topic_id, actor.member_id, now)
        return Suggested(await _topic(writer, actor, topic_id), just_now=True)


async def backlog(context: ServiceContext, actor: Actor) -> Backlog:
    """Return the community's topics as the reader sees them."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await _backlog(context, reader, actor)


async def known(context: ServiceContext, actor: Actor) -> tuple[Topic, ...]:
    """Return the topics that can be supported or put on a ballot, best supported first."""
    found = await backlog(context, actor)
    return found.chosen + found.waiting


async def named(context: ServiceContext, actor: Actor, typed: str) -> TopicId:
    """Return the topic that `typed` names; raises NotFound or Conflict (see `find_topic`)."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return find_topic(typed, await topics.of_community(reader, actor.community_id), thesaurus.bundled()).id


def fitting(typed: str, found: Sequence[Topic]) -> list[Topic]:
    """Return the topics that fit what is being typed, in whatever words: those that hold it first."""
    wanted, words = plain(typed), thesaurus.bundled()
    if not wanted:
        return list(found)
    within = [topic for topic in found if any(wanted in plain(name) for name in topic.names)]
    return within + [one for one in found if one not in within and one.likeness(typed, words) >= _WORTH_OFFERING]


async def support(
    context: ServiceContext, actor: Actor, topic_id: TopicId, *, wanted: bool = True, called: str | None = None
) -> Supported:
    """Store that the reader supports a topic, or no longer does; saying so twice changes nothing.

    Support brings a dropped topic back. `called` is what the reader had called it, which is remembered.
    """
    async with context.database.write() as writer:
        standing = (await admit(writer, actor)).standing
        topic = await _topic(writer, actor, topic_id)
        if wanted:
            await _support(context, writer, actor, topic)
            if called and not topic.is_called(called, thesaurus.bundled()):
                await topic_tidying.remember_name(writer, actor.community_id, topic.id, read_title(called))
        else:
            await topics.withdraw(writer, actor.community_id, topic.id, actor.member_id)
        topic = await _topic(writer, actor, topic_id)
        parts = tuple(await topic_tidying.parts(writer, actor.community_id, topic.id))
        separable = tuple(part for part in parts if may_separate(standing, actor, part.suggested_by))
        return Supported(topic, wanted, await _raised_at(writer, topic), parts, separable)


def may_separate(standing: Standing, actor: Actor, suggested_by: MemberId | None) -> bool:
    """Return whether somebody may take a topic out of another: a facilitator, or whoever suggested it."""
    return standing is Standing.FACILITATOR or suggested_by == actor.member_id


async def support_among(
    context: ServiceContext, actor: Actor, shown: Collection[TopicId], wanted: Collection[TopicId]
) -> Backlog:
    """Make the reader support, among the topics that were shown to them, exactly those they want."""
    async with context.database.write() as writer:
        await admit(writer, actor)
        had = await topics.supported_by(writer, actor.community_id, actor.member_id)
        for topic_id in shown:
            if topic_id in wanted and topic_id not in had:
                await _support(context, writer, actor, await _topic(writer, actor, topic_id))
            elif topic_id in had and topic_id not in wanted:
                await topics.withdraw(writer, actor.community_id, topic_id, actor.member_id)
        return await _backlog(context, writer, actor)


async def _support(context: ServiceContext, writer: Writer, actor: Actor, topic: Topic) -> None:
    now = context.clock.now()
    await topics.support(writer, actor.community_id, topic.id, actor.member_id, now)
    if topic.drop is not None:
        await topic_tidying.bring_back(writer, actor.community_id, topic.id)
        await audit.add(
            writer, actor.community_id, "topic.brought_back", actor.member_id, now, subject_id=int(topic.id)
        )


async def _backlog(context: ServiceContext, reader: Reader, actor: Actor) -> Backlog:
    found = by_support(await topics.of_community(reader, actor.community_id))
    supports = await topics.supported_by(reader, actor.community_id, actor.member_id)
    waiting, chosen, booked = (
        tuple(topic for topic in found if topic.state is state)
        for state in (TopicState.BACKLOG, TopicState.CHOSEN, TopicState.BOOKED)
    )
    since = context.clock.now() - DROPPED_SHOWN
    gone = [(topic.drop.at, topic) for topic in found if topic.state is TopicState.DROPPED and topic.drop]
    dropped = tuple(topic for at, topic in sorted(gone, key=lambda one: one[0], reverse=True) if at > since)
    return Backlog(waiting, chosen, booked, frozenset(supports), dropped)


async def _raised_at(reader: Reader, topic: Topic) -> str | None:
    """Return a link to the post on which a topic was raised; None if that is hidden or gone."""
    if topic.origin is None:
        return None
    if topic.origin.kind is OriginKind.PROMPT:
        sending = await prompts.find_sending(reader, topic.community_id, topic.origin.id)
        return None if sending is None else sending.jump_url
    discussion = await discussions.find(reader, topic.community_id, DiscussionId(topic.origin.id))
    if discussion is None:
        return None
    post = await posts.find(reader, topic.community_id, *post_of(discussion))
    return None if post is None or post.hidden else post.jump_url


async def _topic(reader: Reader, actor: Actor, topic_id: TopicId) -> Topic:
    topic = await topics.find(reader, actor.community_id, topic_id)
    if topic is None:
        raise NotFound("topic.gone")
    return topic

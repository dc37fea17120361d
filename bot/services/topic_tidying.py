"""Keeping the backlog short: merging topics that are the same, dropping what nobody needs, taking both back.

Nothing is lost by either: a merged topic keeps its row, its supporters and the ballots it stood on, and a dropped one
its supporters. So taking it back is exact.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.errors import Conflict, NotAllowed, NotFound
from bot.domain.ids import TopicId
from bot.domain.people import Actor, Standing
from bot.domain.topics import Topic, TopicState, find_topic, read_drop_reason
from bot.services import polls as polls_shown
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.public_text import refuse_identifiers
from bot.services.topics import may_separate
from data import audit, polls, thesaurus, topics
from data import topic_tidying as rows
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class Pair:
    """Two topics before they are merged; `together` support either."""

    part: Topic
    whole: Topic
    together: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A topic with what became part of it; `part_id` is the part, for taking it back."""

    whole: Topic
    part_id: TopicId
    part_title: str


@dataclass(frozen=True, slots=True)
class ToldSame:
    """A member said that two topics are the same, and it is for a facilitator to merge them."""

    topic: Topic
    other: Topic


async def pair(context: ServiceContext, actor: Actor, typed: str, typed_into: str) -> Pair:
    """Return the two topics that a facilitator named; raises as `find_topic` and `look_at_pair`."""
    async with context.database.read() as reader:
        await admit(reader, actor, Standing.FACILITATOR)
        known = await topics.of_community(reader, actor.community_id)
        words = thesaurus.bundled()
        part, whole = (find_topic(name, known, words) for name in (typed, typed_into))
        return await _pair(reader, actor, part.id, whole.id)


async def look_at_pair(context: ServiceContext, actor: Actor, part_id: TopicId, whole_id: TopicId) -> Pair:
    """Return two topics to a facilitator who thinks of merging them.

    Raises Conflict `topic.merge_itself` if they are one, `topic.merge_on_ballot` while both are voted on.
    """
    async with context.database.read() as reader:
        await admit(reader, actor, Standing.FACILITATOR)
        return await _pair(reader, actor, part_id, whole_id)


async def merge(context: ServiceContext, actor: Actor, part_id: TopicId, whole_id: TopicId) -> Merged:
    """Make a topic part of another (facilitators); merging them again changes nothing. Raises as `look_at_pair`."""
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        roots = await topics.roots(writer, actor.community_id)
        if part_id in roots and part_id != roots[part_id] == roots.get(whole_id):
            return await _merged(writer, actor, part_id)
        found = await _pair(writer, actor, part_id, whole_id)
        return await _merge(context, writer, actor, found.part, found.whole)


async def separate(context: ServiceContext, actor: Actor, part_id: TopicId) -> Topic:
    """Make a merged topic stand for itself again; harmless when repeated.

    Raises NotAllowed (`topic.not_yours_to_separate`) to all but facilitators and whoever suggested it.
    """
    async with context.database.write() as writer:
        standing = (await admit(writer, actor)).standing
        suggested_by = await rows.suggested_by(writer, actor.community_id, part_id)
        if not may_separate(standing, actor, suggested_by):
            raise NotAllowed("topic.not_yours_to_separate")
        whole = await _topic(writer, actor, part_id)
        if await rows.separate(writer, actor.community_id, part_id):
            await _note(context, writer, actor, "topic.separated", part_id)
            await _refresh_polls(writer, actor, whole.id)
            await _refresh_polls(writer, actor, part_id)
        return await _topic(writer, actor, part_id)


async def say_same(context: ServiceContext, actor: Actor, topic_id: TopicId, other_id: TopicId) -> Merged | ToldSame:
    """Take a member's word that their topic is the same as another: its title is remembered as a name of that one.

    Where nobody else has taken it up it becomes part of the other at once. Raises as `look_at_pair`.
    """
    async with context.database.write() as writer:
        await admit(writer, actor)
        found = await _pair(writer, actor, topic_id, other_id)
        topic, other = found.part, found.whole
        await topics.support(writer, actor.community_id, other.id, actor.member_id, context.clock.now())
        backers = await topics.supporters(writer, actor.community_id, topic.id)
        if topic.suggested_by == actor.member_id and backers <= {actor.member_id}:
            return await _merge(context, writer, actor, topic, other)
        if not other.is_called(topic.title, thesaurus.bundled()):
            await rows.remember_name(writer, actor.community_id, other.id, topic.title)
        return ToldSame(topic, other)


async def others(context: ServiceContext, actor: Actor, topic_id: TopicId) -> list[Topic]:
    """Return the topics that a topic could be the same as."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        topic = await _topic(reader, actor, topic_id)
        found = await topics.of_community(reader, actor.community_id)
        return [one for one in found if one.id != topic.id and one.state is not TopicState.DROPPED]


async def drop(context: ServiceContext, actor: Actor, typed: str, reason: str) -> Topic:
    """Take a topic off the backlog (facilitators), for a reason that its supporters read in the list.

    Raises as `find_topic`, Invalid for a reason that cannot be used or identifies somebody, and Conflict
    (`topic.drop_on_ballot`, `topic.drop_booked`) for a topic that is voted on, or is or was on an agenda.
    """
    why = read_drop_reason(reason)
    await refuse_identifiers(why)
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        topic = find_topic(typed, await topics.of_community(writer, actor.community_id), thesaurus.bundled())
        if topic.state is TopicState.BOOKED:
            raise Conflict("topic.drop_booked", title=topic.title)
        if topic.id in await polls.topics_on_open_ballots(writer, actor.community_id):
            raise Conflict("topic.drop_on_ballot", title=topic.title)
        if topic.drop is None:
            await rows.drop(writer, actor.community_id, topic.id, why, context.clock.now())
            await _note(context, writer, actor, "topic.dropped", topic.id)
        return await _topic(writer, actor, topic.id)


async def bring_back(context: ServiceContext, actor: Actor, topic_id: TopicId) -> Topic:
    """Put a dropped topic back (facilitators), with its supporters; harmless when repeated."""
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        topic = await _topic(writer, actor, topic_id)
        if topic.drop is not None:
            await rows.bring_back(writer, actor.community_id, topic.id)
            await _note(context, writer, actor, "topic.brought_back", topic.id)
        return await _topic(writer, actor, topic_id)


async def _pair(reader: Reader, actor: Actor, part_id: TopicId, whole_id: TopicId) -> Pair:
    part, whole = await _topic(reader, actor, part_id), await _topic(reader, actor, whole_id)
    if part.id == whole.id:
        raise Conflict("topic.merge_itself", title=whole.title)
    if {part.id, whole.id} <= await polls.topics_on_open_ballots(reader, actor.community_id):
        raise Conflict("topic.merge_on_ballot", title=part.title, other=whole.title)
    backers = [await topics.supporters(reader, actor.community_id, one.id) for one in (part, whole)]
    return Pair(part, whole, len(backers[0] | backers[1]))


async def _merge(context: ServiceContext, writer: Writer, actor: Actor, part: Topic, whole: Topic) -> Merged:
    await rows.merge(writer, actor.community_id, part.id, whole.id, context.clock.now())
    if whole.drop is not None:
        await rows.bring_back(writer, actor.community_id, whole.id)
    await _note(context, writer, actor, "topic.merged", part.id)
    await _refresh_polls(writer, actor, whole.id)
    return Merged(await _topic(writer, actor, whole.id), part.id, part.title)


async def _merged(reader: Reader, actor: Actor, part_id: TopicId) -> Merged:
    title = await rows.title_of(reader, actor.community_id, part_id)
    return Merged(await _topic(reader, actor, part_id), part_id, title or "")


async def _refresh_polls(writer: Writer, actor: Actor, topic_id: TopicId) -> None:
    """Have the messages of polls follow: whether their winner is booked may have changed."""
    for poll_id in await polls.over_topic(writer, actor.community_id, topic_id):
        poll = await polls.find(writer, actor.community_id, poll_id)
        if poll is not None:
            await polls_shown.refresh(writer, poll)


async def _note(context: ServiceContext, writer: Writer, actor: Actor, act: str, topic_id: TopicId) -> None:
    await audit.add(writer, actor.community_id, act, actor.member_id, context.clock.now(), subject_id=int(topic_id))


async def _topic(reader: Reader, actor: Actor, topic_id: TopicId) -> Topic:
    topic = await topics.find(reader, actor.community_id, topic_id)
    if topic is None:
        raise NotFound("topic.gone")
    return topic

"""Topics and their supporters as rows. What merging and dropping do to them: `topic_tidying`."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId, MemberId, TopicId
from bot.domain.topics import Drop, Origin, OriginKind, Topic, TopicState
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

# A topic and all that became part of it; within a statement that reads a `topic`.
_FAMILY = """
    WITH RECURSIVE family (id) AS (
        SELECT topic.id UNION
        SELECT part.id FROM topic AS part JOIN family ON part.merged_into = family.id
    ) SELECT id FROM family
"""
# Whether a topic is booked is read from the agendas and stored nowhere else: a cancelled meeting frees its topics.
_SELECT = f"""
    SELECT id, community_id, title, why,
           CASE WHEN EXISTS (
               SELECT 1 FROM agenda_item JOIN meeting ON meeting.id = agenda_item.meeting_id
               WHERE agenda_item.topic_id IN ({_FAMILY}) AND agenda_item.community_id = topic.community_id
                 AND meeting.state = 'scheduled'
           ) THEN 'booked'
           WHEN dropped_at IS NOT NULL THEN 'dropped'
           WHEN EXISTS (
               SELECT 1 FROM topic AS part WHERE part.id IN ({_FAMILY}) AND part.state = 'chosen'
           ) THEN 'chosen'
           ELSE 'backlog' END,
           suggested_by, suggested_at,
           (SELECT count(DISTINCT member_id) FROM topic_support
            WHERE topic_support.community_id = topic.community_id AND topic_support.topic_id IN ({_FAMILY})),
           (SELECT json_group_array(name) FROM (
               SELECT part.title AS name FROM topic AS part WHERE part.id IN ({_FAMILY}) AND part.id <> topic.id
               UNION SELECT name FROM topic_name WHERE topic_id IN ({_FAMILY})
           )),
           origin, origin_id, dropped_at, drop_reason
    FROM topic
"""

# Each topic of a community with what it is part of now (itself, unless it was merged).
ROOTS = """
    WITH RECURSIVE part (id, root) AS (
        SELECT id, id FROM topic WHERE community_id = :community AND merged_into IS NULL UNION
        SELECT topic.id, part.root FROM topic JOIN part ON topic.merged_into = part.id
    ) SELECT id, root FROM part
"""


def read_topic(row: sqlite3.Row) -> Topic:
    """Return the topic in a row of _SELECT."""
    suggested_by, origin, dropped_at = row[5], row[9], row[11]
    return Topic(
        id=TopicId(row[0]),
        community_id=CommunityId(row[1]),
        title=row[2],
        why=row[3],
        state=TopicState(row[4]),
        suggested_by=None if suggested_by is None else MemberId(suggested_by),
        suggested_at=to_instant(int(row[6])),
        supporters=row[7],
        also=tuple(json.loads(row[8])),
        origin=None if origin is None else Origin(OriginKind(origin), row[10]),
        drop=None if dropped_at is None else Drop(to_instant(int(dropped_at)), row[12]),
    )


async def add(
    writer: Writer,
    community_id: CommunityId,
    member_id: MemberId,
    title: str,
    why: str | None,
    now: datetime,
    origin: Origin | None = None,
) -> TopicId:
    """Store a new topic of the backlog."""
    (row,) = await writer.all(
        """
        INSERT INTO topic (community_id, title, why, suggested_by, suggested_at, origin, origin_id)
        VALUES (:community, :title, :why, :member, :now, :origin, :origin_id) RETURNING id
        """,
        community=community_id,
        title=title,
        why=why,
        member=member_id,
        now=from_instant(now),
        origin=origin.kind if origin else None,
        origin_id=origin.id if origin else None,
    )
    return TopicId(row[0])


async def find(reader: Reader, community_id: CommunityId, topic_id: TopicId) -> Topic | None:
    """Return a topic of this community, or None; of one that became part of another, that other."""
    row = await reader.one(
        f"""
        WITH RECURSIVE line (id, merged_into) AS (
            SELECT id, merged_into FROM topic WHERE community_id = :community AND id = :topic UNION
            SELECT whole.id, whole.merged_into FROM topic AS whole JOIN line ON whole.id = line.merged_into
        )
        {_SELECT} WHERE community_id = :community AND id = (SELECT id FROM line WHERE merged_into IS NULL)
        """,
        community=community_id,
        topic=topic_id,
    )
    return read_topic(row) if row else None


async def of_community(reader: Reader, community_id: CommunityId) -> list[Topic]:
    """Return all topics of a community, oldest first, without those that became part of another."""
    rows = await reader.all(
        f"{_SELECT} WHERE community_id = :community AND merged_into IS NULL ORDER BY id", community=community_id
    )
    return [read_topic(row) for row in rows]


async def support(
    writer: Writer, community_id: CommunityId, topic_id: TopicId, member_id: MemberId, now: datetime
) -> None:
    """Store that a member supports a topic; once is enough."""
    await writer.run(
        """
        INSERT INTO topic_support (community_id, topic_id, member_id, supported_at)
        VALUES (:community, :topic, :member, :now) ON CONFLICT (topic_id, member_id) DO NOTHING
        """,
        community=community_id,
        topic=topic_id,
        member=member_id,
        now=from_instant(now),
    )


async def withdraw(writer: Writer, community_id: CommunityId, topic_id: TopicId, member_id: MemberId) -> None:
    """Forget that a member supports a topic, under whichever of its titles they did."""
    await writer.run(
        f"""
        DELETE FROM topic_support
        WHERE community_id = :community AND member_id = :member
          AND topic_id IN (SELECT family.id FROM ({ROOTS}) AS family WHERE family.root = :topic)
        """,
        community=community_id,
        topic=topic_id,
        member=member_id,
    )


async def supported_by(reader: Reader, community_id: CommunityId, member_id: MemberId) -> set[TopicId]:
    """Return the topics that a member supports, each as what it is part of now."""
    rows = await reader.all(
        f"""
        SELECT DISTINCT family.root FROM topic_support JOIN ({ROOTS}) AS family ON family.id = topic_support.topic_id
        WHERE topic_support.community_id = :community AND member_id = :member
        """,
        community=community_id,
        member=member_id,
    )
    return {TopicId(row[0]) for row in rows}


async def choose(writer: Writer, community_id: CommunityId, topic_id: TopicId) -> None:
    """Note that a topic won a poll."""
    await writer.run(
        "UPDATE topic SET state = 'chosen', dropped_at = NULL, drop_reason = NULL "
        "WHERE community_id = :community AND id = :topic",
        community=community_id,
        topic=topic_id,
    )


async def meetings_of(reader: Reader, community_id: CommunityId, topic_id: TopicId) -> list[MeetingId]:
    """Return the meetings, not cancelled, that have a topic on their agenda, the latest first.

    What became part of the topic, and what it is part of, counts as the topic.
    """
    rows = await reader.all(
        f"""
        SELECT DISTINCT meeting.id FROM agenda_item JOIN meeting ON meeting.id = agenda_item.meeting_id
        JOIN ({ROOTS}) AS family ON family.id = agenda_item.topic_id
        WHERE agenda_item.community_id = :community AND meeting.state = 'scheduled'
          AND family.root = (SELECT one.root FROM ({ROOTS}) AS one WHERE one.id = :topic)
        ORDER BY meeting.starts_at DESC
        """,
        community=community_id,
        topic=topic_id,
    )
    return [MeetingId(row[0]) for row in rows]


async def roots(reader: Reader, community_id: CommunityId) -> dict[TopicId, TopicId]:
    """Return each topic of a community with what it is part of now: itself, unless it was merged."""
    rows = await reader.all(ROOTS, community=community_id)
    return {TopicId(row[0]): TopicId(row[1]) for row in rows}


async def supporters(reader: Reader, community_id: CommunityId, topic_id: TopicId) -> set[MemberId]:
    """Return who supports a topic, under whichever of its titles."""
    rows = await reader.all(
        f"""
        SELECT DISTINCT member_id FROM topic_support JOIN ({ROOTS}) AS family ON family.id = topic_support.topic_id
        WHERE topic_support.community_id = :community AND family.root = :topic
        """,
        community=community_id,
        topic=topic_id,
    )
    return {MemberId(row[0]) for row in rows}

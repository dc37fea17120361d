"""Topics and their supporters as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId, MemberId, TopicId
from bot.domain.topics import Topic, TopicState
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

# Whether a topic is booked is read from the agendas and stored nowhere else: a cancelled meeting frees its topics.
_SELECT = """
    SELECT id, community_id, title, why,
           CASE WHEN EXISTS (
               SELECT 1 FROM agenda_item JOIN meeting ON meeting.id = agenda_item.meeting_id
               WHERE agenda_item.topic_id = topic.id AND agenda_item.community_id = topic.community_id
                 AND meeting.state = 'scheduled'
           ) THEN 'booked' ELSE state END,
           suggested_by, suggested_at,
           (SELECT count(*) FROM topic_support
            WHERE topic_support.community_id = topic.community_id AND topic_support.topic_id = topic.id)
    FROM topic
"""


def read_topic(row: sqlite3.Row) -> Topic:
    """Return the topic in a row of _SELECT."""
    topic_id, community_id, title, why, state, suggested_by, suggested_at, supporters = tuple(row)
    return Topic(
        id=TopicId(topic_id),
        community_id=CommunityId(community_id),
        title=title,
        why=why,
        state=TopicState(state),
        suggested_by=None if suggested_by is None else MemberId(suggested_by),
        suggested_at=to_instant(suggested_at),
        supporters=supporters,
    )


async def add(
    writer: Writer, community_id: CommunityId, member_id: MemberId, title: str, why: str | None, now: datetime
) -> TopicId:
    """Store a new topic of the backlog."""
    (row,) = await writer.all(
        """
        INSERT INTO topic (community_id, title, why, suggested_by, suggested_at)
        VALUES (:community, :title, :why, :member, :now) RETURNING id
        """,
        community=community_id,
        title=title,
        why=why,
        member=member_id,
        now=from_instant(now),
    )
    return TopicId(row[0])


async def find(reader: Reader, community_id: CommunityId, topic_id: TopicId) -> Topic | None:
    """Return a topic of this community, or None."""
    row = await reader.one(
        f"{_SELECT} WHERE community_id = :community AND id = :topic", community=community_id, topic=topic_id
    )
    return read_topic(row) if row else None


async def of_community(reader: Reader, community_id: CommunityId) -> list[Topic]:
    """Return all topics of a community, oldest first."""
    rows = await reader.all(f"{_SELECT} WHERE community_id = :community ORDER BY id", community=community_id)
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
    """Forget that a member supports a topic."""
    await writer.run(
        """
        DELETE FROM topic_support
        WHERE community_id = :community AND topic_id = :topic AND member_id = :member
        """,
        community=community_id,
        topic=topic_id,
        member=member_id,
    )


async def supported_by(reader: Reader, community_id: CommunityId, member_id: MemberId) -> set[TopicId]:
    """Return the topics that a member supports."""
    rows = await reader.all(
        "SELECT topic_id FROM topic_support WHERE community_id = :community AND member_id = :member",
        community=community_id,
        member=member_id,
    )
    return {TopicId(row[0]) for row in rows}


async def choose(writer: Writer, community_id: CommunityId, topic_id: TopicId) -> None:
    """Note that a topic won a poll."""
    await writer.run(
        "UPDATE topic SET state = 'chosen' WHERE community_id = :community AND id = :topic",
        community=community_id,
        topic=topic_id,
    )


async def meetings_of(reader: Reader, community_id: CommunityId, topic_id: TopicId) -> list[MeetingId]:
    """Return the meetings, not cancelled, that have a topic on their agenda, the latest first."""
    rows = await reader.all(
        """
        SELECT meeting.id FROM agenda_item JOIN meeting ON meeting.id = agenda_item.meeting_id
        WHERE agenda_item.community_id = :community AND agenda_item.topic_id = :topic
          AND meeting.state = 'scheduled'
        ORDER BY meeting.starts_at DESC
        """,
        community=community_id,
        topic=topic_id,
    )
    return [MeetingId(row[0]) for row in rows]

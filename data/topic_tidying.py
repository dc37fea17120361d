"""Merged, dropped and otherwise called topics as rows: nothing is lost by any of it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import CommunityId, MemberId, TopicId
from bot.domain.topics import MOST_NAMES, Part
from data.database import Reader, Writer
from data.rows import from_instant, to_instant


async def merge(writer: Writer, community_id: CommunityId, topic_id: TopicId, into: TopicId, now: datetime) -> None:
    """Make a topic part of another; neither loses anything."""
    await writer.run(
        """
        UPDATE topic SET merged_into = :into, merged_at = :now
        WHERE community_id = :community AND id = :topic AND id <> :into
        """,
        community=community_id,
        topic=topic_id,
        into=into,
        now=from_instant(now),
    )


async def parts(reader: Reader, community_id: CommunityId, topic_id: TopicId) -> list[Part]:
    """Return what became part of a topic, the first first."""
    rows = await reader.all(
        """
        SELECT id, title, suggested_by, merged_at FROM topic
        WHERE community_id = :community AND merged_into = :topic ORDER BY merged_at, id
        """,
        community=community_id,
        topic=topic_id,
    )
    return [
        Part(TopicId(row[0]), row[1], None if row[2] is None else MemberId(row[2]), to_instant(int(row[3])))
        for row in rows
    ]


async def separate(writer: Writer, community_id: CommunityId, topic_id: TopicId) -> bool:
    """Make a topic stand for itself again; return False if it does already."""
    done = await writer.all(
        """
        UPDATE topic SET merged_into = NULL, merged_at = NULL
        WHERE community_id = :community AND id = :topic AND merged_into IS NOT NULL RETURNING id
        """,
        community=community_id,
        topic=topic_id,
    )
    return bool(done)


async def suggested_by(reader: Reader, community_id: CommunityId, topic_id: TopicId) -> MemberId | None:
    """Return who suggested a topic, though it be part of another by now; None if they had their data erased."""
    found = await reader.value(
        "SELECT suggested_by FROM topic WHERE community_id = :community AND id = :topic",
        community=community_id,
        topic=topic_id,
    )
    return None if found is None else MemberId(int(str(found)))


async def title_of(reader: Reader, community_id: CommunityId, topic_id: TopicId) -> str | None:
    """Return a topic's own title, though it be part of another by now."""
    found = await reader.value(
        "SELECT title FROM topic WHERE community_id = :community AND id = :topic",
        community=community_id,
        topic=topic_id,
    )
    return None if found is None else str(found)


async def drop(writer: Writer, community_id: CommunityId, topic_id: TopicId, reason: str, now: datetime) -> None:
    """Take a topic off the backlog; its supporters stay on it."""
    await writer.run(
        """
        UPDATE topic SET dropped_at = :now, drop_reason = :reason
        WHERE community_id = :community AND id = :topic AND dropped_at IS NULL
        """,
        community=community_id,
        topic=topic_id,
        reason=reason,
        now=from_instant(now),
    )


async def bring_back(writer: Writer, community_id: CommunityId, topic_id: TopicId) -> None:
    """Put a dropped topic back."""
    await writer.run(
        "UPDATE topic SET dropped_at = NULL, drop_reason = NULL WHERE community_id = :community AND id = :topic",
        community=community_id,
        topic=topic_id,
    )


async def remember_name(writer: Writer, community_id: CommunityId, topic_id: TopicId, name: str) -> None:
    """Keep another name of a topic, the first MOST_NAMES of them."""
    await writer.run(
        """
        INSERT INTO topic_name (community_id, topic_id, name) SELECT :community, :topic, :name
        WHERE (SELECT count(*) FROM topic_name WHERE topic_id = :topic) < :most
        ON CONFLICT (topic_id, name) DO NOTHING
        """,
        community=community_id,
        topic=topic_id,
        name=name,
        most=MOST_NAMES,
    )

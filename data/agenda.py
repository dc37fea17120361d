"""Agenda items as rows."""

from __future__ import annotations

from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import AgendaItem
from data.connection import Query
from data.database import Reader, Writer


async def add(
    writer: Writer,
    community_id: CommunityId,
    meeting_id: MeetingId,
    *,
    title: str,
    topic_id: int | None,
    presenter_id: MemberId | None,
) -> int:
    """Put something on a meeting's agenda and return its id; a topic that is there already stays there once."""
    value = await writer.value(
        """
        INSERT INTO agenda_item (community_id, meeting_id, topic_id, title, presenter_id)
        VALUES (:community, :meeting, :topic, :title, :presenter)
        ON CONFLICT (meeting_id, topic_id) DO UPDATE SET presenter_id = coalesce(presenter_id, excluded.presenter_id)
        RETURNING id
        """,
        community=community_id,
        meeting=meeting_id,
        topic=topic_id,
        title=title,
        presenter=presenter_id,
    )
    return int(str(value))


def items(community_id: CommunityId, meeting_id: MeetingId) -> Query[list[AgendaItem]]:
    """Ask for a meeting's agenda, in the order it was put together."""
    return Query(
        """
        SELECT id, title, topic_id, presenter_id FROM agenda_item
        WHERE community_id = :community AND meeting_id = :meeting ORDER BY id
        """,
        {"community": community_id, "meeting": meeting_id},
        lambda rows: [AgendaItem(row[0], row[1], row[2], None if row[3] is None else MemberId(row[3])) for row in rows],
    )


async def of_meeting(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> list[AgendaItem]:
    """Return a meeting's agenda, in the order it was put together."""
    return (await reader.ask(items(community_id, meeting_id)))[0]


async def find(reader: Reader, community_id: CommunityId, item_id: int) -> tuple[MeetingId, AgendaItem] | None:
    """Return something on an agenda of this community and the meeting it is for, or None."""
    row = await reader.one(
        """
        SELECT id, title, topic_id, presenter_id, meeting_id FROM agenda_item
        WHERE community_id = :community AND id = :item
        """,
        community=community_id,
        item=item_id,
    )
    if row is None:
        return None
    presenter = None if row[3] is None else MemberId(row[3])
    return MeetingId(row[4]), AgendaItem(row[0], row[1], row[2], presenter)


async def clear(writer: Writer, community_id: CommunityId, meeting_id: MeetingId) -> None:
    """Take everything off a meeting's agenda, as when its draft is rewritten."""
    await writer.run(
        "DELETE FROM agenda_item WHERE community_id = :community AND meeting_id = :meeting",
        community=community_id,
        meeting=meeting_id,
    )


async def remove(writer: Writer, community_id: CommunityId, item_id: int) -> None:
    """Take one item off an agenda."""
    await writer.run(
        "DELETE FROM agenda_item WHERE community_id = :community AND id = :id", community=community_id, id=item_id
    )

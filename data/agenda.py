"""Agenda items as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.domain.agenda import POST
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import AgendaItem
from data.connection import Query
from data.database import Reader, Writer
from data.rows import from_instant

_COLUMNS = (
    "agenda_item.id, agenda_item.title, agenda_item.topic_id, agenda_item.presenter_id, "
    "(SELECT member_id FROM presenter_ask WHERE item_id = agenda_item.id AND state = 'asked')"
)


def _read(row: sqlite3.Row) -> AgendaItem:
    item_id, title, topic_id, presenter_id, asked_id = tuple(row)[:5]
    presenter, asked = (None if one is None else MemberId(one) for one in (presenter_id, asked_id))
    return AgendaItem(item_id, title, topic_id, presenter, asked)


async def add(
    writer: Writer,
    community_id: CommunityId,
    meeting_id: MeetingId,
    *,
    title: str,
    topic_id: int | None,
    presenter_id: MemberId | None,
) -> int:
    """Put something at the end of a meeting's agenda and return its id; a topic that is there already stays there."""
    value = await writer.value(
        """
        INSERT INTO agenda_item (community_id, meeting_id, topic_id, title, presenter_id, place)
        SELECT :community, :meeting, :topic, :title, :presenter,
            1 + coalesce((SELECT max(place) FROM agenda_item WHERE meeting_id = :meeting), 0)
        WHERE true
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
    """Ask for a meeting's agenda, in its order, without what stands for a case or question that is hidden now."""
    return Query(
        f"""
        SELECT {_COLUMNS} FROM agenda_item
        WHERE community_id = :community AND meeting_id = :meeting AND NOT EXISTS (
            SELECT 1 FROM discussion_meeting JOIN discussion ON discussion.id = discussion_meeting.discussion_id
            JOIN post ON post.community_id = discussion_meeting.community_id AND post.hidden = 1 AND (
                (post.kind = 'case' AND post.subject_id = discussion.case_id)
                OR (post.kind = 'case-question' AND post.subject_id = discussion.id)
            )
            WHERE discussion_meeting.meeting_id = agenda_item.meeting_id AND discussion_meeting.item_id = agenda_item.id
        )
        ORDER BY place, id
        """,
        {"community": community_id, "meeting": meeting_id},
        lambda rows: [_read(row) for row in rows],
    )


async def of_meeting(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> list[AgendaItem]:
    """Return a meeting's agenda, in its order."""
    return (await reader.ask(items(community_id, meeting_id)))[0]


async def find(reader: Reader, community_id: CommunityId, item_id: int) -> tuple[MeetingId, AgendaItem] | None:
    """Return an item of this community's agendas and the meeting it is for, or None."""
    row = await reader.one(
        f"SELECT {_COLUMNS}, agenda_item.meeting_id FROM agenda_item WHERE community_id = :community AND id = :id",
        community=community_id,
        id=item_id,
    )
    return (MeetingId(row["meeting_id"]), _read(row)) if row else None


async def order(writer: Writer, community_id: CommunityId, item_ids: Sequence[int]) -> None:
    """Have the items of one agenda stand in this order."""
    for place, item_id in enumerate(item_ids, start=1):
        writer.run_soon(
            "UPDATE agenda_item SET place = :place WHERE community_id = :community AND id = :id",
            place=place,
            community=community_id,
            id=item_id,
        )


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


async def posted_ahead(reader: Reader, community_id: CommunityId, now: datetime) -> list[MeetingId]:
    """Return the coming meetings whose agenda is owed to everybody, or was sent."""
    rows = await reader.all(
        """
        SELECT meeting.id FROM post JOIN meeting ON meeting.id = post.subject_id
            AND meeting.community_id = post.community_id
        WHERE post.community_id = :community AND post.kind = :kind
          AND meeting.state = 'scheduled' AND meeting.starts_at > :now
        """,
        community=community_id,
        kind=POST,
        now=from_instant(now),
    )
    return [MeetingId(row[0]) for row in rows]

"""Who was asked to present what, and how often people presented, as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from bot.domain.presenters import Ask, AskState
from data.database import Reader, Writer
from data.rows import from_instant

_COLUMNS = (
    "presenter_ask.id, presenter_ask.community_id, presenter_ask.item_id, presenter_ask.member_id, presenter_ask.state"
)
_OPEN = "presenter_ask.state IN ('asked', 'accepted')"


def _read(row: sqlite3.Row) -> Ask:
    ask_id, community_id, item_id, member_id, state = tuple(row)
    return Ask(ask_id, CommunityId(community_id), item_id, MemberId(member_id), AskState(state))


async def add(
    writer: Writer, community_id: CommunityId, item_id: int, member_id: MemberId, state: AskState, now: datetime
) -> Ask:
    """Store that somebody is asked to present an item, or presents it, and return it."""
    rows = await writer.all(
        f"""
        INSERT INTO presenter_ask (community_id, item_id, member_id, state, asked_at)
        VALUES (:community, :item, :member, :state, :now) RETURNING {_COLUMNS.replace("presenter_ask.", "")}
        """,
        community=community_id,
        item=item_id,
        member=member_id,
        state=state,
        now=from_instant(now),
    )
    ask = _read(rows[0])
    await _show(writer, ask)
    return ask


async def find(reader: Reader, community_id: CommunityId, ask_id: int) -> Ask | None:
    """Return an ask of this community, or None."""
    row = await reader.one(
        f"SELECT {_COLUMNS} FROM presenter_ask WHERE community_id = :community AND id = :id",
        community=community_id,
        id=ask_id,
    )
    return _read(row) if row else None


async def of_item(reader: Reader, community_id: CommunityId, item_id: int) -> list[Ask]:
    """Return everybody who was ever asked to present an item, the latest last."""
    rows = await reader.all(
        f"SELECT {_COLUMNS} FROM presenter_ask WHERE community_id = :community AND item_id = :item ORDER BY id",
        community=community_id,
        item=item_id,
    )
    return [_read(row) for row in rows]


async def open_of(reader: Reader, community_id: CommunityId, member_id: MemberId, now: datetime) -> list[Ask]:
    """Return what somebody is asked to present, or presents, at meetings to come, the next meeting first."""
    rows = await reader.all(
        f"""
        SELECT {_COLUMNS} FROM presenter_ask JOIN agenda_item ON agenda_item.id = presenter_ask.item_id
        JOIN meeting ON meeting.id = agenda_item.meeting_id
        WHERE presenter_ask.community_id = :community AND presenter_ask.member_id = :member AND {_OPEN}
          AND meeting.state = 'scheduled' AND meeting.starts_at > :now
        ORDER BY meeting.starts_at, presenter_ask.id
        """,
        community=community_id,
        member=member_id,
        now=from_instant(now),
    )
    return [_read(row) for row in rows]


async def set_state(writer: Writer, ask: Ask, state: AskState) -> Ask:
    """Note how far an ask has come and have its item say so; return it as it is now."""
    rows = await writer.all(
        f"""
        UPDATE presenter_ask SET state = :state
        WHERE community_id = :community AND id = :id RETURNING {_COLUMNS.replace("presenter_ask.", "")}
        """,
        state=state,
        community=ask.community_id,
        id=ask.id,
    )
    changed = _read(rows[0])
    await _show(writer, changed)
    return changed


async def _show(writer: Writer, ask: Ask) -> None:
    """Have an item name as its presenter whoever has accepted, nobody otherwise."""
    await writer.run(
        """
        UPDATE agenda_item SET presenter_id = (
            SELECT member_id FROM presenter_ask WHERE item_id = agenda_item.id AND state = 'accepted'
        )
        WHERE community_id = :community AND id = :item
        """,
        community=ask.community_id,
        item=ask.item_id,
    )


async def presented(reader: Reader, community_id: CommunityId, since: datetime, until: datetime) -> dict[MemberId, int]:
    """Return at how many meetings that began between two instants each person presented something."""
    rows = await reader.all(
        """
        SELECT agenda_item.presenter_id, count(DISTINCT meeting.id) FROM agenda_item
        JOIN meeting ON meeting.id = agenda_item.meeting_id
        WHERE agenda_item.community_id = :community AND agenda_item.presenter_id IS NOT NULL
          AND meeting.state = 'scheduled' AND meeting.starts_at > :since AND meeting.starts_at <= :until
        GROUP BY agenda_item.presenter_id
        """,
        community=community_id,
        since=from_instant(since),
        until=from_instant(until),
    )
    return {MemberId(row[0]): int(row[1]) for row in rows}


async def asked(reader: Reader, community_id: CommunityId, since: datetime) -> dict[MemberId, int]:
    """Return how often each person was asked to present something since an instant, whatever they said."""
    rows = await reader.all(
        """
        SELECT member_id, count(*) FROM presenter_ask
        WHERE community_id = :community AND asked_at > :since GROUP BY member_id
        """,
        community=community_id,
        since=from_instant(since),
    )
    return {MemberId(row[0]): int(row[1]) for row in rows}


async def brought_by(
    reader: Reader, community_id: CommunityId, item_id: int
) -> tuple[MemberId | None, MemberId | None, set[MemberId]]:
    """Return who suggested an item's topic, who stands by name behind its case or question, and who supports its topic.

    The author of a case that is posted for a member is not among them.
    """
    row = await reader.one(
        """
        SELECT topic.suggested_by, coalesce(shared_case.author_id, discussion.asked_by) FROM agenda_item
        LEFT JOIN topic ON topic.id = agenda_item.topic_id AND topic.community_id = agenda_item.community_id
        LEFT JOIN discussion_meeting ON discussion_meeting.meeting_id = agenda_item.meeting_id
            AND discussion_meeting.item_id = agenda_item.id
        LEFT JOIN discussion ON discussion.id = discussion_meeting.discussion_id
        LEFT JOIN shared_case ON shared_case.id = discussion.case_id
        WHERE agenda_item.community_id = :community AND agenda_item.id = :item
        """,
        community=community_id,
        item=item_id,
    )
    rows = await reader.all(
        """
        SELECT DISTINCT topic_support.member_id FROM agenda_item
        JOIN topic ON topic.community_id = agenda_item.community_id
            AND agenda_item.topic_id IN (topic.id, topic.merged_into)
        JOIN topic_support ON topic_support.topic_id = topic.id
            AND topic_support.community_id = agenda_item.community_id
        WHERE agenda_item.community_id = :community AND agenda_item.id = :item
        """,
        community=community_id,
        item=item_id,
    )
    suggested, author = (None, None) if row is None else (row[0], row[1])
    return (
        None if suggested is None else MemberId(suggested),
        None if author is None else MemberId(author),
        {MemberId(one[0]) for one in rows},
    )

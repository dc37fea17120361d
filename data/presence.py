"""Who was at a meeting from when until when, as rows."""

from __future__ import annotations

from datetime import datetime

from bot.domain.attendance import Source, Stay
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting
from data.database import Reader, Writer
from data.meetings import COLUMNS as MEETING
from data.meetings import read_meeting
from data.rows import from_instant, to_instant, to_instant_or_none

_WATCHED = """
    meeting.state = 'scheduled' AND meeting.ended_at IS NULL AND meeting.place IS NULL
    AND min(meeting.starts_at, coalesce(meeting.began_at, meeting.starts_at)) <= :now
"""
"""A meeting in the voice channel that has begun and is not over."""


async def watched(reader: Reader, community_id: CommunityId, now: datetime) -> list[Meeting]:
    """Return the meetings that are on in a community's voice channel."""
    rows = await reader.all(
        f"SELECT {MEETING} FROM meeting WHERE community_id = :community AND {_WATCHED} ORDER BY starts_at, id",
        community=community_id,
        now=from_instant(now),
    )
    return [read_meeting(row) for row in rows]


async def communities_watched(reader: Reader, now: datetime) -> list[CommunityId]:
    """Return the communities that have a meeting on in their voice channel."""
    rows = await reader.all(
        f"SELECT DISTINCT community_id FROM meeting WHERE {_WATCHED} ORDER BY community_id", now=from_instant(now)
    )
    return [CommunityId(row[0]) for row in rows]


async def stays(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> list[Stay]:
    """Return all stays at a meeting, in the order they began."""
    rows = await reader.all(
        """
        SELECT id, member_id, source, since, until, seen_at FROM presence
        WHERE community_id = :community AND meeting_id = :meeting ORDER BY since, id
        """,
        community=community_id,
        meeting=meeting_id,
    )
    return [
        Stay(
            row[0],
            MemberId(row[1]),
            Source(row[2]),
            to_instant(row[3]),
            to_instant_or_none(row[4]),
            to_instant(row[5]),
        )
        for row in rows
    ]


async def open_stay(writer: Writer, meeting: Meeting, member_id: MemberId, source: Source, since: datetime) -> None:
    """Note that somebody is there from `since` on; who is there already in this way stays so."""
    await writer.run(
        """
        INSERT INTO presence (community_id, meeting_id, member_id, source, since, seen_at)
        VALUES (:community, :meeting, :member, :source, :since, :since)
        ON CONFLICT (meeting_id, member_id, source) WHERE until IS NULL DO NOTHING
        """,
        community=meeting.community_id,
        meeting=meeting.id,
        member=member_id,
        source=source,
        since=from_instant(since),
    )


async def end_stay(writer: Writer, meeting: Meeting, stay_id: int, until: datetime) -> None:
    """Note until when somebody was there; an ended stay stays as it is."""
    await writer.run(
        """
        UPDATE presence SET until = :until
        WHERE community_id = :community AND id = :stay AND until IS NULL
        """,
        until=from_instant(until),
        community=meeting.community_id,
        stay=stay_id,
    )


async def see(writer: Writer, meeting: Meeting, now: datetime) -> None:
    """Note that everybody who is still in the voice channel was seen there at `now`."""
    await writer.run(
        """
        UPDATE presence SET seen_at = max(seen_at, :now)
        WHERE community_id = :community AND meeting_id = :meeting AND source = 'voice' AND until IS NULL
        """,
        now=from_instant(now),
        community=meeting.community_id,
        meeting=meeting.id,
    )


async def end_meeting(writer: Writer, meeting: Meeting, ended_at: datetime) -> None:
    """Note that a meeting is over, once, and end the stays of whoever is still there."""
    values = {"ended": from_instant(ended_at), "community": meeting.community_id, "meeting": meeting.id}
    await writer.run(
        "UPDATE meeting SET ended_at = :ended WHERE community_id = :community AND id = :meeting AND ended_at IS NULL",
        **values,
    )
    await writer.run(
        """
        UPDATE presence SET until = max(since, :ended)
        WHERE community_id = :community AND meeting_id = :meeting AND until IS NULL
        """,
        **values,
    )

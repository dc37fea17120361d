"""The answers to meetings and the waitlists as rows."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Answer, Meeting, Roll, Rsvp, Waiting
from data.connection import Query, Rows
from data.database import Reader, Writer
from data.rows import from_instant, from_instant_or_none, to_instant_or_none


def of_meeting(community_id: CommunityId, meeting_id: MeetingId) -> Query[Roll]:
    """Ask for all answers to a meeting in the order they came, and for who waits for a seat."""
    return Query(
        """
        SELECT member_id, rank, answer, NULL FROM rsvp WHERE community_id = :community AND meeting_id = :meeting
        UNION ALL
        SELECT member_id, rank, NULL, offered_until FROM waitlist
        WHERE community_id = :community AND meeting_id = :meeting
        ORDER BY rank
        """,
        {"community": community_id, "meeting": meeting_id},
        _read_roll,
    )


def _read_roll(rows: Rows) -> Roll:
    return Roll(
        tuple(Rsvp(MemberId(row[0]), Answer(row[2]), row[1]) for row in rows if row[2] is not None),
        tuple(Waiting(MemberId(row[0]), row[1], to_instant_or_none(row[3])) for row in rows if row[2] is None),
    )


async def roll(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> Roll:
    """Return all answers to a meeting in the order they came, and who waits for a seat."""
    return (await reader.ask(of_meeting(community_id, meeting_id)))[0]


async def save_answer(writer: Writer, meeting: Meeting, rsvp: Rsvp, now: datetime) -> None:
    """Store somebody's answer in place of an earlier one or of their wait; the schema refuses more than the seats."""
    await stop_waiting(writer, meeting, rsvp.member_id)
    writer.run_soon(
        """
        INSERT INTO rsvp (community_id, meeting_id, member_id, answer, rank, answered_at)
        VALUES (:community, :meeting, :member, :answer, :rank, :now)
        ON CONFLICT (meeting_id, member_id) DO UPDATE
            SET answer = excluded.answer, rank = excluded.rank, answered_at = excluded.answered_at
        """,
        community=meeting.community_id,
        meeting=meeting.id,
        member=rsvp.member_id,
        answer=rsvp.answer,
        rank=rsvp.rank,
        now=from_instant(now),
    )


async def save_wait(writer: Writer, meeting: Meeting, wait: Waiting, now: datetime) -> None:
    """Put somebody on the waitlist in place of an earlier answer, or note the seat that is kept for them."""
    ids = {"community": meeting.community_id, "meeting": meeting.id, "member": wait.member_id}
    writer.run_soon(
        "DELETE FROM rsvp WHERE community_id = :community AND meeting_id = :meeting AND member_id = :member", **ids
    )
    writer.run_soon(
        """
        INSERT INTO waitlist (community_id, meeting_id, member_id, rank, offered_until, since)
        VALUES (:community, :meeting, :member, :rank, :until, :now)
        ON CONFLICT (meeting_id, member_id) DO UPDATE SET offered_until = excluded.offered_until
        """,
        rank=wait.rank,
        until=from_instant_or_none(wait.offered_until),
        now=from_instant(now),
        **ids,
    )


async def stop_waiting(writer: Writer, meeting: Meeting, member_id: MemberId) -> None:
    """Take somebody off the waitlist."""
    writer.run_soon(
        "DELETE FROM waitlist WHERE community_id = :community AND meeting_id = :meeting AND member_id = :member",
        community=meeting.community_id,
        meeting=meeting.id,
        member=member_id,
    )

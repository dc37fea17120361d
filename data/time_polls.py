"""Time polls as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.time_polls import Can, Slot, TimePoll, TimePollState
from data.database import Reader, Writer
from data.rows import from_instant, to_instant


async def insert(
    writer: Writer,
    community_id: CommunityId,
    *,
    title: str,
    minutes: int,
    zone: str,
    organiser_id: MemberId,
    slots: Iterable[Slot],
    required: Iterable[MemberId],
    now: datetime,
) -> int:
    """Store a draft and return its id."""
    poll_id = int(
        str(
            await writer.value(
                """
                INSERT INTO time_poll (community_id, title, minutes, zone, organiser_id, created_at)
                VALUES (:community, :title, :minutes, :zone, :organiser, :now) RETURNING id
                """,
                community=community_id,
                title=title,
                minutes=minutes,
                zone=zone,
                organiser=organiser_id,
                now=from_instant(now),
            )
        )
    )
    for slot in slots:
        await writer.run(
            """
            INSERT INTO time_slot (community_id, poll_id, number, starts_at)
            VALUES (:community, :poll, :number, :starts)
            """,
            community=community_id,
            poll=poll_id,
            number=slot.number,
            starts=from_instant(slot.starts_at),
        )
    for member_id in required:
        await writer.run(
            "INSERT INTO time_required (community_id, poll_id, member_id) VALUES (:community, :poll, :member)",
            community=community_id,
            poll=poll_id,
            member=member_id,
        )
    return poll_id


async def find(reader: Reader, community_id: CommunityId, poll_id: int) -> TimePoll | None:
    """Return a time poll of this community with all answers, or None."""
    ids = {"community": community_id, "poll": poll_id}
    row = await reader.one(
        """
        SELECT id, title, minutes, zone, organiser_id, state, meeting_id FROM time_poll
        WHERE community_id = :community AND id = :poll
        """,
        **ids,
    )
    if row is None:
        return None
    slots = await reader.all(
        "SELECT number, starts_at FROM time_slot WHERE community_id = :community AND poll_id = :poll ORDER BY number",
        **ids,
    )
    required = await reader.all(
        "SELECT member_id FROM time_required WHERE community_id = :community AND poll_id = :poll ORDER BY member_id",
        **ids,
    )
    said = await reader.all(
        "SELECT member_id, number, answer FROM time_answer WHERE community_id = :community AND poll_id = :poll",
        **ids,
    )
    answers: dict[MemberId, dict[int, Can]] = {}
    for member_id, number, answer in (tuple(one) for one in said):
        answers.setdefault(MemberId(member_id), {})[number] = Can(answer)
    return TimePoll(
        id=row["id"],
        community_id=community_id,
        title=row["title"],
        minutes=row["minutes"],
        zone=row["zone"],
        organiser_id=MemberId(row["organiser_id"]),
        state=TimePollState(row["state"]),
        meeting_id=None if row["meeting_id"] is None else MeetingId(row["meeting_id"]),
        slots=tuple(Slot(one[0], to_instant(one[1])) for one in slots),
        required=tuple(MemberId(one[0]) for one in required),
        answers=answers,
    )


async def open_up(writer: Writer, poll: TimePoll) -> None:
    """Have a draft asked of everybody."""
    await writer.run(
        "UPDATE time_poll SET state = 'open' WHERE community_id = :community AND id = :poll AND state = 'draft'",
        community=poll.community_id,
        poll=poll.id,
    )


async def book(writer: Writer, poll: TimePoll, meeting_id: MeetingId) -> None:
    """Note which meeting came of an open poll."""
    await writer.run(
        """
        UPDATE time_poll SET state = 'booked', meeting_id = :meeting
        WHERE community_id = :community AND id = :poll AND state = 'open'
        """,
        meeting=meeting_id,
        community=poll.community_id,
        poll=poll.id,
    )


async def save_answer(
    writer: Writer, poll: TimePoll, number: int, member_id: MemberId, answer: Can, now: datetime
) -> None:
    """Store what somebody says about one slot, in place of what they said before."""
    await writer.run(
        """
        INSERT INTO time_answer (community_id, poll_id, number, member_id, answer, answered_at)
        VALUES (:community, :poll, :number, :member, :answer, :now)
        ON CONFLICT (poll_id, number, member_id) DO UPDATE
            SET answer = excluded.answer, answered_at = excluded.answered_at
        """,
        community=poll.community_id,
        poll=poll.id,
        number=number,
        member=member_id,
        answer=answer,
        now=from_instant(now),
    )


async def drop_drafts(writer: Writer, community_id: CommunityId, before: datetime) -> None:
    """Delete drafts made before then; the newest row stays, so that no number comes twice."""
    await writer.run(
        """
        DELETE FROM time_poll WHERE community_id = :community AND state = 'draft' AND created_at < :before
          AND id < (SELECT max(id) FROM time_poll)
        """,
        community=community_id,
        before=from_instant(before),
    )


async def went_to(reader: Reader, community_id: CommunityId) -> list[tuple[MemberId, datetime]]:
    """Return who said Going to which meeting that was not cancelled, as (person, beginning)."""
    rows = await reader.all(
        """
        SELECT rsvp.member_id, meeting.starts_at FROM rsvp
        JOIN meeting ON meeting.id = rsvp.meeting_id AND meeting.community_id = rsvp.community_id
        WHERE rsvp.community_id = :community AND rsvp.answer = 'going' AND meeting.state = 'scheduled'
        """,
        community=community_id,
    )
    return [(MemberId(row[0]), to_instant(row[1])) for row in rows]

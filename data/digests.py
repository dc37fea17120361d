"""What a facilitator's digest counts, who gets one, and who was asked whether all is well."""

from __future__ import annotations

from datetime import datetime

from bot.domain.digest import Line, Need
from bot.domain.ids import CommunityId, MemberId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant


def _url(community_id: CommunityId, channel_id: int | None, message_id: int | None) -> str | None:
    if channel_id is None or message_id is None:
        return None
    return f"https://discord.com/channels/{community_id}/{channel_id}/{message_id}"


async def waiting_cases(reader: Reader, community_id: CommunityId) -> list[Line]:
    """Return the cases that wait for release, the oldest first."""
    rows = await reader.all(
        """
        SELECT shared_case.id, shared_case.submitted_at, post.channel_id, post.message_id FROM shared_case
        LEFT JOIN post ON post.community_id = shared_case.community_id AND post.kind = 'case-review'
            AND post.subject_id = shared_case.id
        WHERE shared_case.community_id = :community AND shared_case.state = 'waiting'
        ORDER BY shared_case.submitted_at, shared_case.id
        """,
        community=community_id,
    )
    return [Line(Need.RELEASE, row[0], to_instant(row[1]), jump_url=_url(community_id, row[2], row[3])) for row in rows]


async def pending_applications(reader: Reader, community_id: CommunityId) -> list[Line]:
    """Return the applications that wait for a decision, the oldest first."""
    rows = await reader.all(
        """
        SELECT application.id, application.applied_at, application.member_id, post.channel_id, post.message_id
        FROM application
        LEFT JOIN post ON post.community_id = application.community_id AND post.kind = 'application'
            AND post.subject_id = application.id
        WHERE application.community_id = :community AND application.state = 'pending'
        ORDER BY application.applied_at, application.id
        """,
        community=community_id,
    )
    return [
        Line(
            Need.APPLICATION,
            row[0],
            to_instant(row[1]),
            jump_url=_url(community_id, row[3], row[4]),
            people=(MemberId(row[2]),),
        )
        for row in rows
    ]


async def without_presenter(reader: Reader, community_id: CommunityId, now: datetime, until: datetime) -> list[Line]:
    """Return what stands on the agenda of a meeting between two instants and has nobody to present it.

    Who was asked and has not answered is among the `people` of its line.
    """
    rows = await reader.all(
        """
        SELECT agenda_item.id, meeting.starts_at, agenda_item.title, post.channel_id, post.message_id,
            presenter_ask.member_id
        FROM agenda_item
        JOIN meeting ON meeting.id = agenda_item.meeting_id
        LEFT JOIN presenter_ask ON presenter_ask.item_id = agenda_item.id AND presenter_ask.state = 'asked'
        LEFT JOIN post ON post.community_id = meeting.community_id AND post.kind = 'meeting'
            AND post.subject_id = meeting.id
        WHERE agenda_item.community_id = :community AND agenda_item.presenter_id IS NULL
          AND meeting.state = 'scheduled' AND meeting.starts_at > :now AND meeting.starts_at <= :until
        ORDER BY meeting.starts_at, agenda_item.place, agenda_item.id
        """,
        community=community_id,
        now=from_instant(now),
        until=from_instant(until),
    )
    return [
        Line(
            Need.NO_PRESENTER,
            row[0],
            to_instant(row[1]),
            row[2],
            jump_url=_url(community_id, row[3], row[4]),
            people=() if row[5] is None else (MemberId(row[5]),),
        )
        for row in rows
    ]


async def last_signs(reader: Reader, community_id: CommunityId) -> dict[MemberId, datetime]:
    """Return when each active member last gave a sign that bears their name: joined, answered, voted, supported.

    What is anonymous counts for nobody, so that a sign of life never tells who wrote a case or cast a sealed ballot.
    """
    rows = await reader.all(
        """
        SELECT member.id, max(
            member.joined_at,
            coalesce((SELECT max(answered_at) FROM rsvp
                      WHERE rsvp.member_id = member.id AND rsvp.community_id = member.community_id), 0),
            coalesce((SELECT max(cast_at) FROM ballot
                      WHERE ballot.member_id = member.id AND ballot.community_id = member.community_id), 0),
            coalesce((SELECT max(supported_at) FROM topic_support
                      WHERE topic_support.member_id = member.id
                        AND topic_support.community_id = member.community_id), 0),
            coalesce((SELECT max(coalesce(changed_at, given_at)) FROM case_position
                      WHERE case_position.member_id = member.id
                        AND case_position.community_id = member.community_id), 0)
        )
        FROM member WHERE member.community_id = :community AND member.state = 'active'
        """,
        community=community_id,
    )
    return {MemberId(row[0]): to_instant(row[1]) for row in rows}


async def contacted(reader: Reader, community_id: CommunityId) -> dict[MemberId, datetime]:
    """Return when members were last asked whether all is well."""
    rows = await reader.all(
        "SELECT member_id, asked_at FROM contact WHERE community_id = :community", community=community_id
    )
    return {MemberId(row[0]): to_instant(row[1]) for row in rows}


async def note_contact(writer: Writer, community_id: CommunityId, member_id: MemberId, now: datetime) -> None:
    """Note that somebody is asked now."""
    await writer.run(
        """
        INSERT INTO contact (community_id, member_id, asked_at) VALUES (:community, :member, :now)
        ON CONFLICT (community_id, member_id) DO UPDATE SET asked_at = excluded.asked_at
        """,
        community=community_id,
        member=member_id,
        now=from_instant(now),
    )


async def wants_weekly(reader: Reader, community_id: CommunityId, member_id: MemberId) -> bool | None:
    """Return whether somebody wants the digest each week, None if they were never asked."""
    found = await reader.value(
        "SELECT wanted FROM digest_reader WHERE community_id = :community AND member_id = :member",
        community=community_id,
        member=member_id,
    )
    return None if found is None else bool(found)


async def readers(reader: Reader, community_id: CommunityId) -> set[MemberId]:
    """Return who wants the digest each week."""
    rows = await reader.all(
        "SELECT member_id FROM digest_reader WHERE community_id = :community AND wanted = 1", community=community_id
    )
    return {MemberId(row[0]) for row in rows}


async def set_weekly(writer: Writer, community_id: CommunityId, member_id: MemberId, *, wanted: bool) -> None:
    """Store whether somebody wants the digest each week."""
    await writer.run(
        """
        INSERT INTO digest_reader (community_id, member_id, wanted) VALUES (:community, :member, :wanted)
        ON CONFLICT (community_id, member_id) DO UPDATE SET wanted = excluded.wanted
        """,
        community=community_id,
        member=member_id,
        wanted=int(wanted),
    )

"""What calendars hold, and the private addresses of feeds, as rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting
from data.connection import Query, Rows
from data.database import Reader, Writer
from data.meetings import COLUMNS as MEETING
from data.meetings import read_meeting
from data.posts import COLUMNS as POST
from data.posts import read_post
from data.rows import from_instant, to_instant

MOST = 500
"""Meetings in one calendar: those nearest in time."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Somebody's private address: its fingerprint, when it was made, when its owner was last seen in the server."""

    community_id: CommunityId
    member_id: MemberId
    fingerprint: bytes
    made_at: datetime
    checked_at: datetime


_FEED = (
    "calendar_feed.community_id, calendar_feed.member_id, calendar_feed.fingerprint, calendar_feed.made_at, "
    "calendar_feed.checked_at"
)


def _read_feed(rows: Rows) -> Feed | None:
    if not rows:
        return None
    community, member, fingerprint, made, checked = tuple(rows[0])
    return Feed(CommunityId(community), MemberId(member), fingerprint, to_instant(made), to_instant(checked))


def posted_since(community_id: CommunityId, since: datetime, now: datetime) -> Query[list[Meeting]]:
    """Ask for the meetings that ended after an instant, cancelled ones too, in the order they begin."""
    return Query(
        f"""
        SELECT {MEETING} FROM meeting
        WHERE community_id = :community AND state <> 'draft' AND starts_at + minutes * 60 > :since
        ORDER BY abs(starts_at - :now), id LIMIT {MOST}
        """,
        {"community": community_id, "since": from_instant(since), "now": from_instant(now)},
        lambda rows: sorted((read_meeting(row) for row in rows), key=lambda one: (one.starts_at, one.id)),
    )


def agendas_since(community_id: CommunityId, since: datetime) -> Query[dict[MeetingId, list[str]]]:
    """Ask what is on the agenda of each meeting that ended after an instant, without the titles of cases.

    A calendar is kept by others, and nobody can take back what it holds: a case that is flagged later would stay there.
    """
    return Query(
        """
        SELECT agenda_item.meeting_id, agenda_item.title FROM agenda_item
        JOIN meeting ON meeting.community_id = agenda_item.community_id AND meeting.id = agenda_item.meeting_id
        WHERE agenda_item.community_id = :community AND meeting.starts_at + meeting.minutes * 60 > :since
          AND NOT EXISTS (
            SELECT 1 FROM discussion_meeting
            WHERE discussion_meeting.meeting_id = agenda_item.meeting_id
              AND discussion_meeting.item_id = agenda_item.id
        )
        ORDER BY agenda_item.place, agenda_item.id
        """,
        {"community": community_id, "since": from_instant(since)},
        _titles,
    )


def _titles(rows: Rows) -> dict[MeetingId, list[str]]:
    found: defaultdict[MeetingId, list[str]] = defaultdict(list)
    for row in rows:
        found[MeetingId(row[0])].append(row[1])
    return dict(found)


def cards(community_id: CommunityId) -> Query[dict[MeetingId, str]]:
    """Ask for the links to the cards of meetings."""
    return Query(
        f"SELECT {POST} FROM post WHERE community_id = :community AND kind = 'meeting' AND message_id IS NOT NULL",
        {"community": community_id},
        lambda rows: {MeetingId(row["subject_id"]): read_post(row).jump_url or "" for row in rows},
    )


async def feed_of(reader: Reader, community_id: CommunityId, member_id: MemberId) -> Feed | None:
    """Return somebody's feed, or None."""
    rows = await reader.all(
        f"SELECT {_FEED} FROM calendar_feed WHERE community_id = :community AND member_id = :member",
        community=community_id,
        member=member_id,
    )
    return _read_feed(rows)


async def feed_by_fingerprint(reader: Reader, fingerprint: bytes) -> Feed | None:
    """Return the feed of this fingerprint while its owner is a member, or None."""
    rows = await reader.all(
        f"""
        SELECT {_FEED} FROM calendar_feed
        JOIN member ON member.community_id = calendar_feed.community_id AND member.id = calendar_feed.member_id
        WHERE calendar_feed.fingerprint = :fingerprint AND member.state = 'active'
        """,
        fingerprint=fingerprint,
    )
    return _read_feed(rows)


async def save_feed(writer: Writer, feed: Feed) -> None:
    """Store somebody's feed in place of the one they had."""
    await writer.run(
        """
        INSERT INTO calendar_feed (community_id, member_id, fingerprint, made_at, checked_at)
        VALUES (:community, :member, :fingerprint, :made, :checked)
        ON CONFLICT (community_id, member_id) DO UPDATE SET
            fingerprint = excluded.fingerprint, made_at = excluded.made_at, checked_at = excluded.checked_at
        """,
        community=feed.community_id,
        member=feed.member_id,
        fingerprint=feed.fingerprint,
        made=from_instant(feed.made_at),
        checked=from_instant(feed.checked_at),
    )


async def drop_feed(writer: Writer, community_id: CommunityId, member_id: MemberId) -> None:
    """Forget somebody's feed, if they have one."""
    await writer.run(
        "DELETE FROM calendar_feed WHERE community_id = :community AND member_id = :member",
        community=community_id,
        member=member_id,
    )

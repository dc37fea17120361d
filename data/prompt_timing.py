"""What decides whether a scheduled prompt is wanted: how much is said in a channel, and what goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.ids import CommunityId, ScheduleId
from bot.domain.prompt_timing import TALK_WINDOW, Situation, Skip
from data.database import Reader, Writer
from data.rows import from_instant, to_instant, to_instant_or_none

_KEPT = timedelta(days=2)


async def add_talk(writer: Writer, community_id: CommunityId, channel_id: int, hour: datetime, messages: int) -> None:
    """Count messages in an hour of a channel, and drop counts of the past; nothing for a server not set up."""
    await writer.run(
        """
        INSERT INTO channel_talk (community_id, channel_id, hour, messages)
        SELECT id, :channel, :hour, :messages FROM community WHERE id = :community
        ON CONFLICT (community_id, channel_id, hour) DO UPDATE SET messages = messages + excluded.messages
        """,
        community=community_id,
        channel=channel_id,
        hour=from_instant(hour),
        messages=messages,
    )
    await writer.run(
        """
        DELETE FROM channel_talk WHERE community_id = :community AND channel_id = :channel AND hour < :past
            AND hour < (SELECT max(hour) FROM channel_talk AS newer
                        WHERE newer.community_id = :community AND newer.channel_id = :channel)
        """,
        community=community_id,
        channel=channel_id,
        past=from_instant(hour - _KEPT),
    )


async def talk_since(reader: Reader, community_id: CommunityId, channel_id: int, now: datetime) -> int:
    """Return how many messages were counted in a channel within `TALK_WINDOW`, to the hour."""
    found = await reader.value(
        """
        SELECT coalesce(sum(messages), 0) FROM channel_talk
        WHERE community_id = :community AND channel_id = :channel AND hour > :since AND hour <= :now
        """,
        community=community_id,
        channel=channel_id,
        since=from_instant(now - TALK_WINDOW),
        now=from_instant(now),
    )
    return int(str(found))


async def situation(reader: Reader, community_id: CommunityId, channel_id: int | None, now: datetime) -> Situation:
    """Return what goes on in a community; `channel_id` is where prompts go, None while it is missing."""
    row = await reader.one(
        """
        SELECT
            max(
                community.created_at,
                coalesce((SELECT max(hour) FROM channel_talk
                          WHERE channel_talk.community_id = community.id AND channel_id = :channel), 0)
            ),
            (SELECT max(starts_at + minutes * 60) FROM meeting
             WHERE meeting.community_id = community.id AND state = 'scheduled' AND starts_at + minutes * 60 <= :now),
            (SELECT min(starts_at) FROM meeting
             WHERE meeting.community_id = community.id AND state = 'scheduled' AND starts_at > :now),
            EXISTS (SELECT 1 FROM poll WHERE poll.community_id = community.id AND poll.state = 'open')
        FROM community WHERE id = :community
        """,
        community=community_id,
        channel=channel_id,
        now=from_instant(now),
    )
    if row is None:
        return Situation(now)
    quiet_since, last_met, next_meeting, poll_open = tuple(row)
    return Situation(
        to_instant(quiet_since), to_instant_or_none(last_met), to_instant_or_none(next_meeting), bool(poll_open)
    )


async def note_skip(
    writer: Writer, community_id: CommunityId, schedule_id: ScheduleId, because: Skip, now: datetime
) -> None:
    """Store why a schedule's turn was skipped just now."""
    await writer.run(
        """
        UPDATE prompt_schedule SET skipped_at = :now, skipped_because = :because
        WHERE community_id = :community AND id = :id
        """,
        now=from_instant(now),
        because=because,
        community=community_id,
        id=schedule_id,
    )


async def skips(reader: Reader, community_id: CommunityId) -> dict[ScheduleId, tuple[datetime, Skip]]:
    """Return when and why each schedule last skipped a turn, those only that ever did."""
    rows = await reader.all(
        """
        SELECT id, skipped_at, skipped_because FROM prompt_schedule
        WHERE community_id = :community AND skipped_at IS NOT NULL
        """,
        community=community_id,
    )
    return {ScheduleId(row[0]): (to_instant(row[1]), Skip(row[2])) for row in rows}

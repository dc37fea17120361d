"""What is open in a community and has no question of its own elsewhere: for the digest, and for handing over."""

from __future__ import annotations

import sqlite3

from bot.domain.digest import Line, Need
from bot.domain.handover import Item, Open
from bot.domain.ids import CommunityId, MemberId
from data.database import Reader
from data.rows import to_instant, to_instant_or_none


def _url(row: sqlite3.Row) -> str | None:
    """Return the link in a row whose last three columns are community, channel and message."""
    community_id, channel_id, message_id = tuple(row)[-3:]
    return None if message_id is None else f"https://discord.com/channels/{community_id}/{channel_id}/{message_id}"


async def flags(reader: Reader, community_id: CommunityId) -> list[Line]:
    """Return the flagged messages that nobody has decided on, the oldest first."""
    rows = await reader.all(
        """
        SELECT flag.id, flag.flagged_at, flag.community_id, post.channel_id, post.message_id FROM flag
        LEFT JOIN post ON post.community_id = flag.community_id AND post.kind = 'flag' AND post.subject_id = flag.id
        WHERE flag.community_id = :community AND flag.state = 'open' ORDER BY flag.flagged_at, flag.id
        """,
        community=community_id,
    )
    return [Line(Need.FLAG, row[0], to_instant(row[1]), jump_url=_url(row)) for row in rows]


async def contests(reader: Reader, community_id: CommunityId) -> list[Line]:
    """Return the objections to attendance that nobody has settled, the oldest first."""
    rows = await reader.all(
        """
        SELECT attendance_contest.id, attendance_contest.asked_at, meeting.title, attendance_contest.member_id,
            meeting.community_id, post.channel_id, post.message_id
        FROM attendance_contest JOIN meeting ON meeting.id = attendance_contest.meeting_id
        LEFT JOIN post ON post.community_id = meeting.community_id AND post.kind = 'contest'
            AND post.subject_id = attendance_contest.id
        WHERE attendance_contest.community_id = :community AND attendance_contest.state = 'open'
        ORDER BY attendance_contest.asked_at, attendance_contest.id
        """,
        community=community_id,
    )
    return [
        Line(Need.CONTEST, row[0], to_instant(row[1]), row[2], jump_url=_url(row), people=(MemberId(row[3]),))
        for row in rows
    ]


async def time_polls(reader: Reader, community_id: CommunityId) -> list[Item]:
    """Return the time polls that are not booked, the oldest first; `of` counts who has answered."""
    rows = await reader.all(
        """
        SELECT time_poll.id, time_poll.title,
            (SELECT count(DISTINCT member_id) FROM time_answer WHERE poll_id = time_poll.id),
            time_poll.community_id, post.channel_id, post.message_id
        FROM time_poll
        LEFT JOIN post ON post.community_id = time_poll.community_id AND post.kind = 'timepoll'
            AND post.subject_id = time_poll.id
        WHERE time_poll.community_id = :community AND time_poll.state = 'open' ORDER BY time_poll.id
        """,
        community=community_id,
    )
    return [Item(Open.TIME_POLL, row[0], row[1], of=row[2], jump_url=_url(row)) for row in rows]


async def reviews(reader: Reader, community_id: CommunityId) -> list[Item]:
    """Return the outcomes that are to be looked at again, the next first; only the latest of a poll counts."""
    rows = await reader.all(
        """
        SELECT poll.id, poll.question, poll_outcome.review_at, poll.community_id, post.channel_id, post.message_id
        FROM poll_outcome JOIN poll ON poll.id = poll_outcome.poll_id
        LEFT JOIN post ON post.community_id = poll.community_id AND post.kind = 'poll' AND post.subject_id = poll.id
        WHERE poll_outcome.community_id = :community AND poll_outcome.review_at IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM poll_outcome AS later
            WHERE later.poll_id = poll_outcome.poll_id AND later.id > poll_outcome.id
          )
        ORDER BY poll_outcome.review_at, poll.id
        """,
        community=community_id,
    )
    return [Item(Open.REVIEW, row[0], row[1], to_instant_or_none(row[2]), jump_url=_url(row)) for row in rows]


async def answer_rounds(reader: Reader, community_id: CommunityId) -> list[Item]:
    """Return the prompts that gather private answers now, the next to close first."""
    rows = await reader.all(
        """
        SELECT prompt_round.sending_id, prompt_sending.text, prompt_round.closes_at, prompt_round.community_id,
            prompt_sending.channel_id, prompt_sending.message_id
        FROM prompt_round JOIN prompt_sending ON prompt_sending.id = prompt_round.sending_id
        WHERE prompt_round.community_id = :community AND prompt_round.state = 'open'
        ORDER BY prompt_round.closes_at, prompt_round.sending_id
        """,
        community=community_id,
    )
    return [Item(Open.ANSWERS, row[0], row[1], to_instant(row[2]), jump_url=_url(row)) for row in rows]

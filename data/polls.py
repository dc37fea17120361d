"""Polls, their options and ballots as rows."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId, MemberId, OptionId, PollId, TopicId
from bot.domain.polls import Marks, Method, NewPoll, Option, Poll, PollState, Results
from data.database import Reader, Writer
from data.rows import from_instant, to_instant

# The options travel as one JSON column: a poll is read in one statement, for every tap on a ballot reads one.
_SELECT = """
    SELECT id, community_id, question, method, results, state, opened_by, opened_at, closes_at, closed_at, left_out,
           (SELECT json_group_array(json_array(line.id, line.text, line.topic_id, line.why))
            FROM (SELECT poll_option.id, poll_option.text, poll_option.topic_id, topic.why
                  FROM poll_option LEFT JOIN topic ON topic.id = poll_option.topic_id
                  WHERE poll_option.poll_id = poll.id ORDER BY poll_option.position) AS line)
    FROM poll
"""


def read_poll(row: sqlite3.Row) -> Poll:
    """Return the poll in a row of _SELECT."""
    return Poll(
        id=PollId(row[0]),
        community_id=CommunityId(row[1]),
        question=row[2],
        method=Method(row[3]),
        results=Results(row[4]),
        state=PollState(row[5]),
        opened_by=None if row[6] is None else MemberId(row[6]),
        opened_at=to_instant(int(row[7])),
        closes_at=to_instant(int(row[8])),
        closed_at=None if row[9] is None else to_instant(int(row[9])),
        left_out=row[10],
        options=tuple(
            Option(OptionId(option_id), text, None if topic_id is None else TopicId(topic_id), why)
            for option_id, text, topic_id, why in json.loads(row[11])
        ),
    )


async def add(writer: Writer, community_id: CommunityId, opened_by: MemberId, new: NewPoll) -> PollId:
    """Store an open poll and its options."""
    (row,) = await writer.all(
        """
        INSERT INTO poll (community_id, question, method, results, opened_by, opened_at, closes_at, left_out)
        VALUES (:community, :question, :method, :results, :member, :opened, :closes, :left_out) RETURNING id
        """,
        community=community_id,
        question=new.question,
        method=new.method,
        results=new.results,
        member=opened_by,
        opened=from_instant(new.opened_at),
        closes=from_instant(new.closes_at),
        left_out=new.left_out,
    )
    for position, (text, topic_id) in enumerate(new.options, start=1):
        await writer.run(
            """
            INSERT INTO poll_option (community_id, poll_id, position, text, topic_id)
            VALUES (:community, :poll, :position, :text, :topic)
            """,
            community=community_id,
            poll=row[0],
            position=position,
            text=text,
            topic=topic_id,
        )
    return PollId(row[0])


async def find(reader: Reader, community_id: CommunityId, poll_id: PollId) -> Poll | None:
    """Return a poll of this community, or None."""
    row = await reader.one(
        f"{_SELECT} WHERE community_id = :community AND id = :poll", community=community_id, poll=poll_id
    )
    return read_poll(row) if row else None


async def recent(reader: Reader, community_id: CommunityId, limit: int = 100) -> list[Poll]:
    """Return the polls of a community: open ones by deadline, then closed ones, the latest first."""
    rows = await reader.all(
        f"""
        {_SELECT} WHERE community_id = :community
        ORDER BY state DESC, CASE state WHEN 'open' THEN closes_at ELSE -closed_at END, id DESC LIMIT :limit
        """,
        community=community_id,
        limit=limit,
    )
    return [read_poll(row) for row in rows]


async def topics_on_open_ballots(reader: Reader, community_id: CommunityId) -> set[TopicId]:
    """Return the topics that are being voted on now."""
    rows = await reader.all(
        """
        SELECT poll_option.topic_id FROM poll_option JOIN poll ON poll.id = poll_option.poll_id
        WHERE poll.community_id = :community AND poll.state = 'open' AND poll_option.topic_id IS NOT NULL
        """,
        community=community_id,
    )
    return {TopicId(row[0]) for row in rows}


async def closed_over_agenda_of(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> list[PollId]:
    """Return the closed polls in which a topic of this meeting's agenda stood."""
    rows = await reader.all(
        """
        SELECT DISTINCT poll.id FROM agenda_item
        JOIN poll_option ON poll_option.community_id = agenda_item.community_id
            AND poll_option.topic_id = agenda_item.topic_id
        JOIN poll ON poll.id = poll_option.poll_id
        WHERE agenda_item.community_id = :community AND agenda_item.meeting_id = :meeting AND poll.state = 'closed'
        """,
        community=community_id,
        meeting=meeting_id,
    )
    return [PollId(row[0]) for row in rows]


async def cast(writer: Writer, poll: Poll, member_id: MemberId, marks: Marks, now: datetime) -> None:
    """Store a member's ballot in place of the one they had."""
    await writer.run(
        """
        INSERT INTO ballot (community_id, poll_id, member_id, marks, cast_at)
        VALUES (:community, :poll, :member, :marks, :now)
        ON CONFLICT (poll_id, member_id) DO UPDATE SET marks = excluded.marks, cast_at = excluded.cast_at
        """,
        community=poll.community_id,
        poll=poll.id,
        member=member_id,
        marks=json.dumps(dict(marks)),
        now=from_instant(now),
    )


def _read_marks(stored: str) -> Marks:
    return {OptionId(int(option_id)): mark for option_id, mark in json.loads(stored).items()}


async def marks_of(reader: Reader, poll: Poll, member_id: MemberId) -> Marks | None:
    """Return a member's ballot, or None if they have not voted."""
    row = await reader.one(
        "SELECT marks FROM ballot WHERE community_id = :community AND poll_id = :poll AND member_id = :member",
        community=poll.community_id,
        poll=poll.id,
        member=member_id,
    )
    return _read_marks(row[0]) if row else None


async def ballots(reader: Reader, poll: Poll) -> list[Marks]:
    """Return all ballots of a poll, without their members."""
    rows = await reader.all(
        "SELECT marks FROM ballot WHERE community_id = :community AND poll_id = :poll",
        community=poll.community_id,
        poll=poll.id,
    )
    return [_read_marks(row[0]) for row in rows]


async def count_ballots(reader: Reader, poll: Poll) -> int:
    """Return how many members have voted."""
    found = await reader.value(
        "SELECT count(*) FROM ballot WHERE community_id = :community AND poll_id = :poll",
        community=poll.community_id,
        poll=poll.id,
    )
    return int(str(found or 0))


async def close(writer: Writer, poll: Poll, now: datetime) -> bool:
    """Close a poll; return False if it was closed before."""
    closed = await writer.all(
        """
        UPDATE poll SET state = 'closed', closed_at = :now
        WHERE community_id = :community AND id = :poll AND state = 'open' RETURNING id
        """,
        community=poll.community_id,
        poll=poll.id,
        now=from_instant(now),
    )
    return bool(closed)

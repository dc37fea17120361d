"""Polls, their options and ballots as rows."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, MeetingId, MemberId, OptionId, PollId, TopicId
from bot.domain.polls import NewPoll, Poll, PollState, Results, Vote
from bot.domain.voting import Marks, Method, Option
from data.connection import Query
from data.database import Reader, Writer
from data.rows import from_instant, to_instant
from data.topics import ROOTS

# The options travel as one JSON column: a poll is read in one statement, for every tap on a ballot reads one.
_SELECT = """
    SELECT id, community_id, question, method, results, state, opened_by, opened_at, closes_at, closed_at, left_out,
           (SELECT json_group_array(json_array(line.id, line.text, line.topic_id, line.why))
            FROM (SELECT poll_option.id, poll_option.text, poll_option.topic_id, topic.why
                  FROM poll_option LEFT JOIN topic ON topic.id = poll_option.topic_id
                  WHERE poll_option.poll_id = poll.id ORDER BY poll_option.position) AS line),
           anonymous, quorum, extended, lapsed, electorate
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
        anonymous=bool(row[12]),
        quorum=row[13],
        extended=bool(row[14]),
        lapsed=bool(row[15]),
        electorate=row[16],
    )


async def add(writer: Writer, community_id: CommunityId, opened_by: MemberId, new: NewPoll) -> PollId:
    """Store an open poll and its options."""
    (row,) = await writer.all(
        """
        INSERT INTO poll (community_id, question, method, results, opened_by, opened_at, closes_at, left_out,
                          anonymous, quorum)
        VALUES (:community, :question, :method, :results, :member, :opened, :closes, :left_out, :anonymous, :quorum)
        RETURNING id
        """,
        community=community_id,
        question=new.question,
        method=new.method,
        results=new.results,
        member=opened_by,
        opened=from_instant(new.opened_at),
        closes=from_instant(new.closes_at),
        left_out=new.left_out,
        anonymous=new.anonymous,
        quorum=new.quorum,
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


def by_id(community_id: CommunityId, poll_id: PollId) -> Query[Poll | None]:
    """Ask for a poll of this community."""
    return Query(
        f"{_SELECT} WHERE community_id = :community AND id = :poll",
        {"community": community_id, "poll": poll_id},
        lambda rows: read_poll(rows[0]) if rows else None,
    )


async def find(reader: Reader, community_id: CommunityId, poll_id: PollId) -> Poll | None:
    """Return a poll of this community, or None."""
    return (await reader.ask(by_id(community_id, poll_id)))[0]


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
    """Return the topics that are being voted on now, each as what it is part of."""
    rows = await reader.all(
        f"""
        SELECT family.root FROM poll_option JOIN poll ON poll.id = poll_option.poll_id
        JOIN ({ROOTS}) AS family ON family.id = poll_option.topic_id
        WHERE poll.community_id = :community AND poll.state = 'open'
        """,
        community=community_id,
    )
    return {TopicId(row[0]) for row in rows}


async def over_topic(reader: Reader, community_id: CommunityId, topic_id: TopicId) -> list[PollId]:
    """Return the polls in which a topic, or what became part of it, stood."""
    rows = await reader.all(
        f"""
        SELECT DISTINCT poll_id FROM poll_option JOIN ({ROOTS}) AS family ON family.id = poll_option.topic_id
        WHERE poll_option.community_id = :community AND family.root = :topic
        """,
        community=community_id,
        topic=topic_id,
    )
    return [PollId(row[0]) for row in rows]


async def closed_over_agenda_of(reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> list[PollId]:
    """Return the closed polls in which a topic of this meeting's agenda stood."""
    rows = await reader.all(
        f"""
        WITH family AS ({ROOTS})
        SELECT DISTINCT poll.id FROM agenda_item
        JOIN family AS booked ON booked.id = agenda_item.topic_id
        JOIN family AS voted ON voted.root = booked.root
        JOIN poll_option ON poll_option.community_id = agenda_item.community_id AND poll_option.topic_id = voted.id
        JOIN poll ON poll.id = poll_option.poll_id
        WHERE agenda_item.community_id = :community AND agenda_item.meeting_id = :meeting AND poll.state = 'closed'
        """,
        community=community_id,
        meeting=meeting_id,
    )
    return [PollId(row[0]) for row in rows]


async def cast(writer: Writer, poll: Poll, member_id: MemberId, vote: Vote, now: datetime) -> None:
    """Store a member's ballot in place of the one they had."""
    writer.run_soon(
        """
        INSERT INTO ballot (community_id, poll_id, member_id, marks, reason, cast_at)
        VALUES (:community, :poll, :member, :marks, :reason, :now)
        ON CONFLICT (poll_id, member_id)
        DO UPDATE SET marks = excluded.marks, reason = excluded.reason, cast_at = excluded.cast_at
        """,
        community=poll.community_id,
        poll=poll.id,
        member=member_id,
        marks=write_marks(vote.marks),
        reason=vote.reason,
        now=from_instant(now),
    )


def write_marks(marks: Marks) -> str:
    """Return marks as they are stored: the same marks always as the same text."""
    return json.dumps({str(option_id): marks[option_id] for option_id in sorted(marks)})


def read_marks(stored: str) -> Marks:
    """Return the marks in a stored text."""
    return {OptionId(int(option_id)): mark for option_id, mark in json.loads(stored).items()}


def named_vote(community_id: CommunityId, poll_id: PollId, member_id: MemberId) -> Query[Vote | None]:
    """Ask for a member's ballot under their name."""
    return Query(
        "SELECT marks, reason FROM ballot WHERE community_id = :community AND poll_id = :poll AND member_id = :member",
        {"community": community_id, "poll": poll_id, "member": member_id},
        lambda rows: Vote(read_marks(rows[0][0]), rows[0][1]) if rows else None,
    )


async def vote_of(reader: Reader, poll: Poll, member_id: MemberId) -> Vote | None:
    """Return a member's ballot under their name, or None if they have not voted so."""
    return (await reader.ask(named_vote(poll.community_id, poll.id, member_id)))[0]


def named_votes(poll: Poll) -> Query[dict[MemberId, Vote]]:
    """Ask for all ballots of a poll that are kept under names."""
    return Query(
        "SELECT member_id, marks, reason FROM ballot WHERE community_id = :community AND poll_id = :poll",
        {"community": poll.community_id, "poll": poll.id},
        lambda rows: {MemberId(row[0]): Vote(read_marks(row[1]), row[2]) for row in rows},
    )


async def votes(reader: Reader, poll: Poll) -> dict[MemberId, Vote]:
    """Return all ballots of a poll that are kept under names."""
    return (await reader.ask(named_votes(poll)))[0]


async def count_ballots(reader: Reader, poll: Poll) -> int:
    """Return how many members have voted under their name."""
    found = await reader.value(
        "SELECT count(*) FROM ballot WHERE community_id = :community AND poll_id = :poll",
        community=poll.community_id,
        poll=poll.id,
    )
    return int(str(found or 0))


async def close(writer: Writer, poll: Poll, now: datetime, electorate: int, *, lapsed: bool = False) -> bool:
    """Close a poll in which `electorate` members could vote; return False if it was closed before."""
    closed = await writer.all(
        """
        UPDATE poll SET state = 'closed', closed_at = :now, electorate = :electorate, lapsed = :lapsed
        WHERE community_id = :community AND id = :poll AND state = 'open' RETURNING id
        """,
        community=poll.community_id,
        poll=poll.id,
        now=from_instant(now),
        electorate=electorate,
        lapsed=lapsed,
    )
    return bool(closed)


async def extend(writer: Writer, poll: Poll, closes_at: datetime) -> None:
    """Give an open poll a second and last deadline."""
    await writer.run(
        """
        UPDATE poll SET closes_at = :closes, extended = 1
        WHERE community_id = :community AND id = :poll AND state = 'open' AND extended = 0
        """,
        community=poll.community_id,
        poll=poll.id,
        closes=from_instant(closes_at),
    )

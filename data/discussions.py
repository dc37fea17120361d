"""Discussions and positions as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.discussions import Discussion, End, Ending, Position, Question, Round, Stance
from bot.domain.ids import CaseId, CommunityId, DiscussionId, MemberId, PollId
from data.database import Reader, Writer
from data.rows import from_instant, from_instant_or_none, to_instant, to_instant_or_none

COLUMNS = "id, community_id, case_id, question, setting, asked_by, round, begun_at, ending, closing, ended_at, poll_id"


def read_discussion(row: sqlite3.Row) -> Discussion:
    """Return the discussion in a row of COLUMNS."""
    case_id: int | None = row["case_id"]
    asked_by: int | None = row["asked_by"]
    question = None
    if row["question"] is not None:
        question = Question(row["question"], row["setting"], None if asked_by is None else MemberId(asked_by))
    ended_at = to_instant_or_none(row["ended_at"])
    return Discussion(
        id=DiscussionId(row["id"]),
        community_id=CommunityId(row["community_id"]),
        case_id=None if case_id is None else CaseId(case_id),
        question=question,
        round=Round(row["round"]),
        begun_at=to_instant(row["begun_at"]),
        end=None if ended_at is None else End(Ending(row["ending"]), ended_at, row["closing"]),
        poll_id=None if row["poll_id"] is None else PollId(row["poll_id"]),
    )


async def begin_for_case(writer: Writer, community_id: CommunityId, case_id: CaseId, now: datetime) -> None:
    """Begin the discussion of a case; one that has begun stays as it is."""
    await writer.run(
        """
        INSERT INTO discussion (community_id, case_id, round, begun_at) VALUES (:community, :case, 'clarify', :now)
        ON CONFLICT (case_id) DO NOTHING
        """,
        community=community_id,
        case=case_id,
        now=from_instant(now),
    )


async def begin_for_question(
    writer: Writer, community_id: CommunityId, question: Question, now: datetime, poll_id: PollId | None = None
) -> DiscussionId:
    """Begin the discussion of a question, with the advice round open, and return its id."""
    value = await writer.value(
        """
        INSERT INTO discussion (community_id, question, setting, asked_by, round, begun_at, poll_id)
        VALUES (:community, :question, :setting, :asked_by, 'advice', :now, :poll)
        RETURNING id
        """,
        community=community_id,
        question=question.text,
        setting=question.setting,
        asked_by=question.asked_by,
        now=from_instant(now),
        poll=poll_id,
    )
    return DiscussionId(int(str(value)))


async def same_question(reader: Reader, community_id: CommunityId, question: Question) -> DiscussionId | None:
    """Return the discussion in which the same member asks the very same and which has not ended, or None."""
    value = await reader.value(
        """
        SELECT id FROM discussion
        WHERE community_id = :community AND asked_by = :asked_by AND round <> 'ended'
          AND question = :question AND setting = :setting
        """,
        community=community_id,
        asked_by=question.asked_by,
        question=question.text,
        setting=question.setting,
    )
    return None if value is None else DiscussionId(int(str(value)))


async def find(reader: Reader, community_id: CommunityId, discussion_id: DiscussionId) -> Discussion | None:
    """Return a discussion of this community, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM discussion WHERE community_id = :community AND id = :id",
        community=community_id,
        id=discussion_id,
    )
    return read_discussion(row) if row else None


async def of_case(reader: Reader, community_id: CommunityId, case_id: CaseId) -> Discussion | None:
    """Return the discussion of a case, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM discussion WHERE community_id = :community AND case_id = :case",
        community=community_id,
        case=case_id,
    )
    return read_discussion(row) if row else None


async def questions(reader: Reader, community_id: CommunityId, limit: int = 500) -> list[tuple[DiscussionId, str]]:
    """Return the latest questions without a patient that are not hidden, each with its words."""
    rows = await reader.all(
        """
        SELECT id, question FROM discussion
        WHERE community_id = :community AND case_id IS NULL
          AND NOT EXISTS (
              SELECT 1 FROM post
              WHERE post.community_id = :community AND post.hidden = 1
                AND post.kind = 'case-question' AND post.subject_id = discussion.id
          )
        ORDER BY begun_at DESC, id DESC LIMIT :limit
        """,
        community=community_id,
        limit=limit,
    )
    return [(DiscussionId(row["id"]), str(row["question"])) for row in rows]


async def of_poll(reader: Reader, community_id: CommunityId, poll_id: PollId) -> Discussion | None:
    """Return the discussion of a poll's question, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM discussion WHERE community_id = :community AND poll_id = :poll",
        community=community_id,
        poll=poll_id,
    )
    return read_discussion(row) if row else None


async def set_round(
    writer: Writer, community_id: CommunityId, discussion_id: DiscussionId, round_: Round, end: End | None = None
) -> None:
    """Move a discussion to a round; `end` belongs to the last one."""
    await writer.run(
        """
        UPDATE discussion SET round = :round, ending = :ending, closing = :closing, ended_at = :ended
        WHERE community_id = :community AND id = :id
        """,
        community=community_id,
        id=discussion_id,
        round=round_,
        ending=end.ending if end else None,
        closing=end.closing if end else None,
        ended=from_instant_or_none(end.at if end else None),
    )


async def save_position(
    writer: Writer,
    community_id: CommunityId,
    discussion_id: DiscussionId,
    member_id: MemberId,
    stance: Stance,
    now: datetime,
) -> None:
    """Store a member's position, in the place of the one they had; its place in the order stays."""
    await writer.run(
        """
        INSERT INTO case_position (community_id, discussion_id, member_id, approach, fits, evidence, given_at)
        VALUES (:community, :discussion, :member, :approach, :fits, :evidence, :now)
        ON CONFLICT (discussion_id, member_id) DO UPDATE SET
            approach = excluded.approach, fits = excluded.fits, evidence = excluded.evidence,
            changed_at = excluded.given_at
        """,
        community=community_id,
        discussion=discussion_id,
        member=member_id,
        approach=stance.approach,
        fits=stance.fits,
        evidence=stance.evidence,
        now=from_instant(now),
    )


async def withdraw_position(
    writer: Writer, community_id: CommunityId, discussion_id: DiscussionId, member_id: MemberId
) -> None:
    """Take a member's position away."""
    await writer.run(
        """
        DELETE FROM case_position
        WHERE community_id = :community AND discussion_id = :discussion AND member_id = :member
        """,
        community=community_id,
        discussion=discussion_id,
        member=member_id,
    )


async def positions(reader: Reader, community_id: CommunityId, discussion_id: DiscussionId) -> tuple[Position, ...]:
    """Return the positions of a discussion in the order in which they were first given."""
    rows = await reader.all(
        """
        SELECT member_id, approach, fits, evidence, given_at, changed_at FROM case_position
        WHERE community_id = :community AND discussion_id = :discussion ORDER BY id
        """,
        community=community_id,
        discussion=discussion_id,
    )
    return tuple(
        Position(
            MemberId(row["member_id"]),
            Stance(row["approach"], row["fits"], row["evidence"]),
            to_instant(row["given_at"]),
            to_instant_or_none(row["changed_at"]),
        )
        for row in rows
    )


async def erase_of_case(writer: Writer, community_id: CommunityId, case_id: CaseId) -> None:
    """Delete the discussion of a case with every word in it."""
    await writer.run(
        "DELETE FROM discussion WHERE community_id = :community AND case_id = :case",
        community=community_id,
        case=case_id,
    )


async def erase_question(writer: Writer, community_id: CommunityId, discussion_id: DiscussionId) -> None:
    """Delete a question with every word of its discussion."""
    await writer.run(
        "DELETE FROM discussion WHERE community_id = :community AND id = :id AND case_id IS NULL",
        community=community_id,
        id=discussion_id,
    )

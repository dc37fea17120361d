"""Submitted cases as rows: sealed while they wait, in clear once released."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases import (
    Affirmation,
    Area,
    Ask,
    CaseState,
    CaseText,
    LifeStage,
    Overruling,
    Part,
    Story,
)
from bot.domain.ids import CaseId, CommunityId, MemberId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant, to_instant_or_none

COLUMNS = (
    "id, community_id, state, author_id, author_sealed, sealed, affirmed_version, affirmed_at, submitted_at, "
    "decided_at, decided_by, reason_sealed, told_at, title, stage, context, findings, tried, question, area"
)


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as the file holds it: `sealed` or `text`, `author_id` or `author_sealed`."""

    id: CaseId
    community_id: CommunityId
    state: CaseState
    author_id: MemberId | None
    author_sealed: bytes | None
    sealed: bytes | None
    affirmation: Affirmation
    submitted_at: datetime
    decided_at: datetime | None
    decided_by: MemberId | None
    reason_sealed: bytes | None
    told_at: datetime | None
    text: CaseText | None


def read_case(row: sqlite3.Row) -> StoredCase:
    """Return the case in a row of COLUMNS."""
    decided_by: int | None = row["decided_by"]
    author_id: int | None = row["author_id"]
    return StoredCase(
        id=CaseId(row["id"]),
        community_id=CommunityId(row["community_id"]),
        state=CaseState(row["state"]),
        author_id=None if author_id is None else MemberId(author_id),
        author_sealed=row["author_sealed"],
        sealed=row["sealed"],
        affirmation=Affirmation(row["affirmed_version"], to_instant(row["affirmed_at"])),
        submitted_at=to_instant(row["submitted_at"]),
        decided_at=to_instant_or_none(row["decided_at"]),
        decided_by=None if decided_by is None else MemberId(decided_by),
        reason_sealed=row["reason_sealed"],
        told_at=to_instant_or_none(row["told_at"]),
        text=_read_text(row) if row["title"] is not None else None,
    )


def _read_text(row: sqlite3.Row) -> CaseText:
    return CaseText(
        Story(row["title"], LifeStage(row["stage"]), row["context"], row["findings"]),
        Ask(row["tried"], row["question"], Area(row["area"]), anonymous=row["author_id"] is None),
    )


async def add(
    writer: Writer,
    community_id: CommunityId,
    *,
    author_id: MemberId | None,
    author_sealed: bytes | None,
    sealed: bytes,
    affirmation: Affirmation,
    now: datetime,
) -> CaseId:
    """Store a submitted case, waiting, and return its id."""
    row = await writer.one(
        """
        INSERT INTO shared_case
            (community_id, author_id, author_sealed, sealed, affirmed_version, affirmed_at, submitted_at)
        VALUES (:community, :author, :author_sealed, :sealed, :version, :affirmed, :now)
        RETURNING id
        """,
        community=community_id,
        author=author_id,
        author_sealed=author_sealed,
        sealed=sealed,
        version=affirmation.version,
        affirmed=from_instant(affirmation.at),
        now=from_instant(now),
    )
    assert row is not None  # noqa: S101 - an INSERT ... RETURNING gives its row or raises
    return CaseId(row["id"])


async def find(reader: Reader, community_id: CommunityId, case_id: CaseId) -> StoredCase | None:
    """Return a case of this community, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM shared_case WHERE community_id = :community AND id = :id",
        community=community_id,
        id=case_id,
    )
    return read_case(row) if row else None


async def release(
    writer: Writer, community_id: CommunityId, case_id: CaseId, text: CaseText, by: MemberId, now: datetime
) -> bool:
    """Put a waiting case in clear; return False if it was not waiting any more."""
    rows = await writer.all(
        """
        UPDATE shared_case SET
            state = 'released', sealed = NULL, decided_at = :now, decided_by = :by,
            title = :title, stage = :stage, context = :context, findings = :findings,
            tried = :tried, question = :question, area = :area
        WHERE community_id = :community AND id = :id AND state = 'waiting'
        RETURNING id
        """,
        community=community_id,
        id=case_id,
        by=by,
        now=from_instant(now),
        title=text.story.title,
        stage=text.story.stage,
        context=text.story.context,
        findings=text.story.findings,
        tried=text.ask.tried,
        question=text.ask.question,
        area=text.ask.area,
    )
    return bool(rows)


async def decline(
    writer: Writer,
    community_id: CommunityId,
    case_id: CaseId,
    reason_sealed: bytes,
    by: MemberId,
    now: datetime,
) -> bool:
    """Decline a waiting case, its text still sealed; return False if it was not waiting any more."""
    rows = await writer.all(
        """
        UPDATE shared_case SET state = 'declined', decided_at = :now, decided_by = :by, reason_sealed = :reason
        WHERE community_id = :community AND id = :id AND state = 'waiting'
        RETURNING id
        """,
        community=community_id,
        id=case_id,
        by=by,
        now=from_instant(now),
        reason=reason_sealed,
    )
    return bool(rows)


async def forget_text(writer: Writer, community_id: CommunityId, case_id: CaseId) -> bool:
    """Drop the sealed text of a declined case; return False if it had gone before."""
    rows = await writer.all(
        """
        UPDATE shared_case SET sealed = NULL
        WHERE community_id = :community AND id = :id AND state = 'declined' AND sealed IS NOT NULL
        RETURNING id
        """,
        community=community_id,
        id=case_id,
    )
    return bool(rows)


async def erase(writer: Writer, community_id: CommunityId, case_id: CaseId) -> bool:
    """Drop every word of a released case, and what its author kept; return False if it was not released."""
    rows = await writer.all(
        """
        UPDATE shared_case SET
            state = 'erased', title = NULL, stage = NULL, context = NULL, findings = NULL,
            tried = NULL, question = NULL, area = NULL
        WHERE community_id = :community AND id = :id AND state = 'released'
        RETURNING id
        """,
        community=community_id,
        id=case_id,
    )
    await writer.run(
        "DELETE FROM case_overruling WHERE community_id = :community AND case_id = :id",
        community=community_id,
        id=case_id,
    )
    return bool(rows)


async def mark_told(writer: Writer, community_id: CommunityId, case_id: CaseId, now: datetime) -> None:
    """Note that the author knows the result; the first time counts."""
    await writer.run(
        """
        UPDATE shared_case SET told_at = :now
        WHERE community_id = :community AND id = :id AND state <> 'waiting' AND told_at IS NULL
        """,
        community=community_id,
        id=case_id,
        now=from_instant(now),
    )


async def with_news(reader: Reader, community_id: CommunityId, member_id: MemberId) -> list[StoredCase]:
    """Return decided cases that hold something for their author: a result not told yet, or a text to take back.

    Anonymous ones of everybody are among them: only who holds the key can tell whose they are.
    """
    rows = await reader.all(
        f"""
        SELECT {COLUMNS} FROM shared_case
        WHERE community_id = :community AND state IN ('released', 'declined')
          AND (told_at IS NULL OR (state = 'declined' AND sealed IS NOT NULL))
          AND (author_id = :member OR author_id IS NULL)
        ORDER BY decided_at DESC, id DESC LIMIT 200
        """,
        community=community_id,
        member=member_id,
    )
    return [read_case(row) for row in rows]


async def add_overrulings(
    writer: Writer, community_id: CommunityId, case_id: CaseId, overrulings: Iterable[Overruling]
) -> None:
    """Keep with a released case what its author kept, and why."""
    for overruling in overrulings:
        await writer.run(
            """
            INSERT INTO case_overruling (community_id, case_id, part, kind, quote, reason)
            VALUES (:community, :case, :part, :kind, :quote, :reason)
            """,
            community=community_id,
            case=case_id,
            part=overruling.part,
            kind=overruling.kind,
            quote=overruling.quote,
            reason=overruling.reason,
        )


async def overrulings_of(reader: Reader, community_id: CommunityId, case_id: CaseId) -> tuple[Overruling, ...]:
    """Return what the author of a released case kept, in the order of the text."""
    rows = await reader.all(
        """
        SELECT part, kind, quote, reason FROM case_overruling
        WHERE community_id = :community AND case_id = :case ORDER BY id
        """,
        community=community_id,
        case=case_id,
    )
    return tuple(Overruling(Part(row["part"]), row["kind"], row["quote"], row["reason"]) for row in rows)

"""The case library as SQL: full-text search over released cases that are not hidden.

`case_search` is kept true by triggers; whether a case is hidden is a matter of its post and asked at each search.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.domain.cases import Area
from bot.domain.ids import CaseId, CommunityId
from bot.domain.library import Entry, Search, Status
from data.database import Reader, Value, Writer
from data.rows import to_instant

MOST_RANKED = 2000
"""Cases of one search that are weighed against each other, the newest; pages end there."""

_ENDED = "coalesce(discussion.round, '') = 'ended'"
_FOLLOWS = """
    shared_case.id IN (
        SELECT case_id FROM case_follow_up
        WHERE community_id = :community AND state IN ('planned', 'asked', 'nudged')
    )
"""
_COLUMNS = f"""
    shared_case.id, shared_case.community_id, shared_case.title, shared_case.area, shared_case.decided_at,
    post.channel_id, post.message_id, {_ENDED} AS ended, {_FOLLOWS} AS follows, (
        SELECT discussion_note.text FROM discussion_note
        WHERE discussion_note.discussion_id = discussion.id AND discussion_note.kind = 'learning'
        ORDER BY discussion_note.id DESC LIMIT 1
    ) AS learnt
"""
_SHOWN = f"""
    shared_case.community_id = :community AND shared_case.state = 'released' AND post.hidden = 0
    AND (:status IS NOT 'follow-up' OR {_FOLLOWS})
    AND (:area IS NULL OR shared_case.area = :area)
    AND CASE :status WHEN 'closed' THEN {_ENDED} WHEN 'open' THEN NOT {_ENDED} ELSE 1 END
"""
_POST = """
    JOIN post ON post.community_id = shared_case.community_id AND post.kind = 'case'
        AND post.subject_id = shared_case.id
    LEFT JOIN discussion ON discussion.case_id = shared_case.id
"""


def _entry(row: sqlite3.Row) -> Entry:
    url = None
    if row["message_id"] is not None:
        url = f"https://discord.com/channels/{row['community_id']}/{row['channel_id']}/{row['message_id']}"
    return Entry(
        id=CaseId(row["id"]),
        title=row["title"],
        area=Area(row["area"]),
        statuses=_statuses(row),
        released_at=to_instant(row["decided_at"]),
        jump_url=url,
        learnt=row["learnt"],
    )


def _statuses(row: sqlite3.Row) -> tuple[Status, ...]:
    where = Status.CLOSED if row["ended"] else Status.OPEN
    return (where, Status.FOLLOW_UP) if row["follows"] else (where,)


def matching(community_id: CommunityId, words: Sequence[str]) -> str:
    """Return the FTS5 expression for cases of a community that hold all `words`, or longer words that begin so.

    Each word is quoted, so that nothing in it is an operator (https://www.sqlite.org/fts5.html, section 3.1).
    """
    quoted = " ".join('"' + word.replace('"', '""') + '" *' for word in words)
    return f"community : c{community_id} AND {{title question body notes}} : ({quoted.replace(' * ', ' * AND ')})"


async def look(reader: Reader, community_id: CommunityId, search: Search, *, limit: int, offset: int) -> list[Entry]:
    """Return the cases that a search finds: by rank (a title counts most) where it has words, else newest first.

    Of words that stand in very many cases, the newest MOST_RANKED are ranked: to weigh a case costs far more than to
    find it, and beyond so many nobody reads on.
    """
    params: dict[str, Value] = {
        "community": community_id,
        "area": search.area,
        "status": search.status,
        "limit": limit,
        "offset": offset,
    }
    if search.words:
        rows = await reader.all(
            f"""
            SELECT {_COLUMNS} FROM (
                SELECT case_search.rowid AS id, bm25(case_search, 0.0, 8.0, 4.0, 1.0, 2.0) AS score
                FROM case_search JOIN shared_case ON shared_case.id = case_search.rowid {_POST}
                WHERE case_search MATCH :match AND {_SHOWN}
                ORDER BY case_search.rowid DESC LIMIT :ranked
            ) AS found
            JOIN shared_case ON shared_case.id = found.id {_POST}
            ORDER BY found.score, shared_case.id DESC LIMIT :limit OFFSET :offset
            """,
            match=matching(community_id, search.words),
            ranked=MOST_RANKED,
            **params,
        )
    else:
        rows = await reader.all(
            f"""
            SELECT {_COLUMNS} FROM shared_case {_POST}
            WHERE {_SHOWN} ORDER BY shared_case.decided_at DESC, shared_case.id DESC LIMIT :limit OFFSET :offset
            """,
            **params,
        )
    return [_entry(row) for row in rows]


async def entry(reader: Reader, community_id: CommunityId, case_id: CaseId) -> Entry | None:
    """Return a case of the library, or None if it is not (or no longer) in there."""
    row = await reader.one(
        f"""
        SELECT {_COLUMNS} FROM shared_case {_POST}
        WHERE shared_case.id = :id AND {_SHOWN}
        """,
        community=community_id,
        id=case_id,
        area=None,
        status=None,
    )
    return _entry(row) if row else None


async def tidy(writer: Writer) -> None:
    """Leave no word of deleted cases in the index: until it is merged, it only marks them as deleted."""
    await writer.run("INSERT INTO case_search (case_search) VALUES ('optimize')")

"""Flags as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.flags import Flag, FlagState
from bot.domain.ids import CommunityId, FlagId, MemberId, PostId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant, to_instant_or_none

COLUMNS = (
    "id, community_id, channel_id, message_id, post_id, author_id, flagger_id, state, flagged_at, hidden_at, "
    "decided_at, decided_by"
)


def read_flag(row: sqlite3.Row) -> Flag:
    """Return the flag in a row of COLUMNS."""
    post_id: int | None = row["post_id"]
    author_id: int | None = row["author_id"]
    decided_by: int | None = row["decided_by"]
    return Flag(
        id=FlagId(row["id"]),
        community_id=CommunityId(row["community_id"]),
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        post_id=None if post_id is None else PostId(post_id),
        author_id=None if author_id is None else MemberId(author_id),
        flagger_id=MemberId(row["flagger_id"]),
        state=FlagState(row["state"]),
        flagged_at=to_instant(row["flagged_at"]),
        hidden_at=to_instant_or_none(row["hidden_at"]),
        decided_at=to_instant_or_none(row["decided_at"]),
        decided_by=None if decided_by is None else MemberId(decided_by),
    )


async def add(
    writer: Writer,
    community_id: CommunityId,
    *,
    channel_id: int,
    message_id: int,
    post_id: PostId | None,
    author_id: MemberId | None,
    flagger_id: MemberId,
    sealed: bytes | None,
    now: datetime,
) -> Flag | None:
    """Store an open flag and return it, or None if that message has one already. A post of ours is hidden with it."""
    row = await writer.one(
        f"""
        INSERT INTO flag
            (community_id, channel_id, message_id, post_id, author_id, flagger_id, sealed, flagged_at, hidden_at)
        VALUES (:community, :channel, :message, :post, :author, :flagger, :sealed, :now,
                CASE WHEN :post IS NULL THEN NULL ELSE :now END)
        ON CONFLICT (community_id, message_id) WHERE state = 'open' DO NOTHING
        RETURNING {COLUMNS}
        """,
        community=community_id,
        channel=channel_id,
        message=message_id,
        post=post_id,
        author=author_id,
        flagger=flagger_id,
        sealed=sealed,
        now=from_instant(now),
    )
    return read_flag(row) if row else None


async def find(reader: Reader, community_id: CommunityId, flag_id: FlagId) -> Flag | None:
    """Return a flag of this community, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM flag WHERE community_id = :community AND id = :id", community=community_id, id=flag_id
    )
    return read_flag(row) if row else None


async def sealed_of(reader: Reader, community_id: CommunityId, flag_id: FlagId) -> bytes | None:
    """Return what the flagged message said, encrypted, or None once that is not kept any more."""
    found = await reader.value(
        "SELECT sealed FROM flag WHERE community_id = :community AND id = :id", community=community_id, id=flag_id
    )
    return found if isinstance(found, bytes) else None


async def settle(
    writer: Writer, community_id: CommunityId, flag_id: FlagId, state: FlagState, by: MemberId, now: datetime
) -> bool:
    """Decide an open flag; an erased one keeps nothing of what was said. Return False if it was not open any more."""
    rows = await writer.all(
        """
        UPDATE flag SET state = :state, decided_at = :now, decided_by = :by,
            sealed = CASE :state WHEN 'erased' THEN NULL ELSE sealed END
        WHERE community_id = :community AND id = :id AND state = 'open'
        RETURNING id
        """,
        community=community_id,
        id=flag_id,
        state=state,
        by=by,
        now=from_instant(now),
    )
    return bool(rows)


async def mark_hidden(writer: Writer, community_id: CommunityId, flag_id: FlagId, now: datetime) -> None:
    """Note that the message is gone from the channel."""
    await writer.run(
        "UPDATE flag SET hidden_at = :now WHERE community_id = :community AND id = :id AND hidden_at IS NULL",
        community=community_id,
        id=flag_id,
        now=from_instant(now),
    )


async def forget_text(writer: Writer, community_id: CommunityId, flag_id: FlagId) -> None:
    """Drop what the message said."""
    await writer.run(
        "UPDATE flag SET sealed = NULL WHERE community_id = :community AND id = :id",
        community=community_id,
        id=flag_id,
    )


async def last_state(reader: Reader, community_id: CommunityId, post_id: PostId) -> FlagState | None:
    """Return what became of a post's last flag; None if it never had one."""
    found = await reader.value(
        "SELECT state FROM flag WHERE community_id = :community AND post_id = :post ORDER BY id DESC LIMIT 1",
        community=community_id,
        post=post_id,
    )
    return None if found is None else FlagState(str(found))

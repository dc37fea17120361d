"""Posts as rows: public messages that the bot owes a community and keeps true."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.ids import CommunityId, PostId
from bot.domain.people import Place
from bot.domain.posts import NOTICEBOARD, QUIET, Post
from data.connection import Query
from data.database import Change, Reader, Writer
from data.rows import from_instant, to_instant_or_none

COLUMNS = "id, community_id, kind, subject_id, place, channel_id, message_id, revision, sendings, hidden"


def read_post(row: sqlite3.Row) -> Post:
    """Return the post in a row of COLUMNS."""
    post_id, community_id, kind, subject_id, place, channel_id, message_id, revision, sendings, hidden = tuple(row)
    return Post(
        id=PostId(post_id),
        community_id=CommunityId(community_id),
        kind=kind,
        subject_id=subject_id,
        place=Place(place),
        channel_id=channel_id,
        message_id=message_id,
        revision=revision,
        sendings=sendings,
        hidden=bool(hidden),
    )


async def keep(writer: Writer, community_id: CommunityId, kind: str, subject_id: int, place: Place) -> None:
    """Owe the community this post, or note that what it shows has changed. The postkeeper is rung after the commit.

    The noticeboard tells what the other posts are about, so that it is stale whenever one of them is.
    """
    writer.run_soon(
        """
        INSERT INTO post (community_id, kind, subject_id, place) VALUES (:community, :kind, :subject, :place)
        ON CONFLICT (community_id, kind, subject_id) DO UPDATE SET revision = revision + 1
        """,
        community=community_id,
        kind=kind,
        subject=subject_id,
        place=place,
    )
    if kind != NOTICEBOARD:
        writer.run_soon(
            "UPDATE post SET revision = revision + 1 WHERE community_id = :community AND kind = :board",
            community=community_id,
            board=NOTICEBOARD,
        )
    writer.announce(Change.POSTS, (community_id, kind, subject_id), (community_id, NOTICEBOARD, 0))


def showing(community_id: CommunityId, kind: str, subject_id: int) -> Query[Post | None]:
    """Ask for the post, sent or not, that shows a thing."""
    return Query(
        f"SELECT {COLUMNS} FROM post WHERE community_id = :community AND kind = :kind AND subject_id = :subject",
        {"community": community_id, "kind": kind, "subject": subject_id},
        lambda rows: read_post(rows[0]) if rows else None,
    )


async def find(reader: Reader, community_id: CommunityId, kind: str, subject_id: int) -> Post | None:
    """Return a post, sent or not, or None."""
    return (await reader.ask(showing(community_id, kind, subject_id)))[0]


async def by_message(reader: Reader, community_id: CommunityId, message_id: int) -> Post | None:
    """Return the post that stands in a message, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM post WHERE community_id = :community AND message_id = :message",
        community=community_id,
        message=message_id,
    )
    return read_post(row) if row else None


async def by_id(reader: Reader, community_id: CommunityId, post_id: PostId) -> Post | None:
    """Return a post, or None."""
    row = await reader.one(
        f"SELECT {COLUMNS} FROM post WHERE community_id = :community AND id = :id", community=community_id, id=post_id
    )
    return read_post(row) if row else None


async def hide(writer: Writer, community_id: CommunityId, post_id: PostId, *, hidden: bool) -> None:
    """Have a post show a placeholder from now on, or what it shows again; nothing it waited for delays that."""
    await writer.run(
        """
        UPDATE post SET hidden = :hidden, revision = revision + 1, retry_at = 0
        WHERE community_id = :community AND id = :id AND hidden <> :hidden
        """,
        community=community_id,
        id=post_id,
        hidden=int(hidden),
    )
    writer.announce(Change.POSTS)


async def unsent(reader: Reader) -> set[PostId]:
    """Return the posts of which no message is noted, of all communities."""
    return {PostId(row[0]) for row in await reader.all("SELECT id FROM post WHERE message_id IS NULL")}


async def is_post(reader: Reader, community_id: CommunityId, message_id: int) -> bool:
    """Return whether a message is one of the community's posts."""
    found = await reader.value(
        "SELECT 1 FROM post WHERE community_id = :community AND message_id = :message",
        community=community_id,
        message=message_id,
    )
    return found is not None


async def stale(reader: Reader, now: datetime, limit: int = 50) -> tuple[list[Post], datetime | None]:
    """Return posts that should show something else and may be tried now, and when the next may be tried again.

    Those to be hidden come first.
    """
    # What waits only for its quiet time never waits longer than that: the clock was put back.
    moment = {"now": from_instant(now), "farthest": from_instant(now + QUIET), "limit": limit}
    return await reader.ask(
        Query(
            f"""
            SELECT {COLUMNS} FROM post WHERE shown_revision < revision
                AND (retry_at <= :now OR (failures = 0 AND retry_at > :farthest))
            ORDER BY hidden DESC, retry_at, id LIMIT :limit
            """,
            moment,
            lambda rows: [read_post(row) for row in rows],
        ),
        Query(
            "SELECT min(retry_at) FROM post WHERE shown_revision < revision AND retry_at > :now",
            moment,
            lambda rows: to_instant_or_none(rows[0][0]),
        ),
    )


async def mark_shown(
    writer: Writer, post: Post, channel_id: int | None, message_id: int | None, again: datetime | None = None
) -> None:
    """Note that `post` now shows its revision, in the message given (None where there is nothing to show).

    It is not edited before `again`, unless it was hidden or brought back meanwhile: that waits for nothing.
    """
    writer.run_soon(
        """
        UPDATE post SET shown_revision = max(shown_revision, :revision), channel_id = :channel, message_id = :message,
            failures = 0, retry_at = CASE hidden WHEN :hidden THEN :again ELSE 0 END
        WHERE id = :id
        """,
        hidden=int(post.hidden),
        again=0 if again is None else from_instant(again),
        id=post.id,
        revision=post.revision,
        channel=channel_id,
        message=message_id,
    )


async def mark_gone(writer: Writer, community_id: CommunityId, message_id: int) -> None:
    """Note that somebody deleted the message of a post: it is owed again, as a new sending."""
    gone = await writer.all(
        """
        UPDATE post SET channel_id = NULL, message_id = NULL, revision = revision + 1, sendings = sendings + 1,
            retry_at = 0
        WHERE community_id = :community AND message_id = :message RETURNING id
        """,
        community=community_id,
        message=message_id,
    )
    if gone:
        writer.announce(Change.POSTS)


async def mark_failed(writer: Writer, post: Post, retry_at: datetime) -> None:
    """Note a failure, to be tried again at `retry_at`."""
    await writer.run(
        "UPDATE post SET failures = failures + 1, retry_at = :retry WHERE id = :id",
        id=post.id,
        retry=from_instant(retry_at),
    )


async def failures_of(reader: Reader, post: Post) -> int:
    """Return how many attempts at this post have failed since it was last shown."""
    return int(str(await reader.value("SELECT failures FROM post WHERE id = :id", id=post.id) or 0))


async def hasten(writer: Writer, community_id: CommunityId) -> None:
    """Let posts that failed be tried again now, as after a repair."""
    await writer.run("UPDATE post SET retry_at = 0 WHERE community_id = :community", community=community_id)
    writer.announce(Change.POSTS)


async def place_gone(writer: Writer, community_id: CommunityId, place: Place) -> None:
    """Note that the channel serving as `place` is gone with all its messages: its posts are owed again."""
    await writer.run(
        """
        UPDATE post SET channel_id = NULL, message_id = NULL, revision = revision + 1, sendings = sendings + 1
        WHERE community_id = :community AND place = :place AND message_id IS NOT NULL
        """,
        community=community_id,
        place=place,
    )
    writer.announce(Change.POSTS)

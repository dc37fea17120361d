"""Ballots of anonymous polls as rows: sealed in one piece while the poll is open, without any name once it closed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.polls import Poll, Vote
from data.database import Reader, Writer
from data.polls import read_marks, write_marks


async def sealed(reader: Reader, poll: Poll) -> bytes | None:
    """Return the sealed ballots of an open poll, or None if nobody has voted."""
    found = await reader.value(
        "SELECT sealed FROM ballot_box WHERE community_id = :community AND poll_id = :poll",
        community=poll.community_id,
        poll=poll.id,
    )
    return found if isinstance(found, bytes) else None


async def keep(writer: Writer, poll: Poll, box: bytes) -> None:
    """Store the sealed ballots in place of those before."""
    await writer.run(
        """
        INSERT INTO ballot_box (community_id, poll_id, sealed) VALUES (:community, :poll, :sealed)
        ON CONFLICT (poll_id) DO UPDATE SET sealed = excluded.sealed
        """,
        community=poll.community_id,
        poll=poll.id,
        sealed=box,
    )


async def empty_out(writer: Writer, poll: Poll, votes: Sequence[Vote]) -> None:
    """Put `votes` in place of the sealed ballots, ordered by what they say."""
    await writer.run(
        "DELETE FROM ballot_box WHERE community_id = :community AND poll_id = :poll",
        community=poll.community_id,
        poll=poll.id,
    )
    rows = sorted((write_marks(vote.marks), vote.reason or "") for vote in votes)
    for place, (marks, reason) in enumerate(rows, start=1):
        await writer.run(
            """
            INSERT INTO counted_ballot (community_id, poll_id, place, marks, reason)
            VALUES (:community, :poll, :place, :marks, :reason)
            """,
            community=poll.community_id,
            poll=poll.id,
            place=place,
            marks=marks,
            reason=reason or None,
        )


async def counted(reader: Reader, poll: Poll) -> list[Vote]:
    """Return the ballots of a closed poll."""
    rows = await reader.all(
        """
        SELECT marks, reason FROM counted_ballot WHERE community_id = :community AND poll_id = :poll ORDER BY place
        """,
        community=poll.community_id,
        poll=poll.id,
    )
    return [Vote(read_marks(row[0]), row[1]) for row in rows]

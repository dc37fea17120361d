"""Private answers to prompts as rows: rounds, what is sealed while one is open, what its post shows afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.domain.ids import CommunityId, MemberId
from bot.domain.prompt_answers import Compiled, Round, RoundState
from bot.domain.prompts import Sending, SendingId
from data.database import Reader, Writer
from data.rows import from_instant, to_instant, to_instant_or_none

_COLUMNS = (
    "prompt_round.sending_id, prompt_round.community_id, prompt_sending.text, prompt_round.named, prompt_round.state, "
    "prompt_round.closes_at, prompt_round.ended_at"
)


def _read(row: sqlite3.Row) -> Round:
    sending_id, community_id, question, named, state, closes_at, ended_at = tuple(row)
    return Round(
        id=SendingId(sending_id),
        community_id=CommunityId(community_id),
        question=question,
        named=bool(named),
        state=RoundState(state),
        closes_at=to_instant(closes_at),
        ended_at=to_instant_or_none(ended_at),
    )


async def add(writer: Writer, sending: Sending, *, named: bool, closes_at: datetime) -> Round:
    """Open a round for a prompt that was just chosen."""
    await writer.run(
        """
        INSERT INTO prompt_round (sending_id, community_id, named, closes_at)
        VALUES (:sending, :community, :named, :closes)
        """,
        sending=sending.id,
        community=sending.community_id,
        named=int(named),
        closes=from_instant(closes_at),
    )
    return Round(sending.id, sending.community_id, sending.prompt.text, named, RoundState.OPEN, closes_at)


async def find(reader: Reader, community_id: CommunityId, sending_id: int) -> Round | None:
    """Return a round of this community, or None."""
    row = await reader.one(
        f"""
        SELECT {_COLUMNS} FROM prompt_round JOIN prompt_sending ON prompt_sending.id = prompt_round.sending_id
        WHERE prompt_round.community_id = :community AND prompt_round.sending_id = :sending
        """,
        community=community_id,
        sending=sending_id,
    )
    return _read(row) if row else None


async def settle(writer: Writer, found: Round, state: RoundState, now: datetime) -> None:
    """Store what became of an open round."""
    await writer.run(
        """
        UPDATE prompt_round SET state = :state, ended_at = :now
        WHERE community_id = :community AND sending_id = :sending AND state = 'open'
        """,
        state=state,
        now=from_instant(now),
        community=found.community_id,
        sending=found.id,
    )


async def box(reader: Reader, found: Round) -> bytes | None:
    """Return the sealed answers of an open round without names, or None if nobody has answered."""
    sealed = await reader.value(
        "SELECT sealed FROM prompt_answer_box WHERE community_id = :community AND sending_id = :sending",
        community=found.community_id,
        sending=found.id,
    )
    return sealed if isinstance(sealed, bytes) else None


async def keep_box(writer: Writer, found: Round, sealed: bytes | None) -> None:
    """Store the sealed answers in place of those before; None if there are none any more."""
    if sealed is None:
        await writer.run(
            "DELETE FROM prompt_answer_box WHERE community_id = :community AND sending_id = :sending",
            community=found.community_id,
            sending=found.id,
        )
        return
    await writer.run(
        """
        INSERT INTO prompt_answer_box (sending_id, community_id, sealed) VALUES (:sending, :community, :sealed)
        ON CONFLICT (sending_id) DO UPDATE SET sealed = excluded.sealed
        """,
        sending=found.id,
        community=found.community_id,
        sealed=sealed,
    )


async def named(reader: Reader, found: Round) -> dict[MemberId, bytes]:
    """Return the encrypted answers of an open round with names, by member."""
    rows = await reader.all(
        """
        SELECT member_id, sealed FROM prompt_named_answer
        WHERE community_id = :community AND sending_id = :sending
        """,
        community=found.community_id,
        sending=found.id,
    )
    return {MemberId(row[0]): row[1] for row in rows}


async def keep_named(writer: Writer, found: Round, member_id: MemberId, sealed: bytes) -> None:
    """Store a member's encrypted answer in place of the one before."""
    await writer.run(
        """
        INSERT INTO prompt_named_answer (sending_id, community_id, member_id, sealed)
        VALUES (:sending, :community, :member, :sealed)
        ON CONFLICT (sending_id, member_id) DO UPDATE SET sealed = excluded.sealed
        """,
        sending=found.id,
        community=found.community_id,
        member=member_id,
        sealed=sealed,
    )


async def drop_named(writer: Writer, found: Round, member_id: MemberId | None = None) -> None:
    """Delete a member's encrypted answer, or those of all."""
    await writer.run(
        """
        DELETE FROM prompt_named_answer
        WHERE community_id = :community AND sending_id = :sending AND (:member IS NULL OR member_id = :member)
        """,
        community=found.community_id,
        sending=found.id,
        member=member_id,
    )


async def drop_open_of(writer: Writer, community_id: CommunityId, member_id: MemberId) -> None:
    """Delete what somebody has written under their name and is not posted yet."""
    await writer.run(
        "DELETE FROM prompt_named_answer WHERE community_id = :community AND member_id = :member",
        community=community_id,
        member=member_id,
    )


async def add_compiled(writer: Writer, found: Round, answers: Sequence[Compiled]) -> None:
    """Store the answers of a round as its post shows them, in this order."""
    for place, one in enumerate(answers, start=1):
        await writer.run(
            """
            INSERT INTO prompt_answer (sending_id, community_id, place, member_id, text)
            VALUES (:sending, :community, :place, :member, :text)
            """,
            sending=found.id,
            community=found.community_id,
            place=place,
            member=one.member_id,
            text=one.text,
        )


async def compiled(reader: Reader, found: Round) -> list[Compiled]:
    """Return the answers that a round's post shows, in order."""
    rows = await reader.all(
        """
        SELECT text, member_id FROM prompt_answer
        WHERE community_id = :community AND sending_id = :sending ORDER BY place
        """,
        community=found.community_id,
        sending=found.id,
    )
    return [Compiled(row[0], None if row[1] is None else MemberId(row[1])) for row in rows]


async def forget(writer: Writer, community_id: CommunityId, sending_id: int) -> bool:
    """Delete the answers of a compiled round; return whether there was anything to delete."""
    rows = await writer.all(
        """
        UPDATE prompt_round SET state = 'forgotten'
        WHERE community_id = :community AND sending_id = :sending AND state = 'compiled' RETURNING sending_id
        """,
        community=community_id,
        sending=sending_id,
    )
    await writer.run(
        "DELETE FROM prompt_answer WHERE community_id = :community AND sending_id = :sending",
        community=community_id,
        sending=sending_id,
    )
    return bool(rows)

"""Where ballots lie: under names, or, in an anonymous poll, sealed while it is open and nameless afterwards.

The one place that knows the difference. What the seal promises, and what not: docs/anonymity.md.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.errors import Conflict
from bot.domain.ids import MemberId
from bot.domain.polls import REASON_LIMIT, Poll, PollState, Vote
from bot.domain.voting import Method
from bot.services.context import ServiceContext
from data import ballot_boxes, habits, polls
from data.ballot_keys import BallotKey
from data.database import Reader, Writer
from data.polls import read_marks, write_marks


async def of_member(context: ServiceContext, reader: Reader, poll: Poll, member_id: MemberId) -> Vote | None:
    """Return a member's ballot; None if they have not voted, or if nobody can tell any more."""
    if not poll.anonymous:
        return await polls.vote_of(reader, poll, member_id)
    key = _key(context, poll)
    return None if key is None else (await _unsealed(reader, poll, key)).get(key.pseudonym(member_id))


async def everybody_voted(context: ServiceContext, reader: Reader, poll: Poll) -> bool:
    """Return whether all who can vote have voted, at least two of them."""
    now = context.clock.now()
    if poll.anonymous:
        everybody = await habits.here(reader, poll.community_id, now)
        voted = await who_voted(context, reader, poll, everybody)
    else:
        active, named = await reader.ask(habits.all_active(poll.community_id), polls.named_votes(poll))
        everybody = habits.here_among(active, now)
        voted = frozenset(everybody) & named.keys()
    return len(everybody) > 1 and len(voted) == len(everybody)


async def of_all(context: ServiceContext, reader: Reader, poll: Poll) -> list[Vote]:
    """Return all ballots, without their members and in an order that tells nothing."""
    if not poll.anonymous:
        return list((await polls.votes(reader, poll)).values())
    if poll.state is PollState.CLOSED:
        return await ballot_boxes.counted(reader, poll)
    key = _key(context, poll)
    return [] if key is None else list((await _unsealed(reader, poll, key)).values())


async def how_many(context: ServiceContext, reader: Reader, poll: Poll) -> int:
    """Return how many have voted."""
    return len(await of_all(context, reader, poll)) if poll.anonymous else await polls.count_ballots(reader, poll)


async def who_voted(
    context: ServiceContext, reader: Reader, poll: Poll, among: Collection[MemberId]
) -> frozenset[MemberId]:
    """Return those `among` members who have voted in an open poll."""
    if not poll.anonymous:
        return frozenset(among) & (await polls.votes(reader, poll)).keys()
    key = _key(context, poll)
    if key is None:
        return frozenset()
    names = await _unsealed(reader, poll, key)
    return frozenset(member_id for member_id in among if key.pseudonym(member_id) in names)


async def put(context: ServiceContext, writer: Writer, poll: Poll, member_id: MemberId, vote: Vote) -> None:
    """Store a member's ballot in place of the one they had.

    Raises Conflict (`poll.key_lost`) if the key of an anonymous poll is gone, as after a restored backup.
    """
    if not poll.anonymous:
        await polls.cast(writer, poll, member_id, vote, context.clock.now())
        return
    key = _key(context, poll)
    if key is None:
        raise Conflict("poll.key_lost")
    found = await _unsealed(writer, poll, key)
    found[key.pseudonym(member_id)] = vote
    stored = {name: (write_marks(one.marks), one.reason) for name, one in found.items()}
    await ballot_boxes.keep(writer, poll, key.seal(stored, _slot(poll)))


async def unlink(context: ServiceContext, writer: Writer, poll: Poll) -> bool:
    """Keep the ballots of an anonymous poll without names, before it closes; return False if they cannot be read.

    The key is destroyed after the commit (`forget`): before it, a crash would lose the votes.
    """
    if not poll.anonymous:
        return True
    votes = await of_all(context, writer, poll)
    is_lost = _key(context, poll) is None and await ballot_boxes.sealed(writer, poll) is not None
    await ballot_boxes.empty_out(writer, poll, votes)
    return not is_lost


def forget(context: ServiceContext, poll: Poll) -> None:
    """Destroy the key of a poll; harmless if it is gone or there never was one."""
    context.ballot_keys.destroy(poll.community_id, poll.id)


def _key(context: ServiceContext, poll: Poll) -> BallotKey | None:
    return context.ballot_keys.find(poll.community_id, poll.id)


async def _unsealed(reader: Reader, poll: Poll, key: BallotKey) -> dict[str, Vote]:
    box = await ballot_boxes.sealed(reader, poll)
    if box is None:
        return {}
    return {name: Vote(read_marks(marks), reason) for name, (marks, reason) in key.unseal(box).items()}


def _slot(poll: Poll) -> int:
    """Return how many bytes the longest ballot may take: pseudonym, marks, and a reason in any script."""
    return 200 + 40 * len(poll.options) + (8 * REASON_LIMIT if poll.method is Method.CONSENT else 0)

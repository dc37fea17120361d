"""Polls: voting, closing, and what may be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.ids import CommunityId, OptionId, PollId, TopicId
from bot.domain.meetings import Meeting
from bot.domain.people import Actor, Place, Standing
from bot.domain.polls import (
    POST,
    RESULT_POST,
    Disclosure,
    Marks,
    Poll,
    PollState,
    Results,
    count,
    disclose,
    mark,
)
from bot.services.access import admit
from bot.services.context import ServiceContext
from data import meetings, polls, posts, timers, topics
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll as anybody may see it now: what is disclosed, where its message is, and which winners are booked."""

    poll: Poll
    shown: Disclosure
    jump_url: str | None = None
    booked: Mapping[TopicId, Meeting] = field(default_factory=dict[TopicId, Meeting])

    @property
    def to_book(self) -> bool:
        """Whether a winning topic still waits for a meeting."""
        tally = self.shown.tally
        if self.poll.state is PollState.OPEN or tally is None:
            return False
        return any(option.topic_id is not None and option.topic_id not in self.booked for option in tally.winners)


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot paper for one member; `mine` is the vote they cast before, None if they have not voted."""

    poll: Poll
    mine: Marks | None


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote that is stored; `replaced` if it took the place of an earlier one."""

    poll: Poll
    marks: Marks
    replaced: bool


@dataclass(frozen=True, slots=True)
class TooLate:
    """The poll takes no votes any more; `mine` is the member's vote that counts, None if there is none."""

    view: PollView
    mine: Marks | None


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed poll; `just_now` unless it had been closed before."""

    view: PollView
    just_now: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list: a poll and whether the reader has voted in it."""

    view: PollView
    voted: bool


async def paper(context: ServiceContext, actor: Actor, poll_id: PollId) -> Paper | TooLate:
    """Return a member's ballot paper with the vote they have cast, or what became of the poll."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        poll = await _find(reader, actor.community_id, poll_id)
        mine = await polls.marks_of(reader, poll, actor.member_id)
        if poll.takes_votes(context.clock.now()):
            return Paper(poll, mine)
        return TooLate(await _view(reader, poll), mine)


async def cast(context: ServiceContext, actor: Actor, poll_id: PollId, chosen: Sequence[OptionId]) -> Cast | TooLate:
    """Store a member's vote in place of the one they had, unless the deadline has passed.

    Raises Invalid for choices that are not on the ballot or that its method refuses.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor)
        poll = await _find(writer, actor.community_id, poll_id)
        before = await polls.marks_of(writer, poll, actor.member_id)
        if not poll.takes_votes(now):
            return TooLate(await _view(writer, poll), before)
        marks = mark(poll, chosen)
        await polls.cast(writer, poll, actor.member_id, marks, now)
        # Before the close a changed vote changes nothing that may be seen, unless totals are live.
        if before is None or (poll.results is Results.LIVE and before != marks):
            await refresh(writer, poll)
        return Cast(poll, marks, before is not None)


async def close(context: ServiceContext, actor: Actor, poll_id: PollId) -> Closed:
    """Close a poll now (facilitators); one that is closed already stays as it is."""
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        poll = await _find(writer, actor.community_id, poll_id)
        just_now = poll.state is PollState.OPEN
        if just_now:
            await _close(writer, poll, now)
            await timers.cancel(writer, poll.community_id, "poll.", poll.id)
        return Closed(await _view(writer, await _find(writer, actor.community_id, poll_id)), just_now)


async def close_due(context: ServiceContext, community_id: CommunityId, poll_id: PollId, due_at: datetime) -> None:
    """Close a poll whose deadline `due_at` has come; harmless if it is closed, gone, or was given more time."""
    now = context.clock.now()
    async with context.database.write() as writer:
        poll = await polls.find(writer, community_id, poll_id)
        if poll is not None and poll.state is PollState.OPEN and poll.closes_at <= due_at:
            await _close(writer, poll, max(now, poll.closes_at))


async def view(context: ServiceContext, actor: Actor, poll_id: PollId) -> PollView:
    """Return what a member may see of a poll now."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await _view(reader, await _find(reader, actor.community_id, poll_id))


async def public_view(context: ServiceContext, community_id: CommunityId, poll_id: PollId) -> PollView | None:
    """Return what a poll's public message shows, or None if there is no such poll."""
    async with context.database.read() as reader:
        poll = await polls.find(reader, community_id, poll_id)
        return None if poll is None else await _view(reader, poll)


async def seen(reader: Reader, community_id: CommunityId, poll_id: PollId) -> PollView:
    """Return what may be seen of a poll, within the caller's transaction; raises NotFound."""
    return await _view(reader, await _find(reader, community_id, poll_id))


async def recent(context: ServiceContext, actor: Actor, *, most_closed: int = 5) -> list[Listed]:
    """Return the open polls, the next to close first, and the last few that closed."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        found = await polls.recent(reader, actor.community_id)
        still_open = [poll for poll in found if poll.state is PollState.OPEN]
        closed = [poll for poll in found if poll.state is PollState.CLOSED][:most_closed]
        return [
            Listed(await _view(reader, poll), await polls.marks_of(reader, poll, actor.member_id) is not None)
            for poll in still_open + closed
        ]


async def names(context: ServiceContext, actor: Actor) -> list[Poll]:
    """Return the polls a member may name: open ones by deadline, then closed ones, the latest first."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await polls.recent(reader, actor.community_id)


async def _close(writer: Writer, poll: Poll, now: datetime) -> None:
    """Close a poll and settle what follows from its result, in one transaction."""
    if not await polls.close(writer, poll, now):
        return
    tally = count(poll, await polls.ballots(writer, poll))
    if len(tally.winners) == 1 and tally.winners[0].topic_id is not None:
        await topics.choose(writer, poll.community_id, tally.winners[0].topic_id)
    await refresh(writer, poll)
    await posts.keep(writer, poll.community_id, RESULT_POST, poll.id, Place.MEETINGS)


async def refresh(writer: Writer, poll: Poll) -> None:
    """Have the poll's public message brought up to date after the commit."""
    await posts.keep(writer, poll.community_id, POST, poll.id, Place.MEETINGS)


async def _view(reader: Reader, poll: Poll) -> PollView:
    shown = disclose(poll, await polls.ballots(reader, poll))
    post = await posts.find(reader, poll.community_id, POST, poll.id)
    booked: dict[TopicId, Meeting] = {}
    if poll.state is PollState.CLOSED and shown.tally is not None:
        for option in shown.tally.winners:
            if option.topic_id is not None:
                for meeting_id in (await topics.meetings_of(reader, poll.community_id, option.topic_id))[:1]:
                    meeting = await meetings.find(reader, poll.community_id, meeting_id)
                    if meeting is not None:
                        booked[option.topic_id] = meeting
    return PollView(poll, shown, post.jump_url if post else None, booked)


async def _find(reader: Reader, community_id: CommunityId, poll_id: PollId) -> Poll:
    poll = await polls.find(reader, community_id, poll_id)
    if poll is None:
        raise NotFound("poll.gone")
    return poll

"""Polls: voting, closing, and what may be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.ids import CommunityId, MemberId, PollId, TopicId
from bot.domain.meetings import Meeting
from bot.domain.people import Actor, Place, Standing
from bot.domain.poll_outcomes import Outcome
from bot.domain.polls import (
    CLOSE_TIMER,
    POST,
    RESULT_POST,
    Disclosure,
    Ending,
    Poll,
    PollState,
    Results,
    Vote,
    ballot_of,
    closing,
    completing,
    disclose,
    ending,
    extended_deadline,
    reminding,
    unlinking,
)
from bot.domain.voting import Chosen
from bot.services import ballots
from bot.services.access import admit, entry_of, let_in
from bot.services.context import ServiceContext
from bot.services.notices import tell_facilitators
from bot.services.public_text import refuse_identifiers
from data import audit, habits, meetings, poll_outcomes, polls, posts, timers, topics
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll as anybody may see it now: what is disclosed, where its message is, which winners are booked,
    and, where there is a quorum, of how many members (of those who can vote, or could when it closed);
    `outcomes` is what was said of it since, the latest first. `leads` is whether its reader is a facilitator.
    """

    poll: Poll
    shown: Disclosure
    jump_url: str | None = None
    booked: Mapping[TopicId, Meeting] = field(default_factory=dict[TopicId, Meeting])
    electorate: int | None = None
    outcomes: tuple[Outcome, ...] = ()
    leads: bool = False

    @property
    def to_book(self) -> bool:
        """Whether a winning topic still waits for a meeting."""
        tally = self.shown.tally
        if self.poll.state is PollState.OPEN or self.poll.lapsed or tally is None:
            return False
        return any(option.topic_id is not None and option.topic_id not in self.booked for option in tally.winners)


@dataclass(frozen=True, slots=True)
class Paper:
    """A ballot paper for one member; `mine` is the vote they cast before, None if they have not voted."""

    poll: Poll
    mine: Vote | None


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote that is stored; `replaced` if it took the place of an earlier one."""

    poll: Poll
    vote: Vote
    replaced: bool


@dataclass(frozen=True, slots=True)
class TooLate:
    """The poll takes no votes any more; `mine` is the member's vote that counts, None if there is none to be told."""

    view: PollView
    mine: Vote | None


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
        poll, mine = await _poll_and_vote(context, reader, actor, poll_id)
        if poll.takes_votes(context.clock.now()):
            return Paper(poll, mine)
        return TooLate(await _view(context, reader, poll, has_voted=mine is not None), mine)


async def cast(
    context: ServiceContext, actor: Actor, poll_id: PollId, chosen: Chosen, reason: str | None = None
) -> Cast | TooLate:
    """Store a member's vote in place of the one they had, unless the deadline has passed.

    Raises Invalid for choices that are not on the ballot or that its method refuses, for an objection without a
    `reason`, and for a reason that identifies somebody.
    """
    now = context.clock.now()
    await refuse_identifiers(reason)
    async with context.database.write() as writer:
        poll, before = await _poll_and_vote(context, writer, actor, poll_id)
        if not poll.takes_votes(now):
            return TooLate(await _view(context, writer, poll, has_voted=before is not None), before)
        vote = ballot_of(poll, chosen, reason)
        await ballots.put(context, writer, poll, actor.member_id, vote)
        # Before the close a changed vote changes nothing that may be seen, unless totals are live.
        if before is None or (poll.results is Results.LIVE and before != vote):
            await refresh(writer, poll)
        if before is None and await ballots.everybody_voted(context, writer, poll):
            await timers.plan(writer, [completing(poll, now)])
        return Cast(poll, vote, before is not None)


async def close(context: ServiceContext, actor: Actor, poll_id: PollId) -> Closed:
    """Close a poll now (facilitators); one that is closed already stays as it is."""
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        poll = await _find(writer, actor.community_id, poll_id)
        just_now = poll.state is PollState.OPEN
        if just_now:
            await timers.cancel(writer, poll.community_id, "poll.", poll.id)
            await _end(context, writer, poll, now, may_extend=False)
            await audit.add(writer, actor.community_id, "poll.closed", actor.member_id, now, subject_id=int(poll_id))
        done = Closed(await _view(context, writer, await _find(writer, actor.community_id, poll_id)), just_now)
    ballots.forget(context, poll)
    return done


async def close_due(context: ServiceContext, community_id: CommunityId, poll_id: PollId, due_at: datetime) -> None:
    """Close a poll whose deadline `due_at` has come, or extend it once if it lacks its quorum.

    Harmless if it is closed, gone, or was given more time.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        poll = await polls.find(writer, community_id, poll_id)
        if poll is None or poll.state is PollState.CLOSED or poll.closes_at > due_at:
            return
        await _end(context, writer, poll, max(now, poll.closes_at), may_extend=True)


async def close_complete(context: ServiceContext, community_id: CommunityId, poll_id: PollId) -> None:
    """Close a poll in which everybody who can vote has voted; harmless if somebody has joined since."""
    async with context.database.write() as writer:
        poll = await polls.find(writer, community_id, poll_id)
        if poll is None or poll.state is PollState.CLOSED or not await ballots.everybody_voted(context, writer, poll):
            return
        await timers.cancel(writer, poll.community_id, CLOSE_TIMER, poll.id)
        await _end(context, writer, poll, context.clock.now(), may_extend=False)


async def forget_links(context: ServiceContext, community_id: CommunityId, poll_id: PollId) -> None:
    """Destroy the key of a closed anonymous poll; doing it again does no harm."""
    async with context.database.read() as reader:
        poll = await polls.find(reader, community_id, poll_id)
    if poll is None or poll.state is PollState.CLOSED:
        context.ballot_keys.destroy(community_id, poll_id)


async def view(context: ServiceContext, actor: Actor, poll_id: PollId) -> PollView:
    """Return what a member may see of a poll now."""
    async with context.database.read() as reader:
        poll, mine = await _poll_and_vote(context, reader, actor, poll_id)
        leads = (await admit(reader, actor)).standing is Standing.FACILITATOR
        return replace(await _view(context, reader, poll, has_voted=mine is not None), leads=leads)


async def public_view(context: ServiceContext, community_id: CommunityId, poll_id: PollId) -> PollView | None:
    """Return what a poll's public message shows, or None if there is no such poll."""
    async with context.database.read() as reader:
        poll = await polls.find(reader, community_id, poll_id)
        return None if poll is None else await _view(context, reader, poll)


async def seen(context: ServiceContext, reader: Reader, community_id: CommunityId, poll_id: PollId) -> PollView:
    """Return what may be seen of a poll, within the caller's transaction; raises NotFound."""
    return await _view(context, reader, await _find(reader, community_id, poll_id))


async def recent(context: ServiceContext, actor: Actor, *, most_closed: int = 5) -> list[Listed]:
    """Return the open polls, the next to close first, and the last few that closed."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        found = await polls.recent(reader, actor.community_id)
        still_open = [poll for poll in found if poll.state is PollState.OPEN]
        closed = [poll for poll in found if poll.state is PollState.CLOSED][:most_closed]
        listed: list[Listed] = []
        for poll in still_open + closed:
            voted = await ballots.of_member(context, reader, poll, actor.member_id) is not None
            listed.append(Listed(await _view(context, reader, poll, has_voted=voted), voted))
        return listed


async def names(context: ServiceContext, actor: Actor) -> list[Poll]:
    """Return the polls a member may name: open ones by deadline, then closed ones, the latest first."""
    async with context.database.read() as reader:
        await admit(reader, actor)
        return await polls.recent(reader, actor.community_id)


async def can_vote(context: ServiceContext, reader: Reader, community_id: CommunityId) -> list[MemberId]:
    """Return the members whose votes are waited for and of whom a quorum is a share: those in and not away."""
    return await habits.here(reader, community_id, context.clock.now())


async def _end(context: ServiceContext, writer: Writer, poll: Poll, now: datetime, *, may_extend: bool) -> None:
    """Close a poll and settle what follows from its result, or give it more time; in one transaction."""
    votes = await ballots.of_all(context, writer, poll)
    electorate = len(await can_vote(context, writer, poll.community_id))
    end = ending(poll, len(votes), electorate)
    if end is Ending.EXTEND and may_extend:
        await polls.extend(writer, poll, extended_deadline(poll, now))
        later = await _find(writer, poll.community_id, poll.id)
        await timers.plan(writer, [closing(later), *reminding(later)])
        await refresh(writer, poll)
        return
    if not await ballots.unlink(context, writer, poll):
        await tell_facilitators(context, writer, poll.community_id, "poll.votes_lost", str(poll.id), poll=poll.id)
    lapsed = end is not Ending.CLOSE
    await polls.close(writer, poll, now, electorate, lapsed=lapsed)
    if poll.anonymous:
        await timers.plan(writer, [unlinking(poll, now)])
    tally = disclose(replace(poll, state=PollState.CLOSED), votes).tally
    if not lapsed and tally is not None and len(tally.winners) == 1 and tally.winners[0].topic_id is not None:
        won = await topics.find(writer, poll.community_id, tally.winners[0].topic_id)
        if won is not None:
            await topics.choose(writer, poll.community_id, won.id)
    await refresh(writer, poll)
    await posts.keep(writer, poll.community_id, RESULT_POST, poll.id, Place.MEETINGS)


async def refresh(writer: Writer, poll: Poll) -> None:
    """Have the poll's public message brought up to date after the commit."""
    await posts.keep(writer, poll.community_id, POST, poll.id, Place.MEETINGS)


async def _view(context: ServiceContext, reader: Reader, poll: Poll, *, has_voted: bool = False) -> PollView:
    shown = disclose(poll, await ballots.of_all(context, reader, poll), has_voted=has_voted)
    post = await posts.find(reader, poll.community_id, POST, poll.id)
    booked: dict[TopicId, Meeting] = {}
    if poll.state is PollState.CLOSED and not poll.lapsed and shown.tally is not None:
        for option in shown.tally.winners:
            if option.topic_id is not None:
                for meeting_id in (await topics.meetings_of(reader, poll.community_id, option.topic_id))[:1]:
                    meeting = await meetings.find(reader, poll.community_id, meeting_id)
                    if meeting is not None:
                        booked[option.topic_id] = meeting
    electorate = poll.electorate
    if poll.quorum is not None and poll.state is PollState.OPEN:
        electorate = len(await can_vote(context, reader, poll.community_id))
    said = await poll_outcomes.of_poll(reader, poll.community_id, poll.id) if poll.state is PollState.CLOSED else []
    return PollView(poll, shown, post.jump_url if post else None, booked, electorate, tuple(said))


async def _poll_and_vote(
    context: ServiceContext, reader: Reader, actor: Actor, poll_id: PollId
) -> tuple[Poll, Vote | None]:
    """Return a poll and the vote a member has cast in it; raises what `admit` and `_find` raise."""
    entry, poll, named = await reader.ask(
        entry_of(actor),
        polls.by_id(actor.community_id, poll_id),
        polls.named_vote(actor.community_id, poll_id, actor.member_id),
    )
    let_in(actor, entry)
    if poll is None:
        raise NotFound("poll.gone")
    return poll, await ballots.of_member(context, reader, poll, actor.member_id) if poll.anonymous else named


async def _find(reader: Reader, community_id: CommunityId, poll_id: PollId) -> Poll:
    poll = await polls.find(reader, community_id, poll_id)
    if poll is None:
        raise NotFound("poll.gone")
    return poll

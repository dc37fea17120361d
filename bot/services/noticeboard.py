"""What the noticeboard says, and what makes it say something else."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import CaseId, CommunityId, MemberId
from bot.domain.meetings import Answer, Meeting
from bot.domain.noticeboard import Board, NextMeeting, OpenPoll, pinning, turn
from bot.domain.people import Place
from bot.domain.polls import PollState
from bot.domain.posts import NOTICEBOARD, Post
from bot.domain.rota import week_of
from bot.domain.timers import NotNow, Timer
from bot.services import ballots
from bot.services.context import ServiceContext
from bot.services.meetings import POST as MEETING_POST
from data import answers, case_replies, cases, communities, meetings, polls, posts, rota, timers
from data.database import Reader, Writer

MOST_POLLS = 5
_PIN_AFTER = timedelta(seconds=20)
_LOOK_AGAIN = timedelta(seconds=20)


async def keep(writer: Writer, community_id: CommunityId) -> None:
    """Have the noticeboard drawn again. Whatever keeps a post of another kind need not call this."""
    await posts.keep(writer, community_id, NOTICEBOARD, 0, Place.NOTICEBOARD)


async def board(context: ServiceContext, post: Post) -> Board:
    """Return what the message is to show, and plan what its sending and the passing of time will need."""
    now = context.clock.now()
    async with context.database.read() as reader:
        found = await _board(context, reader, post.community_id)
    planned = [turn(post.community_id, found.true_until)] if found.true_until is not None else []
    if post.message_id is None:
        planned.append(pinning(post, now + _PIN_AFTER))
    if planned:
        async with context.database.write() as writer:
            await timers.plan(writer, planned)
    return found


async def redraw(context: ServiceContext, community_id: CommunityId) -> None:
    """Have the noticeboard drawn again because a meeting began or ended."""
    async with context.database.write() as writer:
        await keep(writer, community_id)


async def to_pin(context: ServiceContext, timer: Timer) -> Post | None:
    """Return the sent message that is to be pinned, None if there is none any more; raises NotNow until it is sent."""
    async with context.database.read() as reader:
        post = await posts.find(reader, timer.community_id, NOTICEBOARD, 0)
    if post is None or pinning(post, timer.due_at).dedupe_key != timer.dedupe_key:
        return None
    if post.message_id is None:
        raise NotNow(context.clock.now() + _LOOK_AGAIN)
    return post


async def reply_seen(
    context: ServiceContext, community_id: CommunityId, thread_id: int, author_id: MemberId
) -> CaseId | None:
    """Count a message below a released case unless its author wrote it by name; who wrote it is not stored.

    The author of an anonymous case counts as anybody does: everybody sees on the noticeboard whether a message counted,
    and one that did not would tell who wrote the case. Returns the case, or None where the message counts for none.
    """
    async with context.database.read() as reader:
        case_id = await case_replies.case_in(reader, community_id, thread_id)
        stored = await cases.find(reader, community_id, case_id) if case_id is not None else None
    if stored is None or stored.author_id == author_id:
        return None
    async with context.database.write() as writer:
        first = await case_replies.add(writer, community_id, stored.id, context.clock.now())
        if first:
            await keep(writer, community_id)
    return stored.id


async def _board(context: ServiceContext, reader: Reader, community_id: CommunityId) -> Board:
    now = context.clock.now()
    upcoming = await meetings.upcoming(reader, community_id, now)
    now_on = next((meeting for meeting in upcoming if meeting.begins_at <= now), None)
    coming = next((meeting for meeting in upcoming if meeting.begins_at > now), None)
    still_open = [poll for poll in await polls.recent(reader, community_id) if poll.state is PollState.OPEN]
    return Board(
        await _next(reader, now_on),
        await _next(reader, coming),
        [OpenPoll(poll, await ballots.how_many(context, reader, poll)) for poll in still_open if poll.takes_votes(now)],
        len(await case_replies.unanswered(reader, community_id)),
        await case_replies.count_waiting(reader, community_id),
    )


async def _next(reader: Reader, meeting: Meeting | None) -> NextMeeting | None:
    if meeting is None:
        return None
    roll = await answers.roll(reader, meeting.community_id, meeting.id)
    post = await posts.find(reader, meeting.community_id, MEETING_POST, meeting.id)
    full = roll.free_seats(meeting.seats) == 0
    turns = await rota.turns(reader, meeting.community_id)
    community = await communities.find(reader, meeting.community_id)
    whose = turns.get(week_of(meeting.starts_at, community.zone)) if community is not None else None
    return NextMeeting(meeting, len(roll.who(Answer.GOING)), post.jump_url if post else None, full, whose)

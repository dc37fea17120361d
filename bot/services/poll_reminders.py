"""Reminders of polls: to those who have not voted, or, in an anonymous poll, one to all."""

from __future__ import annotations

from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import MemberId, PollId
from bot.domain.people import Actor, MemberState, Standing
from bot.domain.polls import REMINDER_LEAD, Poll, reminders
from bot.domain.timers import Timer
from bot.services import ballots, polls
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.polls import PollView
from data import members, timers
from data import polls as stored_polls
from data.database import Reader


async def share_out(context: ServiceContext, timer: Timer) -> PollView | None:
    """Plan a reminder for each member who has not voted; in an anonymous poll return it, for all to be told at once.

    Who has not voted in an anonymous poll is neither told apart nor stored.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        poll = await _open(context, writer, timer)
        if poll is None or timer.due_at != poll.closes_at - REMINDER_LEAD:
            return None
        if poll.anonymous:
            return await polls.seen(context, writer, poll.community_id, poll.id)
        everybody = await polls.can_vote(context, writer, poll.community_id)
        voted = await ballots.who_voted(context, writer, poll, everybody)
        await timers.plan(writer, reminders(poll, now, [one for one in everybody if one not in voted]))
    return None


async def reminder(context: ServiceContext, timer: Timer) -> PollView | None:
    """Return the poll of which this timer's member is to be reminded, None if they have voted or it is over."""
    member_id = timer.member_id
    if member_id is None:
        return None
    async with context.database.read() as reader:
        poll = await _open(context, reader, timer)
        member = await members.find(reader, timer.community_id, member_id)
        if poll is None or member is None or member.state is not MemberState.ACTIVE:
            return None
        if await _has_voted(context, reader, poll, member_id):
            return None
        return await polls.seen(context, reader, poll.community_id, poll.id)


async def remind_now(context: ServiceContext, actor: Actor, poll_id: PollId) -> int:
    """Plan the reminder now instead of a day before the deadline, for all who have not voted; return how many they are.

    Each is reminded once, whoever asks for it how often. Raises NotFound (`poll.gone`), Conflict
    (`poll.reminded_already`) where the usual reminders have gone out, or an anonymous poll reminds all at once.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        poll = await stored_polls.find(writer, actor.community_id, poll_id)
        if poll is None:
            raise NotFound("poll.gone")
        if poll.anonymous or not poll.takes_votes(now) or now >= poll.closes_at - REMINDER_LEAD:
            raise Conflict("poll.reminded_already")
        everybody = await polls.can_vote(context, writer, actor.community_id)
        voted = await ballots.who_voted(context, writer, poll, everybody)
        to_remind = [one for one in everybody if one not in voted]
        await timers.plan(writer, reminders(poll, now, to_remind))
        return len(to_remind)


async def _open(context: ServiceContext, reader: Reader, timer: Timer) -> Poll | None:
    poll = await stored_polls.find(reader, timer.community_id, PollId(timer.subject_id))
    return poll if poll is not None and poll.takes_votes(context.clock.now()) else None


async def _has_voted(context: ServiceContext, reader: Reader, poll: Poll, member_id: MemberId) -> bool:
    return bool(await ballots.who_voted(context, reader, poll, [member_id]))

"""Saying what a group makes of a poll, and coming back to it."""

from __future__ import annotations

from bot.domain.errors import Conflict
from bot.domain.ids import PollId
from bot.domain.people import Actor, Standing
from bot.domain.poll_outcomes import OutcomeKind, read_reason, read_review, reviewing
from bot.domain.polls import PollState
from bot.domain.timers import Timer
from bot.services import polls
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.notices import tell_facilitators
from bot.services.polls import PollView
from bot.services.public_text import refuse_identifiers
from data import audit, poll_outcomes, posts, timers
from data.database import Reader


async def closed(context: ServiceContext, actor: Actor, poll_id: PollId) -> PollView:
    """Return a closed poll for a facilitator to speak of; raises Conflict while it is open."""
    async with context.database.read() as reader:
        await admit(reader, actor, Standing.FACILITATOR)
        return await _closed(context, reader, actor, poll_id)


async def state(
    context: ServiceContext, actor: Actor, poll_id: PollId, kind: OutcomeKind, why: str, review: str
) -> PollView:
    """Store what the group makes of a closed poll (facilitators), and when it looks again, in the actor's own zone.

    Raises Invalid for a reason or date that cannot be used, Conflict while the poll is open.
    """
    now = context.clock.now()
    reason = read_reason(why)
    await refuse_identifiers(reason)
    async with context.database.write() as writer:
        zone = (await admit(writer, actor, Standing.FACILITATOR)).zone
        seen = await _closed(context, writer, actor, poll_id)
        review_at = read_review(review, now=now, zone=zone, locale=actor.locale)
        community_id = actor.community_id
        made = await poll_outcomes.add(writer, community_id, poll_id, kind, reason, actor.member_id, now, review_at)
        await timers.plan(writer, reviewing(made))
        await audit.add(writer, community_id, "poll.outcome", actor.member_id, now, subject_id=int(poll_id))
        await polls.refresh(writer, seen.poll)
        return await polls.seen(context, writer, community_id, poll_id)


async def review(context: ServiceContext, timer: Timer) -> None:
    """Tell the facilitators that an outcome is due to be looked at again, unless a later one took its place."""
    poll_id = PollId(timer.subject_id)
    async with context.database.write() as writer:
        said = await poll_outcomes.of_poll(writer, timer.community_id, poll_id)
        if not said or reviewing(said[0]) == [] or reviewing(said[0])[0].dedupe_key != timer.dedupe_key:
            return
        post = await posts.find(writer, timer.community_id, "poll", poll_id)
        link = post.jump_url if post is not None else None
        await tell_facilitators(
            context,
            writer,
            timer.community_id,
            "outcome.review_due",
            str(said[0].id),
            poll=int(poll_id),
            link=link or "`/poll results`",
        )


async def _closed(context: ServiceContext, reader: Reader, actor: Actor, poll_id: PollId) -> PollView:
    seen = await polls.seen(context, reader, actor.community_id, poll_id)
    if seen.poll.state is PollState.OPEN:
        raise Conflict("outcome.still_open", closes=seen.poll.closes_at)
    return seen

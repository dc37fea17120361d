"""A winner becomes a meeting's topic."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import MeetingId, PollId, TopicId
from bot.domain.meetings import Meeting
from bot.domain.people import Actor, Place, Standing
from bot.domain.polls import POST, PollState
from bot.domain.presenters import Candidate
from bot.domain.voting import Option
from bot.services import polls
from bot.services.access import admit
from bot.services.agenda import add_item
from bot.services.context import ServiceContext
from bot.services.presenters import candidates
from data import audit, meetings, posts, topics


@dataclass(frozen=True, slots=True)
class Booked:
    """The topic is on the meeting's agenda; `just_now` unless it was there before.

    `candidates` may be asked to present the item that it is there, those who brought or support it first.
    """

    title: str
    meeting: Meeting
    just_now: bool
    item_id: int | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class WhichTopic:
    """Several winners wait for a meeting: which one?"""

    poll_id: PollId
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class WhichMeeting:
    """Several meetings are coming up: which one?"""

    poll_id: PollId
    topic_id: TopicId
    title: str
    meetings: tuple[Meeting, ...]


async def book(
    context: ServiceContext,
    actor: Actor,
    poll_id: PollId,
    topic_id: TopicId | None = None,
    meeting_id: MeetingId | None = None,
) -> Booked | WhichTopic | WhichMeeting:
    """Put a winning topic of a closed poll on the agenda of an upcoming meeting (facilitators).

    Asks only what is not clear: which winner after a tie, which meeting if several are coming up. Raises Conflict
    while the poll is open or if it has no winner, NotFound if no meeting is coming up.
    """
    now = context.clock.now()
    async with context.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        seen = await polls.seen(context, writer, actor.community_id, poll_id)
        option = _which_topic(seen, topic_id)
        if isinstance(option, WhichTopic):
            return option
        topic = option.topic_id
        if topic is None:
            raise Conflict("poll.not_about_topics")
        if topic in seen.booked:
            return Booked(option.text, seen.booked[topic], just_now=False)
        coming = await meetings.upcoming(writer, actor.community_id, now)
        ahead = tuple(meeting for meeting in coming if meeting.starts_at > now)
        if not ahead:
            raise NotFound("poll.no_meeting_ahead")
        if meeting_id is None and len(ahead) > 1:
            return WhichMeeting(poll_id, topic, option.text, ahead)
        meeting = next((one for one in ahead if meeting_id in (None, one.id)), None)
        if meeting is None:
            raise Conflict("poll.meeting_not_ahead")
        now_part_of = await topics.find(writer, actor.community_id, topic)
        booked = topic if now_part_of is None else now_part_of.id
        await audit.add(writer, actor.community_id, "topic.booked", actor.member_id, now, subject_id=int(booked))
        item_id = await add_item(writer, actor.community_id, meeting.id, option.text, booked)
        await posts.keep(writer, actor.community_id, POST, poll_id, Place.MEETINGS)
        offered = await candidates(context, writer, meeting, item_id, actor.member_id)
        return Booked(option.text, meeting, just_now=True, item_id=item_id, candidates=offered)


def _which_topic(seen: polls.PollView, topic_id: TopicId | None) -> Option | WhichTopic:
    """Return the winner that is meant; one that is booked only if nothing else is left to book."""
    if seen.poll.state is PollState.OPEN:
        raise Conflict("poll.still_open", closes=seen.poll.closes_at)
    tally = seen.shown.tally
    winners = () if tally is None or seen.poll.lapsed else tally.winners
    if not winners:
        raise Conflict("poll.nothing_won")
    if topic_id is not None:
        for option in winners:
            if option.topic_id == topic_id:
                return option
        raise Invalid("poll.not_a_winner")
    waiting = tuple(option for option in winners if option.topic_id not in seen.booked)
    if len(waiting) > 1:
        return WhichTopic(seen.poll.id, waiting)
    return (waiting or winners)[0]

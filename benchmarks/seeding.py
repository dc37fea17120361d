"""Communities as they are after some months: members, meetings ahead with their promises, a backlog, an open poll.

Rows are stored by the functions that the bot itself uses, so a benchmark keeps up with the schema.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from benchmarks.payloads import FIRST_USER, channel_ids, facilitator_role, fresh_id, guild_id, member_role
from bot.domain import polls as poll_rules
from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import Answer, Meeting, Plan, Rsvp
from bot.domain.people import Community, Place
from bot.domain.polls import NewPoll, Poll, Results
from bot.domain.posts import NOTICEBOARD
from bot.domain.voting import Method
from bot.services import meetings as meeting_service
from data import agenda, answers, communities, meetings, members, polls, posts, timers, topics
from data.database import Writer

MEMBERS = 12
MEETINGS = 4
TOPICS = (
    "Deprescribing in the over-eighties",
    "When to stop dual antiplatelet therapy",
    "Persistent fatigue with normal blood tests",
    "Talking about weight without blame",
    "Opioid tapering that patients accept",
    "Vertigo: who needs a scan",
)


def member_ids(community_id: CommunityId) -> list[MemberId]:
    """Return the members of a seeded community; the first one organises its meetings."""
    first = FIRST_USER + (community_id - guild_id(0)) // 100 * MEMBERS
    return [MemberId(first + index) for index in range(MEMBERS)]


def yet_to_answer(community_id: CommunityId) -> list[MemberId]:
    """Return the members of a seeded community who have not answered its meetings."""
    return member_ids(community_id)[MEMBERS // 2 :]


def yet_to_vote(community_id: CommunityId) -> list[MemberId]:
    """Return all members but the first: a poll in which everybody has voted closes."""
    return member_ids(community_id)[1:]


def communities_for(taps: int) -> int:
    """Return how many communities it takes for so many first votes and as many first answers."""
    return ceil(taps / (MEMBERS - 1)) + ceil(taps / (MEETINGS * MEMBERS // 2))


async def community(writer: Writer, index: int, now: datetime) -> Community:
    """Store one community with all that it has, and return it; every public message of it is up to date."""
    made = Community(
        id=CommunityId(guild_id(index)),
        zone="Australia/Perth",
        locale="en-GB",
        facilitator_role_id=facilitator_role(guild_id(index)),
        member_role_id=member_role(guild_id(index)),
        channels=dict(zip(Place, channel_ids(guild_id(index)), strict=True)),
    )
    await communities.save(writer, made, now)
    await posts.keep(writer, made.id, NOTICEBOARD, 0, Place.NOTICEBOARD)
    for member_id in member_ids(made.id):
        await members.ensure(writer, made.id, member_id, now)
    for week in range(1, MEETINGS + 1):
        met = await meeting(writer, made, now, starts_at=now + timedelta(weeks=week, days=3, minutes=index % 600))
        for rank, member_id in enumerate(member_ids(made.id)[: MEMBERS // 2], start=1):
            await answers.save_answer(writer, met, Rsvp(member_id, Answer.GOING, rank), now)
    await poll(writer, made, now)
    return made


async def meeting(writer: Writer, of: Community, now: datetime, *, starts_at: datetime) -> Meeting:
    """Store a meeting with its card, its reminders and one thing on its agenda; nobody has answered."""
    plan = Plan("Evening meeting", starts_at, 60, None, None, None)
    organiser = member_ids(of.id)[0]
    made = await meetings.insert(writer, of.id, plan, zone=of.zone, organiser_id=organiser, typed_when=None, now=now)
    await agenda.add(writer, of.id, made.id, title=TOPICS[0], topic_id=None, presenter_id=organiser)
    await meeting_service.launch(writer, made, now)
    await meetings.set_event(writer, made, fresh_id())
    await _settle(writer, of, meeting_service.POST, made.id, now)
    return made


async def poll(writer: Writer, of: Community, now: datetime) -> Poll:
    """Store an open poll over six topics, totals hidden until it closes; nobody has voted."""
    author = member_ids(of.id)[0]
    options = tuple([(title, await topics.add(writer, of.id, author, title, None, now)) for title in TOPICS])
    closes_at = now + timedelta(days=7)
    new = NewPoll(None, Method.APPROVAL, Results.AT_CLOSE, now, closes_at, options)
    found = await polls.find(writer, of.id, await polls.add(writer, of.id, author, new))
    assert found is not None
    await timers.plan(writer, [poll_rules.closing(found)])
    await posts.keep(writer, of.id, poll_rules.POST, found.id, Place.MEETINGS)
    await _settle(writer, of, poll_rules.POST, found.id, now)
    return found


async def _settle(writer: Writer, of: Community, kind: str, subject_id: int, now: datetime) -> None:
    """Let the public message and the noticeboard show what is true, and what was due at once be done."""
    for what, subject, place in ((kind, subject_id, Place.MEETINGS), (NOTICEBOARD, 0, Place.NOTICEBOARD)):
        post = await posts.find(writer, of.id, what, subject)
        assert post is not None
        await posts.mark_shown(writer, post, of.channel_of(place), post.message_id or fresh_id())
    for timer in await timers.claim_due(writer, now):
        await timers.settle(writer, timer, "done")

"""Everything that is open in a community: what needs a facilitator, and what is under way by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.domain.agenda import POST as AGENDA_POST
from bot.domain.digest import Line, Need
from bot.domain.handover import Item, Open
from bot.domain.ids import CommunityId
from bot.domain.polls import POST as POLL_POST
from bot.services import digest_lines
from bot.services.context import ServiceContext
from bot.services.meetings import POST as MEETING_POST
from bot.services.minutes import POST as MINUTES_POST
from data import agenda, meetings, minutes, open_items, polls, posts, prompts
from data.database import Reader

Everything = tuple[list[Line], list[Item]]
_ALL = 500
"""More than a community has of anything that is open."""


async def everything(context: ServiceContext, reader: Reader, community_id: CommunityId, now: datetime) -> Everything:
    """Return all that is open, each once: a poll that needs somebody now does not stand among the others again."""
    lines = await digest_lines.gather(context, reader, community_id, now)
    pressing = {line.subject_id for line in lines if line.need in (Need.QUORUM, Need.POLL_CLOSING)}
    items = [item for source in SOURCES.values() for item in await source(reader, community_id, now)]
    return lines, [one for one in items if one.what is not Open.POLL or one.subject_id not in pressing]


async def _meetings(reader: Reader, community_id: CommunityId, now: datetime) -> list[Item]:
    """Return the meetings to come: `count` is what stands on the agenda, `of` how much of it nobody presents."""
    items: list[Item] = []
    for meeting in await meetings.upcoming(reader, community_id, now, limit=_ALL):
        points = await agenda.of_meeting(reader, community_id, meeting.id)
        gaps = sum(point.presenter_id is None for point in points)
        url = await _url(reader, community_id, AGENDA_POST, meeting.id)
        url = url or await _url(reader, community_id, MEETING_POST, meeting.id)
        items.append(Item(Open.MEETING, meeting.id, meeting.title, meeting.starts_at, len(points), gaps, jump_url=url))
    return items


async def _polls(reader: Reader, community_id: CommunityId, now: datetime) -> list[Item]:
    items: list[Item] = []
    for poll in await polls.recent(reader, community_id, limit=_ALL):
        if poll.takes_votes(now):
            url = await _url(reader, community_id, POLL_POST, poll.id)
            items.append(Item(Open.POLL, poll.id, poll.question, poll.closes_at, jump_url=url))
    return items


async def _tasks(reader: Reader, community_id: CommunityId, now: datetime) -> list[Item]:
    items: list[Item] = []
    for task in await minutes.open_tasks(reader, community_id, limit=_ALL):
        url = await _url(reader, community_id, MINUTES_POST, task.meeting_id)
        items.append(Item(Open.TASK, task.id, task.what, task.due_at, who=task.owner_id, jump_url=url))
    return items


async def _reviews(reader: Reader, community_id: CommunityId, now: datetime) -> list[Item]:
    """Return the outcomes that are looked at again later; those whose day has come need somebody now."""
    return [one for one in await open_items.reviews(reader, community_id) if one.at is not None and one.at > now]


async def _schedules(reader: Reader, community_id: CommunityId, now: datetime) -> list[Item]:
    """Return the standing orders for prompts; `at` is None for one that is paused, `count` its channel (0: usual)."""
    return [
        Item(
            Open.SCHEDULE,
            order.id,
            order.kind,
            order.schedule.next_after(now).instant if order.active else None,
            order.channel_id or 0,
        )
        for order in await prompts.schedules(reader, community_id)
    ]


async def _url(reader: Reader, community_id: CommunityId, kind: str, subject_id: int) -> str | None:
    post = await posts.find(reader, community_id, kind, subject_id)
    return post.jump_url if post is not None else None


SOURCES: Mapping[Open, Callable[[Reader, CommunityId, datetime], Awaitable[list[Item]]]] = {
    Open.MEETING: _meetings,
    Open.POLL: _polls,
    Open.TIME_POLL: lambda reader, community_id, now: open_items.time_polls(reader, community_id),
    Open.TASK: _tasks,
    Open.REVIEW: _reviews,
    Open.SCHEDULE: _schedules,
    Open.ANSWERS: lambda reader, community_id, now: open_items.answer_rounds(reader, community_id),
}

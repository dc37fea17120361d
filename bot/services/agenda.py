"""What a meeting will be about: put together by facilitators, posted some days before, true from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain import agenda as rules
from bot.domain.agenda import POST, FollowUpDue
from bot.domain.discussions import Discussion
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import AgendaItem, Meeting, MeetingState, agenda_title, check_open
from bot.domain.minutes import Task
from bot.domain.people import Actor, Community, Place, Standing
from bot.domain.posts import Post
from bot.domain.presenters import Ask
from bot.domain.timers import Timer
from bot.services.access import admit
from bot.services.cases.submission import CASE_POST
from bot.services.context import ServiceContext
from bot.services.meetings import keep_agenda, named, posted
from data import agenda, communities, discussion_notes, follow_ups, meetings, minutes, posts, presenters, timers
from data.database import Reader, Writer


@dataclass(frozen=True, slots=True)
class AgendaView:
    """What a meeting will be about, which cases come back to it, and what earlier ones left to be done.

    `is_open` until the meeting begins or is cancelled; `post` shows it to everybody, None until it was ever owed.
    """

    community: Community
    meeting: Meeting
    items: tuple[AgendaItem, ...]
    follow_ups: tuple[FollowUpDue, ...]
    tasks: tuple[Task, ...]
    post: Post | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class OwnView:
    """An agenda as one reader sees it: `edits` if it is theirs to put together, `may_finish` are theirs to tick, `asks`
    are the items that they present, or were asked to.
    """

    view: AgendaView
    edits: bool
    may_finish: tuple[Task, ...]
    asks: tuple[Ask, ...]


async def see(ctx: ServiceContext, actor: Actor, typed: str | None) -> OwnView:
    """Return what the meeting that was named (the next one if none was) will be about; raises what `named` raises."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor)
        meeting = await named(reader, actor.community_id, typed, ctx.clock.now())
        return await own_view(ctx, reader, actor, admission.standing, admission.community, meeting)


async def see_to_edit(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> OwnView:
    """Return an agenda to whoever may put it together; raises NotFound (`meeting.gone`), what `check_open` raises."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting = await open_meeting(ctx, reader, actor.community_id, meeting_id)
        return await own_view(ctx, reader, actor, admission.standing, admission.community, meeting)


async def post_due(ctx: ServiceContext, timer: Timer) -> None:
    """Owe the community the agenda whose day has come; one that stands already is left alone."""
    meeting_id = MeetingId(timer.subject_id)
    async with ctx.database.write() as writer:
        meeting = await meetings.find(writer, timer.community_id, meeting_id)
        if meeting is None or meeting.state is not MeetingState.SCHEDULED or meeting.starts_at <= ctx.clock.now():
            return
        if await posts.find(writer, timer.community_id, POST, meeting_id) is None:
            await posts.keep(writer, timer.community_id, POST, meeting_id, Place.MEETINGS)


async def replan(writer: Writer, community_id: CommunityId, days: int, now: datetime) -> None:
    """Have agendas that are not posted yet posted `days` before their meeting, at once where that has passed."""
    for meeting in await meetings.upcoming(writer, community_id, now, limit=500):
        if meeting.starts_at > now and await posts.find(writer, community_id, POST, meeting.id) is None:
            await timers.cancel(writer, community_id, rules.POSTING, meeting.id)
            await timers.plan(writer, rules.posting(meeting, days, now, at_once=True))


async def card(ctx: ServiceContext, community_id: CommunityId, meeting_id: MeetingId) -> AgendaView | None:
    """Return what the public agenda shows now; None for a meeting that is not there."""
    async with ctx.database.read() as reader:
        community = await communities.find(reader, community_id)
        meeting = await meetings.find(reader, community_id, meeting_id)
        if community is None or meeting is None or meeting.state is MeetingState.DRAFT:
            return None
        return await _look_at(ctx, reader, community, meeting)


async def add_item(
    writer: Writer,
    community_id: CommunityId,
    meeting_id: MeetingId,
    title: str,
    topic_id: int | None = None,
    presenter_id: MemberId | None = None,
) -> int:
    """Put something on a posted meeting's agenda within the caller's transaction, refresh its card, return the item.

    A topic that is on the agenda already stays there once, so a repeated tap is harmless. Raises Invalid
    (`meeting.topic_missing`, `meeting.topic_too_long`), NotFound (`meeting.gone`), Conflict (`meeting.was_cancelled`).
    """
    name = agenda_title(title)
    meeting = await meetings.find(writer, community_id, meeting_id)
    if meeting is None or meeting.state is MeetingState.DRAFT:
        raise NotFound("meeting.gone")
    if meeting.state is MeetingState.CANCELLED:
        raise Conflict("meeting.was_cancelled", starts_at=meeting.starts_at)
    item_id = await agenda.add(
        writer, community_id, meeting_id, title=name, topic_id=topic_id, presenter_id=presenter_id
    )
    await keep_agenda(writer, meeting)
    return item_id


async def keep_ahead(writer: Writer, community_id: CommunityId, now: datetime) -> None:
    """Have the posted agendas of coming meetings say what is still to be done, and which cases come back."""
    for meeting_id in await agenda.posted_ahead(writer, community_id, now):
        await posts.keep(writer, community_id, POST, meeting_id, Place.MEETINGS)


async def keep_with(writer: Writer, community_id: CommunityId, discussion: Discussion | None, now: datetime) -> None:
    """Have the agendas say what is true after the post of a case or question was hidden, or brought back."""
    marked = () if discussion is None else await discussion_notes.meetings_of(writer, community_id, discussion.id)
    for meeting_id, _ in marked:
        await keep_agenda(writer, await posted(writer, community_id, meeting_id))
    await keep_ahead(writer, community_id, now)


async def own_view(
    ctx: ServiceContext, reader: Reader, actor: Actor, standing: Standing, community: Community, meeting: Meeting
) -> OwnView:
    """Return an agenda as one reader sees it, in the caller's snapshot."""
    view = await _look_at(ctx, reader, community, meeting)
    everything = standing is Standing.FACILITATOR
    mine = tuple(task for task in view.tasks if everything or task.owner_id == actor.member_id)
    here = {item.id for item in view.items}
    asks = await presenters.open_of(reader, community.id, actor.member_id, ctx.clock.now())
    return OwnView(view, everything and view.is_open, mine, tuple(ask for ask in asks if ask.item_id in here))


async def _look_at(ctx: ServiceContext, reader: Reader, community: Community, meeting: Meeting) -> AgendaView:
    return AgendaView(
        community,
        meeting,
        tuple(await agenda.of_meeting(reader, community.id, meeting.id)),
        await _follow_ups(reader, meeting),
        tuple(await minutes.open_tasks(reader, community.id)),
        await posts.find(reader, community.id, POST, meeting.id),
        meeting.state is MeetingState.SCHEDULED and ctx.clock.now() < meeting.starts_at,
    )


async def _follow_ups(reader: Reader, meeting: Meeting) -> tuple[FollowUpDue, ...]:
    since = meeting.starts_at - rules.LOOK_BACK
    found: list[FollowUpDue] = []
    for case_id, title, due_at in await follow_ups.open_between(reader, meeting.community_id, since, meeting.starts_at):
        post = await posts.find(reader, meeting.community_id, CASE_POST, case_id)
        if post is not None and not post.hidden:
            found.append(FollowUpDue(case_id, title, due_at, post.jump_url))
    return tuple(found)


async def open_meeting(
    ctx: ServiceContext, reader: Reader, community_id: CommunityId, meeting_id: MeetingId
) -> Meeting:
    """Return a meeting to come; raises NotFound (`meeting.gone`), Conflict (what `check_open` raises)."""
    meeting = await posted(reader, community_id, meeting_id)
    check_open(meeting, ctx.clock.now())
    return meeting


async def find_item(
    ctx: ServiceContext, reader: Reader, community_id: CommunityId, item_id: int
) -> tuple[Meeting, AgendaItem]:
    """Return an item of a meeting to come, and the meeting.

    Raises NotFound (`agenda.item_gone`), Conflict (what `check_open` raises).
    """
    found = await agenda.find(reader, community_id, item_id)
    if found is None:
        raise NotFound("agenda.item_gone")
    meeting_id, item = found
    return await open_meeting(ctx, reader, community_id, meeting_id), item

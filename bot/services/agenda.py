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
from bot.domain.naming import plain
from bot.domain.people import Actor, Community, Place, Standing
from bot.domain.posts import Post
from bot.domain.timers import Timer
from bot.services.access import admit
from bot.services.cases.submission import CASE_POST
from bot.services.context import ServiceContext
from bot.services.discussions.seeing import keep_post
from bot.services.meetings import keep_agenda, keep_polls, named, posted
from bot.services.public_text import refuse_identifiers
from data import agenda, communities, discussion_notes, discussions, follow_ups, meetings, minutes, posts
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
    """An agenda as one reader sees it: `edits` if it is theirs to put together, `may_finish` are theirs to tick."""

    view: AgendaView
    edits: bool
    may_finish: tuple[Task, ...]


async def see(ctx: ServiceContext, actor: Actor, typed: str | None) -> OwnView:
    """Return what the meeting that was named (the next one if none was) will be about; raises what `named` raises."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor)
        meeting = await named(reader, actor.community_id, typed, ctx.clock.now())
        return await _own(ctx, reader, actor, admission.standing, admission.community, meeting)


async def see_to_edit(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> OwnView:
    """Return an agenda to whoever may put it together; raises NotFound (`meeting.gone`), what `check_open` raises."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting = await _open(ctx, reader, actor.community_id, meeting_id)
        return await _own(ctx, reader, actor, admission.standing, admission.community, meeting)


async def add_line(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, title: str) -> OwnView:
    """Put a line of a facilitator's own on an agenda; one that says the very same is not added again.

    Raises Invalid (`meeting.topic_missing`, `meeting.topic_too_long`, `text.identifier`), Conflict (`agenda.full`, and
    what `check_open` raises), NotFound (`meeting.gone`).
    """
    name = agenda_title(title)
    await refuse_identifiers(name)
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await _open(ctx, writer, actor.community_id, meeting_id)
        there = await agenda.of_meeting(writer, actor.community_id, meeting_id)
        if len(there) >= rules.MOST_ITEMS:
            raise Conflict("agenda.full", limit=rules.MOST_ITEMS, typed=title)
        if not any(plain(one.title) == plain(name) for one in there):
            await add_item(writer, actor.community_id, meeting_id, name)
        return await _own(ctx, writer, actor, admission.standing, admission.community, meeting)


async def move_item(ctx: ServiceContext, actor: Actor, item_id: int, place: int) -> OwnView:
    """Have an item stand at a place, counted from 1; raises as `remove_item`."""
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting, _ = await _item(ctx, writer, actor.community_id, item_id)
        there = [one.id for one in await agenda.of_meeting(writer, actor.community_id, meeting.id)]
        order = rules.moved(there, item_id, place)
        if list(order) != there:
            await agenda.order(writer, actor.community_id, order)
            await keep_agenda(writer, meeting)
        return await _own(ctx, writer, actor, admission.standing, admission.community, meeting)


async def remove_item(ctx: ServiceContext, actor: Actor, item_id: int) -> OwnView:
    """Take an item off its agenda; a topic waits in the backlog again, a case may be taken to another meeting.

    Raises NotFound (`agenda.item_gone`), Conflict (what `check_open` raises).
    """
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting, _ = await _item(ctx, writer, actor.community_id, item_id)
        await keep_polls(writer, meeting)
        await _release_discussion(writer, actor.community_id, item_id)
        await agenda.remove(writer, actor.community_id, item_id)
        await keep_agenda(writer, meeting)
        return await _own(ctx, writer, actor, admission.standing, admission.community, meeting)


async def post_now(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> OwnView:
    """Post an agenda before its time, once; raises what `check_open` raises, NotFound (`meeting.gone`)."""
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await _open(ctx, writer, actor.community_id, meeting_id)
        if await posts.find(writer, actor.community_id, POST, meeting_id) is None:
            await posts.keep(writer, actor.community_id, POST, meeting_id, Place.MEETINGS)
        return await _own(ctx, writer, actor, admission.standing, admission.community, meeting)


async def post_due(ctx: ServiceContext, timer: Timer) -> None:
    """Owe the community the agenda whose day has come; one that stands already is left alone."""
    meeting_id = MeetingId(timer.subject_id)
    async with ctx.database.write() as writer:
        meeting = await meetings.find(writer, timer.community_id, meeting_id)
        if meeting is None or meeting.state is not MeetingState.SCHEDULED or meeting.starts_at <= ctx.clock.now():
            return
        if await posts.find(writer, timer.community_id, POST, meeting_id) is None:
            await posts.keep(writer, timer.community_id, POST, meeting_id, Place.MEETINGS)


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


async def _own(
    ctx: ServiceContext, reader: Reader, actor: Actor, standing: Standing, community: Community, meeting: Meeting
) -> OwnView:
    view = await _look_at(ctx, reader, community, meeting)
    everything = standing is Standing.FACILITATOR
    mine = tuple(task for task in view.tasks if everything or task.owner_id == actor.member_id)
    return OwnView(view, everything and view.is_open, mine)


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


async def _open(ctx: ServiceContext, reader: Reader, community_id: CommunityId, meeting_id: MeetingId) -> Meeting:
    meeting = await posted(reader, community_id, meeting_id)
    check_open(meeting, ctx.clock.now())
    return meeting


async def _item(
    ctx: ServiceContext, reader: Reader, community_id: CommunityId, item_id: int
) -> tuple[Meeting, AgendaItem]:
    found = await agenda.find(reader, community_id, item_id)
    if found is None:
        raise NotFound("agenda.item_gone")
    meeting_id, item = found
    return await _open(ctx, reader, community_id, meeting_id), item


async def _release_discussion(writer: Writer, community_id: CommunityId, item_id: int) -> None:
    """Have a case or question that this item stood for say that no meeting takes it up, and be free for another."""
    discussion_id = await discussion_notes.take_off(writer, community_id, item_id)
    found = None if discussion_id is None else await discussions.find(writer, community_id, discussion_id)
    if found is not None:
        await keep_post(writer, found)

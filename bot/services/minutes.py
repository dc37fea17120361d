"""Minutes, and what people took on until it is done."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain import minutes as rules
from bot.domain.errors import Invalid, NotAllowed, NotFound
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Meeting
from bot.domain.minutes import Minutes, Task
from bot.domain.people import Actor, Community, MemberState, Place, Standing
from bot.domain.times import read_time
from bot.services.access import admit
from bot.services.agenda import keep_ahead
from bot.services.context import ServiceContext
from bot.services.meetings import named_or_begun, posted
from bot.services.public_text import refuse_identifiers
from data import audit, communities, members, posts
from data import minutes as rows
from data.database import Writer

POST = "minutes"
"""Kind of the post that shows a meeting's minutes."""


@dataclass(frozen=True, slots=True)
class MinutesView:
    """A meeting's minutes as its community reads them."""

    community: Community
    meeting: Meeting
    minutes: Minutes


async def look(ctx: ServiceContext, actor: Actor, typed: str | None) -> MinutesView:
    """Return the minutes to be written: of the meeting that was named, else of the one that began last.

    Raises what `named` raises, NotFound (`minutes.no_meeting`), Conflict (`minutes.not_begun`,
    `meeting.was_cancelled`).
    """
    now = ctx.clock.now()
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting = await named_or_begun(reader, actor.community_id, typed, now)
        if meeting is None:
            raise NotFound("minutes.no_meeting")
        rules.check_begun(meeting, now)
        return MinutesView(admission.community, meeting, await rows.of_meeting(reader, actor.community_id, meeting.id))


async def look_at(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> MinutesView:
    """Return the minutes of this meeting; raises NotFound (`meeting.gone`) and the Conflicts that `look` raises."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting = await posted(reader, actor.community_id, meeting_id)
        rules.check_begun(meeting, ctx.clock.now())
        return MinutesView(admission.community, meeting, await rows.of_meeting(reader, actor.community_id, meeting.id))


async def write(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, learning: str, decisions: str) -> MinutesView:
    """Store and post what a meeting learned and decided.

    Raises NotFound (`meeting.gone`), Conflict (`minutes.not_begun`), Invalid (`minutes.too_long`, `minutes.empty`,
    `text.identifier`).
    """
    now = ctx.clock.now()
    learned, decided = rules.points(learning), rules.points(decisions)
    await refuse_identifiers(learned, decided)
    if not learned and not decided:
        raise Invalid("minutes.empty")
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await posted(writer, actor.community_id, meeting_id)
        rules.check_begun(meeting, now)
        await rows.save(writer, meeting, learned, decided, actor.member_id, now)
        await audit.add(
            writer, meeting.community_id, "minutes.written", actor.member_id, now, subject_id=int(meeting.id)
        )
        await _keep(writer, meeting.community_id, meeting.id)
        return MinutesView(admission.community, meeting, await rows.of_meeting(writer, actor.community_id, meeting.id))


async def take_on(
    ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, what: str, owner_id: MemberId | None, due: str
) -> MinutesView:
    """Store what somebody took on at a meeting, with its owner and date; the same again changes nothing.

    Raises NotFound (`meeting.gone`), Conflict (`minutes.not_begun`), Invalid (`minutes.owner_missing`,
    `minutes.task_missing`, `minutes.task_too_long`, `text.identifier`, and what `read_time` raises for the date).
    """
    now = ctx.clock.now()
    task = rules.what_to_do(what)
    await refuse_identifiers(task)
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await posted(writer, actor.community_id, meeting_id)
        rules.check_begun(meeting, now)
        owner = None if owner_id is None else await members.find(writer, actor.community_id, owner_id)
        if owner is None or owner.state is not MemberState.ACTIVE:
            raise Invalid("minutes.owner_missing")
        due_at = read_time(f"{due} 15:00", now=now, zone=admission.zone, locale=actor.locale).instant
        await rows.add_task(writer, meeting, task, owner.id, due_at)
        await _keep(writer, meeting.community_id, meeting.id)
        await keep_ahead(writer, meeting.community_id, now)
        return MinutesView(admission.community, meeting, await rows.of_meeting(writer, actor.community_id, meeting.id))


async def card(ctx: ServiceContext, community_id: CommunityId, meeting_id: MeetingId) -> MinutesView | None:
    """Return what the public minutes show now."""
    async with ctx.database.read() as reader:
        community = await communities.find(reader, community_id)
        if community is None:
            return None
        meeting = await posted(reader, community_id, meeting_id)
        return MinutesView(community, meeting, await rows.of_meeting(reader, community_id, meeting_id))


async def finish(ctx: ServiceContext, actor: Actor, task_id: int) -> Task:
    """Note that something is done: by its owner or a facilitator; a repeated tap changes nothing.

    Raises NotFound (`minutes.task_gone`), NotAllowed (`minutes.not_yours`).
    """
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor)
        task = await rows.find_task(writer, actor.community_id, task_id)
        if task is None:
            raise NotFound("minutes.task_gone")
        if task.owner_id != actor.member_id and admission.standing is not Standing.FACILITATOR:
            raise NotAllowed("minutes.not_yours")
        await rows.finish(writer, task, ctx.clock.now())
        await _keep(writer, task.community_id, task.meeting_id)
        await keep_ahead(writer, task.community_id, ctx.clock.now())
        return task


async def _keep(writer: Writer, community_id: CommunityId, meeting_id: MeetingId) -> None:
    await posts.keep(writer, community_id, POST, meeting_id, Place.MEETINGS)

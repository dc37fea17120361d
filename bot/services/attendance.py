"""Attendance: what counts for whom, what facilitators correct, what members say against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import attendance as rules
from bot.domain.attendance import Attendee, Contest, ContestState, Stay, Window
from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import Answer, Meeting
from bot.domain.people import Actor, Community, MemberState, Place, Standing
from bot.domain.timers import Timer
from bot.services import pulses
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.meetings import named_or_begun, posted
from bot.services.public_text import refuse_identifiers
from bot.services.rosters import roster
from data import answers, audit, communities, members, posts, presence, timers
from data import attendance as rows
from data.database import Reader, Writer
from data.vault import VaultError

POST = "contest"
"""Kind of the post in which facilitators settle an objection."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Who was there, for facilitators; `missing` said that they would come and were not seen."""

    community: Community
    meeting: Meeting
    counted: Window
    attendees: tuple[Attendee, ...]
    missing: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """One member's own minutes at a meeting; `attendee` is None for somebody who was not seen there."""

    meeting: Meeting
    counted: Window
    attendee: Attendee | None
    stays: tuple[Stay, ...]
    contest: Contest | None

    @property
    def minutes(self) -> int:
        """How many count."""
        return self.attendee.minutes if self.attendee is not None else 0


@dataclass(frozen=True, slots=True)
class ContestView:
    """An objection as facilitators see it; `reason` is None once it is settled, or where the key is gone."""

    community: Community
    meeting: Meeting
    contest: Contest
    minutes: int
    counted: Window
    reason: str | None


async def sheet(ctx: ServiceContext, actor: Actor, typed: str | None) -> Sheet:
    """Return who was at a meeting: the one that was named, else the one that began last.

    Raises what `named` raises, NotFound (`attendance.no_meeting`), and what `rules.check_begun` raises.
    """
    now = ctx.clock.now()
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting = await named_or_begun(reader, actor.community_id, typed, now)
        if meeting is None:
            raise NotFound("attendance.no_meeting")
        rules.check_begun(meeting, now)
        return await _sheet(ctx, reader, admission.community, meeting)


async def sheet_of(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> Sheet:
    """Return who was at this meeting; raises NotFound (`meeting.gone`) and what `rules.check_begun` raises."""
    async with ctx.database.read() as reader:
        admission = await admit(reader, actor, Standing.FACILITATOR)
        meeting = await posted(reader, actor.community_id, meeting_id)
        rules.check_begun(meeting, ctx.clock.now())
        return await _sheet(ctx, reader, admission.community, meeting)


async def _sheet(ctx: ServiceContext, reader: Reader, community: Community, meeting: Meeting) -> Sheet:
    counted, attendees = await roster(ctx, reader, meeting)
    roll = await answers.roll(reader, community.id, meeting.id)
    known = {one.member_id for one in attendees}
    missing = tuple(one for one in roll.who(Answer.GOING) if one not in known)
    return Sheet(community, meeting, counted, attendees, missing)


async def correct(
    ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, people: Sequence[MemberId], typed: str
) -> Sheet:
    """Settle the minutes of one or several people: `typed` for each, all of the meeting for nothing, 0 for not there.

    Each correction is logged with who, whom, from what to what. Raises NotFound (`meeting.gone`), Invalid
    (`attendance.nobody`, `attendance.not_a_member`, what `rules.minutes_of` raises) and what `rules.check_over` raises.
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await posted(writer, actor.community_id, meeting_id)
        rules.check_over(meeting, now)
        if not people:
            raise Invalid("attendance.nobody")
        settled = rules.minutes_of(typed, rules.window(meeting, now))
        for member_id in people:
            entry = await members.find(writer, actor.community_id, member_id)
            if entry is None or entry.state is not MemberState.ACTIVE:
                raise Invalid("attendance.not_a_member")
            await _settle(ctx, writer, actor, meeting, member_id, settled)
        await pulses.open_for(ctx, writer, meeting)
        return await _sheet(ctx, writer, admission.community, meeting)


async def _settle(
    ctx: ServiceContext, writer: Writer, actor: Actor, meeting: Meeting, member_id: MemberId, settled: int
) -> None:
    _, attendees = await roster(ctx, writer, meeting)
    before = next((one for one in attendees if one.member_id == member_id), None)
    was = before.minutes if before is not None else 0
    if before is not None and before.minutes == settled:
        return
    await rows.fix(writer, meeting, member_id, settled)
    await audit.add(
        writer,
        meeting.community_id,
        "attendance.corrected",
        actor.member_id,
        ctx.clock.now(),
        member_id=member_id,
        subject_id=meeting.id,
        was=was,
        became=settled,
    )


async def confirm(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> Sheet:
    """Note that the list is right; a repeated tap changes nothing. Raises what `correct` raises about the meeting."""
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        admission = await admit(writer, actor, Standing.FACILITATOR)
        meeting = await posted(writer, actor.community_id, meeting_id)
        rules.check_over(meeting, now)
        if meeting.confirmed_at is None:
            await rows.confirm(writer, meeting, now)
            await audit.add(
                writer, meeting.community_id, "attendance.confirmed", actor.member_id, now, subject_id=meeting.id
            )
            meeting = await posted(writer, actor.community_id, meeting_id)
        return await _sheet(ctx, writer, admission.community, meeting)


async def mine(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId) -> Mine:
    """Return a member's own minutes at a meeting that has begun.

    Raises NotFound (`meeting.gone`) and what `rules.check_begun` raises.
    """
    async with ctx.database.read() as reader:
        await admit(reader, actor)
        meeting = await posted(reader, actor.community_id, meeting_id)
        rules.check_begun(meeting, ctx.clock.now())
        return await _mine(ctx, reader, meeting, actor.member_id)


async def _mine(ctx: ServiceContext, reader: Reader, meeting: Meeting, member_id: MemberId) -> Mine:
    counted, attendees = await roster(ctx, reader, meeting)
    stays = await presence.stays(reader, meeting.community_id, meeting.id)
    return Mine(
        meeting,
        counted,
        next((one for one in attendees if one.member_id == member_id), None),
        tuple(stay for stay in stays if stay.member_id == member_id),
        await rows.last_contest(reader, meeting.community_id, meeting.id, member_id),
    )


async def contest(ctx: ServiceContext, actor: Actor, meeting_id: MeetingId, typed: str, reason: str) -> Mine:
    """Put a member's objection to their own minutes before the facilitators, in place of one that still waits.

    Raises NotFound (`meeting.gone`), Conflict (`attendance.same_minutes`, what `rules.check_over` raises), Invalid
    (what `rules.minutes_of` and `rules.reason_of` raise, `text.identifier`).
    """
    now = ctx.clock.now()
    why = rules.reason_of(reason)
    await refuse_identifiers(why)
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        meeting = await posted(writer, actor.community_id, meeting_id)
        rules.check_over(meeting, now)
        claimed = rules.minutes_of(typed, rules.window(meeting, now))
        if claimed == (await _mine(ctx, writer, meeting, actor.member_id)).minutes:
            raise Conflict("attendance.same_minutes", minutes=claimed, typed=reason)
        number = await rows.contest(writer, meeting, actor.member_id, claimed, ctx.vault.encrypt(why), now)
        await posts.keep(writer, meeting.community_id, POST, number, Place.FACILITATORS)
        return await _mine(ctx, writer, meeting, actor.member_id)


async def settle_contest(ctx: ServiceContext, actor: Actor, contest_id: int, *, grant: bool) -> ContestView:
    """Take the member's minutes or let the counted ones stand; the member is told. What is settled stays so.

    Raises NotFound (`attendance.contest_gone`).
    """
    now = ctx.clock.now()
    async with ctx.database.write() as writer:
        await admit(writer, actor, Standing.FACILITATOR)
        view = await _view(ctx, writer, actor.community_id, contest_id)
        if view is None:
            raise NotFound("attendance.contest_gone")
        found = view.contest
        if found.state is ContestState.OPEN:
            if grant:
                minutes = min(found.claimed, view.counted.minutes)
                await _settle(ctx, writer, actor, view.meeting, found.member_id, minutes)
                await pulses.open_for(ctx, writer, view.meeting)
            else:
                await audit.add(
                    writer,
                    found.community_id,
                    "attendance.upheld",
                    actor.member_id,
                    now,
                    member_id=found.member_id,
                    subject_id=found.meeting_id,
                )
            state = ContestState.GRANTED if grant else ContestState.UPHELD
            await rows.settle_contest(writer, found, state, now)
            await timers.plan(writer, [rules.settled(found, now)])
            await posts.keep(writer, found.community_id, POST, found.id, Place.FACILITATORS)
        return await _view(ctx, writer, actor.community_id, contest_id) or view


async def contest_card(ctx: ServiceContext, community_id: CommunityId, contest_id: int) -> ContestView | None:
    """Return what the facilitators' card of an objection shows now."""
    async with ctx.database.read() as reader:
        return await _view(ctx, reader, community_id, contest_id)


async def told(ctx: ServiceContext, timer: Timer) -> ContestView | None:
    """Return what a member is told of their objection, None if there is nothing to tell."""
    async with ctx.database.read() as reader:
        view = await _view(ctx, reader, timer.community_id, timer.subject_id)
    return None if view is None or view.contest.state is ContestState.OPEN else view


async def _view(ctx: ServiceContext, reader: Reader, community_id: CommunityId, contest_id: int) -> ContestView | None:
    community = await communities.find(reader, community_id)
    found = await rows.find_contest(reader, community_id, contest_id)
    if community is None or found is None:
        return None
    contested, reason = found
    meeting = await posted(reader, community_id, contested.meeting_id)
    counted, attendees = await roster(ctx, reader, meeting)
    minutes = next((one.minutes for one in attendees if one.member_id == contested.member_id), 0)
    return ContestView(community, meeting, contested, minutes, counted, _unsealed(ctx, reason))


def _unsealed(ctx: ServiceContext, reason: bytes | None) -> str | None:
    try:
        return None if reason is None else ctx.vault.decrypt(reason)
    except VaultError:  # sealed with a key that is gone
        return None

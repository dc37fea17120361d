"""Reminders: shared out to the people they concern at that moment, then each person's own promise."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain import reminders
from bot.domain.ids import MeetingId, MemberId
from bot.domain.meetings import MeetingState, presenters_of
from bot.domain.reminders import Lead
from bot.domain.timers import Timer
from bot.services.context import ServiceContext
from bot.services.meetings import MeetingView, look_at
from data import agenda, answers, communities, habits, meetings, members, settings, timers


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell one person about a meeting; `lead` is None unless it is a reminder."""

    view: MeetingView
    member_id: MemberId
    lead: Lead | None = None


async def share_out(ctx: ServiceContext, timer: Timer) -> None:
    """Give everybody whom this round concerns now a reminder of their own.

    Each is a row with its own key: a crash here or later neither loses one nor sends it twice. All rounds are planned
    with the meeting; whether the community wants this one is asked now, so that a choice holds for what is planned.
    """
    async with ctx.database.write() as writer:
        meeting = await meetings.find(writer, timer.community_id, MeetingId(timer.subject_id))
        if meeting is None or meeting.state is not MeetingState.SCHEDULED:
            return
        lead = reminders.lead_of(timer)
        if lead not in (await settings.find(writer, meeting.community_id)).reminders:
            return
        roll = await answers.roll(writer, meeting.community_id, meeting.id)
        active = [member.id for member in await members.active(writer, meeting.community_id)]
        items = await agenda.of_meeting(writer, meeting.community_id, meeting.id)
        people = reminders.concerned(lead, roll, active, presenters_of(items))
        await timers.plan(writer, reminders.personal(meeting, timer, people))


async def reminder(ctx: ServiceContext, timer: Timer) -> Notice | None:
    """Return what to tell the person of this timer, or None if it no longer concerns them or they do not want it."""
    notice = await _notice(ctx, timer)
    if notice is None or notice.view.meeting.state is not MeetingState.SCHEDULED:
        return None
    lead = reminders.lead_of(timer)
    if not reminders.concerned(lead, notice.view.roll, [notice.member_id], presenters_of(notice.view.agenda)):
        return None
    async with ctx.database.read() as reader:
        here = await settings.find(reader, timer.community_id)
        own = await habits.find(reader, timer.community_id, notice.member_id)
    if not own.wants(lead) or (lead not in here.reminders and not reminders.is_nudge(timer)):
        return None
    return Notice(notice.view, notice.member_id, lead)


async def cancellation(ctx: ServiceContext, timer: Timer) -> Notice | None:
    """Return what to tell somebody who meant to attend a meeting that is off, or None if it is not off."""
    notice = await _notice(ctx, timer)
    if notice is None or notice.view.meeting.state is not MeetingState.CANCELLED:
        return None
    return notice


async def _notice(ctx: ServiceContext, timer: Timer) -> Notice | None:
    async with ctx.database.read() as reader:
        community = await communities.find(reader, timer.community_id)
        meeting = await meetings.find(reader, timer.community_id, MeetingId(timer.subject_id))
        if community is None or meeting is None or timer.member_id is None:
            return None
        view = await look_at(reader, community, meeting, ctx.clock.now())
    return Notice(view, timer.member_id)

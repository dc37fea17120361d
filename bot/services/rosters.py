"""Who was at a meeting and for how long, for whatever needs to know it."""

from __future__ import annotations

from bot.domain import attendance as rules
from bot.domain.attendance import Attendee, Window
from bot.domain.ids import MemberId
from bot.domain.meetings import Meeting
from bot.services.context import ServiceContext
from data import attendance, presence
from data.database import Reader


async def roster(ctx: ServiceContext, reader: Reader, meeting: Meeting) -> tuple[Window, tuple[Attendee, ...]]:
    """Return the time that counts and everybody's minutes in it, in the caller's snapshot."""
    counted = rules.window(meeting, ctx.clock.now())
    stays = await presence.stays(reader, meeting.community_id, meeting.id)
    fixes = await attendance.fixes(reader, meeting.community_id, meeting.id)
    return counted, rules.roster(stays, fixes, counted)


async def who_was_there(ctx: ServiceContext, reader: Reader, meeting: Meeting) -> frozenset[MemberId]:
    """Return everybody for whom at least a minute counts."""
    _, attendees = await roster(ctx, reader, meeting)
    return frozenset(one.member_id for one in attendees if one.minutes > 0)

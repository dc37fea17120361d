"""Series: a rule that becomes meetings eight weeks ahead."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import reminders
from bot.domain import series as rules
from bot.domain.ids import CommunityId
from bot.domain.meetings import Meeting, Plan
from bot.domain.series import Series, read_rule
from bot.services.context import ServiceContext
from bot.services.meetings import post_card, promise
from data import meetings, timers
from data import series as rows
from data.database import Writer


async def begin(writer: Writer, meeting: Meeting, now: datetime) -> None:
    """Let a series begin with a scheduled meeting that is to repeat; raises Invalid (`series.start_differs`, …)."""
    if meeting.repeat is None:
        return
    first = meeting.starts_at.astimezone(ZoneInfo(meeting.zone))
    repeat = read_rule(meeting.repeat).anchored(first.date())
    series = await rows.insert(writer, meeting, first, repeat, now)
    await rows.link(writer, meeting, series, first.date())
    await extend(writer, series, now)


async def extend(writer: Writer, series: Series, now: datetime) -> None:
    """Make meetings of the occurrences that are near enough, and plan when the next one will be."""
    due, following = series.due(now)
    known = {meeting.occurrence for meeting in await rows.meetings_from(writer, series, series.first_day)}
    for one in due:
        if one.local.date() in known:
            continue
        plan = Plan(series.title, one.instant, series.minutes, series.seats, series.place, None)
        meeting = await meetings.insert(
            writer,
            series.community_id,
            plan,
            zone=series.zone,
            organiser_id=series.organiser_id,
            typed_when=None,
            now=now,
        )
        await rows.link(writer, meeting, series, one.local.date())
        await promise(writer, meeting, now)
        await show_in_time(writer, meeting, now)
    if following is not None:
        await timers.plan(writer, [rules.extension(series, following)])


async def show_in_time(writer: Writer, meeting: Meeting, now: datetime) -> None:
    """Post the card of an occurrence two weeks ahead, at once if it is nearer."""
    if meeting.starts_at - now <= rules.CARD_AHEAD + timedelta(minutes=1):
        await post_card(writer, meeting)
    else:
        await timers.plan(writer, [reminders.announcement(meeting, rules.CARD_AHEAD)])


async def extend_due(ctx: ServiceContext, community_id: CommunityId, series_id: int) -> None:
    """Make meetings of the occurrences that have come near; repeating it changes nothing."""
    async with ctx.database.write() as writer:
        series = await rows.find(writer, community_id, series_id)
        if series is not None:
            await extend(writer, series, ctx.clock.now())

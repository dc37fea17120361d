"""Telling facilitators, once, when something speaks against what a presenter had accepted; it stays theirs meanwhile.

Beside the use cases of presenters, so that meetings and profiles can call it without knowing them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain import presenters as rules
from bot.domain.ids import CommunityId, MemberId
from bot.domain.meetings import AgendaItem, Meeting
from bot.domain.presenters import AskState, Freed
from data import agenda, habits, meetings, presenters, timers
from data.database import Reader, Writer


async def warn_of_absence(writer: Writer, community_id: CommunityId, member_id: MemberId, now: datetime) -> None:
    """Warn of what somebody presents on a day they said they are away: the day, or their being away, is new."""
    own = await habits.find(writer, community_id, member_id)
    for ask in await presenters.open_of(writer, community_id, member_id, now):
        meeting = await meeting_of(writer, ask.community_id, ask.item_id)
        if meeting is not None and ask.state is AskState.ACCEPTED and own.is_away(meeting.starts_at):
            fact = f"{meeting.starts_at:%Y-%m-%d}"
            await timers.plan(writer, [rules.freeing(ask, Freed.AWAY, meeting, now, fact)])


async def warn_of_refusal(
    writer: Writer, meeting: Meeting, items: Iterable[AgendaItem], member_id: MemberId, now: datetime
) -> None:
    """Warn of what somebody presents at a meeting to which they said that they cannot come."""
    theirs = {item.id for item in items if item.presenter_id == member_id}
    if not theirs:
        return
    for ask in await presenters.open_of(writer, meeting.community_id, member_id, now):
        if ask.item_id in theirs:
            await timers.plan(writer, [rules.freeing(ask, Freed.NOT_COMING, meeting, now)])


async def meeting_of(reader: Reader, community_id: CommunityId, item_id: int) -> Meeting | None:
    """Return the meeting on whose agenda an item stands, None if it is off."""
    found = await agenda.find(reader, community_id, item_id)
    return None if found is None else await meetings.find(reader, community_id, found[0])

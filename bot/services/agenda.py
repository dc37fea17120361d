"""What a meeting will be about."""

from __future__ import annotations

from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.meetings import MeetingState, agenda_title
from bot.services.meetings import keep_card
from data import agenda, meetings
from data.database import Writer


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
    await keep_card(writer, meeting)
    return item_id

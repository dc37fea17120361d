"""Erasing a discussion with the post that it stands on: every word of it, on agendas too."""

from __future__ import annotations

from bot.domain.ids import CaseId, CommunityId, DiscussionId
from bot.services.discussions.seeing import keep_poll
from bot.services.meetings import keep_agenda
from data import agenda, discussion_notes, discussions, follow_ups, meetings
from data.database import Writer


async def erase_of_case(writer: Writer, community_id: CommunityId, case_id: CaseId) -> None:
    """Erase the discussion of a case within the transaction that erases the case."""
    discussion = await discussions.of_case(writer, community_id, case_id)
    if discussion is not None:
        await _off_agendas(writer, community_id, discussion.id)
    await follow_ups.erase(writer, community_id, case_id)
    await discussions.erase_of_case(writer, community_id, case_id)


async def erase_question(writer: Writer, community_id: CommunityId, subject_id: int) -> None:
    """Erase a question and its discussion."""
    await keep_poll(writer, await discussions.find(writer, community_id, DiscussionId(subject_id)))
    await _off_agendas(writer, community_id, DiscussionId(subject_id))
    await discussions.erase_question(writer, community_id, DiscussionId(subject_id))


async def _off_agendas(writer: Writer, community_id: CommunityId, discussion_id: DiscussionId) -> None:
    for meeting_id, item_id in await discussion_notes.meetings_of(writer, community_id, discussion_id):
        await agenda.remove(writer, community_id, item_id)
        meeting = await meetings.find(writer, community_id, meeting_id)
        if meeting is not None:
            await keep_agenda(writer, meeting)

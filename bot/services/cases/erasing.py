"""Erasing a case with all that belongs to it: the one way, whoever has a reason to."""

from __future__ import annotations

from bot.domain.ids import CaseId, CommunityId
from bot.domain.people import Place
from bot.services.cases import pictures, sequels
from bot.services.cases.submission import REVIEW_POST
from bot.services.discussions.erasing import erase_of_case
from data import case_posts, cases, posts
from data.database import Writer


async def erase_case(writer: Writer, community_id: CommunityId, subject_id: int) -> None:
    """Drop every word and picture of a released case, its discussion, and what was to be told later.

    Its posts stay owed: whoever erases has them hidden, so that they show the placeholder.
    """
    case_id = CaseId(subject_id)
    await cases.erase(writer, community_id, case_id)
    await erase_of_case(writer, community_id, case_id)
    await sequels.erase_of_case(writer, community_id, case_id)
    await pictures.erase_of_case(writer, community_id, case_id)
    await posts.keep(writer, community_id, REVIEW_POST, case_id, Place.FACILITATORS)
    for below in await case_posts.below(writer, community_id, case_id):
        await posts.keep(writer, community_id, below.kind, below.subject_id, below.place)

"""The posts that belong to a case: its own, its pictures, and what was told below it later."""

from __future__ import annotations

from bot.domain.ids import CaseId, CommunityId
from bot.domain.posts import Post
from data.database import Reader
from data.posts import COLUMNS, read_post

_BELOW = """
    (kind = 'case-sequel' AND subject_id IN (SELECT id FROM case_sequel WHERE case_id = :case)
    OR kind = 'case-picture' AND subject_id IN (SELECT id FROM case_picture WHERE case_id = :case))
"""


async def below(reader: Reader, community_id: CommunityId, case_id: CaseId) -> list[Post]:
    """Return the posts below the post of a case."""
    rows = await reader.all(
        f"SELECT {COLUMNS} FROM post WHERE community_id = :community AND {_BELOW} ORDER BY id",
        community=community_id,
        case=case_id,
    )
    return [read_post(row) for row in rows]


async def case_of(reader: Reader, community_id: CommunityId, post: Post) -> CaseId | None:
    """Return the case to which a post belongs; None for any other kind of post."""
    if post.kind == "case":
        return CaseId(post.subject_id)
    found = await reader.value(
        """
        SELECT case_id FROM case_sequel
        WHERE community_id = :community AND id = :subject AND :kind = 'case-sequel'
        UNION ALL
        SELECT case_id FROM case_picture
        WHERE community_id = :community AND id = :subject AND :kind = 'case-picture'
        """,
        community=community_id,
        subject=post.subject_id,
        kind=post.kind,
    )
    return CaseId(found) if isinstance(found, int) else None


async def is_erased(reader: Reader, post: Post) -> bool:
    """Return whether what a post below a case showed was erased, with its case or alone."""
    found = await reader.value(
        """
        SELECT 1 FROM case_sequel
        WHERE community_id = :community AND id = :subject AND :kind = 'case-sequel' AND state = 'erased'
        UNION ALL
        SELECT 1 FROM case_picture
        WHERE community_id = :community AND id = :subject AND :kind = 'case-picture'
          AND sealed IS NULL AND image IS NULL
        """,
        community=post.community_id,
        subject=post.subject_id,
        kind=post.kind,
    )
    return found is not None

"""Pictures of cases as rows: with a draft, then with its case; sealed until the release."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.domain.cases import Affirmation
from bot.domain.ids import CaseId, CommunityId
from data.database import Reader, Writer
from data.rows import from_instant


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture as the file holds it: sealed, or in clear, or (erased) neither."""

    id: int
    case_id: CaseId | None
    sealed: bytes | None
    alt_sealed: bytes | None
    image: bytes | None
    alt: str | None


_COLUMNS = "id, case_id, sealed, alt_sealed, image, alt"


def _read(row: sqlite3.Row) -> StoredPicture:
    picture_id, case_id, sealed, alt_sealed, image, alt = tuple(row)
    return StoredPicture(picture_id, None if case_id is None else CaseId(case_id), sealed, alt_sealed, image, alt)


async def add(
    writer: Writer, community_id: CommunityId, draft_id: int, sealed: bytes, alt_sealed: bytes, consent: Affirmation
) -> None:
    """Store a picture with a draft."""
    await writer.run(
        """
        INSERT INTO case_picture (community_id, draft_id, sealed, alt_sealed, consent_version, consented_at)
        VALUES (:community, :draft, :sealed, :alt, :version, :at)
        """,
        community=community_id,
        draft=draft_id,
        sealed=sealed,
        alt=alt_sealed,
        version=consent.version,
        at=from_instant(consent.at),
    )


async def of_draft(reader: Reader, community_id: CommunityId, draft_id: int) -> list[StoredPicture]:
    """Return the pictures of a draft in the order they were added."""
    rows = await reader.all(
        f"SELECT {_COLUMNS} FROM case_picture WHERE community_id = :community AND draft_id = :draft ORDER BY id",
        community=community_id,
        draft=draft_id,
    )
    return [_read(row) for row in rows]


async def of_case(reader: Reader, community_id: CommunityId, case_id: CaseId) -> list[StoredPicture]:
    """Return the pictures of a case in the order they were added, erased ones too."""
    rows = await reader.all(
        f"SELECT {_COLUMNS} FROM case_picture WHERE community_id = :community AND case_id = :case ORDER BY id",
        community=community_id,
        case=case_id,
    )
    return [_read(row) for row in rows]


async def count_of_draft(reader: Reader, community_id: CommunityId, draft_id: int) -> int:
    """Return how many pictures a draft has."""
    found = await reader.value(
        "SELECT count(*) FROM case_picture WHERE community_id = :community AND draft_id = :draft",
        community=community_id,
        draft=draft_id,
    )
    return int(str(found))


async def ids_of_case(reader: Reader, community_id: CommunityId, case_id: CaseId) -> list[int]:
    """Return the ids of the pictures of a case in the order they were added, erased ones too."""
    rows = await reader.all(
        "SELECT id FROM case_picture WHERE community_id = :community AND case_id = :case ORDER BY id",
        community=community_id,
        case=case_id,
    )
    return [int(row[0]) for row in rows]


async def find(reader: Reader, community_id: CommunityId, picture_id: int) -> StoredPicture | None:
    """Return a picture of a case of this community, or None."""
    row = await reader.one(
        f"""
        SELECT {_COLUMNS} FROM case_picture
        WHERE community_id = :community AND id = :id AND case_id IS NOT NULL
        """,
        community=community_id,
        id=picture_id,
    )
    return _read(row) if row else None


async def take_off(writer: Writer, community_id: CommunityId, draft_id: int, picture_id: int) -> bool:
    """Delete one picture of a draft; return whether it was there."""
    gone = await writer.all(
        """
        DELETE FROM case_picture WHERE community_id = :community AND draft_id = :draft AND id = :id RETURNING id
        """,
        community=community_id,
        draft=draft_id,
        id=picture_id,
    )
    return bool(gone)


async def clear_draft(writer: Writer, community_id: CommunityId, draft_id: int) -> None:
    """Delete the pictures of a draft, which another case takes the place of."""
    await writer.run(
        "DELETE FROM case_picture WHERE community_id = :community AND draft_id = :draft",
        community=community_id,
        draft=draft_id,
    )


async def hand_in(
    writer: Writer, community_id: CommunityId, draft_id: int, case_id: CaseId, looked: Affirmation
) -> None:
    """Let the pictures of a draft belong to the case it becomes, with what their author looked for."""
    await writer.run(
        """
        UPDATE case_picture SET draft_id = NULL, case_id = :case, looked_version = :version, looked_at = :at
        WHERE community_id = :community AND draft_id = :draft
        """,
        community=community_id,
        draft=draft_id,
        case=case_id,
        version=looked.version,
        at=from_instant(looked.at),
    )


async def give_back(writer: Writer, community_id: CommunityId, case_id: CaseId, draft_id: int) -> None:
    """Let the pictures of a declined case belong to a draft again."""
    await writer.run(
        """
        UPDATE case_picture SET draft_id = :draft, case_id = NULL, looked_version = NULL, looked_at = NULL
        WHERE community_id = :community AND case_id = :case
        """,
        community=community_id,
        draft=draft_id,
        case=case_id,
    )


async def put_in_clear(writer: Writer, community_id: CommunityId, picture_id: int, image: bytes, alt: str) -> None:
    """Keep a picture of a case that is released in clear."""
    await writer.run(
        """
        UPDATE case_picture SET sealed = NULL, alt_sealed = NULL, image = :image, alt = :alt
        WHERE community_id = :community AND id = :id AND sealed IS NOT NULL
        """,
        community=community_id,
        id=picture_id,
        image=image,
        alt=alt,
    )


async def delete_of_case(writer: Writer, community_id: CommunityId, case_id: CaseId) -> None:
    """Delete the pictures of a declined case."""
    await writer.run(
        "DELETE FROM case_picture WHERE community_id = :community AND case_id = :case",
        community=community_id,
        case=case_id,
    )


async def erase(writer: Writer, community_id: CommunityId, picture_id: int) -> None:
    """Drop what a picture shows and says; the row stays for its post, which keeps a placeholder."""
    await writer.run(
        """
        UPDATE case_picture SET sealed = NULL, alt_sealed = NULL, image = NULL, alt = NULL
        WHERE community_id = :community AND id = :id
        """,
        community=community_id,
        id=picture_id,
    )

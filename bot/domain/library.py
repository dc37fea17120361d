"""The case library: what is looked for, and how what somebody typed becomes a search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.cases import Area
from bot.domain.errors import Invalid
from bot.domain.ids import CaseId

PAGE_SIZE = 8
"""Cases on a page: they fit on a phone."""
MOST_QUERY = 50
"""Characters of a search; together with the page they fit into the id of a button."""
MOST_PAGE = 9999

_WORD = re.compile(r"[^\W_]+")


class Status(StrEnum):
    """Where a released case stands; the values are the names of the forum's tags."""

    OPEN = "open"
    FOLLOW_UP = "follow-up"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Search:
    """One look into the library. No words means all cases, newest first; pages count from 0."""

    words: tuple[str, ...] = ()
    area: Area | None = None
    status: Status | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A case as a line of the library; `jump_url` is None until its post was made.

    `statuses` are where it stands, and that its author is still to tell what happened; `learnt` is the newest learning
    point, if there is one.
    """

    id: CaseId
    title: str
    area: Area
    statuses: tuple[Status, ...]
    released_at: datetime
    jump_url: str | None
    learnt: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What was found for a search, best or newest first."""

    search: Search
    entries: tuple[Entry, ...]
    more: bool


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of a search as typed; signs and operators are no words. At most MOST_QUERY characters count."""
    return tuple(_WORD.findall(query.casefold()[:MOST_QUERY]))


def search(query: str | None, area: str | None = None, status: str | None = None, page: int = 0) -> Search:
    """Return the search for what somebody typed and chose.

    Raises Invalid `library.no_words` if a query holds nothing to look for, `library.area_unknown`,
    `library.status_unknown`.
    """
    words = words_of(query) if query else ()
    if query and not words:
        raise Invalid("library.no_words", typed=query)
    if area is not None and area not in set(Area):
        raise Invalid("library.area_unknown")
    if status is not None and status not in set(Status):
        raise Invalid("library.status_unknown")
    return Search(words, Area(area) if area else None, Status(status) if status else None, min(page, MOST_PAGE))

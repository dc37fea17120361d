"""What a community wants to learn: topics, who supports them, and which look alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import CommunityId, MemberId, TopicId
from bot.domain.naming import fitting, likeness, nearest, plain

TITLE_LIMIT = 100
"""A title must fit the line of a select (Discord: 100 characters)."""
WHY_LIMIT = 300

_ALIKE = 82.0
_MOST_ALIKE = 3


class TopicState(StrEnum):
    """How far a topic has come."""

    BACKLOG = "backlog"
    CHOSEN = "chosen"  # won a poll, not yet on an agenda
    BOOKED = "booked"  # on the agenda of a meeting that was not cancelled


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and how many members support it."""

    id: TopicId
    community_id: CommunityId
    title: str
    why: str | None
    state: TopicState
    suggested_by: MemberId | None
    suggested_at: datetime
    supporters: int

    def repeats(self, title: str) -> bool:
        """Whether nobody would tell `title` from this one's."""
        return plain(self.title) == plain(title)


def tidy(typed: str) -> str:
    """Return text on one line: control characters and runs of white space become one space each."""
    visible = "".join(" " if unicodedata.category(char) == "Cc" else char for char in typed)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def read_title(typed: str) -> str:
    """Return a tidy title; raises Invalid if it holds no word or more than TITLE_LIMIT characters."""
    title = tidy(typed)
    if not any(char.isalnum() for char in title):
        raise Invalid("topic.title_without_words", typed=typed)
    if len(title) > TITLE_LIMIT:
        raise Invalid("topic.title_too_long", limit=TITLE_LIMIT, length=len(title), typed=typed)
    return title


def read_why(typed: str | None) -> str | None:
    """Return a tidy reason, None for nothing; raises Invalid above WHY_LIMIT characters."""
    why = tidy(typed or "")
    if len(why) > WHY_LIMIT:
        raise Invalid("topic.why_too_long", limit=WHY_LIMIT, length=len(why), typed=typed)
    return why or None


def alike(title: str, topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Return the few topics that `title` may repeat, the most alike first."""
    scored = [(likeness(title, topic.title), topic) for topic in topics]
    close = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(topic for _, topic in close[:_MOST_ALIKE])


def by_support(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Return topics with the most supported first; among equals, the one that has waited longest."""
    return tuple(sorted(topics, key=lambda topic: (-topic.supporters, topic.suggested_at, topic.id)))


def find_topic(typed: str, topics: Iterable[Topic]) -> Topic:
    """Return the one topic that `typed` names: `#12`, a title, or enough of a title.

    Raises NotFound with the nearest titles (`nearest`), or Conflict (`titles`) when several fit equally well;
    NotFound (`topic.none_yet`) where there is nothing to name.
    """
    known = {int(topic.id): topic for topic in topics}
    titles = {key: topic.title for key, topic in known.items()}
    found = fitting(typed, titles)
    if len(found) == 1:
        return known[found[0]]
    if found:
        raise Conflict("topic.several_fit", titles=tuple(titles[key] for key in found), typed=typed)
    if not known:
        raise NotFound("topic.none_yet", typed=typed)
    raise NotFound("topic.unknown", nearest=nearest(typed, titles), typed=typed)

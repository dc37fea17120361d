"""What a community wants to learn: topics, who supports them, and which look alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import CommunityId, MemberId, TopicId
from bot.domain.naming import fitting, nearest, plain
from bot.domain.synonyms import Thesaurus

TITLE_LIMIT = 100
"""A title must fit the line of a select (Discord: 100 characters)."""
WHY_LIMIT = 300
MOST_NAMES = 20
"""Other names that are remembered of one topic."""
DROPPED_SHOWN = timedelta(days=60)
"""How long the list tells that a topic was dropped."""

_ALIKE = 82.0
_MISTYPED = 90.0
"""From here on two titles differ by a slip of the finger; one whose words all stand in the other has less."""
_MOST_ALIKE = 3
_AS_TYPED = Thesaurus()


class TopicState(StrEnum):
    """How far a topic has come."""

    BACKLOG = "backlog"
    CHOSEN = "chosen"  # won a poll, not yet on an agenda
    BOOKED = "booked"  # on the agenda of a meeting that was not cancelled
    DROPPED = "dropped"  # by a facilitator; comes back when somebody supports it again


class OriginKind(StrEnum):
    """Where a topic may have been raised."""

    DISCUSSION = "discussion"  # of a case, or of a question without a patient
    PROMPT = "prompt"  # as it was sent


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a topic was raised: a discussion's id or that of a prompt's sending."""

    kind: OriginKind
    id: int


@dataclass(frozen=True, slots=True)
class Drop:
    """When (UTC) a topic was dropped, and why."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A topic that became part of another at an instant (UTC); it can stand for itself again."""

    id: TopicId
    title: str
    suggested_by: MemberId | None
    merged_at: datetime


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and how many members support it, those of the topics that became part of it among them.

    `also` are its other names: titles of what became part of it, and what members called it. `drop` is there once it
    was dropped, also while it is booked all the same.
    """

    id: TopicId
    community_id: CommunityId
    title: str
    why: str | None
    state: TopicState
    suggested_by: MemberId | None
    suggested_at: datetime
    supporters: int
    also: tuple[str, ...] = ()
    origin: Origin | None = None
    drop: Drop | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return self.title, *self.also

    def repeats(self, title: str) -> bool:
        """Whether nobody would tell `title` from this one's."""
        return plain(self.title) == plain(title)

    def is_called(self, title: str, words: Thesaurus) -> bool:
        """Whether `title` says the same as one of its names."""
        return any(words.same(title, name) for name in self.names)

    def likeness(self, title: str, words: Thesaurus) -> float:
        """Return how alike `title` is to one of its names, 0 to 100."""
        return max(words.likeness(title, name) for name in self.names)


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


def read_drop_reason(typed: str) -> str:
    """Return a tidy reason for dropping a topic; raises Invalid if it is empty or above WHY_LIMIT characters."""
    reason = read_why(typed)
    if reason is None:
        raise Invalid("topic.drop_without_reason")
    return reason


def alike(title: str, topics: Iterable[Topic], words: Thesaurus = _AS_TYPED) -> tuple[Topic, ...]:
    """Return the few topics that `title` may repeat, the most alike first."""
    scored = [(topic.likeness(title, words), topic) for topic in topics]
    close = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(topic for _, topic in close[:_MOST_ALIKE])


def recognised(title: str, topics: Sequence[Topic], words: Thesaurus) -> Topic | None:
    """Return the one topic that `title` surely means: by its title, another name, or with a slip of the finger."""
    by_title = [topic for topic in topics if topic.repeats(title)]
    by_name = [topic for topic in topics if topic.is_called(title, words)]
    mistyped = [topic for topic in topics if topic.likeness(title, words) >= _MISTYPED]
    for found in (by_title, by_name, mistyped):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def by_support(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Return topics with the most supported first; among equals, the one that has waited longest."""
    return tuple(sorted(topics, key=lambda topic: (-topic.supporters, topic.suggested_at, topic.id)))


def find_topic(typed: str, topics: Iterable[Topic], words: Thesaurus = _AS_TYPED) -> Topic:
    """Return the one topic that `typed` names: `#12`, a title, enough of a title, or another name of it.

    Raises NotFound with the nearest titles (`nearest`), or Conflict (`titles`) when several fit equally well;
    NotFound (`topic.none_yet`) where there is nothing to name.
    """
    known = {int(topic.id): topic for topic in topics}
    titles = {key: topic.title for key, topic in known.items()}
    found = fitting(typed, titles) or _otherwise_called(typed, known, words)
    if len(found) == 1:
        return known[found[0]]
    if found:
        raise Conflict("topic.several_fit", titles=tuple(titles[key] for key in found), typed=typed)
    if not known:
        raise NotFound("topic.none_yet", typed=typed)
    raise NotFound("topic.unknown", nearest=nearest(typed, titles), typed=typed)


def _otherwise_called(typed: str, known: Mapping[int, Topic], words: Thesaurus) -> tuple[int, ...]:
    """Return the topics that `typed` names in other words: what it surely means, else what holds it."""
    if not plain(typed):
        return ()
    sure = recognised(typed, list(known.values()), words)
    if sure is not None:
        return (int(sure.id),)
    wanted = words.forms(typed)
    held = [
        key
        for key, topic in known.items()
        if any(form in other for name in topic.names for other in words.forms(name) for form in wanted)
    ]
    return tuple(held[:_MOST_ALIKE])

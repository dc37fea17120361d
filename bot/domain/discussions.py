"""Discussions: what colleagues think about a released case, or about a question without a patient.

A discussion goes through rounds: clarifying questions first, then advice (it may be opened at once), then an end that
can be taken back. Advice is given as positions, one for each member, changeable, and never counted against each other:
they stand apart, in the order in which they were first given, in their holders' own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Conflict, Invalid
from bot.domain.ids import CaseId, CommunityId, DiscussionId, MemberId, PollId

TAG_OPEN, TAG_CLOSED, TAG_FOLLOW_UP = "open", "closed", "follow-up"
"""The forum tags that set-up makes for discussions: going on, ended, its author is still to tell what happened."""


class Field(StrEnum):
    """What members write freely in a discussion."""

    APPROACH = "approach"
    FITS = "fits"
    EVIDENCE = "evidence"
    QUESTION = "question"
    SETTING = "setting"
    CLOSING = "closing"
    OUTCOME = "outcome"
    LEARNING = "learning"


LIMITS: dict[Field, int] = {
    Field.APPROACH: 500,
    Field.FITS: 200,
    Field.EVIDENCE: 200,
    Field.QUESTION: 200,
    Field.SETTING: 200,
    Field.CLOSING: 300,
    Field.OUTCOME: 600,
    Field.LEARNING: 250,
}
"""Characters of each; a position is short enough that four fit on one screen."""

REQUIRED = frozenset({Field.APPROACH, Field.FITS, Field.QUESTION, Field.OUTCOME, Field.LEARNING})
_LINES = frozenset({Field.FITS, Field.EVIDENCE, Field.QUESTION, Field.SETTING, Field.LEARNING})

MOST_NOTES = 10
"""Learning points of one discussion, and outcomes of one case; more would not be read."""


class Round(StrEnum):
    """How far a discussion has come."""

    CLARIFY = "clarify"
    ADVICE = "advice"
    ENDED = "ended"


class Ending(StrEnum):
    """How a discussion ends; none of them makes a position wrong."""

    TREATING_DOCTOR = "treating-doctor"
    DISAGREE = "agree-to-disagree"


@dataclass(frozen=True, slots=True)
class Stance:
    """One way to go about it: what, when it fits, and what it rests on (may be empty)."""

    approach: str
    fits: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A stance and its holder; instants are UTC, `changed_at` is None while it stands as first given."""

    holder_id: MemberId
    stance: Stance
    given_at: datetime
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A "how do you…?" without a patient; `asked_by` is None once its author had their data erased."""

    text: str
    setting: str
    asked_by: MemberId | None


@dataclass(frozen=True, slots=True)
class End:
    """How and when (UTC) a discussion ended, with a sentence on it that may be empty. Not by whom: an anonymous
    author may end theirs."""

    ending: Ending
    at: datetime
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Discussion:
    """The discussion of a case (`case_id`) or of a question; `end` is there while it has ended.

    `poll_id` is there where the question is that of a poll.
    """

    id: DiscussionId
    community_id: CommunityId
    case_id: CaseId | None
    question: Question | None
    round: Round
    begun_at: datetime
    end: End | None = None
    poll_id: PollId | None = None


class NoteKind(StrEnum):
    """What is added to a discussion beside positions."""

    OUTCOME = "outcome"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class Note:
    """What happened to the patient, or what was learnt; not by whom, for it may be an anonymous author."""

    kind: NoteKind
    text: str
    added_at: datetime


def clean(field: Field, text: str) -> str:
    """Return `text` without stray blanks; what is asked for as a line becomes one line.

    Raises Invalid `talk.field_missing` (with `field`) if nothing that can be seen is left of what is needed, and
    `talk.field_too_long` (with `field`, `limit`).
    """
    cleaned = " ".join(text.split()) if field in _LINES else text.strip()
    if not any(unicodedata.category(character)[0] not in "CZ" for character in cleaned):
        cleaned = ""
    if field in REQUIRED and not cleaned:
        raise Invalid("talk.field_missing", field=field.value)
    if len(cleaned) > LIMITS[field]:
        raise Invalid("talk.field_too_long", field=field.value, limit=LIMITS[field])
    return cleaned


def stance(approach: str, fits: str, evidence: str) -> Stance:
    """Return a stance as typed; raises what `clean` raises."""
    return Stance(clean(Field.APPROACH, approach), clean(Field.FITS, fits), clean(Field.EVIDENCE, evidence))


def question(text: str, setting: str, asked_by: MemberId) -> Question:
    """Return a question as typed; raises what `clean` raises."""
    return Question(clean(Field.QUESTION, text), clean(Field.SETTING, setting), asked_by)


def end(ending: str, closing: str, now: datetime) -> End:
    """Return an end as chosen; raises Invalid `talk.ending_unknown` and what `clean` raises."""
    if ending not in set(Ending):
        raise Invalid("talk.ending_unknown")
    return End(Ending(ending), now, clean(Field.CLOSING, closing))


def require_advice_round(discussion: Discussion) -> None:
    """Raise Conflict `talk.still_clarifying`, `talk.has_ended` unless positions may be given now."""
    if discussion.round is Round.CLARIFY:
        raise Conflict("talk.still_clarifying")
    if discussion.round is Round.ENDED:
        raise Conflict("talk.has_ended")


@dataclass(frozen=True, slots=True)
class Named:
    """A case or a question as people name it: by its number."""

    is_question: bool
    number: int

    @property
    def name(self) -> str:
        """How commands take it, in any language; `read_name` reads it back."""
        return f"question {self.number}" if self.is_question else f"case {self.number}"


def read_name(typed: str) -> Named | None:
    """Return which case or question a number stands for (`12`, `case 12`, `question 5`, the name of a post).

    None if `typed` is no such name, so that it may be a title.
    """
    bare = re.fullmatch(r"\s*(?:case\s*)?#?(\d{1,18})\s*", typed, re.IGNORECASE)
    if bare:
        return Named(is_question=False, number=int(bare[1]))
    asked = re.fullmatch(r"\s*q(?:uestion)?\s*#?(\d{1,18})\s*", typed, re.IGNORECASE)
    if asked:
        return Named(is_question=True, number=int(asked[1]))
    post = re.search(r"· (case|question) (\d{1,18})\s*$", typed)
    return Named(is_question=post[1] == "question", number=int(post[2])) if post else None


def packed(texts: Collection[str], most: int, between: int = 2) -> list[list[str]]:
    """Return `texts` in order on as few pages as hold them, each of at most `most` characters.

    `between` characters stand between two texts. A text longer than a page has one of its own.
    """
    pages: list[list[str]] = []
    used = 0
    for text in texts:
        needed = len(text) + (between if pages and pages[-1] else 0)
        if not pages or used + needed > most:
            pages.append([text])
            used = len(text)
        else:
            pages[-1].append(text)
            used += needed
    return pages

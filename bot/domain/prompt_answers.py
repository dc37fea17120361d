"""Private answers to a prompt: collected for some days, then put together into one post, or into none.

A round goes one way: open -> compiled -> forgotten, or open -> lapsed. Whether the post bears names is fixed when the
prompt is chosen, and told on the screen before anything is written. What the seal of a round without names promises,
and what not: docs/anonymity.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.errors import Invalid
from bot.domain.ids import CommunityId, MemberId
from bot.domain.prompts import SendingId
from bot.domain.timers import PlannedTimer

POST: Final = "prompt-answers"
"""The kind of the post that holds the answers of a round."""
COMPILE: Final = "answers.compile"
"""The timer kind that ends a round; its subject is the prompt's sending."""
UNLINK: Final = "answers.unlink"
"""The timer kind that destroys the key of a round that has ended."""
FORGET: Final = "answers.forget"
"""The timer kind that deletes compiled answers past their time."""

OPEN_FOR: Final = timedelta(days=3)
KEPT_FOR: Final = timedelta(days=180)
"""How long compiled answers are kept; then they leave the store, its bytes and the post."""
FEWEST: Final = 3
"""Without names, fewer answers than this are not posted: two people would know each other's."""
LONGEST: Final = 600
"""Characters of an answer: two or three per screen of a phone."""
SLOT: Final = 4 * LONGEST + 200
"""Bytes that a sealed answer takes up whatever it says: UTF-8 has four a character, JSON two for those it escapes."""


class RoundState(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    COMPILED = "compiled"
    LAPSED = "lapsed"  # too few answers: nothing was posted, nothing is kept
    FORGOTTEN = "forgotten"  # compiled once, past its time


@dataclass(frozen=True, slots=True)
class Round:
    """The private answers to one prompt. `id` is the prompt's sending; instants are UTC, `ended_at` None while open."""

    id: SendingId
    community_id: CommunityId
    question: str
    named: bool
    state: RoundState
    closes_at: datetime
    ended_at: datetime | None = None

    def takes_answers(self, now: datetime) -> bool:
        """Whether answers may be given, changed and taken back."""
        return self.state is RoundState.OPEN and now < self.closes_at


@dataclass(frozen=True, slots=True)
class Answer:
    """What one member wrote; a `held` one is kept for them but not posted unless they say so."""

    text: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class Compiled:
    """An answer as the post shows it; `member_id` is None in a round without names."""

    text: str
    member_id: MemberId | None = None


def check_answer(typed: str) -> str:
    """Return an answer without control characters and surplus blank lines.

    Raises Invalid `answer.empty`, `answer.too_long` (whose `typed` gives everything back).
    """
    lines = [" ".join(_plain(line).split()) for line in typed.replace("\r", "\n").split("\n")]
    text = "\n".join(line for number, line in enumerate(lines) if line or (number and lines[number - 1])).strip()
    if not text:
        raise Invalid("answer.empty", typed=typed)
    if len(text) > LONGEST:
        raise Invalid("answer.too_long", limit=LONGEST, length=len(text), typed=typed)
    return text


def _plain(line: str) -> str:
    """Return a line without control characters and surrogates, which JSON writes longer than any letter."""
    return "".join(sign for sign in line if sign == "\t" or unicodedata.category(sign) not in {"Cc", "Cs"})


def enough(found: Round, answers: Sequence[Answer]) -> bool:
    """Whether the answers that may be posted suffice for a post."""
    return sum(not one.held for one in answers) >= (1 if found.named else FEWEST)


def compiling(found: Round) -> PlannedTimer:
    """Return the promise to end a round at its time."""
    return _promise(COMPILE, found, found.closes_at)


def unlinking(found: Round, now: datetime) -> PlannedTimer:
    """Return the promise to destroy the key of a round that ends now."""
    return _promise(UNLINK, found, now)


def forgetting(found: Round, ended_at: datetime) -> PlannedTimer:
    """Return the promise to delete answers that were compiled at `ended_at`."""
    return _promise(FORGET, found, ended_at + KEPT_FOR)


def _promise(kind: str, found: Round, due_at: datetime) -> PlannedTimer:
    # No member in any of them: who answered is nobody's business.
    return PlannedTimer(kind, found.community_id, found.id, f"{kind}:{found.community_id}:{found.id}", due_at)

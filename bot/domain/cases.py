"""Cases: what a member writes down, how far it has come, and what has to be true before others read it.

A case goes one way: draft (sealed, its author's alone) -> waiting (sealed, facilitators read it) -> released
(everybody) or declined (sealed again, back to its author). Sealed means encrypted in the file. Of a released case
that was flagged and erased, no text is left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Invalid
from bot.domain.ids import CaseId, CommunityId, MemberId

DRAFT_KEPT = timedelta(hours=72)
"""How long a draft is kept after it was last saved, and a declined case for its author to take back."""

AFFIRMATION_VERSION = 1
"""Rises with each change of the wording that authors affirm (`cogs/cases/sentences.py` holds the wording)."""

REASON_LIMIT = 300
"""Characters of a reason, for declining or for keeping a detail that was questioned."""


class LifeStage(StrEnum):
    """How old the patient is, as finely as colleagues need it and no finer."""

    INFANT = "infant"
    CHILD = "child"
    TEENAGER = "teenager"
    YOUNG_ADULT = "young-adult"
    MIDDLE_AGE = "middle-age"
    OLDER = "older"
    VERY_OLD = "very-old"


class Area(StrEnum):
    """The clinical areas; each value but the last is the name of a forum tag that set-up makes (not translated)."""

    CARDIOVASCULAR = "Cardiovascular"
    RESPIRATORY = "Respiratory"
    ENDOCRINE = "Endocrine"
    MENTAL_HEALTH = "Mental health"
    MUSCULOSKELETAL = "Musculoskeletal"
    SKIN = "Skin"
    GASTROINTESTINAL = "Gastrointestinal"
    NEUROLOGY = "Neurology"
    INFECTION = "Infection"
    WOMEN = "Women's health"
    MEN = "Men's health"
    CHILDREN = "Child health"
    OLDER_PEOPLE = "Older people"
    PALLIATIVE = "Palliative care"
    MEDICINES = "Medicines"
    OTHER = "Other"


class Part(StrEnum):
    """The parts of a case that its author writes freely, in the order of the form."""

    TITLE = "title"
    CONTEXT = "context"
    FINDINGS = "findings"
    TRIED = "tried"
    QUESTION = "question"
    NEXT_1 = "next-1"
    NEXT_2 = "next-2"
    NEXT_3 = "next-3"


NEXT = (Part.NEXT_1, Part.NEXT_2, Part.NEXT_3)
"""What happened next, told later: as many sequels as a case may have."""

LIMITS: dict[Part, int] = {
    Part.TITLE: 100,  # the name of a forum post
    Part.CONTEXT: 1500,
    Part.FINDINGS: 1500,
    Part.TRIED: 1000,
    Part.QUESTION: 500,
    **dict.fromkeys(NEXT, 1000),
}
"""Characters of each part as the form asks for them: the case fits one message's embeds (6,000), sequels one more."""

REDACTION_ROOM = 1.1
"""How much longer a part may be after all: `[name]` is longer than `Ann`. A title has no such room."""

REQUIRED = frozenset({Part.TITLE, Part.CONTEXT, Part.QUESTION})


@dataclass(frozen=True, slots=True)
class Story:
    """Step 1 of the form: what happened."""

    title: str
    stage: LifeStage
    context: str
    findings: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Step 2 of the form: what the author wants to know, and how it is to be posted."""

    tried: str
    question: str
    area: Area
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Sequel:
    """What happened next, told later: so long `after` the release, or `at` an instant (UTC); one of the two is set."""

    text: str
    after: timedelta | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseText:
    """A whole case as colleagues read it, in the end also what is told later."""

    story: Story
    ask: Ask
    sequels: tuple[Sequel, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A case being written; `ask` is None until step 2 was saved, `revision` rises with each save."""

    id: int
    community_id: CommunityId
    author_id: MemberId
    revision: int
    expires_at: datetime
    story: Story
    ask: Ask | None = None
    sequels: tuple[Sequel, ...] = ()

    @property
    def text(self) -> CaseText | None:
        """The whole case, or None while step 2 is missing."""
        return CaseText(self.story, self.ask, self.sequels) if self.ask else None


class Statement(StrEnum):
    """What an author affirms, one tick each."""

    IDENTIFIERS = "identifiers"
    COMBINATION = "combination"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Affirmation:
    """That the author ticked every statement, in which wording and when (UTC)."""

    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Overruling:
    """A detail that the check questioned and the author kept, and why."""

    part: Part
    kind: str
    quote: str
    reason: str


class CaseState(StrEnum):
    """How far a submitted case has come."""

    WAITING = "waiting"
    RELEASED = "released"
    DECLINED = "declined"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Case:
    """A submitted case; who wrote an anonymous one is not in here. Instants are UTC.

    `author_id` is None when the case is posted for a member; `text` is None once a declined case has gone, or a
    released one was erased.
    """

    id: CaseId
    community_id: CommunityId
    state: CaseState
    author_id: MemberId | None
    affirmation: Affirmation
    submitted_at: datetime
    text: CaseText | None
    overrulings: tuple[Overruling, ...] = ()
    decided_at: datetime | None = None
    decided_by: MemberId | None = None

    @property
    def is_anonymous(self) -> bool:
        """Whether it is posted for a member."""
        return self.author_id is None


def most_of(part: Part) -> int:
    """Return how many characters a part may have at the very most."""
    return LIMITS[part] if part is Part.TITLE else int(LIMITS[part] * REDACTION_ROOM)


def clean(part: Part, text: str) -> str:
    """Return `text` without stray blanks; a title becomes one line.

    Raises Invalid `case.part_missing` (with `part`) if nothing is left of a part that is needed, and
    `case.part_too_long` (with `part`, `limit`).
    """
    cleaned = " ".join(text.split()) if part is Part.TITLE else text.strip()
    if part in REQUIRED and not _is_visible(cleaned):
        raise Invalid("case.part_missing", part=part.value)
    if len(cleaned) > most_of(part):
        raise Invalid("case.part_too_long", part=part.value, limit=LIMITS[part])
    return cleaned


def _is_visible(text: str) -> bool:
    """Return whether there is anything to be seen; Discord refuses a title of zero-width characters."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)


def fits(text: CaseText) -> None:
    """Raise Invalid `case.part_too_long`, `case.part_missing` if redacting has made a part unfit for a post."""
    for part, written in prose(text).items():
        clean(part, written)


def story(title: str, stage: str, context: str, findings: str) -> Story:
    """Return step 1 as typed; raises Invalid `case.part_missing`, `case.part_too_long`, `case.stage_unknown`."""
    if stage not in set(LifeStage):
        raise Invalid("case.stage_unknown")
    return Story(
        title=clean(Part.TITLE, title),
        stage=LifeStage(stage),
        context=clean(Part.CONTEXT, context),
        findings=clean(Part.FINDINGS, findings),
    )


def ask(tried: str, question: str, area: str, *, anonymous: bool) -> Ask:
    """Return step 2 as typed; raises Invalid `case.part_missing`, `case.part_too_long`, `case.area_unknown`."""
    if area not in set(Area):
        raise Invalid("case.area_unknown")
    return Ask(
        tried=clean(Part.TRIED, tried),
        question=clean(Part.QUESTION, question),
        area=Area(area),
        anonymous=anonymous,
    )


def reason(text: str) -> str:
    """Return a reason cleaned; raises Invalid `case.reason_missing`, `case.reason_too_long` (with `limit`)."""
    cleaned = " ".join(text.split())
    if not cleaned:
        raise Invalid("case.reason_missing")
    if len(cleaned) > REASON_LIMIT:
        raise Invalid("case.reason_too_long", limit=REASON_LIMIT)
    return cleaned


def affirm(ticked: Collection[str], now: datetime) -> Affirmation:
    """Return the affirmation; raises Invalid `case.not_affirmed` unless every statement is ticked."""
    if set(ticked) != set(Statement):
        raise Invalid("case.not_affirmed")
    return Affirmation(AFFIRMATION_VERSION, now)


def prose(text: CaseText) -> dict[Part, str]:
    """Return what the author wrote freely, part by part; empty parts too."""
    return {
        Part.TITLE: text.story.title,
        Part.CONTEXT: text.story.context,
        Part.FINDINGS: text.story.findings,
        Part.TRIED: text.ask.tried,
        Part.QUESTION: text.ask.question,
        **{part: sequel.text for part, sequel in zip(NEXT, text.sequels, strict=False)},
    }


def rewritten(text: CaseText, parts: dict[Part, str]) -> CaseText:
    """Return `text` with its prose replaced; its choices stay."""
    return CaseText(
        story=Story(
            title=parts[Part.TITLE],
            stage=text.story.stage,
            context=parts[Part.CONTEXT],
            findings=parts[Part.FINDINGS],
        ),
        ask=Ask(
            tried=parts[Part.TRIED],
            question=parts[Part.QUESTION],
            area=text.ask.area,
            anonymous=text.ask.anonymous,
        ),
        sequels=tuple(replace(sequel, text=parts[part]) for part, sequel in zip(NEXT, text.sequels, strict=False)),
    )

"""Pictures of a case: what is taken, what their author affirms, and how large they may be.

A picture is decoded and made anew before anything else happens to it; what was uploaded is kept nowhere. It goes with
its case: sealed with the draft and while it waits, in clear once released, gone with what is declined or erased.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.cases import Affirmation
from bot.domain.errors import Invalid
from bot.domain.ids import CaseId, CommunityId

POST = "case-picture"
"""The kind of the post below a case; its subject is the picture."""

MOST_PICTURES = 3
"""Pictures of one case: what fits one screen of a phone."""
MOST_BYTES = 10_000_000
"""Of what is uploaded; phones make pictures of 2 to 6 MB."""
MOST_PIXELS = 40_000_000
"""Of what is uploaded, asked of its header before anything is decoded; 40 million take about 160 MB then."""
LONGEST_SIDE = 2048
"""Pixels, of what is kept; enough to read an ECG."""
ALT_LIMIT = 300
"""Characters of the words for those who cannot see the picture."""

CONSENT_VERSION = 1
"""Rises with each change of the wording that authors affirm (`cogs/cases/picture_sentences.py` holds it)."""


class Consent(StrEnum):
    """What an author affirms with each picture that they add."""

    AGREED = "agreed"


class Look(StrEnum):
    """What an author looked for on their pictures before handing them in: no program here can see it."""

    WRITING = "writing"
    FACE = "face"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew (JPEG bytes) and its words; `number` counts those of a case from 1."""

    id: int
    number: int
    image: bytes
    alt: str

    @property
    def file_name(self) -> str:
        """What the file is called everywhere: what it was called before may name the patient."""
        return f"picture-{self.number}.jpg"


@dataclass(frozen=True, slots=True)
class Hung:
    """A picture of a released case as its post shows it, one `of` so many; `picture` is None once it was erased."""

    community_id: CommunityId
    case_id: CaseId
    of: int
    picture: Picture | None


def alt_text(typed: str) -> str:
    """Return the words for a picture as one line; raises Invalid `picture.alt_missing`, `picture.alt_too_long`."""
    cleaned = " ".join(typed.split())
    if not any(unicodedata.category(character)[0] not in "CZ" for character in cleaned):
        raise Invalid("picture.alt_missing")
    if len(cleaned) > ALT_LIMIT:
        raise Invalid("picture.alt_too_long", limit=ALT_LIMIT)
    return cleaned


def consent(ticked: Collection[str], now: datetime) -> Affirmation:
    """Return the affirmation with a picture; raises Invalid `picture.not_agreed` unless it is ticked."""
    if set(ticked) != set(Consent):
        raise Invalid("picture.not_agreed")
    return Affirmation(CONSENT_VERSION, now)


def looked(ticked: Collection[str], now: datetime) -> Affirmation:
    """Return that the author looked for all of it; raises Invalid `picture.not_looked` otherwise."""
    if set(ticked) != set(Look):
        raise Invalid("picture.not_looked")
    return Affirmation(CONSENT_VERSION, now)


def refuse_size(size: int) -> None:
    """Raise Invalid `picture.too_large` (with `most`, in megabytes) for a file of so many bytes."""
    if size > MOST_BYTES:
        raise Invalid("picture.too_large", most=MOST_BYTES // 1_000_000)


_KINDS = (
    (b"%PDF", "picture.document"),
    (b"PK\x03\x04", "picture.document"),
    (b"\xd0\xcf\x11\xe0", "picture.document"),
    (b"<", "picture.document"),  # SVG and any other markup
    (b"\xef\xbb\xbf<", "picture.document"),
    (b"GIF8", "picture.moving"),
)


def refuse_kind(start: bytes) -> None:
    """Raise Invalid for what is surely no picture that can be taken, by its first bytes.

    `picture.document`, `picture.moving`, `picture.heic`; anything else that cannot be read is `picture.unreadable`.
    """
    for magic, code in _KINDS:
        if start.lstrip().startswith(magic):
            raise Invalid(code)
    if start[4:8] == b"ftyp" and start[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}:
        raise Invalid("picture.heic")

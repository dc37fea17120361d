"""Words by which somebody may tell, in what they write privately, that they or a patient are not safe.

Nothing here diagnoses. A finding means one thing: its writer is offered a private list of help. So a list errs on the
side of offering, and knows what ordinary clinical talk sounds like: negations, third persons, what patients said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

_SHORT_FORMS: Final[Mapping[str, str]] = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "n't": " not",
    "i'm": "i am",
    "'ve": " have",
    "'re": " are",
    "'ll": " will",
    "he's": "he is",
    "it's": "it is",
    "there's": "there is",
}
_WORDS: Final[Mapping[str, str]] = {
    "anymore": "any more",
    "cant": "can not",
    "didnt": "did not",
    "dont": "do not",
    "im": "i am",
    "ive": "i have",
    "okay": "ok",
    "wont": "will not",
    "wouldnt": "would not",
}
"""What thumbs leave out or run together, and how it is written in the lists."""
_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'"})
_SENTENCE_ENDS: Final = re.compile(r"[.!?…;\n]+")
_CLAUSE_ENDS: Final = re.compile(r"[,:()–—]| but | mais ")
_GAPS: Final[Mapping[str, int]] = {"_": 3, "__": 8}
"""What stands in a phrase for words of any kind, and up to how many."""
_BEFORE: Final = 4
"""How many words before a phrase a negation reaches it."""


class Concern(StrEnum):
    """Whom the words may be about."""

    OWN = "own"
    PATIENT = "patient"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lists of one language, as its file has them; see `data/distress/en.toml` for what stands in a phrase."""

    language: str
    own: tuple[str, ...]
    patient: tuple[str, ...]
    now: tuple[str, ...]
    negation: frozenset[str]
    reported: tuple[str, ...]


def concern_in(texts: Iterable[str], lists: Sequence[Phrases]) -> Concern | None:
    """Return whom words of distress in any of the texts may be about: the writer before anybody else, or None."""
    found = {concern for text in texts if text for concern in _concerns(text, lists)}
    return Concern.OWN if Concern.OWN in found else Concern.PATIENT if found else None


def pattern_of(phrase: str) -> re.Pattern[str]:
    """Return what a phrase matches in plain text. Raises ValueError for one that is not written as it has to be."""
    begins = phrase.startswith("^ ")
    parts: list[str] = []
    for word in phrase.removeprefix("^ ").split(" "):
        if word in _GAPS:
            parts.append(rf"((?: [a-z0-9]+){{0,{_GAPS[word]}}})")
        elif re.fullmatch(r"(\$|[a-z]+\*?)(\|[a-z]+\*?)*", word):
            options = "|".join(one.replace("*", "[a-z]*") for one in word.split("|") if one != "$")
            step = rf"{' ' if parts else ''}(?:{options})(?![a-z])" if options else ""
            parts.append(rf"(?:{step}|(?= ,| $))" if step and word[0] == "$" else step or r"(?= ,| $)")
        else:
            raise ValueError(f"{word!r} in {phrase!r}")
    if phrase.startswith(("_", "$")) or phrase.endswith("_"):
        raise ValueError(f"{phrase!r} begins or ends with nothing in particular")
    return re.compile((r"(?:^|,) " if begins else r"(?<![a-z])") + "".join(parts))


def plain(text: str) -> str:
    """Return text in small letters without accents, short forms written out; sentence and clause signs stay."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_APOSTROPHES))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    for short, full in _SHORT_FORMS.items():
        bare = bare.replace(short, full)
    spaced = re.sub(r"[^a-z0-9.!?…;,:()–—\n]+", " ", bare)
    return re.sub(r"[a-z]+", lambda word: _WORDS.get(word[0], word[0]), spaced)


def _concerns(text: str, lists: Sequence[Phrases]) -> Iterable[Concern]:
    for sentence in _SENTENCE_ENDS.split(plain(text)):
        line = f" {' '.join(_CLAUSE_ENDS.sub(' , ', sentence).split())} "
        for one in lists:
            if any(_is_own(line, match, one) for match in _matches(line, one.own)):
                yield Concern.OWN
            is_now = any(True for _ in _matches(line, one.now))
            if is_now and any(not _is_negated(line, match, one) for match in _matches(line, one.patient)):
                yield Concern.PATIENT


def _matches(line: str, phrases: tuple[str, ...]) -> Iterable[re.Match[str]]:
    words = frozenset(line.split())
    for needs, pattern in _compiled(phrases):
        if not any(words.isdisjoint(options) for options in needs):
            yield from pattern.finditer(line)


@lru_cache(maxsize=32)
def _compiled(phrases: tuple[str, ...]) -> tuple[tuple[tuple[frozenset[str], ...], re.Pattern[str]], ...]:
    """Return each phrase as a pattern, with the words a line must have for it: most lines need no pattern at all."""
    return tuple(
        (
            tuple(frozenset(word.split("|")) for word in phrase.split(" ") if not set(word) & set("^$_*")),
            pattern_of(phrase),
        )
        for phrase in phrases
    )


def _is_own(line: str, match: re.Match[str], lists: Phrases) -> bool:
    reported = any(True for _ in _matches(line[: match.start()], lists.reported))
    return not _is_negated(line, match, lists) and not reported


def _is_negated(line: str, match: re.Match[str], lists: Phrases) -> bool:
    """Whether a negation stands shortly before a phrase in its clause, or in a gap of it."""
    clause = line[: match.start()].rpartition(",")[2].split()
    gaps = [word for gap in match.groups() if gap for word in gap.split()]
    return not lists.negation.isdisjoint([*clause[-_BEFORE:], *gaps])

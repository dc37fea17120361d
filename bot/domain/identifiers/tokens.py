"""The words of a page, each with what the lexicon and the guards know about it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from bot.domain.identifiers.lexicon import (
    BRAND,
    COMMON,
    EITHER,
    EPONYM,
    FIRST,
    LAST,
    NEVER,
    PLAIN,
    REGION,
    SPELT,
    Lexicon,
)

_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
_DRUG = re.compile(
    r"(?:mab|nib|gliptin|flozin|tide|pril|sartan|statin|azole|cillin|mycin|oxacin|olol|dipine|prazole|triptan|"
    r"setron|vir|"
    r"parin|xaban|lukast|terol|sone|olone|pam|lam|zine|pine|barb|caine|profen|oxib|thiazide|semide|formin|zolam|"
    r"oxetine|"
    r"azepine|cycline|dronate|relin|fibrate|grel|gatran|vudine|tinib|ciclib|gepant|metinib|rafenib)\Z"
)
_SHORTEST_DRUG = 7
_BRITISH = (("ae", "e"), ("oe", "e"), ("our", "or"), ("isa", "iza"), ("ise", "ize"), ("isi", "izi"), ("yse", "yze"),
    ("lled", "led"), ("lling", "ling"), ("tre", "ter"))  # fmt: skip
"""How the lists, which are American, spell what Britain spells otherwise."""
_LONGEST_PHRASE = 6


class Token(NamedTuple):
    """One word. `base` is lower case, without accents and without a possessive ending."""

    start: int
    end: int
    text: str
    base: str
    marks: int
    barred: bool
    """A brand, a medicine, a weekday or the like, or part of a phrase that is nobody: never a name."""
    eponym: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def first(self) -> bool:
        """Whether somebody is called so."""
        return bool(self.marks & FIRST)

    @property
    def common(self) -> bool:
        """Whether many are."""
        return bool(self.marks & COMMON)

    @property
    def last(self) -> bool:
        """Whether it is a surname."""
        return bool(self.marks & LAST)

    @property
    def plain(self) -> bool:
        """Whether it is an everyday word of clinical notes."""
        return bool(self.marks & PLAIN)

    @property
    def wordy(self) -> bool:
        """Whether it is a word of the language that few are called."""
        return bool(self.marks & PLAIN) or (self.marks & (SPELT | COMMON)) == SPELT

    @property
    def either(self) -> bool:
        """Whether it is a name and an everyday word."""
        return bool(self.marks & EITHER)

    @property
    def branded(self) -> bool:
        """Whether a medicine is sold under this woman's name."""
        return bool(self.marks & BRAND)

    @property
    def region(self) -> bool:
        """Whether it is a country, a state or the like."""
        return bool(self.marks & REGION)


def base_of(word: str) -> str:
    """Return a word in lower case, without accents and without "'s"."""
    folded = word.lower()
    if not folded.isascii():
        folded = "".join(one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one))
    return folded.removesuffix("'s").removesuffix("'")


def tokenise(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Return the words of a text in order."""
    matches = list(_WORD.finditer(text))
    bases = [base_of(match.group()) for match in matches]
    nobody = _in_phrases(matches, bases, text, lexicon)
    known: dict[str, tuple[int, bool, bool]] = {}
    tokens: list[Token] = []
    for at, (match, base) in enumerate(zip(matches, bases, strict=True)):
        if base not in known:
            marks = _marks(base, lexicon)
            known[base] = marks, _barred(base, marks), _eponym(base, marks, lexicon)
        marks, barred, eponym = known[base]
        tokens.append(Token(match.start(), match.end(), match.group(), base, marks, barred or at in nobody, eponym))
    return tuple(tokens)


def _in_phrases(matches: list[re.Match[str]], bases: list[str], text: str, lexicon: Lexicon) -> set[int]:
    """Return which words belong to a phrase of the lexicon; hyphens count as spaces."""
    nobody: set[int] = set()
    for at, base in enumerate(bases):
        if base.split("-")[0] not in lexicon.phrase_starts:
            continue
        phrase = ""
        for end in range(at, min(len(bases), at + _LONGEST_PHRASE)):
            if end > at and text[matches[end - 1].end() : matches[end].start()] not in (" ", "\n", " \n"):
                break
            phrase = f"{phrase} {bases[end].replace('-', ' ')}".lstrip()
            if phrase in lexicon.phrases:
                nobody.update(range(at, end + 1))
    return nobody


def _marks(base: str, lexicon: Lexicon) -> int:
    found = lexicon.marks(base)
    if not found and "-" in base:
        # Anne-Marie and Smith-Jones are what both their halves are.
        found = FIRST | LAST | PLAIN
        for part in base.split("-"):
            found &= lexicon.marks(part)
    if not found & (PLAIN | SPELT):
        for british, american in _BRITISH:
            if british in base and (spelt := lexicon.marks(base.replace(british, american)) & (PLAIN | SPELT)):
                return found | spelt
    return found


def _eponym(base: str, marks: int, lexicon: Lexicon) -> bool:
    if base.endswith("s") and not marks & COMMON and lexicon.marks(base[:-1]) & EPONYM:
        # "Parkinsons", "Sjogrens": the apostrophe is often left out.
        return True
    return bool(marks & EPONYM) or ("-" in base and all(lexicon.marks(part) & EPONYM for part in base.split("-")))


def _barred(base: str, marks: int) -> bool:
    if marks & NEVER or (marks & BRAND and not marks & (FIRST | LAST)):
        return True
    return len(base) >= _SHORTEST_DRUG and _DRUG.search(base) is not None

"""The words of a page, each with what the lexicon and the guards know about it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.domain.identifiers.lexicon import COMMON, FIRST, LAST, PLAIN, Lexicon
from bot.domain.identifiers.name_guards import (
    BRANDS,
    BRANDS_LIKE_NAMES,
    EITHER,
    EPONYMS,
    MORE_FIRST_NAMES,
    NICKNAMES,
    NOT_NAMES,
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


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `base` is lower case, without accents and without a possessive ending."""

    start: int
    end: int
    text: str
    base: str
    marks: int
    barred: bool
    """A brand, a medicine, a weekday or the like: never a name."""
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
    def either(self) -> bool:
        """Whether it is a name and an everyday word."""
        return self.base in EITHER

    @property
    def branded(self) -> bool:
        """Whether a medicine is sold under this woman's name."""
        return self.base in BRANDS_LIKE_NAMES


def base_of(word: str) -> str:
    """Return a word in lower case, without accents and without "'s"."""
    folded = word.lower()
    if not folded.isascii():
        folded = "".join(one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one))
    return folded.removesuffix("'s").removesuffix("'")


def tokenise(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Return the words of a text in order."""
    known: dict[str, tuple[int, bool, bool]] = {}
    tokens: list[Token] = []
    for match in _WORD.finditer(text):
        base = base_of(match.group())
        if base not in known:
            known[base] = _marks(base, lexicon), _barred(base), all(part in EPONYMS for part in base.split("-"))
        marks, barred, eponym = known[base]
        tokens.append(Token(match.start(), match.end(), match.group(), base, marks, barred, eponym))
    return tuple(tokens)


def _marks(base: str, lexicon: Lexicon) -> int:
    if base in NICKNAMES:
        return (lexicon.marks(base) | FIRST | COMMON) & ~PLAIN
    if base in MORE_FIRST_NAMES:
        return (lexicon.marks(base) | FIRST) & ~PLAIN
    found = lexicon.marks(base)
    if not found and "-" in base:
        # Anne-Marie and Smith-Jones are what both their halves are.
        found = FIRST | LAST | PLAIN
        for part in base.split("-"):
            found &= lexicon.marks(part)
    return found


def _barred(base: str) -> bool:
    return base in NOT_NAMES or base in BRANDS or (len(base) >= _SHORTEST_DRUG and _DRUG.search(base) is not None)

"""Names of people: after cues, in pairs, alone, in lower case, and wherever a found name stands again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from bot.domain.identifiers.findings import LIKELY, Finding, Kind
from bot.domain.identifiers.lexicon import LARGE
from bot.domain.identifiers.name_cues import ACTS, CITED, CUES, INITIALS, LAST_FIRST, LISTED
from bot.domain.identifiers.name_guards import EPONYM_HEAD, EPONYM_HEAD_NEXT, EPONYM_PAIRS, REGIONS, ROLES
from bot.domain.identifiers.names_lower import lower_names
from bot.domain.identifiers.page import Page, spot
from bot.domain.identifiers.tokens import Token

_SENTENCE_START = re.compile(r"(?:\A|[.?!:\n\u2022*-])\s*\Z")
_PAIR_GAP = re.compile(r"[\")]? (?:[^\W\d_]\.? |[\"(])?|-")
_DOSE = re.compile(
    r" ?\d+(?:\.\d+)? ?(?:mg|mcg|g|units|/|ii|bd|daily|mane|nocte|prn|ml)\b|[ \-]?\d\d\b| (?:packs?|pak|pill|"
    r"tablets?|cream|patch)\b| [IVX]{1,4}[a-c]?\b(?! [a-z])"
)
"""What follows a medicine, a scale or a stage: a dose, a pack, a number, a Roman grade."""
_DEGREES = frozenset(
    {
        "M.D.",
        "D.C.",
        "D.O.",
        "U.S.",
        "U.K.",
        "N.Z.",
        "B.P.",
        "I.V.",
        "I.M.",
        "P.O.",
        "P.R.",
        "N.B.",
        "E.D.",
        "G.P.",
        "H.R.",
    }
)
_AFTER_WORD = re.compile(r"[\w,(] ?\Z")
_SURE = 0.6
"""From here on a name counts as known, and its later mentions are names as well."""


def scan(page: Page) -> Iterator[Finding]:
    """Find names of people; needs the words of the page, so a page without a lexicon has none."""
    if not page.tokens:
        return
    reader = _Reader(page)
    found = [*reader.cued(), *reader.pairs_and_singles(), *lower_names(page)]
    found += reader.listed(found)
    found += reader.again(found)
    yield from found
    for match in INITIALS.finditer(page.text):
        if match.group() in _DEGREES and _AFTER_WORD.search(page.before(match.start(), 2)):
            continue
        group = 1 if match.group(1) else 0
        yield spot(match, Kind.INITIALS, 0.5, "name.initials", "[initials]", group)


class _Reader:
    """The rules for names over one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tokens = page.tokens
        self.starts = [token.start for token in page.tokens]
        self.cited = bytearray(len(page.text))
        for match in CITED.finditer(page.text):
            # A sentence that ends before the citation is not part of it.
            before = re.split(r"(?<!\bal)[.?!]\s|\n", page.before(match.start()))[-1]
            begin = match.start() - len(before)
            self.cited[begin : match.end()] = b"\x01" * (match.end() - begin)

    def within(self, start: int, end: int) -> list[Token]:
        """Return the words of a stretch."""
        at = bisect_left(self.starts, start)
        until = bisect_left(self.starts, end)
        return list(self.tokens[at:until])

    def found(self, start: int, end: int, score: float, why: str) -> Finding:
        """Make a finding of a name."""
        return Finding(start, end, Kind.NAME, score, f"name.{why}", "[name]")

    def heads_eponym(self, token: Token) -> bool:
        """Whether a disease, a sign or the like follows."""
        after = self.page.after(token.end, 50)
        if token.text.endswith(("'s", "s'")):
            after = " " + after.lstrip()
        return EPONYM_HEAD.match(after) is not None

    def opens_sentence(self, token: Token) -> bool:
        """Whether the capital may be owed to the beginning of a sentence."""
        return _SENTENCE_START.search(self.page.before(token.start, 4)) is not None

    # ---- cues

    def cued(self) -> Iterator[Finding]:
        """Names that the words around them announce."""
        for rule in CUES:
            for match in rule.shape.finditer(self.page.text):
                span = self.person(*match.span("name"), strong=rule.strong)
                if span is not None:
                    yield self.found(*span, rule.score, rule.code)
        for match in ACTS.finditer(self.page.text):
            span = self.person(*match.span("name"), strong=False)
            if span is not None:
                first = self.within(*span)[0]
                yield self.found(*span, 0.65 if first.first else 0.5, "acts")
        for match in LAST_FIRST.finditer(self.page.text):
            last, first = self.within(*match.span(1))[-1], self.within(*match.span(2))[0]
            score = _last_first(last, first)
            if score and not self.page.explained(*match.span()):
                yield self.found(*match.span(), score, "last_first")

    def person(self, start: int, end: int, *, strong: bool) -> tuple[int, int] | None:
        """Return how much of a stretch is a name, None when its first word cannot be one."""
        words = self.within(start, end)
        if not words or self.page.explained(start, end) or self.cited.find(1, start, end) >= 0:
            return None
        # "J. Smith" and "van der Berg" are led by what comes after.
        lead = next((token for token in words if token.capital and len(token.text) > 1), words[0])
        surname = len(words) > 1 and words[-1].last and not words[-1].plain
        if not self.may_be_name(lead, strong=strong or (surname and not lead.eponym), alone=len(words) == 1):
            return None
        last = lead
        for token in words[words.index(lead) + 1 :]:
            if token.barred or (token.plain and not token.last and not token.first) or token.base in ROLES:
                break
            last = token
        return start, end if last is words[-1] else last.end

    def may_be_name(self, token: Token, *, strong: bool, alone: bool) -> bool:
        """Whether a word can be a name here. A strong cue lets everyday words pass: "Mrs Green"."""
        if token.barred or token.base in ROLES or not token.capital:
            return False
        if token.eponym and self.heads_eponym(token):
            return False
        if strong:
            return len(token.text) > 1
        if token.branded:
            return _DOSE.match(self.page.after(token.end, 12)) is None and not alone
        if token.shouted and len(token.text) < 4 and not (token.first or token.last):
            return False
        if token.eponym and not token.common:
            return token.first and not token.plain and not token.text.endswith(("'s", "s'"))
        return not token.plain or token.common or (not alone and token.first)

    # ---- words by themselves

    def pairs_and_singles(self) -> Iterator[Finding]:
        """First and last name side by side; first names and unknown words alone."""
        paired = -1
        for at, token in enumerate(self.tokens):
            if not token.capital or len(token.text) < 2 or self.cited[token.start]:
                continue
            beside = at + 1 if at + 1 < len(self.tokens) and len(self.tokens[at + 1].text) > 1 else at + 2
            following = self.tokens[beside] if beside < len(self.tokens) else None
            if following is not None and self._adjoin(token, following):
                if f"{token.base}-{following.base}" in EPONYM_PAIRS:
                    paired = beside
                    continue
                score, why = self.pair(token, following)
                if score:
                    yield self.found(token.start, following.end, score, why)
                    paired = beside
                    continue
            if at != paired:
                score, why = self.single(token)
                if score:
                    yield self.found(token.start, token.end, score, why)

    def _adjoin(self, one: Token, other: Token) -> bool:
        return (
            other.capital
            and len(other.text) > 1
            and _PAIR_GAP.fullmatch(self.page.text, one.end, other.start) is not None
        )

    def pair(self, one: Token, other: Token) -> tuple[float, str]:
        """Judge two capitalised words side by side."""
        if one.barred or other.barred or one.base in ROLES or other.base in ROLES or self.heads_eponym(other):
            return 0, ""
        if one.branded:
            return 0, ""
        if one.shouted != other.shouted or (one.shouted and (len(one.text) < 4 or one.plain or other.plain)):
            return 0, ""
        if one.eponym and not one.common:
            return 0, ""
        if one.first and not one.plain and (other.last or not other.plain):
            return (0.85 if not other.plain else 0.7), "first_last"
        if one.first and one.plain and one.common and other.last and not other.plain and not other.eponym:
            return 0.7, "first_last"
        if (
            one.common
            and one.plain
            and other.last
            and other.plain
            and not self.opens_sentence(one)
            and not other.eponym
        ):
            return 0.4, "first_last"
        strange = not (one.plain or other.plain or one.eponym or other.eponym)
        if strange and not self.page.explained(one.start, other.end):
            return 0.55, "unknown_pair"
        return 0, ""

    def single(self, token: Token) -> tuple[float, str]:
        """Judge one capitalised word that no other rule speaks for."""
        if token.barred or token.branded or token.base in ROLES or token.shouted or token.plain or token.either:
            return 0, ""
        if token.base in REGIONS:
            return 0, ""
        after = self.page.after(token.end, 24)
        if len(token.text) < 3 or self.page.before(token.start, 4).endswith(("St ", "St. ")) or _DOSE.match(after):
            return 0, ""
        if token.eponym and (not token.common or token.text.endswith("s") or self.heads_eponym(token)):
            return 0, ""
        if token.first:
            if EPONYM_HEAD_NEXT.match(after) or token.marks & LARGE:
                return 0, ""
            return (0.65 if token.common else 0.5), "first"
        if not self.opens_sentence(token) and len(token.text) > 3:
            return (0.35, "surname_like") if token.last else (0.3, "unknown")
        return 0, ""

    # ---- by company

    def listed(self, found: list[Finding]) -> Iterator[Finding]:
        """Whoever stands in one list with a name is a name: "Kev, Reg and Violet"."""
        firm = _Cover(found, LIKELY)
        for match in LISTED.finditer(self.page.text):
            words = [token for token in self.within(*match.span()) if token.capital]
            if not any(firm.holds(token) for token in words):
                continue
            for token in words:
                candidate = token.first or token.either or not token.plain
                if candidate and not firm.holds(token) and not token.eponym and not token.barred:
                    yield self.found(token.start, token.end, 0.55, "listed")

    def again(self, found: list[Finding]) -> Iterator[Finding]:
        """A word that was a name once is a name everywhere in the text."""
        known = {
            token.base
            for one in found
            if one.score >= _SURE
            for token in self.within(one.start, one.end)
            if len(token.base) > 2 and not (token.plain or token.eponym or token.barred)
        }
        firm = _Cover(found, LIKELY)
        for token in self.tokens:
            if token.base in known and not firm.holds(token):
                yield self.found(token.start, token.end, _SURE, "again")


class _Cover:
    """Which parts of a text are found already."""

    def __init__(self, found: list[Finding], least: float) -> None:
        self._mask = bytearray(max((one.end for one in found), default=0))
        for one in found:
            if one.score >= least:
                self._mask[one.start : one.end] = b"\x01" * (one.end - one.start)

    def holds(self, token: Token) -> bool:
        """Whether any of a word is."""
        return self._mask.find(1, token.start, token.end) >= 0


def _last_first(last: Token, first: Token) -> float:
    if last.barred or first.barred or len(first.text) < 3:
        return 0
    if last.last and first.first and not (last.plain and first.plain and not first.common):
        return 0.9
    if first.common and len(last.text) > 2 and not last.plain:
        return 0.8
    strange = len(last.text) > 3 and not last.plain and not first.plain and not first.shouted
    return 0.7 if strange else 0

"""Names of people: after cues, in pairs, alone, and wherever a found name stands again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.identifiers.cover import Cover
from bot.domain.identifiers.findings import LIKELY, Finding, Kind
from bot.domain.identifiers.lexicon import LARGE, NEVER, PLACE
from bot.domain.identifiers.name_bears import bears
from bot.domain.identifiers.name_company import again, encouraged, listed
from bot.domain.identifiers.name_context import (
    ARRIVES,
    AS_A_PERSON,
    ASKED_OF,
    DEGREES,
    DOSE,
    GOES_ON,
    IN,
    KIND_OF,
    RELATED,
    RINGS,
    SPEAKS,
    STORMS,
    TAKES,
)
from bot.domain.identifiers.name_cues import ACTS, COMPANY, CUES, INITIALS, LAST_FIRST
from bot.domain.identifiers.name_guards import EPONYM_HEAD_NEXT, MISTYPED_RELATIVES, ROLES
from bot.domain.identifiers.name_reader import Reader
from bot.domain.identifiers.page import Page, spot
from bot.domain.identifiers.recasing import is_whole, recase
from bot.domain.identifiers.tokens import Token

_LABELS = frozenset({"D.O.B.", "T.D.S.", "P.R.N.", "N.K.A.", "U.R.N.", "M.R.N.", "N.A.D.", "N.O.K.", "S.O.B."})
_AFTER_WORD = re.compile(r"[\w,(] ?\Z")
_SMALL_INITIAL = re.compile(r"(?<![\w.'/\-])[b-hj-wyz]\.? \Z")
_LONG = 4
_SUGGESTED = 0.55
"""What a model's word is worth: the author is asked, and no later mention follows from it."""


def scan(page: Page) -> Iterator[Finding]:
    """Find names of people; needs the words of the page, so a page without a lexicon has none."""
    if not page.tokens:
        return
    recased = recase(page)
    reader = _Names(recased.page, recased.guessed)
    found = [*reader.cued(), *reader.pairs_and_singles(), *reader.in_company(), *reader.mistyped_relatives()]
    found = encouraged(found)
    found += reader.suggested(found)
    found += listed(reader, found)
    found += again(reader, found)
    yield from found
    for match in INITIALS.finditer(page.text):
        if match.group() in _LABELS or (match.group() in DEGREES and _AFTER_WORD.search(page.before(match.start(), 2))):
            continue
        group = 1 if match.group(1) else 0
        yield spot(match, Kind.INITIALS, 0.5, "name.initials", "[initials]", group)


class _Names(Reader):
    """The rules for names over one page."""

    # ---- cues

    def cued(self) -> Iterator[Finding]:
        """Names that the words around them announce."""
        for rule in CUES:
            for match in rule.shape.finditer(self.page.text):
                field = rule.code in ("label", "role", "initial", "bare_initial") or (
                    rule.code == "named" and ASKED_OF.match(match.group()) is not None
                )
                span = self.person(*match.span("name"), strong=rule.strong, field=field)
                if span is not None and bears(self.page, self.guessed, rule, self.within(*span), match):
                    yield self.found(*span, rule.score, rule.code)
        for match in ACTS.finditer(self.page.text):
            span = self.person(*match.span("name"), strong=False, acts=True)
            if span is not None:
                first = self.within(*span)[0]
                guessed = first.start in self.guessed
                sure = first.common if guessed else first.first
                person = SPEAKS if first.first or guessed else RINGS
                spoken = person.match(self.page.text, span[1]) is not None
                doubtful = first.either or first.eponym or first.branded or not first.first
                inside = not guessed and (first.last or not first.marks) and not self.opens_sentence(first)
                mild = guessed or (first.common and not first.wordy) or not self.opens_sentence(first)
                usual = not doubtful and mild and first.first
                sane = not (doubtful or first.wordy or first.barred or guessed) and first.first
                spoken = spoken or (sane and AS_A_PERSON.match(self.page.text, span[1]) is not None)
                clear = first.last and not (first.wordy or first.eponym or first.branded or first.marks & PLACE)
                spoken = spoken or (clear and ARRIVES.match(self.page.text, span[1]) is not None)
                likely = spoken or usual or (inside and not (first.eponym or first.branded))
                if likely or not (first.eponym or first.branded or first.either or first.wordy):
                    yield self.found(*span, 0.4 if not likely else 0.65 if sure else 0.5, "acts")
        for match in LAST_FIRST.finditer(self.page.text):
            last, first = self.within(*match.span(1))[-1], self.within(*match.span(2))[0]
            score = _last_first(last, first, listed=GOES_ON.match(self.page.text, match.end()) is not None)
            if score and not self.page.explained(*match.span()) and not self.page.cited(*match.span()):
                yield self.found(*match.span(), score, "last_first")

    def person(
        self, start: int, end: int, *, strong: bool, acts: bool = False, field: bool = False
    ) -> tuple[int, int] | None:
        """Return how much of a stretch is a name, None when its first word cannot be one."""
        words = self.within(start, end)
        if not words or self.page.explained(start, end) or self.page.cited(start, end):
            return None
        if not strong and any(token.base in self.authors for token in words):
            return None
        while acts and len(words) > 1 and (words[0].wordy or words[0].barred) and not words[0].common:
            # "On Monday Okafor rang": the first capital is the sentence's.
            words = words[1:]
            start = words[0].start
        # "J. Smith" and "van der Berg" are led by what comes after.
        lead = next((token for token in words if token.capital and len(token.text) > 1), words[0])
        surname = len(words) > 1 and words[-1].last and not words[-1].plain
        strong = strong or (surname and not lead.eponym) or (field and lead.eponym and lead.last and not lead.plain)
        if not self.may_be_name(lead, strong=strong, alone=len(words) == 1, acts=acts):
            return None
        last = lead
        for token in words[words.index(lead) + 1 :]:
            stops = token.barred and not (strong and token.last)
            if stops or (token.wordy and not token.last and not token.first) or token.base in ROLES:
                break
            last = token
        return start, end if last is words[-1] else last.end

    def may_be_name(self, token: Token, *, strong: bool, alone: bool, acts: bool = False) -> bool:
        """Whether a word can be a name here. A strong cue lets everyday words pass: "Mrs Green"."""
        if (
            token.base in ROLES
            or not token.capital
            or (token.barred and not (strong and token.common and token.marks & NEVER))
        ):
            return False
        if token.eponym and self.heads_eponym(token):
            return False
        if strong:
            return len(token.text) > 1
        after = self.page.after(token.end, 30)
        if (token.region or token.marks & LARGE) and not (acts and SPEAKS.match(after)):
            # "Victoria has a register", "Adelaide is far".
            return not acts and token.common and not token.region
        if STORMS.search(self.page.before(token.start, 10)):
            return False
        if token.branded:
            return DOSE.match(after) is None and (not acts or SPEAKS.match(after) is not None)
        if token.shouted and len(token.text) < 4 and not (token.first or token.last):
            return False
        lark = token.first and token.wordy and not token.plain and token.start not in self.guessed
        if acts and token.wordy and not token.common:
            return lark and SPEAKS.match(after) is not None
        if token.eponym and (not token.common or token.text.endswith(("'s", "s'"))):
            spoken = acts and RINGS.match(after) is not None and token.last
            return spoken and not token.plain and not token.text.endswith(("'s", "s'"))
        known = token.first and (token.either or lark)
        return not token.wordy or token.common or known or (not alone and token.first)

    def in_company(self) -> Iterator[Finding]:
        """Common first names in lower case after "with", "for" and the like."""
        for match in COMPANY.finditer(self.page.text):
            words = self.within(*match.span("name"))
            if words[0].start not in self.guessed or not words[0].first or self.page.explained(*match.span("name")):
                continue
            beside = len(words) > 1 and (words[1].last or words[1].first)
            score = 0.65 if beside else 0.55 if words[0].common and not words[0].wordy else 0.4
            yield self.found(words[0].start, words[1].end if beside else words[0].end, score, "company")

    def mistyped_relatives(self) -> Iterator[Finding]:
        """Who comes after "duaghter" or "husbnad"."""
        for one, other in zip(self.tokens, self.tokens[1:], strict=False):
            if one.base not in MISTYPED_RELATIVES or not RELATED.fullmatch(self.page.text[one.end : other.start]):
                continue
            if other.capital and (other.first or other.last or not other.marks) and not (other.wordy or other.barred):
                yield self.found(other.start, other.end, 0.7, "relative")

    # ---- words by themselves

    def pairs_and_singles(self) -> Iterator[Finding]:
        """First and last name side by side; first names and unknown words alone."""
        paired = -1
        for at, token in enumerate(self.tokens):
            if not token.capital or len(token.text) < 2 or self.page.cited(token.start, token.end):
                continue
            if token.base in self.authors:
                continue
            beside = at + 1 if at + 1 < len(self.tokens) and len(self.tokens[at + 1].text) > 1 else at + 2
            following = self.tokens[beside] if beside < len(self.tokens) else None
            if following is not None and self.adjoin(token, following):
                score, why = self._guessed_pair(token, following) or self.pair(token, following)
                if score:
                    yield self.found(token.start, following.end, score, why)
                    paired = beside
                    continue
            if at != paired:
                score, why = self.single(token)
                if score:
                    yield self.found(token.start, token.end, score, why)

    def _guessed_pair(self, one: Token, other: Token) -> tuple[float, str] | None:
        """Judge a pair whose capitals are our guess: both must be known as names."""
        if one.start not in self.guessed and other.start not in self.guessed:
            return None
        both = one.first and (other.last or other.first) and not (one.wordy or other.wordy or one.eponym)
        guessed = one.start in self.guessed and other.start in self.guessed
        both = both or is_whole(self.page, one, other, cued=guessed)
        doubtful = (one.branded or one.either) and not is_whole(self.page, one, other)
        return (0.65, "first_last") if both and not doubtful else (0, "")

    def pair(self, one: Token, other: Token) -> tuple[float, str]:
        """Judge two capitalised words side by side."""
        if one.barred or other.barred or one.base in ROLES or other.base in ROLES or self.heads_eponym(other):
            return 0, ""
        lent = one.branded or one.either or one.plain
        lent = lent and one.first and other.last and not (one.shouted or one.text.endswith("'s") or other.branded)
        if lent and AS_A_PERSON.match(self.page.text, other.end):
            # "Jenny Brown rang": a pill and a colour, and yet a person.
            return 0.7, "first_last"
        if (one.branded and not (other.last and not other.wordy and not other.branded)) or one.text.endswith(
            ("'s", "s'")
        ):
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
        strange = not (one.wordy or other.wordy or one.eponym or other.eponym or other.branded)
        if strange and not self.page.explained(one.start, other.end):
            return 0.55, "unknown_pair"
        return 0, ""

    def single(self, token: Token) -> tuple[float, str]:
        """Judge one capitalised word that no other rule speaks for."""
        if token.barred or token.branded or token.base in ROLES or token.shouted or token.plain:
            return 0, ""
        if token.either:
            return (0.35, "first") if token.first and not self.heads_eponym(token) else (0, "")
        before = self.page.before(token.start, 10)
        if token.start in self.guessed:
            known = token.first and (token.common or len(token.base) >= _LONG)
            known = known or (token.last and len(token.base) > _LONG)
            initial = _SMALL_INITIAL.search(before)
            if initial and token.last and not (token.wordy or token.region or token.eponym):
                kind = KIND_OF.search(self.page.before(token.start - len(initial.group()), 14))
                return (0.35, "first") if kind else (0.55, "initial")
            return (0.35, "first") if known and not (token.wordy or token.region or token.eponym) else (0, "")
        if STORMS.search(before):
            return 0, ""
        if token.region or token.marks & LARGE:
            return (0.35, "first") if token.common and not IN.search(before) else (0, "")
        after = self.page.after(token.end, 24)
        if len(token.text) < 3 or self.page.before(token.start, 4).endswith(("St ", "St. ")) or DOSE.match(after):
            return 0, ""
        if token.eponym or EPONYM_HEAD_NEXT.match(after) or self.heads_eponym(token):
            alone = token.common and not self.heads_eponym(token) and not token.text.endswith(("'s", "s'"))
            return (0.4, "eponym") if alone else (0, "")
        if token.first:
            if token.common:
                return (0.4 if token.wordy or self._medicated(token) else 0.65), "first"
            doubtful = token.wordy or token.last or token.marks & PLACE
            doubtful = doubtful or self.opens_sentence(token) or self._medicated(token)
            return (0.4 if doubtful else 0.5), "first"
        if not self.opens_sentence(token) and len(token.text) > 3 and not token.wordy:
            return (0.35, "surname_like") if token.last else (0.3, "unknown")
        return 0, ""

    def _medicated(self, token: Token) -> bool:
        """Whether the words before mostly take a medicine: "started", "switched to"."""
        return TAKES.search(self.page.before(token.start, 20)) is not None

    # ---- what a model suggests

    def suggested(self, found: list[Finding]) -> Iterator[Finding]:
        """Whom the page says a model took for a person, if our guards let the name pass."""
        firm = Cover(found, LIKELY)
        for start, end in self.page.people:
            words = self.within(start, end)
            while words and not self._borne_out(words[0], alone=len(words) == 1):
                words = words[1:]
            span = self.person(words[0].start, words[-1].end, strong=False) if words else None
            if span is not None and not all(firm.holds(token) for token in self.within(*span)):
                yield self.found(*span, _SUGGESTED, "model")

    def _borne_out(self, token: Token, *, alone: bool) -> bool:
        """Whether a name a model suggests can begin with this word; a model knows neither brands nor eponyms."""
        green = token.wordy or token.branded or token.eponym or token.region or token.shouted
        if len(token.text) < 2 or green or self.heads_eponym(token):
            return False
        return not (alone and (token.either or self.opens_sentence(token)))


def _last_first(last: Token, first: Token, *, listed: bool) -> float:
    if last.barred or first.barred or len(first.text) < 2 or (last.eponym and (listed or not first.common)):
        return 0
    if not last.shouted:
        known = last.last and first.common and not (last.wordy or first.wordy or last.common or last.region or listed)
        return 0.6 if known and not (last.branded or first.branded or first.eponym) else 0
    if last.last and first.first and not (last.plain and first.plain and not first.common):
        return 0.9
    if first.common and len(last.text) > 2 and not last.plain:
        return 0.8
    strange = len(last.text) > 3 and not last.wordy and not first.wordy and not first.shouted
    return 0.7 if strange else 0

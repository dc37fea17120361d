"""Small towns: few enough people live there that the town and a rare story point at one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.lexicon import FIRST, LARGE, LAST, PLACE, PLACE_STARTS, PLAIN
from bot.domain.identifiers.name_cues import CAP
from bot.domain.identifiers.name_guards import EPONYM_HEAD
from bot.domain.identifiers.page import Page, label
from bot.domain.identifiers.tokens import Token

_IN = label(r"in|at|from|near|to|outside|around|of|on|centred on|via|past|towards|for|the", 0)
_LIVES = re.compile(
    rf"(?<!\w)(?i:lives? in|living in|moved (?:here )?from|moved to|drove (?:down |up |in )?from|drives (?:down |"
    rf"up |in )?from|grew up in|"
    rf"farms? (?:in|at|near|from|outside)|farmer (?:in|at|near|from)|works? (?:in|at|near)|gp in|based in|town of|"
    rf"community of|outside|centred on|"
    rf"pub (?:in|at)|born in|resident of|near|comes from|came from|originally from|pharmacist in|practice in|school in)"
    rf" (?:the )?(?P<place>(?:{CAP})(?: (?:{CAP}|of|or|upon|on|le|la)){{0,3}})"
)
_FROM = re.compile(r"(?<!\w)(?:[Ff]rom|near|outside) (?=[A-Z])")
_PLACE_NOUN = re.compile(
    r" (?:resident|area|local|region|town|township|community|pub|district|shire|county|abattoir|mine|school|races|"
    r"show|football club)\b"
)
_STUDIED = re.compile(
    r" (?:[Ss]tudy|[Cc]ohort|[Tt]rial|[Cc]riteria|[Ss]cores?|[Pp]rotocol|[Gg]uidelines?|"
    r"[Rr]ules?|[Ii]ndex)\b"
)
_LOWER_CUE = re.compile(
    r"(?<!\w)(?:lives? (?:in|at|near)|living in|moved (?:here |up |down |back )?(?:from|to)|grew up in|"
    r"farms? (?:in|at|near|"
    r"outside)|drove (?:in |up |down )?from|drives in from|based in|born in|resident of|near|outside|town of|raised in|"
    r"originally from|comes from|came from|up from|down from|out (?:near|at|past)|works in|(?P<loose>from|in|"
    r"at)) (?=[a-z])"
)
_COMES = re.compile(
    r"(?:(?:is|was|comes|came|originally|family|farmer|retiree|wom[ae]n|m[ae]n|lady|girl|boy|couple|patient|"
    r"gentleman|up|down|back|"
    r"travelled|travels|drove|drives|transferred|teacher|nurse|student|lad|mum|worker) |(?:\A|[.\n] ?))from \Z",
    re.IGNORECASE,
)
_AFTER_STREET = re.compile(
    r"(?:Street|St|Road|Rd|Avenue|Ave|Crescent|Cres|Drive|Dr|Lane|Place|Pl|Terrace|Tce|Parade|Court|Close|Way|"
    r"Highway|Hwy),? \Z"
)
_LONGEST = 4


def scan(page: Page) -> Iterator[Finding]:
    """Find towns of the six countries below the size that hides a person."""
    taken = -1
    for at, token in enumerate(page.tokens):
        if at <= taken or not token.capital:
            continue
        size = _known(page, at)
        if size and not (size == 1 and token.barred):
            finding = _judge(page, page.tokens[at : at + size])
            if finding is not None:
                taken = at + size - 1
                yield finding
    for match in _FROM.finditer(page.text):
        following = page.tokens[bisect_left(page.tokens, match.end(), key=lambda token: token.start) :][:1]
        if following and (_strange(following[0]) or _wordlike_town(page, following[0], match.group())):
            yield Finding(following[0].start, following[0].end, Kind.PLACE, 0.5, "place.from", "[town]")
    yield from _lower(page)
    by_start = {token.start: token for token in page.tokens}
    for match in _LIVES.finditer(page.text):
        lead = by_start.get(match.start("place"))
        if lead is None or lead.barred or lead.region or lead.marks & LARGE or lead.shouted:
            continue
        if (
            (lead.marks & PLACE or not lead.wordy)
            and not lead.branded
            and not page.cited(*match.span("place"))
            and not page.explained(*match.span("place"))
        ):
            yield Finding(*match.span("place"), Kind.PLACE, 0.55, "place.lives", "[town]")


def _lower(page: Page) -> Iterator[Finding]:
    """Find towns typed small after words that take a place."""
    if page.lexicon is None:
        return
    for match in _LOWER_CUE.finditer(page.text):
        at = bisect_left(page.tokens, match.end(), key=lambda token: token.start)
        some = page.tokens[at : at + _LONGEST]
        if not some or some[0].start != match.end() or some[0].capital:
            continue
        size = next((n for n in range(len(some), 1, -1) if some[0].marks & PLACE_STARTS and _phrase(page, some[:n])), 1)
        lead = some[0]
        if size == 1:
            known = lead.marks & PLACE and not lead.marks & LARGE and not (lead.wordy or lead.barred or lead.eponym)
            loose = match.group("loose") is not None and lead.marks & (FIRST | LAST)
            if not known or lead.branded or lead.region or lead.either or len(lead.base) < 4 or loose:
                continue
        yield Finding(lead.start, some[size - 1].end, Kind.PLACE, 0.55 if size > 1 else 0.5, "place.lower", "[town]")


def _phrase(page: Page, some: tuple[Token, ...]) -> bool:
    """Whether these words, one space apart, are a small town."""
    together = all(page.text[one.end : other.start] == " " for one, other in pairwise(some))
    return (
        together and page.lexicon is not None and bool(page.lexicon.marks(" ".join(one.base for one in some)) & PLACE)
    )


def _strange(token: Token) -> bool:
    """Whether a capitalised word after "from" or "near" is in no list at all: a place, or else a name."""
    known = token.marks or token.barred or token.eponym or token.region
    return token.capital and not token.shouted and len(token.text) > 3 and not known


def _wordlike_town(page: Page, token: Token, cue: str) -> bool:
    """Whether somebody is from a town that is an everyday word: "from Orange"."""
    if (
        not cue.lower().startswith("from")
        or not _COMES.search(page.before(token.start, 24))
        or not token.marks & PLACE
        or not token.capital
        or token.shouted
        or len(token.text) < 4
    ):
        return False
    barred = token.barred or token.eponym or token.region or token.branded or token.marks & LARGE
    return (
        not barred
        and EPONYM_HEAD.match(page.after(token.end, 40)) is None
        and not page.after(token.end, 2)[1:].isupper()
    )


def _known(page: Page, at: int) -> int:
    """Return how many words from `at` are the name of a small town, the most first; 0 for none."""
    token = page.tokens[at]
    if token.marks & PLACE_STARTS and page.lexicon is not None:
        for size in range(min(_LONGEST, len(page.tokens) - at), 1, -1):
            some = page.tokens[at : at + size]
            if some[-1].capital and page.lexicon.marks(" ".join(one.base for one in some)) & PLACE:
                return size
    return 1 if token.marks & PLACE and not token.marks & LARGE else 0


def _judge(page: Page, found: tuple[Token, ...]) -> Finding | None:
    first, end = found[0], found[-1].end
    if first.branded or all(one.barred for one in found):
        return None
    if first.shouted or page.explained(first.start, end) or page.cited(first.start, end) or first.region:
        return None
    if _STUDIED.match(page.after(end, 16)):
        return None
    told = page.labelled(first.start, _IN, 14) or _AFTER_STREET.search(page.before(first.start, 12)) is not None
    noun = _PLACE_NOUN.match(page.after(end, 16)) is not None
    unclear = len(found) == 1 and (bool(first.marks & (PLAIN | FIRST | LAST)) or first.eponym or len(first.text) < 4)
    if unclear and (not (told or noun) or EPONYM_HEAD.match(page.after(end, 40))):
        return None
    if len(found) == 1 and (first.eponym or first.plain) and not noun:
        return None
    if first.base in ("st", "saint") and not (told or noun):
        return None
    sure = len(found) > 1 and (told or noun)
    score = 0.86 if sure else 0.75 if (told or noun) and not unclear else 0.55 if not unclear else 0.5
    return Finding(first.start, end, Kind.PLACE, score, "place.town", "[town]")

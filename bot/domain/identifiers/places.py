"""Small towns: few enough people live there that the town and a rare story point at one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.lexicon import FIRST, LARGE, LAST, PLACE, PLACE_STARTS, PLAIN
from bot.domain.identifiers.name_cues import CAP
from bot.domain.identifiers.name_guards import EPONYM_HEAD, EPONYM_PAIRS, REGIONS
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
_FROM = re.compile(r"(?<!\w)(?:from|near|outside) (?=[A-Z])")
_PLACE_NOUN = re.compile(
    r" (?:resident|area|local|region|town|township|community|pub|district|shire|county|abattoir|mine|school|races|"
    r"show|football club)\b"
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
        if following and _strange(following[0]):
            yield Finding(following[0].start, following[0].end, Kind.PLACE, 0.5, "place.from", "[town]")
    by_start = {token.start: token for token in page.tokens}
    for match in _LIVES.finditer(page.text):
        lead = by_start.get(match.start("place"))
        if lead is None or lead.barred or lead.base in REGIONS or lead.marks & LARGE or lead.shouted:
            continue
        if (lead.marks & PLACE or not lead.plain) and not page.explained(*match.span("place")):
            yield Finding(*match.span("place"), Kind.PLACE, 0.55, "place.lives", "[town]")


def _strange(token: Token) -> bool:
    """Whether a capitalised word after "from" or "near" is in no list at all: a place, or else a name."""
    known = token.marks or token.barred or token.eponym or token.base in REGIONS
    return token.capital and not token.shouted and len(token.text) > 3 and not known


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
    if first.branded or "-".join(one.base for one in found) in EPONYM_PAIRS:
        return None
    if first.shouted or page.explained(first.start, end) or first.base in REGIONS:
        return None
    told = page.labelled(first.start, _IN, 14)
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

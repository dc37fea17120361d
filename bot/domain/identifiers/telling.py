"""What identifies without being an identifier: digits spelt out, one of a kind, a person everybody knows.

No scanner sees these well. Spelt-out digits are found; the rest are hints that make the author look once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.page import Page, label, spot

_DIGIT = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_SPELT = re.compile(rf"(?<!\w){_DIGIT}(?:[ ,\-]{{1,2}}{_DIGIT}){{5,19}}(?!\w)", re.IGNORECASE)
_CALLED = label(r"call(?:ed)?|ph|phone|mobile|number|ring|rang|text|on", 3)
_ONE_OF_A_KIND = re.compile(
    r"(?<!\w)(?:the )?(?:only|sole|last remaining|first ever|youngest ever|oldest living) (?:\w{3,20} ){0,2}(?:in|"
    r"at|from|on) "
    r"(?:the |our |this |that |their )?(?:town|village|island|valley|district|area|region|county|shire|state|"
    r"country|school|practice|"
    r"community|[A-Z]\w{2,20})",
)
_EVERYBODY_KNOWS = re.compile(
    r"(?<!\w)(?:(?:well[- ]known|famous|prominent|celebrated|notorious|high[- ]profile|former|local|our|deputy|"
    r"retired) )?"
    r"(?:mayor|councillor|politician|senator|MP|MLA|judge|magistrate|bishop|archbishop|celebrity|footballer|"
    r"olympian|newsreader|"
    r"TV presenter|radio host|police chief|school principal|lord lieutenant|town crier|premier|actor|actress|"
    r"astronaut)(?!\w)"
)
_IN_THE_NEWS = re.compile(
    r"(?<!\w)(?:(?:was |made |been |were )?(?:all over|in|on|made) the (?:local |national |evening |"
    r"front )?(?:news|papers?|newspapers?|"
    r"headlines|front page)|front-page|news (?:story|report|coverage)|went viral|press coverage|court case|"
    r"inquest|royal commission|"
    r"shark attack|plane crash|mine collapse|house fire on)(?!\w)",
    re.IGNORECASE,
)
HINT = 0.4


def scan(page: Page) -> Iterator[Finding]:
    """Find spelt-out digits, and hint at roles and events that everybody in a place can put a name to."""
    for match in _SPELT.finditer(page.text):
        called = page.labelled(match.start(), _CALLED)
        yield spot(match, Kind.PHONE, 0.8 if called else 0.6, "phone.spelt_out", "[phone]")
    for shape, why in ((_ONE_OF_A_KIND, "only_one"), (_EVERYBODY_KNOWS, "role"), (_IN_THE_NEWS, "event")):
        for match in shape.finditer(page.text):
            yield spot(match, Kind.TELLING, HINT, f"telling.{why}", "[detail changed]")

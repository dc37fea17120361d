"""Hospitals, clinics and homes by name. "The local hospital" is honest; "Wagin District Hospital" is a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.lexicon import (
    BRAND,
    EPONYM,
    FIRST,
    LARGE,
    LAST,
    NEVER,
    PLACE,
    PLACE_STARTS,
    PLAIN,
    REGION,
    SPELT,
)
from bot.domain.identifiers.name_cues import CAP
from bot.domain.identifiers.page import Page, spot
from bot.domain.identifiers.tokens import base_of
from bot.domain.identifiers.words import words

_KIND = (
    r"(?:(?:Community |District |General |Regional |Base |Memorial |University |Private |Public |Children's |"
    r"Women's |Teaching |"
    r"Veterans |Cottage )?Hospitals?|Infirmary|Hospice|Medical Cent(?:re|er)|Medical Practice|Medical Clinic|"
    r"Medical Group|"
    r"Medical Service|Health Cent(?:re|er)|Health Clinic|Health Service|Health Hub|Family Practice|Family Medicine|"
    r"Group Practice|General Practice|Practice|Family Health Team|Community Health|Nursing (?:and|"
    r"&) Rehab(?:ilitation)?(?: Cent(?:re|er))?|"
    r"Rehab(?:ilitation)? (?:Cent(?:re|er)|Hospital|Unit|Clinic)|Long[- ]Term Care(?: Home| Facility)?|"
    r"Health Co-?op|Medical|"
    r"Skilled Nursing|Manor|Villa|Residential Care|Aged Care Facility|Health Centre|Dental|Physio(?:therapy)?|"
    r"Pharmacy|Walk-[Ii]n Clinic|Urgent Care|Surgery|Clinic|Nursing Home|Aged Care|Rest Home|Care Home|"
    r"Care Centre|"
    r"Retirement (?:Village|Home)|Long[- ]Term Care|Assisted Living|Senior Living|Lodge|Polyclinic|Super Clinic|"
    r"DHB|NHS (?:Foundation )?Trust|"
    r"Primary (?:School|Care)|High School|College|Aboriginal Medical Service|Marae|Prison|Correctional Cent(?:re|er)|"
    r"Detention Cent(?:re|er)|Mine|Abattoir)"
)
_NAMED = re.compile(
    rf"(?<!\w)(?P<lead>(?:(?:St\.?|Saint|Mt|Mount) )?(?:(?:{CAP})(?:'s?)? (?:(?:and|of|the|"
    rf"&) (?=[A-Z]))?){{1,4}}){_KIND}"
    rf"(?: (?:of|at) (?:{CAP}))?(?: (?:Hospital|Clinic|Practice|Surgery|Service|Centre))?(?!\w)"
)
_SAINT = re.compile(
    rf"(?<![\w\d])(?:St\.?|Saint|Our Lady of) (?:{CAP})(?:'s?)?(?: (?:of|and) (?:{CAP}))?(?: (?:University|"
    rf"Private|Public|District))?"
    rf"(?: (?:Hospital|Hospice|Health|Medical|Clinic|Infirmary))?(?: (?:{CAP}))?(?!\w)"
)
_ROYAL = re.compile(
    rf"(?<!\w)(?:Royal|Queen|King|Prince|Princess|Lady|Sir) (?:{CAP})(?:'s)?(?: (?:(?:{CAP})(?:'s)?|of|and|"
    rf"Hospital|Infirmary)){{0,4}}(?!\w)"
)
_AT = re.compile(
    rf"(?<!\w)(?:ward|outpatients?|OPD|ICU|ED|A&E|hospice|unit|team|theatre|rehab|inpatient|admitted|transferred|"
    rf"discharged|delivered|babies|born)"
    rf" (?:at|to|from|in) (?:the )?(?P<name>(?:{CAP})(?:'s)?(?: (?:{CAP})){{0,3}})"
)
_KNOWN = re.compile(
    r"(?<!\w)(?:RPAH?|RBWH|Westmead|John Hunter|Fiona Stanley|Addenbrooke's|Bart's|Guy's|Great Ormond Street|"
    r"Cedars-Sinai|"
    r"Kaiser(?: Permanente)?(?: [A-Z]\w{1,20})?|Mayo Clinic|Johns Hopkins|Cleveland Clinic|Mass General|Mercy General|"
    r"Calvary(?: Private)?|Mater|Sunnybrook|SickKids|Foothills|Middlemore|H[o\u00f4]pital [A-Z][\w\-]{1,25}|"
    r"CHU [A-Z][\w\-]{1,25}|"
    r"Bupa [A-Z]\w{1,20}|Ryman [A-Z]\w{1,20}(?: [A-Z]\w{1,20})?|VA (?:clinic|hospital)(?: in [A-Z]\w{1,20})?)(?!\w)"
)
_SHORT_WORD = 5
_CARING = (
    "hospital", "hospice", "infirmary", "medical", "health c", "family ", "surgery", "nursing", " home", "aged care",
    "retirement", "long", "walk", "clinic", "practice",
)  # fmt: skip
_LOOSE_KIND = re.compile(
    r"(?:Practice|Medical|Clinic|Service|Surgery|Dental|Physio(?:therapy)?|Pharmacy|Manor|Villa|Community Health|"
    r"Unit|Mine|College|"
    r"Primary (?:School|Care)|Urgent Care|Aged Care|Residential Care|Hub|Group)\Z"
)
"""Kinds of places whose everyday names are mostly no names: "Travel Clinic", "Private Practice"."""
_LOWER = re.compile(
    r"(?<!\w)(?:(?P<saint>st|saint|mt|mount) )?(?P<name>[^\W\d_][^\W\d_'\-]{2,20}(?:'s)?)(?: (?:park|heights|"
    r"hills?|creek|bay|beach|"
    r"river|valley|north|south|east|west|street|road|grove|lodge|house|court|gardens?|district|general|regional|"
    r"base|memorial|"
    r"private|public|community|university|county|family|women's|children's)){0,3} "
    r"(?P<kind>hospital|hospice|infirmary|medical (?:cent(?:re|er)|practice|clinic|group)|health (?:cent(?:re|er)|"
    r"clinic)|"
    r"family (?:practice|medicine|health team)|surgery|nursing home|rest home|care home|aged care|retirement village|"
    r"long[- ]term care|nursing (?:and|&) rehab|walk[- ]in clinic|clinic|practice|group practice)(?!\w)",
    re.IGNORECASE,
)
_GENERIC = words(
    """
    base local district children's children childrens general community regional public private day the a an our
    my his her their this that nursing aged practice family health hospital memorial medical city rural tertiary
    major teaching big small nearest mental womens women's women sleep pain hand skin memory chest eye fracture
    dental diabetes asthma travel walk-in after-hours cancer breast renal heart stroke rapid access hot well
    baby antenatal fertility sexual wound foot falls headache vein university veterans cottage in at from she he
    seen was usual echo transferred ed state federal national royal women primary high urgent general's best
    past previous current known other good clinical shared outpatient specialist fever respiratory cardiology
    nurse private group solo rural locum mixed evidence based allied safe sports travel specialist super
    virtual telehealth weekly monthly weekend lipid thyroid menopause young adult child adolescent
    """
)
_SPECIALTY = re.compile(
    r"(?:ology|ological|paedics?|pedics?|iatrics?|iatry|surgical|surgery|ediatric|opathy)\Z", re.IGNORECASE
)
_NO_SAINT = re.compile(
    r"college|commission|flying doctor|society|academy|study|trial|guideline|criteria|cohort|questionnaire|wort|"
    r"vitus|elmo|fire|dance|mary's thistle",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:ED|At|In|From|The|He|She|Seen|Was|Usual|Echo|Transferred|Under|Had|Via|To|Past|When|After|Our|My|Her|His) "
)


def scan(page: Page) -> Iterator[Finding]:
    """Find places of care, schools and workplaces by name."""
    if not page.tokens:
        return
    for match in _NAMED.finditer(page.text):
        lead = re.findall(r"[\w'\-]+", match.group("lead"))
        core = [word for word in lead if not _GENERIC.intersection((base_of(word), word.lower()))]
        core = [word for word in core if not _SPECIALTY.search(word)]
        if not core or core == ["Royal"]:
            continue
        start = match.start()
        while leading := _LEADING.match(page.text, start, match.end()):
            start = leading.end()
        plain = all(_everyday(page, word) for word in core)
        if (plain or all(_eponym(page, word) for word in core)) and _LOOSE_KIND.search(match.group()):
            continue
        yield Finding(
            start, match.end(), Kind.FACILITY, 0.5 if plain else 0.8, "facility.named", _proposal(match.group())
        )
    for shape, score, why in ((_KNOWN, 0.8, "known"), (_ROYAL, 0.6, "royal"), (_SAINT, 0.6, "saint")):
        for match in shape.finditer(page.text):
            street = re.search(r"\d[A-Za-z]?,? (?:\w+ )?\Z", page.before(match.start(), 14))
            if _NO_SAINT.search(match.group() + page.after(match.end(), 16)) or (street and shape is _SAINT):
                continue
            yield spot(match, Kind.FACILITY, score, f"facility.{why}", "[hospital]")
    for match in _AT.finditer(page.text):
        if not all(_everyday(page, word) for word in match.group("name").split()) and not page.cited(*match.span()):
            yield spot(match, Kind.FACILITY, 0.55, "facility.at", "[hospital]", match.re.groupindex["name"])
    for match in _LOWER.finditer(page.text) if page.holds(_CARING) else ():
        named = match.group("name")
        saint = match.group("saint") is not None
        if named[0].isupper() and match.group("kind")[0].isupper():
            continue
        if saint or (
            not _everyday(page, named)
            and (_known(page, named, match.group("kind")) or _unheard(page, named, match.group("kind")))
        ):
            yield Finding(
                match.start(), match.end(), Kind.FACILITY, 0.55, "facility.lower", _proposal(match.group().title())
            )


def _eponym(page: Page, word: str) -> bool:
    return page.lexicon is not None and bool(page.lexicon.marks(base_of(word)) & (EPONYM | BRAND))


def _unheard(page: Page, word: str, kind: str) -> bool:
    """Whether a word in no list, and no slip of the thumb, names a place that could hardly be without a name."""
    if page.lexicon is None or len(word) <= _SHORT_WORD or kind.lower() in ("clinic", "practice", "surgery"):
        return False
    base = base_of(word)
    return not page.lexicon.marks(base)


def _known(page: Page, word: str, kind: str) -> bool:
    """Whether a word is in a list of names or towns and is no word of the language."""
    marks = page.lexicon.marks(base_of(word)) if page.lexicon else 0
    if kind.lower() in ("clinic", "practice", "surgery", "group practice") and (
        len(word) <= _SHORT_WORD or not marks & (LAST | PLACE)
    ):
        return False
    return bool(marks & (FIRST | LAST | PLACE | PLACE_STARTS | LARGE)) and not marks & (
        SPELT | NEVER | REGION | EPONYM | BRAND
    )


def _everyday(page: Page, word: str) -> bool:
    base = base_of(word)
    if base in _GENERIC or page.lexicon is None:
        return True
    return bool(page.lexicon.marks(base) & PLAIN)


def _proposal(typed: str) -> str:
    if re.search(r"Nursing|Aged|Rest Home|Care Home|Retirement|Lodge|Long|Living", typed):
        return "[care home]"
    if re.search(r"School|College", typed):
        return "[school]"
    return "[hospital]" if "Hospital" in typed or "Infirmary" in typed else "[clinic]"

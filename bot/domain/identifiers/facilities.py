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
    r"college|commission|ambulance|flying doctor|society|academy|study|trial|guideline|criteria|cohort|questionnaire|"
    r"wort|vitus|elmo|fire|dance|mary's thistle",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:ED|At|In|From|The|He|She|Seen|Was|Usual|Echo|Transferred|Under|Had|Via|To|Past|When|After|Our|My|Her|His) "
)

_TOLD_KIND = (
    r"(?:(?:community|district|general|regional|base|memorial|university|private|public|county|children's|women's) )?"
    r"(?:hospital|hosp\.?(?!\w)|hospice|infirmary|ed|emergency(?: department)?)|base|general|"
    r"medical (?:cent(?:re|er)|practice|clinic|group|service)|"
    r"health (?:cent(?:re|er)|clinic|service|hub)|family (?:practice|medicine|health team|doctors)|surgery|"
    r"nursing home|"
    r"nursing (?:and|&) rehab(?:ilitation)?(?: cent(?:re|er))?|rest ?home|care home|aged care(?: facility| home)?|"
    r"residential care|retirement (?:village|home)|long[- ]term care(?: home)?|ltc|assisted living|senior living|rehab|"
    r"walk[- ]in(?: clinic)?|urgent care|clinic|practice|lodge|manor|villa|court|hostel|polyclinic|dental|"
    r"physio(?:therapy)?|pharmacy|chemist"
)
_CARED = words(
    """
    hosp infirmary emergency base general medical health family surgery nursing home rest aged residential retirement
    long ltc living rehab walk urgent clinic practice lodge manor villa court hostel polyclinic dental physio pharmacy
    chemist
    """
) | {" ed"}
"""One of these must stand somewhere for such a place to be told."""
_TOLD = re.compile(
    rf"(?<!\w)(?P<firm>(?:seen|admitted|transferred|taken|moved|presented|went|goes|go|back|discharged|registered|works|"
    r"working|nurse|gp|booked|delivered|born|lives|living|stays|staying|resident|respite|referred|sent|rehab|ward|"
    r"scan|mri|ct|bloods|enrolled|patient) (?:at|to|from|of|in|into|with) )(?:the )?"
    rf"(?P<name>[^\W\d_][\w'.\-]{{0,20}}(?: [^\W\d_][\w'.\-]{{0,20}}){{0,2}}?) (?P<kind>{_TOLD_KIND})(?![\w'])",
    re.IGNORECASE,
)
_TOLD_SAINT = re.compile(
    r"(?<!\w)(?:admitted|transferred|taken|discharged|seen|ward|ed|ct|mri|clinic|outpatients?|opd|icu|born|delivered|"
    r"presented|referred|sent|surgeon|registrar|team|resident|lives) (?:at|to|from|in|of) "
    r"(?P<name>(?:st\.?|saint|mt|mount) [^\W\d_][^\W\d_'\-]{2,20}(?:'s)?)(?!\w)",
    re.IGNORECASE,
)
_BETWEEN = words("and or with to at for from in on of")
_DETERMINED = words("a an his her my our their your its this that some any no another each every both which what one")
_SORT = words(
    """
    he she they we i it you to at from for with and or of in on off out into up by as but when where while who if then
    so
    emergency rehab rehabilitation outpatient outpatients inpatient orthopaedic orthopedic surgical medicine medical
    mental maternity psychiatric psych eating headache pre-op preop pre-admission admission ambulatory acute subacute
    step-down respite dementia locked secure supported independent retirement residential long short long-term
    assisted senior nursing care aged rest nearby usual old new other another same different larger bigger smaller
    second third first next last walk-in drop-in online home house village main satellite outreach visiting monthly
    fortnightly teaching tertiary quaternary referral referring regional rural metro metropolitan country
    discharge triage paediatric pediatric childrens kids adult geriatric falls continence stoma lymphoedema plastics
    hands gastro renal dialysis cardiac chest cardiology respiratory neurology oncology haematology rheum rheumatology
    endocrine endo diabetic derm dermatology ent eye eyes ortho fracture vascular urology gynae gynaecology colposcopy
    early pregnancy epau infertility ivf genetics allergy immunology vaccine vaccination immunisation travel tb sti hiv
    hepatitis liver methadone opioid addiction alcohol drug detox aod gender lgbt youth men's women's well-woman
    nurse-led nurse gp gp's our-own local-area her-own own compounding discount online same-day bulk-billing bulk
    billing private public community general base district day dental physio physiotherapy pharmacy chemist full
    part time dr doctor doctors' doctor's specialist specialists pain back knee hip hand hands spine sleep memory best
    clinical good safe legal basketball tennis squash food high supreme family civil criminal federal magistrates
    """
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
    yield from _told(page)


def _told(page: Page) -> Iterator[Finding]:
    """Find places of care where the words before say that somebody was seen or lives there."""
    for match in _TOLD.finditer(page.text) if page.holds(_CARED) else ():
        some = [base_of(word.strip(".")) for word in match.group("name").split(" ")]
        named = [word for word in some if word not in _GENERIC and word not in _SORT and not _SPECIALTY.search(word)]
        if not named or some[0] in _DETERMINED or any(word in _BETWEEN for word in some):
            continue
        if page.explained(*match.span("name")) or page.cited(*match.span("name")) or _never(page, named):
            continue
        typed = match.group("name")
        if typed[0].isupper() or match.group("kind")[0].islower():
            yield Finding(
                match.start("name"), match.end(), Kind.FACILITY, 0.5, "facility.told", _proposal(match.group().title())
            )
    for match in _TOLD_SAINT.finditer(page.text):
        yield spot(match, Kind.FACILITY, 0.55, "facility.saint", "[hospital]", 1)


def _never(page: Page, some: list[str]) -> bool:
    return page.lexicon is not None and any(page.lexicon.marks(word) & (NEVER | BRAND) for word in some)


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

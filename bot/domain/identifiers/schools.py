"""Schools and employers by name: few enough people go there that the name and a story point at one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.lexicon import (
    BRAND,
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
from bot.domain.identifiers.page import Page
from bot.domain.identifiers.tokens import base_of
from bot.domain.identifiers.words import words

_FAITH = (
    r"(?:Catholic|Anglican|Christian|Lutheran|Islamic|RC|R\.C\.|CofE|C of E|C\.E\.|CE|Church of England|Church|Jewish|"
    r"Hebrew|Muslim|Steiner|Montessori)"
)
_LEVEL = (
    r"(?:Primary|Secondary|High|Public|State|Grammar|Elementary|Middle|Junior|Senior|Infant|Infants|Area|Central|"
    r"District|"
    r"Community|Comprehensive|National|Boys'?|Girls'?|Boys and Girls|Special|Regional|Technical|Intermediate|Full|"
    r"Integrated|Preparatory|Prep|Secondary Modern|Composite|Consolidated|Collegiate)"
)
_SCHOOL = (
    rf"(?:{_FAITH} )?(?:(?:{_LEVEL} ){{0,3}}(?:School|College|Academy|Institute|Collegiate)|Kindergarten|Kindy|"
    rf"Kinder|Pre-?[Ss]chool|Nursery(?: School)?|Childcare(?: Centre| Center)?|"
    r"Child ?[Cc]are(?: Centre| Center)?|Day ?[Cc]are(?: Centre| Center)?|Cr[e\u00e8]che|Playcentre|Playgroup|"
    r"Sixth Form(?: College)?|"
    r"Early Learning(?: Centre| Center)?|ELC|P-12(?: College| School)?|K-12(?: School)?|Polytechnic|TAFE|"
    r"Montessori|Secondary"
    r" College|Junior Infants|Gaelscoil)"
)
_LEVEL_ALONE = re.compile(
    rf"(?<!\w)(?:at|attends?|attended|to|from|near|of) (?P<name>(?:(?:St\.?|Mt|"
    rf"Mount) )?(?:(?:{CAP})(?:'s)? ){{1,3}}(?:{_FAITH} )?"
    r"(?:Primary|High|Grammar|Elementary|Secondary|Public|State|Intermediate|Central|Community|"
    r"Middle))(?! (?:[Cc]are|[Cc]ourt|[Hh]ealth|"
    r"[Hh]ospital|[Ss]treet|[Ss]chool|[Rr]oad))(?!\w)"
)
_NAMED = re.compile(
    rf"(?<!\w)(?P<lead>(?:(?:St\.?|Saint|Mt|Mount|Holy|Sacred|Our Lady(?: of)?) )?(?:(?:{CAP})(?:'s?)?,? (?:of |"
    rf"the )?){{1,3}}){_SCHOOL}(?!\w)"
)
_LEADING_KIND = re.compile(
    rf"(?<!\w)(?:[\u00c9E]cole|Scoil|Gaelscoil|Coll[e\u00e8]ge|Lyc[e\u00e9]e|C[e\u00e9]gep|CEGEP|"
    rf"K[o\u014d]hanga(?: Reo)?(?: o)?|(?:Te )?Kura"
    rf"(?: Kaupapa M[a\u0101]ori)?(?: o)?|(?:Primary|High|Grammar|Secondary) School of|University of|Cr[e\u00e8]che) "
    rf"(?:(?:secondaire|primaire|\u00e9l\u00e9mentaire|publique|catholique|polyvalente|internationale|de|du|des|"
    rf"de la|de l') ?){{0,3}}"
    rf"(?P<name>(?:St-?e?-? ?|Sainte?-)?(?:{CAP})(?:[ -](?:{CAP}|na|an|o|de|du|des|la|le|te)){{0,3}})"
)
_LEARNS = re.compile(
    rf"(?<!\w)(?i:(?:(?:year|grade|form|class|yr|prep|kindy|reception) ?\d{{0,2}}|pupil|student|teacher|teaches|"
    rf"principal|boards|boarder|"
    rf"enrolled|starts|started|studies|studying|lecturer|teacher aide|prefect|expelled|suspended|bullied) (?:at|"
    rf"from)|attends|goes to "
    rf"school at) (?P<name>(?:(?:St\.?|Mt) )?(?:{CAP})(?:'s)?(?: (?:{CAP})){{0,3}})"
)
_LOWER_SCHOOL = re.compile(
    r"(?<!\w)(?:(?P<saint>st|saint|mt|mount|holy|sacred) )?(?P<name>[^\W\d_][^\W\d_'\-]{2,20}(?:'s)?)(?: (?:park|"
    r"heights|hill|hills|"
    r"creek|bay|beach|river|valley|north|south|east|west|heart|cross|catholic|christian|anglican|state|public|boys|"
    r"girls|"
    r"community|senior|junior|church|rc|cofe|c of e)){0,3} "
    r"(?P<kind>(?:primary|secondary|high|grammar|public|state|elementary|middle|national|intermediate|area|"
    r"central) ?(?:school|college)|"
    r"(?<=[^\n])(?:primary|high|grammar|secondary)|"
    r"college|academy|kindergarten|kindy|preschool|pre-school|cr[e\u00e8]che|playcentre|p-12|k-12|gaelscoil|"
    r"school)(?!\w)",
    re.IGNORECASE,
)
_LOWER_LEADING = re.compile(
    r"(?<!\w)(?:[\u00e9e]cole|scoil|gaelscoil|k[o\u014d]hanga(?: reo)?(?: o)?|"
    r"kura(?: kaupapa m[a\u0101]ori)? o) (?P<name>[^\W\d_][^\W\d_\-]{2,20}"
    r"(?:[ -][^\W\d_][^\W\d_\-]{2,20})?)"
)

_SCHOOLISH = words(
    """
    school college academy institute collegiate kinder kindy creche cr\u00e8che nursery child day playcentre
    playgroup sixth early elc p-12 k-12 polytechnic tafe montessori gaelscoil pre primary secondary high
    grammar junior
    """
)
_WORKISH = words(
    """
    work employ contract driv drove cook clean weld pick pack shear apprentice volunteer foreman forewoman
    supervis manager clerk chef account electrician plumber fitter labour labor job shift position role
    mechanic carpenter engineer reception barista wait bak butcher operator miner machinist technician sales
    rep guard boilermaker rigger roofer painter storeman truck director secretary cashier staff casual time
    laid sacked fired dismissed let made stood retrench suspend hired poach retired resigned quit compan
    occupation place owns runs business
    """
)
"""One of these must stand somewhere for a school's or a firm's name to be told."""
_SHORT_NAME = 4
_SMALL_KINDS = frozenset({"cr\u00e8che", "creche", "kindergarten", "kindy", "playcentre", "preschool", "pre-school"})
_GOES = re.compile(r"(?<!\w)(?:at|attends|attended|to|from) (?:the )?\Z", re.IGNORECASE)

_FIRM = (
    r"(?:Pty\.? Ltd\.?|Pty\.?|Ltd\.?|Limited|Inc\.?|LLC|PLC|plc|LLP|Corp\.?|Corporation|Incorporated|& Sons?|"
    r"and Sons?|& Daughters|"
    r"& Co\.?|and Co\.?|Bros\.?|Brothers|Holdings|& Associates|& Partners)"
)
_TRADE = (
    r"(?:Logistics|Transport|Constructions?|Engineering|Industries|Foods?|Farms?|Farming|Mining|Mines|Motors?|"
    r"Freight|Builders|"
    r"Building|Plumbing|Electrical|Electrics|Roofing|Sawmills?|Meats?|Meatworks|Timbers?|Steel|Cleaning|Catering|"
    r"Landscaping|"
    r"Landscapes|Haulage|Hauliers|Dairy|Dairies|Packers|Packing|Orchards?|Vineyards?|Wines|Winery|Brewery|Brewing|"
    r"Security|"
    r"Solicitors|Lawyers|Accountants|Accounting|Auto|Autos|Automotive|Tyres|Panel ?beaters|Smash Repairs|Joinery|"
    r"Cabinets|Glass|"
    r"Concrete|Cement|Quarry|Quarries|Fisheries|Seafoods?|Bakery|Bakers|Butchers|Caf[e\u00e9]|Restaurant|Hotel|"
    r"Tavern|Pub|Motel|"
    r"Supermarket|Hardware|Furniture|Textiles|Mills?|Fabrication|Welding|Manufacturing|Packaging|Plastics|"
    r"Chemicals|Energy|"
    r"Forestry|Contracting|Contractors|Earthmoving|Scaffolding|Demolition|Drilling|Aviation|Airlines|Shipping|"
    r"Marine|Courier|"
    r"Couriers|Removals|Nursery|Poultry|Abattoirs?|Feedlot|Shearing|Station|Estates?|Properties|Real Estate|Realty|"
    r"Insurance|"
    r"Consulting|Technologies|Software|Systems|Solutions|Services|Supplies|Printing|Press|Media|Fashion|Salon|Gym|"
    r"Fitness)"
)
_SURE_TRADE = (
    r"(?:Logistics|Transport|Constructions?|Engineering|Industries|Farms|Mining|Motors|Freight|Builders|Plumbing|"
    r"Electrical|"
    r"Roofing|Sawmills?|Meats|Meatworks|Haulage|Orchards|Vineyards|Winery|Brewery|Solicitors|Lawyers|Automotive|"
    r"Joinery|Concrete|"
    r"Quarry|Fisheries|Seafoods|Bakery|Butchers|Furniture|Fabrication|Manufacturing|Forestry|Contracting|Contractors|"
    r"Earthmoving|Scaffolding|Demolition|Couriers|Removals|Poultry|Abattoirs?|Real Estate|Catering|Landscaping)"
)
_ONE = rf"(?:{CAP}|[A-Z]{{2,6}}(?!\w))(?:'s)?"
_COMPANY = re.compile(
    rf"(?<!\w)(?P<lead>{_ONE}(?: (?:& |and )?{_ONE}){{0,3}}) (?P<kind>{_FIRM}|{_SURE_TRADE}(?: {_FIRM})?)(?!\w)"
)
_JOB = (
    r"foreman|forewoman|supervisor|manager|cleaner|driver|welder|clerk|chef|cook|accountant|electrician|plumber|"
    r"fitter|picker|"
    r"packer|labourer|laborer|apprentice|apprenticed|apprenticeship|job|shifts?|shift work|contract|position|role|"
    r"mechanic|carpenter|"
    r"engineer|receptionist|barista|waitress|waiter|baker|butcher|operator|shearer|miner|machinist|technician|salesman|"
    r"saleswoman|sales rep|rep|guard|boilermaker|rigger|roofer|painter|storeman|forklift driver|truckie|"
    r"truck driver|trucker|"
    r"director|secretary|bookkeeper|cashier|works?|worked|working|employed|employee|staff|casual|part[- ]time|"
    r"full[- ]time"
)
_EMPLOYED = re.compile(
    rf"(?<!\w)(?i:(?:works?|worked|working|employed|contracts|subcontracts|drives|driving|drove|cooks|cleans|welds|"
    rf"picks|packs|shears|"
    rf"apprenticed|volunteers) (?:as an? \w{{3,14}} )?(?:for|by|at)|(?:{_JOB}) (?:at|for)|laid off (?:by|from|at)|"
    rf"(?:sacked|fired|dismissed|let go|made redundant|stood down|retrenched|suspended|hired|poached) (?:by|from|"
    rf"at)|retired from|resigned from|"
    rf"quit|job at|employer(?: is| was)? ?[:\-]?|workplace ?[:\-]|occupation ?[:\-] ?[\w ]{{3,24}},|"
    rf"place of work ?[:\-]|company ?[:\-]|"
    rf"owns|runs|co-owns|business partner at) (?:the )?"
    rf"(?P<name>{_ONE}(?: (?:& |and (?=[A-Z]))?{_ONE}){{0,4}})"
)
_LOWER_EMPLOYED = re.compile(
    r"(?<!\w)(?:(?:works?|worked|working|employed|drives|drove) (?:for|by|at)|(?:foreman|supervisor|manager|"
    r"cleaner|driver|welder|"
    r"clerk|chef|cook|apprentice|job|shifts?|mechanic|picker|packer|labourer|laborer|fitter|machinist|storeman|"
    r"rep) (?:at|for)|"
    r"laid off (?:by|from)|(?:sacked|fired|dismissed|let go|made redundant|retrenched) (?:by|from)|retired from|"
    r"employer ?[:\-]?(?: is)?|"
    r"workplace ?[:\-]) (?P<name>[^\W\d_][^\W\d_'\-]{2,20}(?:'s)?(?: (?:(?:&|and) )?[^\W\d_][^\W\d_'\-]{2,20}){0,2})",
    re.IGNORECASE,
)
_TRADE_WORD = re.compile(rf"(?:{_TRADE}|{_FIRM})\Z", re.IGNORECASE)
_NO_SCHOOL = words(
    """
    high primary secondary local school the a an his her their our this that medical nursing public state
    private boarding special royal day night old new same whole royal american australian british canadian
    british college of community technical general national nice acute intensive tertiary too very at in from to
    on for is was normal middle left right upper lower grammar senior junior and or with after before all no my
    your its risk dose pressure protein fat fibre fiber medical dental law business art music sunday summer
    driving language pharmacy university ramped up cholesterol mildly moderately currently relatively
    """
)
_NO_FIRM = words(
    """
    centrelink council government nhs hse acc medicare health hospital clinic practice university school police
    army navy defence home night nights days weekends uber the a an general local aged public private state
    federal parish pain men women mental support nursing family community emergency ambulance disability sexual
    youth social legal human patient allied
    """
)


def scan(page: Page) -> Iterator[Finding]:
    """Find schools and employers by name; needs the lexicon."""
    if page.lexicon is None:
        return
    yield from _schools(page)
    yield from _firms(page)


def _schools(page: Page) -> Iterator[Finding]:
    for match in _NAMED.finditer(page.text) if page.holds(_SCHOOLISH) else ():
        lead = [word for word in re.findall(r"[\w'\-]+", match.group("lead")) if base_of(word) not in _NO_SCHOOL]
        named = [word for word in lead if _proper(page, word)]
        told = lead and _GOES.search(page.before(match.start(), 12)) and not page.cited(*match.span())
        if (
            named
            or told
            or (
                len(lead) > 1
                and lead[0].lower()
                in (
                    "st",
                    "mt",
                    "mount",
                    "saint",
                    "holy",
                    "sacred",
                    "our",
                    "all",
                    "christ",
                    "immaculate",
                    "blessed",
                    "good",
                )
            )
        ):
            start = match.start() + (match.group().index(lead[0]) if lead else 0)
            yield Finding(start, match.end(), Kind.FACILITY, 0.6, "school.named", "[school]")
    for match in _LEVEL_ALONE.finditer(page.text):
        words_in = re.findall(r"[\w'\-]+", match.group("name"))[:-1]
        if any(_proper(page, word) or base_of(word) not in _NO_SCHOOL for word in words_in):
            yield Finding(*match.span("name"), Kind.FACILITY, 0.55, "school.named", "[school]")
    for shape in (_LEADING_KIND, _LEARNS):
        for match in shape.finditer(page.text):
            first = re.match(r"(?:St\.?|Mt|Ste?-?) ?|", match.group("name"))
            saint = bool(first and first.group())
            if saint or (
                _proper(page, re.split(r"[ ]", match.group("name"))[0]) and not page.cited(*match.span("name"))
            ):
                begin = match.start("name") if shape is _LEARNS else match.start()
                yield Finding(begin, match.end(), Kind.FACILITY, 0.55, "school.named", "[school]")
    for match in _LOWER_SCHOOL.finditer(page.text) if page.holds(_SCHOOLISH) else ():
        if match.group("name")[0].isupper() and match.group("kind")[0].isupper():
            continue
        base = base_of(match.group("name"))
        saint = match.group("saint") and base not in _NO_SCHOOL
        bare = " " not in match.group("kind") and match.group("kind").lower() in (
            "primary",
            "high",
            "grammar",
            "secondary",
        )
        if bare and _GOES.search(page.before(match.start(), 12)) is None:
            continue
        named = _proper(page, match.group("name"), known=True)
        told = len(base) > _SHORT_NAME and _GOES.search(page.before(match.start(), 12)) is not None
        named = named or (told and bool(_marks(page, base) & (LAST | PLACE)) and not _barred(page, base))
        inside = match.group("name")[0].isupper() and re.search(r"[\w,] \Z", page.before(match.start(), 2)) is not None
        named = named or (inside and match.group("kind").lower() in _SMALL_KINDS and not _barred(page, base))
        if (saint or (base not in _NO_SCHOOL and named)) and len(base) > 3:
            yield Finding(match.start(), match.end(), Kind.FACILITY, 0.55, "school.named", "[school]")
    for match in _LOWER_LEADING.finditer(page.text):
        yield Finding(match.start(), match.end(), Kind.FACILITY, 0.55, "school.named", "[school]")


def _firms(page: Page) -> Iterator[Finding]:
    for match in _COMPANY.finditer(page.text):
        lead = re.findall(r"[\w'\-]+", match.group("lead"))
        firm = re.search(rf"{_FIRM}\Z", match.group("kind")) is not None
        named = firm or any(_proper(page, word, strict=True) for word in lead)
        if named and base_of(lead[0]) not in _NO_FIRM and not page.cited(*match.span()):
            yield Finding(
                match.start(), match.end(), Kind.FACILITY, 0.6 if firm else 0.5, "employer.named", "[employer]"
            )
    for match in _EMPLOYED.finditer(page.text) if page.holds(_WORKISH) else ():
        lead = re.findall(r"[\w'\-]+", match.group("name"))
        named = any(_proper(page, word) for word in lead) or (len(lead) > 1 and _TRADE_WORD.search(match.group("name")))
        if named and base_of(lead[0]) not in _NO_FIRM and not _barred(page, lead[0]):
            yield Finding(*match.span("name"), Kind.FACILITY, 0.55, "employer.works_for", "[employer]")
    for match in _LOWER_EMPLOYED.finditer(page.text):
        lead = re.findall(r"[\w'\-]+", match.group("name"))
        trade = next((at for at, word in enumerate(lead) if _TRADE_WORD.fullmatch(word)), 0)
        named = _proper(page, lead[0], known=True)
        if (
            base_of(lead[0]) in _NO_FIRM
            or lead[0][0].isupper()
            or not (named or (trade and _proper(page, lead[0], loose=True)))
        ):
            continue
        used = lead[: trade + 1] if trade else lead[:1]
        end = match.start("name") + match.group("name").index(used[-1]) + len(used[-1])
        yield Finding(match.start("name"), end, Kind.FACILITY, 0.5, "employer.works_for", "[employer]")


def _marks(page: Page, word: str) -> int:
    return page.lexicon.marks(base_of(word)) if page.lexicon else 0


def _barred(page: Page, word: str) -> bool:
    return bool(_marks(page, word) & (NEVER | REGION))


def _proper(page: Page, word: str, *, known: bool = False, strict: bool = False, loose: bool = False) -> bool:
    """Whether a school or a firm can be named after a word.

    `known` asks that a list of names holds it; `loose` takes everyday words too, `strict` surnames that are some.
    """
    marks = _marks(page, word)
    listed = bool(marks & (FIRST | LAST | PLACE | PLACE_STARTS | LARGE))
    if marks & (NEVER | REGION | BRAND) or len(word) < 3:
        return False
    if loose:
        return listed
    everyday = marks & PLAIN or (marks & SPELT and not (strict and marks & LAST))
    return not everyday and (listed or not (known or marks))

"""Employers by name: few enough people work there that the name and a story point at one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.name_cues import CAP
from bot.domain.identifiers.page import Page
from bot.domain.identifiers.proper import barred, proper
from bot.domain.identifiers.tokens import base_of
from bot.domain.identifiers.words import words

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
"""One of these must stand somewhere for a firm's name to be told."""

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
_NO_FIRM = words(
    """
    centrelink council government nhs hse acc medicare health hospital clinic practice university school police
    army navy defence home night nights days weekends uber the a an general local aged public private state
    federal parish pain men women mental support nursing family community emergency ambulance disability sexual
    youth social legal human patient allied
    """
)


def scan(page: Page) -> Iterator[Finding]:
    """Find firms by name; needs the lexicon."""
    if page.lexicon is None:
        return
    for match in _COMPANY.finditer(page.text):
        lead = re.findall(r"[\w'\-]+", match.group("lead"))
        firm = re.search(rf"{_FIRM}\Z", match.group("kind")) is not None
        named = firm or any(proper(page, word, strict=True) for word in lead)
        if named and base_of(lead[0]) not in _NO_FIRM and not page.cited(*match.span()):
            yield Finding(
                match.start(), match.end(), Kind.FACILITY, 0.6 if firm else 0.5, "employer.named", "[employer]"
            )
    for match in _EMPLOYED.finditer(page.text) if page.holds(_WORKISH) else ():
        lead = re.findall(r"[\w'\-]+", match.group("name"))
        named = any(proper(page, word) for word in lead) or (len(lead) > 1 and _TRADE_WORD.search(match.group("name")))
        if named and base_of(lead[0]) not in _NO_FIRM and not barred(page, lead[0]):
            yield Finding(*match.span("name"), Kind.FACILITY, 0.55, "employer.works_for", "[employer]")
    for match in _LOWER_EMPLOYED.finditer(page.text):
        lead = re.findall(r"[\w'\-]+", match.group("name"))
        trade = next((at for at, word in enumerate(lead) if _TRADE_WORD.fullmatch(word)), 0)
        named = proper(page, lead[0], known=True)
        if (
            base_of(lead[0]) in _NO_FIRM
            or lead[0][0].isupper()
            or not (named or (trade and proper(page, lead[0], loose=True)))
        ):
            continue
        used = lead[: trade + 1] if trade else lead[:1]
        end = match.start("name") + match.group("name").index(used[-1]) + len(used[-1])
        yield Finding(match.start("name"), end, Kind.FACILITY, 0.5, "employer.works_for", "[employer]")

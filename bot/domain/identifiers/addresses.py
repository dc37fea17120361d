"""Where somebody lives: street addresses, postal boxes and postcodes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.identifiers.findings import Country, Finding, Kind
from bot.domain.identifiers.lexicon import EPONYM, FIRST, LARGE, LAST, PLACE, PLAIN
from bot.domain.identifiers.page import Page, label, spot
from bot.domain.identifiers.tokens import base_of
from bot.domain.identifiers.words import words

_PLAIN_TYPES = (
    "Street|St|Road|Rd|Avenue|Ave|Av|Crescent|Cres|Cr|Court|Ct|Drive|Dr|Drv|Place|Pl|Parade|Pde|Lane|Ln|Close|Cl|"
    "Terrace|Tce|Ter|"
    "Boulevard|Blvd|Highway|Hwy|Gardens|Gdns|Grove|Gr|Mews|Esplanade|Esp|Circuit|Cct|Square|Sq|Way|Parkway|Pkwy|"
    "Freeway|Fwy|"
    "Quay|Alley|Promenade|Row|Wynd|Turnpike|Laneway|Concession"
)
_ODD_TYPES = (
    "Track|Line|Walk|Rise|Hill|View|Park|Green|Loop|Trail|Ridge|Mall|Bend|Chase|Common|Concourse|Cove|Crossing|"
    "Glade|Link|Retreat|Vale|"
    "Villas?|Corner|Landing|Manor|Meadows?|Path|Outlook|Heights|Hollow|Causeway|Approach|Brae|Bypass|Creek|Nook|"
    "Point|Plaza|Fold|Drove|Croft"
)
_CAP = r"[A-Z\u00c0-\u00de\u0100-\u017f][\w'\-]{0,24}"
_UNIT = r"(?:(?:Unit|Flat|Apt\.?|Apartment|Lot|Suite|Level|Villa|Shop|Room|U) ?#?\d{1,5}[A-Za-z]?[,/ ]{1,2})?"
_HOUSE = rf"(?<![\w.,/\-]){_UNIT}(?:\d{{1,5}}[A-Za-z]? ?[/\-] ?)?\d{{1,5}}[A-Za-z]?,? "
_STATE = (
    r"(?:NSW|VIC|Vic|QLD|Qld|SA|WA|TAS|Tas|NT|ACT|ON|BC|MB|NS|AB|SK|QC|NB|NL|PE|PEI|YT|NU|"
    r"AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    r"OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WV|WI|WY|DC)"
)
_UK_CODE = r"(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})"
_CA_CODE = r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ \-]?\d[ABCEGHJ-NPRSTV-Z]\d"
ROUTING_KEY = (
    r"(?:A(?:41|42|45|63|67|75|81|82|83|84|85|86|91|92|94|96|98)|C(?:15)|"
    r"D(?:01|02|03|04|05|06|07|08|09|10|11|12|13|14|15|16|17|18|20|22|24|6W)|E(?:21|25|32|34|41|45|53|91)|"
    r"F(?:12|23|26|28|31|35|42|45|52|56|91|92|93|94)|H(?:12|14|16|18|23|53|54|62|65|71|91)|"
    r"K(?:32|34|36|45|56|67|78)|N(?:37|39|41|91)|"
    r"P(?:12|14|17|24|25|31|32|36|43|47|51|56|61|67|72|75|81|85)|R(?:14|21|32|35|42|45|51|56|93|95)|"
    r"T(?:12|23|34|45|56)|V(?:14|15|23|31|35|42|92|93|94|95)|W(?:12|23|34|91)|X(?:35|42|91)|"
    r"Y(?:14|21|25|34|35))"
)
"""Eircode routing keys: the first three characters of each Irish postcode."""
_TAIL = (
    rf"(?:,? (?:Apt\.?|Suite|Unit|Flat) ?#?\d{{1,5}}[A-Za-z]?)?(?:,? ?\n?{_CAP}(?: {_CAP}){{0,2}})?(?:,? {_STATE}\b)?"
    rf"(?:,? (?:{_UK_CODE}|{_CA_CODE}|\d{{5}}(?:-\d{{4}})?|\d{{4}})(?![\w\-]))?"
)
_STREET = re.compile(
    rf"(?P<street>{_HOUSE}(?:(?:the|The|of|upon|St\.?|"
    rf"O') ?)?(?:{_CAP} ){{1,3}}(?:{_PLAIN_TYPES})\b\.?)(?P<tail>{_TAIL})"
)
_ODD_STREET = re.compile(
    rf"(?P<street>{_HOUSE}(?:{_CAP} ){{1,2}}(?:{_ODD_TYPES})\b)(?P<tail>,{_TAIL}|,? {_STATE}\b(?: \d{{4,5}})?)?"
)
_LOWER_STREET = re.compile(
    rf"{_HOUSE}[a-z][a-z'\-]{{2,20}} (?:[a-z][a-z'\-]{{2,20}} )?(?:street|road|avenue|crescent|court|drive|parade|"
    rf"lane|terrace|boulevard|highway|grove|mews|esplanade|rd|ave|cres|pde|tce|blvd|hwy)(?!\w)"
)
_STREET_ALONE = re.compile(
    rf"(?<!\w)(?:on|in|at|off|of|near|outside|along|from|up|down|corner of) ((?:{_CAP} ){{1,2}}(?:Street|St|Road|"
    rf"Rd|Avenue|Ave|Crescent|Cres|Court|Drive|Place|Parade|Lane|Terrace|Boulevard|Blvd|Highway|Hwy|Gardens|Grove|"
    rf"Mews|Esplanade))\b"
)
_HOUSE_NAME = re.compile(
    rf"(?<!\w)(?:The )?(?:{_CAP} ){{1,2}}(?:House|Cottage|Rectory|Vicarage|Farm|Barn|Manor|Hall|Mill|Croft|Lodge|"
    rf"Station), "
    rf"(?:{_CAP})(?: {_CAP}){{0,2}}(?:, {_CAP})?"
)
_COUNTY = re.compile(
    r"(?:(?<!\w)[A-Z][\w'\-]{1,20},? ){0,2}(?:Co\.?|County) (?:Antrim|Armagh|Carlow|Cavan|Clare|Cork|Derry|"
    r"Donegal|Down|Dublin|Fermanagh|"
    r"Galway|Kerry|Kildare|Kilkenny|Laois|Leitrim|Limerick|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon|Sligo|"
    r"Tipperary|Tyrone|Waterford|Westmeath|Wexford|Wicklow|Durham)(?!\w)"
)
_BOX = re.compile(
    r"(?<!\w)(?:P\.? ?O\.? ?Box|GPO Box|Locked Bag|Private Bag|Post Office Box|RMB|RSD|RMD|"
    r"RR ?#) ?#?\d{1,6}(?: [A-Z][\w]{1,20}){0,2}",
    re.IGNORECASE,
)
_RURAL = re.compile(
    r"(?<!\w)(?:Box|RR|RD|"
    r"R\.R\.)[ #]{1,2}\d{1,5}, (?:RR ?\d{1,3}, )?(?P<town>[A-Z][a-z][a-z'\-]{2,20})(?!\w)"
    r"(?P<tail>,? (?:[A-Z]{2}|\d{4})(?!\w))?(?! ?\d)"
)
_FLAT = re.compile(
    r"(?<!\w)(?:Unit|Flat|Apt\.?|Apartment) ?#?\d{1,4}[A-Za-z]?(?:[,/ ]{1,2}\d{1,5}[A-Za-z]?)?(?![\w%]| ?(?:mg|ml|"
    r"units|per|of)\b)"
)
_LABELLED = re.compile(
    r"(?<!\w)(?i:address|lives at|home visit to|house at|moved to|sent to|delivered to|resides at|staying at|"
    r"living at|property at|located at)"
    r"(?i: is| was)?[ :]{1,3}((?:(?:Unit|Flat|Apt\.?|Lot) ?)?\d[\w/]{0,6},? [A-Z][^.\n;()]{3,70}?)"
    r"(?=\.|\n|;|\)|,? (?:and|who|with|no|last|this|after|when|but|for|since)\b|  |\Z)"
)
_UK_AREAS = words(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK
    FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR
    TS TW UB W WA WC WD WF WN WR WS WV YO ZE GIR
    """
)


@dataclass(frozen=True, slots=True)
class PostcodeRule:
    """One country's postcode: `score` by itself (0: never), 0.8 beside a postcode label."""

    code: str
    country: Country
    shape: re.Pattern[str]
    score: float
    source: str


POSTCODES: tuple[PostcodeRule, ...] = (
    PostcodeRule("uk", Country.UK, re.compile(rf"(?<!\w){_UK_CODE}(?!\w)"), 0.8,
        "Royal Mail, Programmer's Guide to PAF: areas and letters"),
    PostcodeRule("ca", Country.CA, re.compile(rf"(?<!\w){_CA_CODE}(?!\w)"), 0.75,
        "Canada Post, Addressing Guidelines: no D F I O Q U"),
    PostcodeRule("uk_small", Country.UK, re.compile(
        rf"(?<!\w)(?!\w{{1,2}}\d{{1,2}} \d(?:nd|th|st|rd)){_UK_CODE.replace(' ?', ' ').lower()}(?!\w)"),
        0.55, "Royal Mail; typed small"),
    PostcodeRule("ca_small", Country.CA, re.compile(rf"(?<!\w){_CA_CODE.lower()}(?!\w)"),
        0.6, "Canada Post; typed small"),
    PostcodeRule("ie", Country.IE, re.compile(
        rf"(?<!\w){ROUTING_KEY} ?(?=[A-Z]{{0,4}}\d|\d)[AC-FHKNPRTV-Y\d]{{4}}(?!\w)", re.IGNORECASE),
        0.7, "Eircode, routing keys and unique identifiers"),
    PostcodeRule("au", Country.AU, re.compile(
        r"(?<=\b)(?:NSW|VIC|Vic|QLD|Qld|SA|WA|TAS|Tas|NT|"
        r"ACT),? (?P<code>\d{4})(?![\w/%\-]|\.\d)"), 0.8, "Australia Post: state and four digits"),
    PostcodeRule("au_small", Country.AU, re.compile(
        r"(?<!\w)(?:nsw|vic|qld|tas|act|n\.s\.w\.|[Tt]as\.|[Vv]ic\.|[Qq]ueensland|[Tt]asmania|[Nn]ew [Ss]outh [Ww]ales|"
        r"(?:[Ss]outh|[Ww]estern) [Aa]ustralia),? (?P<code>[2-8]\d{3})(?![\w/%\-]|\.\d| ?(?:mg|ml|units?|steps))"), 0.7,
        "Australia Post: state and four digits, typed small or in full"),
    PostcodeRule("us_small", Country.US, re.compile(
        r"(?<!\w)(?:tx|ny|nj|fl|ga|nc|sc|tn|wi|wv|ky|mn|nm|nv|nd|sd|ct|ut|va|wy|oh|az|(?i:Calif\.|Texas|Ohio|Iowa|Florida|"
        r"California|New (?:York|Jersey|Mexico|Hampshire)|(?:North|South) (?:Carolina|Dakota)|(?:West )?Virginia|"
        r"Pennsylvania|Illinois|Michigan|Wisconsin|Minnesota|Missouri|Montana|Oregon|Washington|Vermont|Maine|"
        r"Massachusetts|Connecticut|Maryland|Delaware|Kentucky|Tennessee|Alabama|Mississippi|Arkansas|Louisiana|"
        r"Oklahoma|Kansas|Nebraska|Colorado|Wyoming|Utah|Arizona|Nevada|Idaho|Alaska|Hawaii|Indiana|Georgia)),? "
        r"(?P<code>\d{5}(?:-\d{4})?)(?![\w/%]|\.\d| ?(?:mg|ml|units?|steps|people|patients|adults|women|men))"),
        0.7, "USPS Publication 28: state and ZIP code, typed small or in full"),
    PostcodeRule("outward", Country.UK, re.compile(
        r"(?<!\w)(?i:lives in|living in|moved (?:to|from)|postcode area|home in) (?:the )?"
        r"(?P<code>[A-Z]{2}\d{1,2}[A-Z]?)(?!\w)"), 0.5, "Royal Mail: area and district alone"),
    PostcodeRule("us", Country.US, re.compile(
        rf"(?<!\w){_STATE},? (?P<code>\d{{5}}(?:-\d{{4}})?)(?![\w/%]|\.\d)"),
        0.8, "USPS Publication 28: state and ZIP code"),
    PostcodeRule("zip4", Country.US, re.compile(r"(?<![\w.,/\-])\d{5}-\d{4}(?![\w/\-]|[.,]\d)"),
        0.6, "USPS Publication 28: ZIP+4"),
)  # fmt: skip

_POSTCODE_LABEL = re.compile(
    r"(?<!\w)(?:post ?code|p/?code|postal ?code|zip(?: ?code)?|eircode)(?: is| was|:)?[ :]{1,2}"
    r"([A-Z]\d[\dW] ?(?=[A-Z]{0,4}\d)[A-Z\d]{4}|[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|"
    r"\d{4,5}(?:-\d{4})?)(?!\w)",
    re.IGNORECASE,
)
_BARE_CODE = re.compile(
    r"(?<!\w)(?P<town>[^\W\d_][^\W\d_'\-]{2,20}(?: [^\W\d_][^\W\d_'\-]{2,20})?)(?P<sep>,? \(?|,?\n| - )"
    r"(?P<code>\d{4,5})\Z",
    re.IGNORECASE,
)
_LONGEST_TOWN = 44
_BARE_DIGITS = re.compile(
    r"(?:(?<=[^\W\d_][ \n])|(?<=, )|(?<= [(])|(?<=- )|(?<=,\n))(?!(?:19|20)\d\d(?!\d))\d{4,5}"
    r"(?![\w/%:\-]|[.,]\d| ?(?:mg|mcg|g|ml|units?|iu|hours?|hrs?|steps|m|km|"
    r"kcal|kj|patients|people|women|men|participants|cases|doses)\b)"
)
_AT = re.compile(r"(?:in|at|from|near|of|to|,) \Z", re.IGNORECASE)
_ZIP_DIGITS = 5
_CODE_TRAP = label(r"type|stage|grade|class|item|figure|table|version|page|vitamin|lead|level", 0)


def scan(page: Page) -> Iterator[Finding]:
    """Find addresses and postcodes."""
    yield from _streets(page)
    for rule in POSTCODES:
        if rule.country in page.countries:
            yield from _postcodes(page, rule)
    yield from _after_towns(page)
    for match in _POSTCODE_LABEL.finditer(page.text):
        yield spot(match, Kind.POSTCODE, 0.8, "postcode.labelled", "[postcode]", 1)


def _after_towns(page: Page) -> Iterator[Finding]:
    """Find four or five digits right behind a town: "Narrogin 6312"."""
    for digits in _BARE_DIGITS.finditer(page.text):
        match = _BARE_CODE.search(page.text, max(0, digits.start() - _LONGEST_TOWN), digits.end())
        if match is None or match.start("code") != digits.start():
            continue
        countries = {Country.US} if len(match.group("code")) == _ZIP_DIGITS else {Country.AU, Country.NZ}
        if page.lexicon is None or not countries & page.countries or page.explained(*match.span("code")):
            continue
        lead = base_of(match.group("town"))
        whole = page.lexicon.marks(lead)
        last = page.lexicon.marks(lead.split(" ")[-1])
        town = whole & (PLACE | LARGE) or (last & (PLACE | LARGE) and not last & PLAIN)
        lives = _AT.search(page.before(match.start(), 8)) is not None
        told = lives or re.match(r"[.,;:\n)]|\Z", page.after(match.end(), 1)) is not None
        plainly = whole & PLACE and not whole & (LARGE | PLAIN | FIRST | LAST) and match.group("town")[0].isupper()
        # "in Orange 2800", "at Nelson 7010": what somebody lives in is a town, whatever else it may mean.
        settled = lives and match.group("town")[0].isupper()
        unclear = whole & EPONYM or (whole & PLAIN and match.group("sep") == " ")
        if town and (told or plainly) and (settled or not unclear):
            yield Finding(*match.span("code"), Kind.POSTCODE, 0.6, "postcode.after_town", "[postcode]")


def _streets(page: Page) -> Iterator[Finding]:
    for match in _STREET.finditer(page.text):
        tail = match.group("tail")
        end = match.end() if re.search(r"\d|[A-Z]{2}", tail) else match.end("street")
        yield Finding(match.start(), end, Kind.ADDRESS, 0.85, "address.street", "[address]")
    for match in _ODD_STREET.finditer(page.text):
        score = 0.7 if match.group("tail") else 0.5
        end = (
            match.end()
            if match.group("tail") and re.search(r"\d|[A-Z]{2}", match.group("tail"))
            else match.end("street")
        )
        yield Finding(match.start(), end, Kind.ADDRESS, score, "address.street", "[address]")
    for match in _LABELLED.finditer(page.text):
        yield spot(match, Kind.ADDRESS, 0.8, "address.labelled", "[address]", 1)
    for shape, score, why in (
        (_LOWER_STREET, 0.75, "street"),
        (_BOX, 0.85, "box"),
        (_RURAL, 0.8, "box"),
        (_FLAT, 0.7, "flat"),
        (_HOUSE_NAME, 0.6, "house"),
        (_COUNTY, 0.6, "county"),
    ):
        for match in shape.finditer(page.text):
            rate = shape is _RURAL and not match.group("tail") and not _town(page, match.group("town"))
            if not page.explained(*match.span()) and not rate:
                yield spot(match, Kind.ADDRESS, score, f"address.{why}", "[address]")
    for match in _STREET_ALONE.finditer(page.text):
        yield spot(match, Kind.ADDRESS, 0.65, "address.street_name", "[street]", 1)


def _town(page: Page, word: str) -> bool:
    """Whether a word behind "RR 2," is where the road lies, and not what was measured next after a respiratory rate."""
    marks = page.lexicon.marks(word.lower()) if page.lexicon else 0
    return bool(marks & PLACE) or (page.lexicon is not None and not marks & PLAIN and len(word) > 4)


def _postcodes(page: Page, rule: PostcodeRule) -> Iterator[Finding]:
    for match in rule.shape.finditer(page.text):
        group = "code" if "code" in rule.shape.groupindex else 0
        start, end = match.span(group)
        typed = match.group(group)
        if (
            rule.country is Country.UK
            and (area := re.match(r"[A-Z]{1,3}?(?=\d)|GIR", typed.upper()))
            and area.group() not in _UK_AREAS
        ):
            continue
        solid = rule.country is Country.UK and " " not in typed
        if page.explained(start, end) or page.labelled(start, _CODE_TRAP, 14):
            continue
        yield Finding(start, end, Kind.POSTCODE, 0.5 if solid else rule.score, f"postcode.{rule.code}", "[postcode]")

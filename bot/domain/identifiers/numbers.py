"""Numbers that states and health systems give to one person, told apart by shape, label and check digit.

A number whose check digit agrees needs no label. Beside its label a *wrong* check digit is a finding
too: a mistyped number still identifies. Add a country by adding rows.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.domain.identifiers import checkdigits
from bot.domain.identifiers.findings import Country, Finding, Kind
from bot.domain.identifiers.page import Page, label

_GAP = r"([ \-.\n]?)"
_NOT_INSIDE = r"(?<![\w+])(?<!\d[.,/\-])"
_ENDS = r"(?![\w+]|[.,/\-]\d)"


@dataclass(frozen=True, slots=True)
class NumberRule:
    """One kind of number.

    Scores: `proven` when the check digit agrees and the number is written in groups, `run` when it
    agrees but stands bare, `alike` when it disagrees and only its grouping speaks. 0 is no finding.
    Beside its label it always must go.
    `solid` numbers are written without spaces: "NSW 2480" looks like an NHI otherwise.
    """

    code: str
    country: Country | None
    kind: Kind
    shape: re.Pattern[str]
    labels: str
    agrees: Callable[[str], bool]
    proven: float
    run: float
    alike: float
    source: str
    solid: bool = False


def _shape(*groups: str) -> re.Pattern[str]:
    return re.compile(_NOT_INSIDE + _GAP.join(groups) + _ENDS, re.IGNORECASE)


_HEALTH_CARD = r"health ?(?:card|care|insurance|no|number|id)?|care ?card|insurance|card|PHN|ULI|HCN|HSN|PHIN|MCP"

RULES: tuple[NumberRule, ...] = (
    NumberRule("medicare", Country.AU, Kind.HEALTH_NUMBER,
        _shape(r"[2-6]\d{3}", r"\d{5}", r"\d(?:[ /\-]{0,3}[1-9])?"),
        r"medi?care|m/care|mc ?(?:#|no|number)|mcn|card", checkdigits.medicare,
        0.95, 0.85, 0.55, "Services Australia, Medicare number format; clearwater.com.au/code/medicare"),
    NumberRule("ihi", Country.AU, Kind.HEALTH_NUMBER,
        _shape(r"8003", r"6\d{3}", r"\d{4}", r"\d{4}"),
        r"IHI|HPI-?[IO]|health ?care identifier|identifier", checkdigits.ihi,
        0.95, 0.95, 0.8, "Digital Health Agency, HI Service: ISO 7812, prefix 80036, Luhn"),
    NumberRule("tfn", Country.AU, Kind.STATE_NUMBER,
        _shape(r"\d{3}", r"\d{3}", r"\d{3}"),
        r"TFN|tax file(?: number| no)?", checkdigits.tax_file_number,
        0, 0, 0, "ATO; modulus 11 as in python-stdnum stdnum.au.tfn; only beside its label"),
    NumberRule("crn", Country.AU, Kind.STATE_NUMBER,
        _shape(r"\d{3}", r"\d{3}", r"\d{3}", r"[A-Z]"),
        r"CRN|centrelink|concession|pension(?:er)?|HCC|card", checkdigits.always,
        0.85, 0.8, 0.55, "Services Australia, customer reference number: nine digits and a letter"),
    NumberRule("dva", Country.AU, Kind.STATE_NUMBER,
        _shape(r"[NVQWST][A-Z]{1,3}", r"\d{2,6}[A-Z]?"),
        r"DVA|veteran'?s?|gold card|white card", checkdigits.always,
        0, 0, 0, "DVA file number: state letter, war code, digits; only beside its label"),
    NumberRule("nhs", Country.UK, Kind.HEALTH_NUMBER,
        _shape(r"\d{3}", r"\d{3}", r"\d{4}"),
        r"NHS|CHI|H ?& ?C|health and care", checkdigits.nhs,
        0.95, 0.8, 0, "NHS Data Dictionary, NHS NUMBER, modulus 11; CHI and H&C share it"),
    NumberRule("nino", Country.UK, Kind.STATE_NUMBER,
        _shape(r"[A-Z]{2}", r"\d{2}", r"\d{2}", r"\d{2}", r"[A-D]?"),
        r"NINO|NI|nat(?:ional)?\.? ins(?:urance)?|benefits?|PIP|ESA|UC|universal credit|DWP|HMRC|payslip|jobcentre|"
        r"fit note|"
        r"(?:carer'?s|attendance) allowance", checkdigits.nino,
        0.9, 0.85, 0, "HMRC manual NIM39110: prefixes D F I Q U V never first"),
    NumberRule("nhi", Country.NZ, Kind.HEALTH_NUMBER,
        _shape(r"[A-HJ-NP-Z]{3}", r"(?:\d{4}|\d{2}[A-HJ-NP-Z]{2})"),
        r"NHI|national health index", checkdigits.nhi,
        0.95, 0.9, 0,
            "HISO 10046:2023 Consumer Health Identity Standard: modulus 11, new form 23 (24 until 2022)", solid=True),
    NumberRule("sin", Country.CA, Kind.STATE_NUMBER,
        _shape(r"\d{3}", r"\d{3}", r"\d{3}"),
        r"SIN|social insurance|NAS", checkdigits.sin,
        0.9, 0.6, 0.5, "Service Canada; Luhn as in python-stdnum stdnum.ca.sin"),
    NumberRule("ohip", Country.CA, Kind.HEALTH_NUMBER,
        _shape(r"\d{4}", r"\d{3}", r"\d{3}", r"(?:[A-Z]{2})?"),
        rf"OHIP|{_HEALTH_CARD}", checkdigits.ohip,
        0.9, 0.55, 0.6, "Ontario Ministry of Health, Health Card Validation: Luhn, two-letter version"),
    NumberRule("bc_phn", Country.CA, Kind.HEALTH_NUMBER,
        _shape(r"9\d{3}", r"\d{3}", r"\d{3}"),
        rf"MSP|{_HEALTH_CARD}", checkdigits.bc_phn,
        0.9, 0.8, 0, "BC Ministry of Health, PHN Check Digit Number Routine, 2003"),
    NumberRule("ramq", Country.CA, Kind.HEALTH_NUMBER,
        _shape(r"[A-Z]{4}", r"\d{4}", r"\d{4}"),
        r"RAMQ|NAM|assurance maladie|health", checkdigits.ramq,
        0.9, 0.9, 0.5, "RAMQ health insurance card: name letters, birth date (women month + 50)"),
    NumberRule("alberta", Country.CA, Kind.HEALTH_NUMBER,
        _shape(r"\d{5}", r"\d{4}"),
        rf"AHCIP|{_HEALTH_CARD}", checkdigits.always,
        0, 0, 0, "Alberta Health, PHN/ULI: nine digits written 5-4; only beside its label"),
    NumberRule("ssn", Country.US, Kind.STATE_NUMBER,
        _shape(r"\d{3}", r"\d{2}", r"\d{4}"),
        r"SSN|SS ?#|social(?: security)?|ITIN", checkdigits.ssn,
        0.9, 0, 0, "SSA, SSN randomization: areas 000, 666 and 9xx never issued"),
    NumberRule("mbi", Country.US, Kind.HEALTH_NUMBER,
        _shape(r"[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d", r"[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d",
               r"[AC-HJKMNP-RT-Y]{2}\d{2}"),
        r"MBI|medicare|beneficiary", checkdigits.always,
        0.95, 0.95, 0, "CMS, Understanding the Medicare Beneficiary Identifier format"),
    NumberRule("pps", Country.IE, Kind.STATE_NUMBER,
        _shape(r"\d{7}", r"[A-W][A-IW]?"),
        r"PPSN?|PPS ?(?:no|number|#)|personal public service", checkdigits.pps,
        0.9, 0.85, 0, "Revenue Commissioners, PPS checksum; python-stdnum stdnum.ie.pps"),
    NumberRule("card", None, Kind.NUMBER,
        _shape(r"[3-6]\d{3}", r"\d{4}", r"\d{4}", r"\d{4}"),
        r"visa|mastercard|amex|credit|debit|card", checkdigits.luhn,
        0.9, 0.8, 0.5, "ISO/IEC 7812 payment cards, Luhn"),
)  # fmt: skip

PROPOSALS = {
    Kind.HEALTH_NUMBER: "[health number]",
    Kind.STATE_NUMBER: "[ID number]",
    Kind.RECORD_NUMBER: "[record number]",
    Kind.NUMBER: "[number]",
}

_ANY_LABEL = label(
    r"medi?care|NHS|NHI|IHI|OHIP|RAMQ|MSP|PPSN?|SSN|SIN|MBI|DVA|CHI|NINO|NI|" + _HEALTH_CARD + r"|ID|identifier"
)
_LABELLED_NUMBER = re.compile(_NOT_INSIDE + r"(?=[A-Za-z]{0,3}\d)[A-Za-z]{0,3}\d[\d \-]{4,16}\d[A-Za-z]{0,2}" + _ENDS)
_BESIDE = 0.96
"""Score beside the right label; above any phone's, so that the finding gets its right name."""
_ONE_OF_MANY = 0.6
"""A group that agrees by chance amid a row of readings ("380 400 420 390") must not be forced out."""
_OF_FOUR = ("last", "end", "finish", "xxx", "***")
_YEARS = re.compile(r"(?:19|20)\d\d[ \-](?:19|20)?\d\d")
_LAST_FOUR = re.compile(
    r"(?<!\w)(?:SSN|SS ?#|social(?: security)?(?: number| no\.?)?|medicare(?: number| no\.?)?|SIN)"
    r"\W{0,3}(?:\(?(?:last\s(?:four|4)(?:\sdigits)?|ending|ends|ends with|ending in|ends in|xxx[ \-]?xx)\)?"
    r"\W{0,3}(?:in\s|with\s|is\s|are\s|of\s|: ?)?)(\d{4})(?!\d)"
    r"|(?<!\w)last\s(?:four|4)(?:\sdigits)?\s(?:of\s|on\s)?(?:his\s|her\s|their\s|the\s|pt'?s\s)?(?:SSN|social|SIN|"
    r"medicare)"
    r"\W{0,3}(?:number\s|security\s)?(?:is |was |are |: ?)?(\d{4})(?!\d)"
    r"|(?<!\w)last\s(?:four|4)(?:\sdigits)?\)?(?:\s?(?:[:#=\-]|is|are|were)\s?|\s)(?!(?:19|20)\d\d)(\d{4})"
    r"(?!\d|[./]\d| ?(?:mg|mcg|g|ml|units?|steps|kcal|people|patients|women|men)\b)"
    r"|(?<!\w)(?:ends|ending|finishes)\s(?:in\s|with\s)?(\d{4}) \((?:SSN|social)"
    r"|(?<!\w)(?:x{3}|\*{3})[ \-](?:x{2}|\*{2})[ \-](\d{4})(?!\d)",
    re.IGNORECASE,
)


def scan(page: Page) -> Iterator[Finding]:
    """Find every number a rule of this page's countries knows, and numbers beside a health label."""
    for rule in RULES:
        if rule.country is None or rule.country in page.countries:
            yield from _scan_rule(page, rule)
    for match in _LABELLED_NUMBER.finditer(page.text):
        start, end = match.span()
        digits = sum(one.isdigit() for one in match.group())
        if _YEARS.fullmatch(match.group()):
            continue
        if 6 <= digits <= 16 and page.labelled(start, _ANY_LABEL) and not page.explained(start, end):
            yield Finding(start, end, Kind.HEALTH_NUMBER, 0.8, "number.labelled", PROPOSALS[Kind.HEALTH_NUMBER])
    for match in _LAST_FOUR.finditer(page.text) if page.holds(_OF_FOUR) else ():
        group = next(at for at in range(1, _LAST_FOUR.groups + 1) if match.group(at))
        yield Finding(*match.span(group), Kind.STATE_NUMBER, 0.85, "ssn.last_four", PROPOSALS[Kind.STATE_NUMBER])


def _scan_rule(page: Page, rule: NumberRule) -> Iterator[Finding]:
    own_label = label(rule.labels)
    for match in rule.shape.finditer(page.text):
        typed = match.group().rstrip(" -.\n")
        start, end = match.start(), match.start() + len(typed)
        if page.explained(start, end):
            continue
        compact = re.sub(r"[^A-Z0-9]", "", typed.upper())
        beside = page.labelled(start, own_label)
        grouped = all(match.groups()[: max(1, len(match.groups()) - 1)])
        if not beside and (typed != typed.upper() or "\n" in typed or (grouped and rule.solid)):
            continue
        agrees = rule.agrees(compact)
        if "." in typed and not agrees:
            continue
        score, why = _judge(rule, agrees, beside, grouped)
        if grouped and not beside and _in_a_row(page, start, end):
            score = min(score, _ONE_OF_MANY) if agrees else 0
        if score:
            yield Finding(start, end, rule.kind, score, f"{rule.code}.{why}", PROPOSALS[rule.kind])


def _in_a_row(page: Page, start: int, end: int) -> bool:
    """Whether more numbers stand right before or after: peak flows, teeth, years."""
    return re.search(r"\d \Z", page.before(start, 2)) is not None or re.match(r" \d", page.after(end, 2)) is not None


def _judge(rule: NumberRule, agrees: bool, beside: bool, grouped: bool) -> tuple[float, str]:
    if beside:
        return (_BESIDE, "check_digit") if agrees else (_BESIDE - 0.01, "mistyped")
    if agrees:
        return (rule.proven if grouped else rule.run), "check_digit"
    return (rule.alike if grouped else 0), "alike"

"""Numbers that only a label gives away: hospital record, insurance policy, passport, licence.

And the opposite: long numbers nobody has explained, which the author should look at.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.page import Page, spot

_NUMBER_WORD = r"(?: ?(?:numbers?|nos?\.?|num|id|ref|#))"
_VALUE = (
    r"((?=[A-Z0-9\-/]{0,8}\d)(?!(?:19|20)\d\d(?![\d/\-]))[A-Z]{0,4}[\-/]?\d(?:[\d\-/]| (?=\d)){2,14}[A-Z]{0,2})(?![\w])"
)
_LINK = r"[^\w\n]{0,3}(?:(?:is|was|of|no|number|num|id)\b[^\w\n]{0,3}){0,2}\n?"


class RecordRule(NamedTuple):
    """A label, what it introduces, and where the label comes from."""

    code: str
    labels: str
    kind: Kind
    proposal: str
    source: str
    needs: tuple[str, ...] = ()
    """Without one of these in lower case no label is there, and none need be looked for."""


RULES: tuple[RecordRule, ...] = (
    RecordRule("mrn", rf"MRN|URN|UMRN|UR|U/R|URNO|HRN|IPN|PAS{_NUMBER_WORD}|K ?number", Kind.RECORD_NUMBER,
        "[record number]", "HIPAA Safe Harbor, medical record numbers; local names in AU, UK and NZ hospitals"),
    RecordRule("record",
        rf"(?:(?:medical|health|patient|clinical|unit|hospital|hosp\.?) )?(?:record|chart|file|unit|hospital|"
        rf"hosp\.?){_NUMBER_WORD}",
        Kind.RECORD_NUMBER, "[record number]", "HIPAA Safe Harbor, medical record numbers",
        ("record", "chart", "file", "unit", "hosp")),
    RecordRule("patient",
        rf"(?:pt|patient|client|resident|inmate|prisoner|student|employee|staff|service)\.?{_NUMBER_WORD}",
        Kind.RECORD_NUMBER, "[record number]", "HIPAA Safe Harbor, any unique identifying number"),
    RecordRule("case",
        rf"(?:case|accession|episode|encounter|admission|referral|e-?referral|lab|specimen|pathology|imaging|"
        rf"request|script|prescription|rx){_NUMBER_WORD}",
        Kind.RECORD_NUMBER, "[record number]", "HIPAA Safe Harbor, any unique identifying number"),
    RecordRule("account",
        rf"(?:claim|policy|member(?:ship)?|account|insurance|ACC|workcover|WSIB|NDIS|invoice|customer|booking|"
        rf"ref(?:erence)?){_NUMBER_WORD}|acct\.?(?: ?#)?|NDIS",
        Kind.NUMBER, "[number]", "HIPAA Safe Harbor, account and health plan numbers"),
    RecordRule("ref",
        r"(?:our|your|hosp(?:ital)?|clinic|dept|letter|file|patient) ?\.?ref(?:erence)?s?|ref(?:erence)?(?= ?[:#])",
        Kind.RECORD_NUMBER, "[record number]", "how letters from hospitals give a record number", ("ref",)),
    RecordRule("passport",
        rf"passport{_NUMBER_WORD}?|(?:driver'?s?|driving) ?(?:licen[cs]e|lic){_NUMBER_WORD}?|"
        rf"licen[cs]e{_NUMBER_WORD}|visa{_NUMBER_WORD}|firearms? licen[cs]e{_NUMBER_WORD}?",
        Kind.STATE_NUMBER, "[ID number]", "HIPAA Safe Harbor, certificate and licence numbers",
        ("passport", "licen", "lic", "visa")),
    RecordRule("bank", rf"BSB{_NUMBER_WORD}?|sort code|IBAN|bank account{_NUMBER_WORD}?", Kind.NUMBER,
        "[number]", "HIPAA Safe Harbor, account numbers", ("bsb", "sort code", "iban", "bank")),
)  # fmt: skip

_COMPILED = tuple(
    (rule, re.compile(rf"(?<![A-Za-z])(?:{rule.labels})(?![A-Za-z]){_LINK}{_VALUE}", re.IGNORECASE)) for rule in RULES
)

_LONG = re.compile(r"(?<![\w.,/:+\-])\d{6,20}(?![\w/:]|[.,\-]\d)")
_GROUPED = re.compile(r"(?<![\w.,/:+\-])(?<!\d )\d{2,4}(?:(?:[ \-]\d{2,6}){2}|(?:-\d{2,6}){3})(?![\w/:]|[.,\- ]\d)")
_CODE = re.compile(r"(?<![\w/.\-])(?=[A-Z]{1,4}\d|\d)(?:[A-Z]{1,4}\d{5,10}[A-Z]?|\d{5,10}[A-Z]{1,2})(?![\w/\-])")
_FREEPHONE = re.compile(r"1[38]00[ \-]?\d{3}|0[58]0[08][ \-]?\d{3}|13[ \-]?\d\d[ \-]?\d\d\Z")
_LEAST_GROUPED_DIGITS = 8


def scan(page: Page) -> Iterator[Finding]:
    """Find numbers beside a record label, then long numbers that nothing explains."""
    for rule, shape in _COMPILED:
        if rule.needs and not page.holds(rule.needs):
            continue
        for match in shape.finditer(page.text):
            if sum(one.isdigit() for one in match.group(1)) >= 4 and not page.explained(*match.span(1)):
                yield spot(match, rule.kind, 0.9, f"record.{rule.code}", rule.proposal, 1)
    for shape, score, why in ((_LONG, 0.5, "long"), (_CODE, 0.5, "code"), (_GROUPED, 0.5, "grouped")):
        for match in shape.finditer(page.text):
            digits = sum(one.isdigit() for one in match.group())
            if shape is _GROUPED and digits < _LEAST_GROUPED_DIGITS:
                continue
            if not page.explained(*match.span()) and not _FREEPHONE.match(match.group()):
                yield spot(match, Kind.NUMBER, score, f"number.{why}", "[number]")

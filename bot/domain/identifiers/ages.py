"""Ages over 89: so few people are that old that the age alone points at one."""

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.name_cues import RELATIVE
from bot.domain.identifiers.page import Page, label

_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_WORDS = rf"(?:ninety(?:[ \-]{_ONES})?|(?:one|a) hundred(?: and (?:{_ONES}|ten))?)"
_DIGITS = r"(?:9\d|1[01]\d)"
_UNIT = re.compile(
    r" ?(?:%|/|mg|mcg|\u00b5|g\b|kg|bpm|cm|mm|ml|km|l\b|\.\d|-\d|mmol|mol|beats|days?|weeks?|months?|hours?|hrs?|"
    r"min|degrees|reg|on\b|"
    r"ra\b|micro|and a|to \d|over|systolic|diastolic|percent|per |times|units?|tablets?|fl\b|iu\b|pack|st\b|lbs?|"
    r"metres|meters|points?|people|patients)",
    re.IGNORECASE,
)
_ANY = re.compile(r"9\d|1[01]\d|[Nn]inet|[Hh]undred|[Cc]entenarian|[Nn]onagenarian|NINET|HUNDRED")
"""What a text about somebody that old must hold at all."""
_WITH_UNIT = re.compile(
    rf"(?<![\w.,/\-])({_DIGITS}|{_WORDS})(?=[ \-]?(?:y\.?/?o\.?(?!\w)|yrs?(?!\w)|years?[ \-](?:old|of age|young)|"
    rf"y(?!\w)|[MF](?!\w)|"
    rf"(?:year|yr)[ \-]old))",
    re.IGNORECASE,
)
_AFTER_CUE = re.compile(
    rf"(?<!\w)(?:(?:died|dead|passed(?: away)?|death|lived) (?:at|to)|aged?(?: of)?|turn(?:ed|s|ing)?|is|was|now|"
    rf"nearly|almost|age)[ :]{{1,2}}(?:about |nearly |almost |"
    rf"now |only )?({_DIGITS}|{_WORDS})(?![\w/%\-]|[.,]\d)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    # "Mr John Smith, 92, of Kalgoorlie": the way newspapers and letters give an age.
    rf"(?<!\w)(?:[A-Z][a-z][\w'\-]*|\[name\]|{RELATIVE}|widow(?:er)?|pensioner|retiree),? \(?({_DIGITS})(?=, | of |"
    rf" from |;|\)|\.(?!\d)|,?$)",
    re.MULTILINE,
)
_BIRTHDAY = re.compile(
    r"(?<!\w)(9\dth|9[123](?:st|nd|rd)|1[01]\d(?:st|nd|rd|th)|ninet(?:y-\w{4,8}|ieth)|hundredth) birthday",
    re.IGNORECASE,
)
_IN_FULL = re.compile(r"(?<!\w)(nonagenarian|centenarian|supercentenarian)s?(?!\w)", re.IGNORECASE)
_MEASURED = label(
    r"HR|pulse|sats?|SpO2|BP|rate|eGFR|ALT|AST|weigh(?:t|s|ed|ing)?|wt|ALP|GGT|saturations?|BMI|glucose|BSL|BGL|"
    r"sodium|urate|Hb|ferritin|CRP|"
    r"temp|ESR|systolic|diastolic|waist|height|score|creatinine|INR|MCV|B12|platelets|dose|FEV1|peak flow|"
    r"percentile|HbA1c|it|result|level",
    1,
)


def scan(page: Page) -> Iterator[Finding]:
    """Find ages of 90 and more; the proposal is "90+"."""
    if _ANY.search(page.text) is None:
        return
    for shape, sure in ((_WITH_UNIT, True), (_BIRTHDAY, True), (_AFTER_CUE, False), (_AFTER_NAME, False)):
        for match in shape.finditer(page.text):
            start, end = match.span(1)
            if sure and page.text[end : end + 2] in ("", " M", " F", "M", "F") and page.labelled(start, _MEASURED, 20):
                continue
            if not sure and (_UNIT.match(page.after(end, 14)) or page.labelled(match.start(), _MEASURED, 24)):
                continue
            if not (page.explained(start, end) and not sure):
                yield Finding(start, end, Kind.AGE, 0.85, "age.over_89", "90+")
    for match in _IN_FULL.finditer(page.text):
        yield Finding(*match.span(1), Kind.AGE, 0.4, "age.word", "person over 89")

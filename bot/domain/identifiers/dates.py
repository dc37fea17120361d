"""Dates that hold a day, dates of birth, and years of birth. A month or a year alone is honest."""

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.months import month, season
from bot.domain.identifiers.page import Page, label, spot

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = (
    r"(?:(?:19|20)\d\d|'\d\d|\d\d(?!\d|[:.,]\d|[ \-]?(?:mg|mcg|ml|kg|g|%|years?|yrs?|yo|y|days?|weeks?|months?|am|pm|"
    r"tabs?|times|x)\b))"
)
_NUMERIC = re.compile(r"(?<![\d/.\-])(\d{1,4}) ?([/.\-]) ?(\d{1,2}) ?\2 ?(\d{2,4})(?![\d/]|[.\-]\d)")
_DAY_FIRST = re.compile(
    rf"(?<![\d/.,:\-]){_DAY}(?P<nth> ?(?:st|nd|rd|th))?(?P<of>[ \-./]{{0,2}}(?:of )?)(?P<month>[^\W\d_]{{3,11}})"
    rf"(?P<year>\.?(?:,? ?|-| of )?{_YEAR})?(?!\w)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<month>[^\W\d_]{{3,11}})\.?[ \-](?:the )?{_DAY}(?P<nth>st|nd|rd|th)?"
    rf"(?P<year>/\d\d(?!\d)|,? ?(?:19|20)\d\d)?(?![\d:/%]|[.,]\d)(?!\w)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?<![\d\w])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w)")
_COMPACT_BIRTH = re.compile(r"(?<![\d\w])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)\d\d|\d\d)(?!\w)")
_SHORT = re.compile(r"(?<![\d/.\-])(?P<day>[12]?\d|3[01]|0\d)/(?P<month>1[0-2]|0?[1-9])(?![\d/]|\.\d|-\d)")
_SHORT_CUE = label(
    r"seen|reviewed|review|visit(?:ed)?|admitted|adm|discharged|dc|d/c|on|onset|since|by|from|until|started|again|"
    r"last|first|r/v|rv|f/u|fu|f/up|fup|nv|recall|tca|rto|next|seen|"
    r"booked|due|date[ds]?|lmp|edd|rash|fever|settled|swab|bloods?|appt|appointment|consult|presented|surgery|op|"
    r"born|died|collected",
    2,
)
_DATED = label(
    r"seen|reviewed|review|r/v|rv|f/u|admitted|discharged|d/c|on|since|until|till|by|due|booked(?: for)?|dated|"
    r"from|born|onset|"
    r"appt|appointment|operated|surgery|bloods?|started|ceased",
    0,
)
_NOT_SHORT = label(
    r"BP|VA|vision|acuity|score[ds]?|pain|GCS|Apgars?|MMSE|MoCA|PHQ-?\d?|GAD-?\d?|K10|power|grade|EPDS|reflexes|"
    r"murmur|severity|mood|strength|out of|rated?",
    2,
)
_DURATION = re.compile(
    r" ?(?:hx|history|of|weeks?|wks?|months?|days?|strength|power|tabs?|mg|mcg|later|ago|post|pregnant|gestation|"
    r"duration)\b"
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?\d{1,2}(?:st|nd|rd|th)(?!\w)",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"(?<!\w)on the (?:[12]?\d|3[01])(?:st|nd|rd|th)(?! (?:percentile|centile|day|week|time|visit|floor|occasion|"
    r"attempt|rib|nerve|toe|finger|metatarsal))(?!\w)",
    re.IGNORECASE,
)
_HOLIDAY = re.compile(
    r"(?<!\w)(?:christmas(?: day| eve)?|boxing day|new year'?s(?: day| eve)|australia day|anzac day|waitangi day|"
    r"canada day|"
    r"good friday|easter (?:sunday|monday)|st patrick'?s day|valentine'?s day|hallowe'?en|"
    r"thanksgiving)(?:,? (?:of |in )?(?P<year>(?:19|20)\d\d))?(?!\w)",
    re.IGNORECASE,
)
_BIRTH = label(
    r"d\.?o\.?b\.?|d o b|dee oh bee|date of birth|birth ?dates?|birthdays?|b'?day|born(?: on)?(?: the)?|"
    r"n\u00e9e? le|DN|b\.",
    2,
)
_BIRTH_YEAR = re.compile(
    r"(?<!\w)(?:d\.?o\.?b\.?|date of birth|born(?: in| circa| around| c\.)?|year of birth|birth year|YOB|"
    r"b\.)[ :]{1,2}(?:is |was |"
    r"in )?((?:18|19|20)\d\d)(?![\d/]|-\d)",
    re.IGNORECASE,
)
_PUBLISHED = label(
    r"accessed|published|retrieved|version|revised|guidelines?|issued|last updated|updated|effective|edition|approved",
    1,
)
_ON = re.compile(r"(?<!\w)on (?:the )?\Z", re.IGNORECASE)
_PREPOSITION = label(r"since|from|until|till|by|before|after|to|between|and|of|in|early|late", 0)
_EARLY_BIRTH = 1945
"""Whoever was born by then is over 89 within this rule's useful life; the rules have no clock."""
_WORDS_FIRST = frozenset({"may", "mar", "mars", "march", "dec", "sep", "sept", "mai"})


def scan(page: Page) -> Iterator[Finding]:
    """Find dates with a day in them; beside a birth label they must go."""
    for found in (_numeric, _written, _compact, _short, _vague):
        for one in found(page):
            if not page.explained(one.start, one.end):
                yield one
    for match in _BIRTH_YEAR.finditer(page.text):
        if match.group()[0] in "dD":
            yield spot(match, Kind.BIRTH_DATE, 0.85, "birth.year", "[year of birth]", 1)
            continue
        early = int(match.group(1)) <= _EARLY_BIRTH
        yield spot(match, Kind.AGE if early else Kind.DATE, 0.85 if early else 0.4, "birth.year", "[year of birth]", 1)


def _dated(page: Page, start: int, end: int, score: float, why: str, in_month: int | None, year: str | None) -> Finding:
    """Make the finding: a date of birth beside its label, else a date with a season for a proposal."""
    if page.labelled(start, _BIRTH, 24):
        return Finding(start, end, Kind.BIRTH_DATE, 0.95, "birth.date", "[date of birth]")
    if page.labelled(start, _PUBLISHED, 24):
        return Finding(start, end, Kind.DATE, 0.4, "date.published", "[date]")
    when = " ".join(one for one in (season(in_month, page.countries) if in_month else None, year) if one)
    if not when:
        return Finding(start, end, Kind.DATE, score, why, "[date]")
    on = _ON.search(page.before(start, 7))
    if on:
        capital = on.group().startswith("O")
        return Finding(start - len(on.group()), end, Kind.DATE, score, why, f"{'In' if capital else 'in'} {when}")
    bare = page.labelled(start, _PREPOSITION, 12)
    return Finding(start, end, Kind.DATE, score, why, when if bare else f"in {when}")


def _full_year(typed: str | None) -> str | None:
    found = re.search(r"(?:19|20)\d\d", typed or "")
    return found.group() if found else None


def _numeric(page: Page) -> Iterator[Finding]:
    for match in _NUMERIC.finditer(page.text):
        first, sign, second, last = match.groups()
        a, b, c = int(first), int(second), int(last)
        iso = len(first) == 4 and 1 <= b <= 12 and 1 <= c <= 31 and 1880 <= a <= 2040
        day_first, month_first = 1 <= a <= 31 and 1 <= b <= 12, 1 <= a <= 12 and 1 <= b <= 31
        usual = (
            len(first) <= 2
            and len(last) in (2, 4)
            and (day_first or month_first)
            and (len(last) == 2 or 1880 <= c <= 2040)
        )
        if not iso and not usual:
            continue
        doubtful = (sign == "." or " " in match.group()) and len(last) == 2
        in_month = b if iso or (day_first and not month_first) else a if month_first and not day_first else None
        year = first if iso else last if len(last) == 4 else None
        yield _dated(page, *match.span(), 0.5 if doubtful else 0.9, "date.numeric", in_month, year)


def _written(page: Page) -> Iterator[Finding]:
    for shape in (_DAY_FIRST, _MONTH_FIRST):
        for match in shape.finditer(page.text):
            word = match.group("month")
            number = month(word)
            if number is None or (
                _is_plain_word(match, word, shape is _MONTH_FIRST) and not page.labelled(match.start(), _DATED, 16)
            ):
                continue
            yield _dated(page, *match.span(), 0.9, "date.written", number, _full_year(match.group("year")))


def _is_plain_word(match: re.Match[str], word: str, month_first: bool) -> bool:
    """Whether "may", "march" or "dec" is a verb here: "she may 10 times", "2 march fractures"."""
    short_year = not month_first and match.group("year") is not None
    sure = (
        short_year
        or match.group("nth")
        or _full_year(match.group("year"))
        or (not month_first and "of" in match.group("of"))
    )
    return not sure and word.lower() in _WORDS_FIRST and (word.islower() or (month_first and word.lower() == "may"))


def _compact(page: Page) -> Iterator[Finding]:
    for match in _COMPACT.finditer(page.text):
        yield _dated(page, *match.span(), 0.6, "date.compact", int(match.group()[4:6]), match.group()[:4])
    for match in _COMPACT_BIRTH.finditer(page.text):
        if page.labelled(match.start(), _BIRTH, 24):
            yield _dated(page, *match.span(), 0.95, "birth.date", None, None)


def _short(page: Page) -> Iterator[Finding]:
    """Day and month alone ("14/3"). "3/7", "5/12" and "2/10" mean days, months and tenths to a GP."""
    for match in _SHORT.finditer(page.text):
        day, in_month = int(match.group("day")), int(match.group("month"))
        padded = match.group("day")[0] == "0" or match.group("month")[0] == "0"
        shorthand = not padded and ((in_month in (7, 12, 10) and day <= 12) or in_month == 52)
        if not day or shorthand or _DURATION.match(page.after(match.end(), 14)):
            continue
        if not page.labelled(match.start(), _SHORT_CUE, 30) or page.labelled(match.start(), _NOT_SHORT, 24):
            continue
        if day <= in_month and in_month in (5, 6, 10) and not padded:
            continue
        yield _dated(
            page, *match.span(), 0.6 if day > 12 or padded else 0.5, "date.short", in_month if day > 12 else None, None
        )


def _vague(page: Page) -> Iterator[Finding]:
    for match in _WEEKDAY.finditer(page.text):
        yield spot(match, Kind.DATE, 0.6, "date.weekday", "[date]")
    for match in _NTH.finditer(page.text):
        yield spot(match, Kind.DATE, 0.4, "date.day", "[date]")
    for match in _HOLIDAY.finditer(page.text):
        yield spot(match, Kind.DATE, 0.55 if match.group("year") else 0.35, "date.holiday", "[date]")

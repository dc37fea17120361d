"""Telephone numbers of six countries and of anywhere with a plus, also when broken over a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberType

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.page import Page, label

_CHAIN = re.compile(r"(?<!\w)(?<!\d[/.,:\-])(?:\+ ?)?\(?\+?\d+(?:(?:\.|[ \-()/\n]{1,3})\d+)*")
_GROUP = re.compile(r"\d+")
_EXTENSION = re.compile(r" ?(?:x|ext\.?|extension) ?\d{1,6}(?!\w)", re.IGNORECASE)
_STRONG = label(
    r"ph|phone|telephone|tel|mob|mobile|cell|cellphone|landline|fax|sms|whatsapp|\(?[hmwt]\)|contact(?: no| number)?", 2
)
_LETTER = label(r"[tpmhwcf](?= ?:)|(?<=\n)[tpmhw]|(?<=[(,;] )[tpmhw]|(?<=[(,;])[tpmhw]", 0)
"""One letter for a phone, a mobile, home or work: "h: 9345 1234"."""
_BARE_LETTER = label(r"[TPMHWtpmhw]", 0)
_LOCAL = re.compile(r"\d{3}-\d{4}|\d{4} \d{4}|\d{3} \d{4}")
_WEAK = label(
    r"call(?:ed|ing)?|rang|rings?|ring(?:ing)?|text(?:ed|ing)?|number|dial(?:led)?|reach(?:ed|able)?|message[ds]?|"
    r"contactable|voicemail|line",
    3,
)
_DATE = re.compile(r"\d{1,2}([ .\-/])\d{1,2}\1\d{2}(?:\d{2})?|\d{4}([ .\-/])\d{1,2}\2\d{1,2}")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ \-/,\n]{0,3})+")
_DOTTED = re.compile(r"\d{2,4}(?:\.\d{2,4}){2,4}")
_REGIONS = {"UK": "GB"}
_LEAST_DIALLED, _LEAST, _MOST, _MOST_GROUPS = 3, 7, 15, 7
ASKS = 150
"""How many candidates a text may have looked up. Beyond it they count unseen: the check fails closed."""

_NATIONAL = {
    "AU": re.compile(r"0[23478]\d{8}|1[38]00\d{6}"),
    "UK": re.compile(r"0[1-9]\d{8,9}"),
    "NZ": re.compile(r"0[2-9]\d{7,9}"),
    "IE": re.compile(r"0[1-9]\d{6,8}"),
    "CA": re.compile(r"1?[2-9]\d\d[2-9]\d{6}"),
    "US": re.compile(r"1?[2-9]\d\d[2-9]\d{6}"),
}
_TRUNK = {"AU": "61", "UK": "44", "NZ": "64", "IE": "353"}
_FREE = {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.UAN}


@dataclass(slots=True)
class _Asked:
    """How many look-ups one text has used."""

    count: int = 0


def scan(page: Page) -> Iterator[Finding]:
    """Find phone numbers; helplines are allowed, freephone numbers are hints."""
    asked = _Asked()
    for chain in _CHAIN.finditer(page.text):
        groups = [(chain.start() + one.start(), chain.start() + one.end()) for one in _GROUP.finditer(chain.group())]
        at = 0
        while at < len(groups):
            taken, finding = _longest(page, groups, at, asked)
            if finding is not None:
                yield finding
            at += taken


def _longest(page: Page, groups: list[tuple[int, int]], at: int, asked: _Asked) -> tuple[int, Finding | None]:
    """Judge the longest run of groups from `at` that can be a phone; say how many groups it used."""
    total = 0
    fitting: list[tuple[int, str]] = []
    for count, (start, end) in enumerate(groups[at : at + _MOST_GROUPS], start=1):
        total += end - start
        if total > _MOST:
            break
        if total >= _LEAST_DIALLED:
            fitting.append((count, page.text[groups[at][0] : end]))
    for count, typed in reversed(fitting):
        digits = re.sub(r"\D", "", typed)
        if page.explained(groups[at][0], groups[at][1]):
            break
        if len(digits) < _LEAST:
            continue
        span = _widen(page, groups[at][0], groups[at + count - 1][1])
        score, why = _judge(page, span, typed, digits, asked)
        if score:
            return count, Finding(*span, Kind.PHONE, score, f"phone.{why}", "[phone]")
    return 1, None


def _widen(page: Page, start: int, end: int) -> tuple[int, int]:
    """Take in the plus, an opening bracket and an extension."""
    before = re.search(r"(?:\+ ?)?\(?\+?\Z", page.before(start, 3))
    extension = _EXTENSION.match(page.text, end, min(len(page.text), end + 18))
    return start - len(before.group() if before else ""), extension.end() if extension else end


def _judge(page: Page, span: tuple[int, int], typed: str, digits: str, asked: _Asked) -> tuple[float, str]:
    if page.explained(*span) or _DATE.fullmatch(typed) or _YEARS.fullmatch(typed) or "/" in typed:
        return 0, ""
    if "." in typed and not _DOTTED.fullmatch(typed):
        return 0, ""
    abroad = "+" in page.text[span[0] : span[0] + 3]
    strong = page.labelled(span[0], _STRONG) or page.labelled(span[0], _LETTER, 6)
    local = _LOCAL.fullmatch(typed) is not None
    cued = strong or page.labelled(span[0], _WEAK)
    grouped = typed != digits
    countries = [one for one in sorted(page.countries) if _fits(one, digits)]
    if abroad or digits.startswith("00"):
        known = _known(f"+{digits.lstrip('0')}", None, asked)
        return (0.95, "international") if known else (0.8 if len(digits) >= 9 else 0.5, "international")
    kinds = [known for one in countries if (known := _known(digits, _REGIONS.get(one, one), asked)) is not None]
    if kinds and all(kind in _FREE for kind in kinds):
        return 0.4, "freephone"
    if kinds:
        return (0.9 if cued or digits[0] == "0" else 0.85 if grouped else 0.75), "valid"
    if "\n" in typed and not cued:
        return 0, ""
    if countries and (digits[0] == "0" or cued):
        return 0.8, "national"
    if strong and len(digits) <= 11:
        return 0.8, "labelled"
    if cued and (grouped or len(digits) >= 8):
        return (0.8 if local else 0.65), "labelled"
    if local and page.labelled(span[0], _BARE_LETTER, 4):
        return 0.6, "letter"
    return 0, ""


def _fits(country: str, digits: str) -> bool:
    trunk = _TRUNK.get(country)
    if trunk and digits.startswith(trunk):
        digits = "0" + digits.removeprefix(trunk).removeprefix("0")
    return _NATIONAL[country].fullmatch(digits) is not None


def _known(digits: str, region: str | None, asked: _Asked) -> int | None:
    """Return what sort of number it is when it can really be assigned, None when it cannot."""
    asked.count += 1
    if asked.count > ASKS:
        return PhoneNumberType.UNKNOWN
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.number_type(number) if phonenumbers.is_valid_number(number) else None

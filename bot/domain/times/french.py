"""What French speakers type, put into the words that the grammar knows; what it does not know stays and is refused.

One table for the words and one for their order, so that nothing is read in two ways: "mardi prochain" becomes "next
tuesday" and is then asked about or read as that is. Words that mean something else in English ("mar", "sam") are
French for somebody whose Discord is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_DAYS = {
    "lundi": "monday", "mardi": "tuesday", "mercredi": "wednesday", "jeudi": "thursday", "vendredi": "friday",
    "samedi": "saturday", "dimanche": "sunday", "lun": "monday", "mar": "tuesday", "mer": "wednesday",
    "jeu": "thursday", "ven": "friday", "sam": "saturday", "dim": "sunday",
}  # fmt: skip
_MONTHS = {
    "janvier": "january", "janv": "january", "fevrier": "february", "fevr": "february", "fev": "february",
    "mars": "march", "avril": "april", "avr": "april", "mai": "may", "juin": "june", "juillet": "july",
    "juil": "july", "aout": "august", "septembre": "september", "octobre": "october", "novembre": "november",
    "decembre": "december",
}  # fmt: skip
_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20,
}  # fmt: skip
_NTH = {"premier": "first", "deuxieme": "second", "second": "second", "troisieme": "third", "quatrieme": "fourth"}
_UNITS = {"jour": "days", "semaine": "weeks", "mois": "months", "heure": "hours", "minute": "minutes"}

_DAY = rf"(?P<day>{'|'.join(_DAYS)})\.?"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_AT = r"(?P<hour>\d{1,2}) ?(?:h(?:eures?)?|:) ?(?P<minute>\d{2})?"

_NO_MONTH = r"(?= (?:a|du mois|de ce mois|ce mois)\b|[ ,]+\d|,|$)"
"""Behind a number that is a day of the month, though no month is named."""

_Build = Callable[[re.Match[str]], str]


def _number(said: str) -> int:
    return _NUMBERS[said] if said in _NUMBERS else int(said)


def _half(match: re.Match[str]) -> str:
    """ "7h du soir" is 7 pm; what is above twelve says so by itself."""
    half = "am" if match["part"] == "matin" else "pm"
    hour, minute = match["hour"], match["minute"] or "00"
    return f"{hour}h{minute}" if int(hour) > 12 and half == "pm" else f"{hour}:{minute} {half}"


# In this order: longer ways of saying something before the words they are made of.
_WAYS: tuple[tuple[str, _Build], ...] = (
    (r"apres-? ?demain", lambda _m: "day after tomorrow"),
    (r"aujourd'? ?hui", lambda _m: "today"),
    (r"dans une demi-? ?heure", lambda _m: "in half an hour"),
    (rf"dans {_COUNT} (?P<unit>{'|'.join(_UNITS)})s?", lambda m: f"in {_number(m['count'])} {_UNITS[m['unit']]}"),
    (r"dans une quinzaine", lambda _m: "in a fortnight"),
    (r"(?:la )?semaine prochaine", lambda _m: "next week"),
    (r"cette semaine", lambda _m: "this week"),
    (r"(?:le )?week-? ?end prochain", lambda _m: "next weekend"),
    (r"ce week-? ?end", lambda _m: "this weekend"),
    (
        rf"(?P<nth>{'|'.join(_NTH)}|1er|[2-4]e(?:me)?|dernier) {_DAY}",
        lambda m: f"{_nth(m['nth'])} {_DAYS[m['day']]}",
    ),
    (r"(?:du |le )?mois prochain", lambda _m: "of next month"),
    (r"(?:du|ce|de ce) mois(?:-ci)?", lambda _m: "of this month"),
    (rf"{_DAY} prochaine?", lambda m: f"next {_DAYS[m['day']]}"),
    (rf"{_DAY} en huit", lambda m: f"{_DAYS[m['day']]} week"),
    (rf"{_DAY} en quinze", lambda m: f"{_DAYS[m['day']]} fortnight"),
    (rf"ce {_DAY}", lambda m: f"this {_DAYS[m['day']]}"),
    (rf"{_DAY} (?P<n>[12]?\d|3[01])(?:er)?{_NO_MONTH}", lambda m: f"{_DAYS[m['day']]} {m['n']}th"),
    (_DAY, lambda m: _DAYS[m["day"]]),
    (rf"(?P<month>{'|'.join(_MONTHS)})\.?", lambda m: _MONTHS[m["month"]]),
    (rf"le (?P<n>[12]?\d|3[01])(?:er)?{_NO_MONTH}", lambda m: f"the {m['n']}th"),
    (r"(?P<n>1)er", lambda m: m["n"]),
    (rf"{_AT} ?(?:du|de l') ?(?P<part>matin|soir|apres-? ?midi)", _half),
    (r"(?P<hour>\d{1,2}) ?h(?:eures?)? et demie?", lambda m: f"{m['hour']}h30"),
    (r"(?P<hour>\d{1,2}) ?h(?:eures?)? et quart", lambda m: f"{m['hour']}h15"),
    (r"(?P<hour>\d{1,2}) ?heures? ?(?P<minute>\d{2})?", lambda m: f"{m['hour']}h{m['minute'] or ''}"),
    (r"(?P<hour>\d{1,2}) ?h", lambda m: f"{m['hour']}h"),
    (r"(?:ce|cet) (?P<part>matin|apres-? ?midi|soir)", lambda m: f"this {_part(m['part'])}"),
    (r"(?:le |l'|du |de l')?(?P<part>matin|apres-? ?midi|soir)", lambda m: _part(m["part"])),
    (r"(?:a |ce )?midi et demie?", lambda _m: "12:30 pm"),
    (r"(?:a |ce )?midi", lambda _m: "noon"),
    (r"(?:a )?minuit", lambda _m: "midnight"),
    (r"demain", lambda _m: "tomorrow"),
    (r"heure de (?P<place>[a-z' -]{3,40})", lambda m: f"{m['place']} time"),
    (rf"(?:de |d')(?P<month>{'|'.join(_MONTHS)})\.?", lambda m: f"of {_MONTHS[m['month']]}"),
    (rf"(?:le|a)(?= (?:\d|{'|'.join(_DAYS)}))", lambda _m: "at"),
)
_RULES = tuple((re.compile(rf"(?<![\w'/-]){pattern}(?![\w/])"), build) for pattern, build in _WAYS)
_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}t|<t:")
"""What a suggestion or Discord wrote, which has no words."""


def _nth(said: str) -> str:
    digits = re.match(r"\d", said)
    return {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th"}[digits[0]] if digits else _NTH.get(said, "last")


def _part(said: str) -> str:
    return {"m": "morning", "a": "afternoon", "s": "evening"}[said[0]]


def in_english(folded: str) -> str:
    """Return a folded phrase with its French words replaced; each place is looked at once, in linear time."""
    if _WRITTEN.match(folded):
        return folded
    out: list[str] = []
    at = 0
    while at < len(folded):
        said, length = _said(folded, at)
        out.append(said)
        at += length
    return "".join(out)


def _said(folded: str, at: int) -> tuple[str, int]:
    """Return the English for what stands at a place and how long it is; a character that begins nothing stays."""
    for pattern, build in _RULES:
        found = pattern.match(folded, at)
        if found is not None:
            return build(found), found.end() - at
    return folded[at], 1

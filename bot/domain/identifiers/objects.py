"""Things with a number of their own: vehicles and devices. Nearly always a label gives them away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Country, Finding, Kind
from bot.domain.identifiers.lexicon import PLAIN
from bot.domain.identifiers.page import Page, label, spot
from bot.domain.identifiers.words import words

_VEHICLE = label(
    r"rego|registration|reg|(?:number|licen[cs]e)? ?plates?|VIN|vehicle|parks the|drives (?:the|a)|car|ute|van|"
    r"truck|motorbike",
    4,
)
_SURE_VEHICLE = label(r"rego|registration|reg|(?:number|licen[cs]e)? ?plates?|VIN", 1)
_DEVICE = label(
    r"serial(?: number| no\.?)?|s/?n|device|pacemaker|pump|sensor|implant|IMEI|UDI|lot|processor|monitor|"
    r"hearing aid|defibrillator|"
    r"ICD|CPAP|transmitter|reader|MAC|glucometer|stimulator|prosthesis|model",
    4,
)
_PLATE = re.compile(
    r"(?<![\w\-/])(?:[A-Z]{2}\d{2} ?[A-Z]{3}|\d[A-Z]{2,3} ?\d{1,3}[A-Z]{0,2}|[A-Z]{3} ?\d{2}[A-Z]|"
    r"[A-Z]{2}\d{2}[A-Z]{2}|S\d{3}-[A-Z]{3}|"
    r"\d{3} ?[A-Z]{3}|[A-Z]{2,4}[ \-]?\d{2,4}|\d[A-Z]{3} ?\d{3}|\d{2,3}-[A-Z]{1,2}-\d{1,6})(?![\w\-/])",
    re.IGNORECASE,
)
_LABELLED_PLATE = re.compile(
    r"(?<![A-Za-z])(?:rego|registration|regn|reg'?[nd]|reg|r/n|number plates?|licen[cs]e plates?|plates?|"
    r"tags?)(?![A-Za-z])\W{0,3}"
    r"(?:(?:no|number|is|was|reads|plate|of)\b[^\w\n]{0,3}){0,2}"
    r"(?P<plate>(?=[A-Z0-9 \-]{0,10}\d)(?=[A-Z0-9 \-]{0,10}[A-Z])(?:[A-Z]{1,4}|\d{1,5})(?:[ \-]?(?:[A-Z]{1,4}|"
    r"\d{1,6})){1,3})"
    r"(?![\w\-/]|\.\d)",
    re.IGNORECASE,
)
"""Letters and digits in any order, as the plates of so many provinces and states are."""
_SPINE = re.compile(r"[CTLS]\d{1,2}(?:[ \-/][CTLS]?\d{1,2})?|\d{1,4} ?[a-z]{1,2}", re.IGNORECASE)
_LEAST_PLATE, _MOST_PLATE = 4, 9
_IRISH = re.compile(
    r"(?<![\w\-/])\d{2,3}[ \-](?:CE|CN|CW|C|DL|D|G|KE|KK|KY|LD|LH|LK|LM|LS|L|MH|MN|MO|OY|RN|SO|TN|TS|T|WD|WH|WN|WW|"
    r"WX|W)[ \-]"
    r"\d{3,6}(?![\w\-/])"
)
"""Year, county, number."""
_PLATE_ALONE = re.compile(r"[A-Z]{2}\d{2} ?[A-Z]{3}|\d[A-Z]{3} ?\d{3}|\d{2,3}-[A-Z]{1,2}-\d{3,6}")
_VIN = re.compile(r"(?<!\w)(?=[A-Z0-9]{0,16}\d)(?=[A-Z0-9]{0,16}[A-Z])[A-HJ-NPR-Z0-9]{17}(?!\w)")
_SERIAL = re.compile(
    r"(?<![\w/.\-])(?=[A-Z0-9\-]{0,12}\d)[A-Z0-9]{2,20}(?:-[A-Z0-9]{1,12}){0,4}(?![\w/])", re.IGNORECASE
)
_NEAR_PLATE = label(r"rego|registration|number plates?|licen[cs]e plates?", 1)
_LEAST_SERIAL_DIGITS = 4
_DRIVEN = ("reg", "plate", "r/n", "tag")
_IMPLANTED = words(
    """
    serial s/n sn device pacemaker pump sensor implant imei udi lot processor monitor hearing defibrillator icd cpap
    transmitter reader mac glucometer stimulator prosthesis model
    """
)
"""One of these words must stand somewhere for a plate's or a device's number to be labelled."""


def scan(page: Page) -> Iterator[Finding]:
    """Find number plates, chassis numbers and serial numbers of devices."""
    lower = page.text.lower()
    driven, implanted = (any(word in lower for word in some) for some in (_DRIVEN, _IMPLANTED))
    for match in _VIN.finditer(page.text):
        yield spot(match, Kind.VEHICLE, 0.85, "vehicle.vin", "[vehicle]")
    for match in _PLATE.finditer(page.text):
        if page.explained(*match.span()) or not any(one.isdigit() for one in match.group()):
            continue
        upper = match.group().isupper()
        sure = _SURE_VEHICLE if upper else _NEAR_PLATE
        if page.labelled(match.start(), sure, 30) or (upper and page.labelled(match.start(), _VEHICLE, 40)):
            yield spot(match, Kind.VEHICLE, 0.85, "vehicle.plate", "[vehicle]")
        elif _PLATE_ALONE.fullmatch(match.group()):
            yield spot(match, Kind.VEHICLE, 0.55, "vehicle.plate", "[vehicle]")
    for match in _IRISH.finditer(page.text):
        if Country.IE in page.countries and not page.explained(*match.span()):
            yield spot(match, Kind.VEHICLE, 0.8, "vehicle.plate", "[vehicle]")
    for match in _LABELLED_PLATE.finditer(page.text) if driven else ():
        plate = match.group("plate")
        solid = re.sub(r"[ \-]", "", plate)
        right = _LEAST_PLATE <= len(solid) <= _MOST_PLATE and not _SPINE.fullmatch(plate) and _no_word(page, plate)
        if right and not page.explained(*match.span("plate")):
            yield spot(match, Kind.VEHICLE, 0.85, "vehicle.plate", "[vehicle]", match.re.groupindex["plate"])
    for match in _SERIAL.finditer(page.text) if implanted else ():
        digits = sum(one.isdigit() for one in match.group())
        if digits < _LEAST_SERIAL_DIGITS or len(match.group()) < 6 or page.explained(*match.span()):
            continue
        if page.labelled(match.start(), _DEVICE):
            yield spot(match, Kind.DEVICE, 0.85, "device.serial", "[device]")


def _no_word(page: Page, plate: str) -> bool:
    """Whether no part of a plate is an everyday word: "reg 20 min" is a rhythm."""
    if plate.isupper():
        return True
    parts = [
        part for part in re.findall(r"[A-Za-z]{2,}", plate) if page.lexicon and page.lexicon.marks(part.lower()) & PLAIN
    ]
    return not parts

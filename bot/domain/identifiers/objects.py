"""Things with a number of their own: vehicles and devices. Nearly always a label gives them away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.identifiers.findings import Finding, Kind
from bot.domain.identifiers.page import Page, label, spot

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
_PLATE_ALONE = re.compile(r"[A-Z]{2}\d{2} ?[A-Z]{3}|\d[A-Z]{3} ?\d{3}|\d{2,3}-[A-Z]{1,2}-\d{3,6}")
_VIN = re.compile(r"(?<!\w)(?=[A-Z0-9]{0,16}\d)(?=[A-Z0-9]{0,16}[A-Z])[A-HJ-NPR-Z0-9]{17}(?!\w)")
_SERIAL = re.compile(
    r"(?<![\w/.\-])(?=[A-Z0-9\-]{0,12}\d)[A-Z0-9]{2,20}(?:-[A-Z0-9]{1,12}){0,4}(?![\w/])", re.IGNORECASE
)
_NEAR_PLATE = label(r"rego|registration|number plates?|licen[cs]e plates?", 1)
_LEAST_SERIAL_DIGITS = 4


def scan(page: Page) -> Iterator[Finding]:
    """Find number plates, chassis numbers and serial numbers of devices."""
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
    for match in _SERIAL.finditer(page.text):
        digits = sum(one.isdigit() for one in match.group())
        if digits < _LEAST_SERIAL_DIGITS or len(match.group()) < 6 or page.explained(*match.span()):
            continue
        if page.labelled(match.start(), _DEVICE):
            yield spot(match, Kind.DEVICE, 0.85, "device.serial", "[device]")

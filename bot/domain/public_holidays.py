"""Public holidays of the place whose clock a schedule follows, from the `holidays` package (Vacanza).

A kept package and not a list of each community's own: feast days that move and days in lieu are what people get wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

import holidays

from bot.domain.times.countries import country_of

_PARTS: Final[Mapping[str, str]] = {
    "America/Edmonton": "AB",
    "America/Halifax": "NS",
    "America/Moncton": "NB",
    "America/Regina": "SK",
    "America/St_Johns": "NL",
    "America/Toronto": "ON",
    "America/Vancouver": "BC",
    "America/Whitehorse": "YT",
    "America/Winnipeg": "MB",
    "Australia/Adelaide": "SA",
    "Australia/Brisbane": "QLD",
    "Australia/Darwin": "NT",
    "Australia/Hobart": "TAS",
    "Australia/Melbourne": "VIC",
    "Australia/Perth": "WA",
    "Australia/Sydney": "NSW",
    "Europe/London": "ENG",
}
"""The state, province or nation that most people with this clock live in, where holidays differ within a country."""


def is_public_holiday(day: date, zone: str) -> bool:
    """Whether a local date is a public holiday there; False for places that the package does not know."""
    return day in _days(country_of(zone), _PARTS.get(zone), day.year)


@lru_cache(maxsize=64)
def _days(country: str | None, part: str | None, year: int) -> frozenset[date]:
    if country is None or country not in holidays.list_supported_countries():
        return frozenset()
    return frozenset(holidays.country_holidays(country, subdiv=part, years=year))

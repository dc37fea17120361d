"""Finds the time zone somebody means, and offers zones while they type."""

import difflib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.errors import Invalid
from bot.domain.times.places import ALSO, LETTERS, city_of, main_zones, zone_named
from bot.domain.times.readings import american
from bot.domain.times.text import LONGEST, fold

__all__ = ["ZoneIdea", "city_of", "find_zone", "suggest_zones"]

_FIRST = (
    "Australia/Perth", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney",
    "Pacific/Auckland", "Europe/London", "Europe/Dublin", "America/Toronto",
    "America/Vancouver", "America/Halifax", "America/New_York", "America/Chicago",
    "America/Denver", "America/Los_Angeles", "Africa/Johannesburg", "Asia/Singapore",
    "Asia/Kolkata", "Europe/Paris", "Australia/Darwin", "Australia/Hobart",
    "Australia/Melbourne", "America/Winnipeg", "America/Edmonton", "America/St_Johns", "UTC",
)  # fmt: skip
"""Offered before anything is typed: where English-speaking family doctors mostly are."""

_DISTANCE = re.compile(r"(?:utc|gmt)? ?(?P<sign>[+-]) ?(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?")


_LETTERS_OF_OLD = ("wet", "met", "est5edt", "cst6cdt", "mst7mdt", "pst8pdt")
"""IANA names that are no places and are kept for old machines only."""


@dataclass(frozen=True, slots=True)
class ZoneIdea:
    """A zone on offer: its IANA name, and a line such as "Perth - Australia/Perth, now 19:30"."""

    zone: str
    label: str


def find_zone(typed: str) -> str:
    """The IANA name of the zone that `typed` names for certain: an IANA name or a city.

    Letters such as "EST" are refused: they say nothing about summer. Raises
    `Invalid("zone.unknown", typed=…, suggestions=…)`, suggestions being up to five IANA names.
    """
    text = fold(typed).rstrip(" .,;").removesuffix(" time")
    zone = _certain(text) if len(typed) <= LONGEST else None
    if zone is not None:
        return zone
    given = typed if len(typed) <= LONGEST else typed[: LONGEST - 1] + "…"
    raise Invalid("zone.unknown", typed=given, suggestions=tuple(_ranked(text))[:5])


def _certain(text: str) -> str | None:
    return None if text in LETTERS or text in _LETTERS_OF_OLD else zone_named(text)


def suggest_zones(typed: str, *, now: datetime, locale: str = "en-GB", limit: int = 25) -> tuple[ZoneIdea, ...]:
    """Zones for what is being typed, best first: city, country, region, "+8", near misspellings.

    `now` is aware. The label shows each zone's wall clock, in twelve hours for en-US.
    """
    text = fold(typed).rstrip(" .,;")
    if len(typed) > LONGEST:
        return ()
    far = _DISTANCE.fullmatch(text)
    names = _at_distance(far, now) if far else _ranked(text)
    return tuple(ZoneIdea(zone, _label(zone, now, locale)) for zone in names[:limit])


def _label(zone: str, now: datetime, locale: str) -> str:
    wall = now.astimezone(ZoneInfo(zone))
    clock = f"{wall:%H:%M}"
    if american(locale):
        clock = f"{wall.hour % 12 or 12}:{wall.minute:02} {'AM' if wall.hour < 12 else 'PM'}"
    city = zone.rpartition("/")[2].replace("_", " ")
    return f"{city} - {zone}, now {clock}" if "/" in zone else f"{zone}, now {clock}"


def _at_distance(far: re.Match[str], now: datetime) -> list[str]:
    minutes = int(far["hours"]) * 60 + int(far["minutes"] or 0)
    seconds = minutes * 60 * (-1 if far["sign"] == "-" else 1)
    at = now.astimezone(UTC)
    found: list[str] = []
    for zone in dict.fromkeys((*_FIRST, *_known())):
        distance = at.astimezone(ZoneInfo(zone)).utcoffset()
        if distance is not None and distance.total_seconds() == seconds:
            found.append(zone)
    return found


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    """The zones on offer that this machine has rules for."""
    known: list[str] = []
    for zone in main_zones():
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
        known.append(zone)
    return tuple(known)


def usual_cities() -> tuple[str, ...]:
    """The cities of the zones that are offered first, in lower case."""
    return tuple(city_of(zone).casefold() for zone in _FIRST)


@lru_cache(maxsize=256)
def _ranked(text: str) -> list[str]:
    if not text:
        return list(_FIRST)
    certain = _certain(text)
    firm = [certain] if certain else [home for _, home in LETTERS.get(text, ())]
    scores: dict[str, int] = dict.fromkeys(firm, 0)
    for zone in dict.fromkeys((*_FIRST, *_known())):
        score = _score(text, zone)
        if score is not None:
            scores.setdefault(zone, score)
    if not scores and len(text) >= 3:
        near = difflib.get_close_matches(text, _spellings(), n=8, cutoff=0.7)
        for word in near:
            scores.setdefault(_spellings()[word], len(scores))
    return sorted(scores, key=lambda zone: scores[zone])


def _score(text: str, zone: str) -> int | None:
    city = zone.rpartition("/")[2].replace("_", " ").casefold()
    name = zone.replace("_", " ").casefold()
    described = main_zones().get(zone, "")
    if city.startswith(text):
        return 1
    if any(word.startswith(text) for word in described.split(", ")):
        return 2
    if any(word.startswith(text) for word in re.split(r"[ /,()]+", f"{name} {described}")):
        return 3
    return 4 if len(text) >= 3 and (text in name or text in described) else None


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    cities = {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in _known()}
    also = {word: zone for zone, words in ALSO.items() for word in words.split(", ")}
    return also | cities

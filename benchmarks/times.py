"""What our reader of times and three libraries make of the corpus of typed phrases (tests/domain/times/corpus.py).

A library that is not installed is left out; they are no dependencies. Each is set up as well as it can be: the typist's
zone, the locale's order of day and month, the future preferred. "Guarded" is the library with all that a caller can
do about its guesses: what lies in the past or more than five years ahead is refused, so is an hour that the typist's
clocks skip or show twice, and so is a time whose hour the library took from the present.
"""

from __future__ import annotations

import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.measuring import machine
from bot.domain.errors import Invalid
from bot.domain.times import instants_of, read_time
from bot.domain.times.readings import american
from bot.domain.times.resolve import YEARS_AHEAD
from tests.domain.times.corpus import ALL, LOCALES, NOW, ZONES, moment

Reader = Callable[[str, datetime, str, str], datetime | None]
"""From phrase, present (on the wall of a zone, aware), zone and locale to the instant it was taken to mean, or None."""


@dataclass(frozen=True, slots=True)
class Score:
    """What became of phrases that mean one moment, and of those that are to be asked about or refused."""

    counts: Counter[str]
    milliseconds: float

    def share(self, what: str, of: Sequence[str]) -> str:
        """Return a count with its share of all that could have come out."""
        total = sum(self.counts[one] for one in of)
        return f"{self.counts[what]} ({self.counts[what] / max(1, total):.1%})"


def main(arguments: Sequence[str]) -> int:
    """Print one row for each reader; with `--quick` over one zone. Return 0."""
    zones = ZONES[:1] if "--quick" in arguments else ZONES
    readers: dict[str, Reader] = {"ours (bot/domain/times)": _ours}
    for name, module, make in (
        ("dateparser", "dateparser", _dateparser),
        ("parsedatetime", "parsedatetime", _parsedatetime),
        ("python-dateutil", "dateutil.parser", _dateutil),
    ):
        try:
            reader = make(import_module(module))
        except ImportError:
            print(f"{name} is not installed and left out")
            continue
        readers[name] = reader
        readers[f"{name}, guarded"] = partial(_guarded, reader)
    print(machine())
    print(f"{len(ALL)} phrases x {len(zones)} zones x {len(LOCALES)} locales\n")
    print("| reader | read right | read wrong | not read | asked or refused, as it must | guessed | ms a phrase |")
    print("|---|---|---|---|---|---|---|")
    for name, reader in readers.items():
        score = _score(reader, zones)
        clear, unclear = ("right", "wrong", "unread"), ("refused", "guessed")
        cells = [score.share(what, clear) for what in clear] + [score.share(what, unclear) for what in unclear]
        print(f"| {name} | {' | '.join(cells)} | {score.milliseconds:.2f} |")
    return 0


def _score(reader: Reader, zones: Sequence[str]) -> Score:
    counts: Counter[str] = Counter()
    began, asked = time.process_time(), 0
    for zone in zones:
        now = moment(NOW, zone).astimezone(ZoneInfo(zone))
        for locale in LOCALES:
            for case in ALL:
                expected, asked = case.for_locale(locale), asked + 1
                found = reader(case.phrase, now, zone, locale)
                if expected.startswith("time."):
                    counts["refused" if found is None else "guessed"] += 1
                elif found is None:
                    counts["unread"] += 1
                else:
                    counts["right" if found == moment(expected, zone) else "wrong"] += 1
    return Score(counts, (time.process_time() - began) * 1000 / asked)


def _ours(phrase: str, now: datetime, zone: str, locale: str) -> datetime | None:
    try:
        return read_time(phrase, now=now, zone=zone, locale=locale).instant
    except Invalid:
        return None


def _guarded(reader: Reader, phrase: str, now: datetime, zone: str, locale: str) -> datetime | None:
    """Return what a library read, unless something shows that it was not said."""
    found = reader(phrase, now, zone, locale)
    if found is None or not now < found <= now + timedelta(days=366 * YEARS_AHEAD):
        return None
    if reader(phrase, now + timedelta(hours=1, minutes=7), zone, locale) != found:
        return None  # its hour is that of the present
    wall = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return found if len(instants_of(wall, zone)) == 1 else None


def _dateparser(library: Any) -> Reader:
    def read(phrase: str, now: datetime, zone: str, locale: str) -> datetime | None:
        settings = {
            "TIMEZONE": zone,
            "RETURN_AS_TIMEZONE_AWARE": True,
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "DATE_ORDER": "MDY" if american(locale) else "DMY",
        }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = library.parse(phrase, languages=["en"], settings=settings) if phrase.strip() else None
        return None if found is None else found.astimezone(UTC)

    return read


def _parsedatetime(library: Any) -> Reader:
    calendars = {us: library.Calendar(library.Constants("en_US" if us else "en_AU", usePyICU=False)) for us in (0, 1)}

    def read(phrase: str, now: datetime, zone: str, locale: str) -> datetime | None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                found, kind = calendars[american(locale)].parseDT(phrase, sourceTime=now.replace(tzinfo=None))
            except (ValueError, OverflowError, KeyError, TypeError, IndexError, AttributeError):
                return None
        return found.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if kind else None

    return read


def _dateutil(library: Any) -> Reader:
    def read(phrase: str, now: datetime, zone: str, locale: str) -> datetime | None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                found = library.parse(phrase, default=now.replace(tzinfo=None), dayfirst=not american(locale))
            except (ValueError, OverflowError):
                return None
        return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)

    return read

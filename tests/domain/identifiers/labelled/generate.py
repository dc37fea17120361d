"""Makes the labelled set: case texts whose identifiers are known, half of the texts without any.

Seeded, so that everybody measures the same texts.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .numbers import health, state

SEED = 20261122
HERE = Path(__file__).parent
COUNTRIES = ("AU", "UK", "NZ", "CA", "US", "IE")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SLOT = re.compile(r"\{(\w+)\}")
CLASS_OF = {
    **dict.fromkeys(("full", "first", "First", "last", "LAST", "first_lower", "last_lower"), "name"),
    "birth": "birth_date",
    "INITIALS": "initials",
    "old": "age",
    "health": "health_number",
    "state": "state_number",
    "record": "record_number",
}
SAID = frozenset({"title", "age", "job", "health_label", "state_label", "L", "I"})
"""Slots that are filled but identify nobody by themselves."""


@dataclass(frozen=True, slots=True)
class Label:
    """One identifier that is known to be there."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text, where it comes from, and what is in it."""

    country: str
    text: str
    labels: tuple[Label, ...]


def labelled_set(count: int = 360, seed: int = SEED) -> list[Labelled]:
    """Return `count` texts; every second one is clean."""
    sentences = tomllib.loads((HERE / "sentences.toml").read_text("utf-8"))
    people = tomllib.loads((HERE / "people.toml").read_text("utf-8"))
    dice = (random.Random(f"{seed}:{at}") for at in range(count))  # noqa: S311 - it hides no secret
    return [_case(one, at, sentences, people) for at, one in enumerate(dice)]


def _case(dice: random.Random, at: int, sentences: dict[str, list[str]], people: dict[str, Any]) -> Labelled:
    country = COUNTRIES[at // 2 % len(COUNTRIES)]
    body = dice.sample(sentences["clean"], dice.randint(6, 14))
    if at % 2 == 0:
        for sentence in dice.sample(sentences["identifying"], dice.randint(2, 6)):
            body.insert(dice.randint(0, len(body)), sentence)
    text, labels = "", []
    for sentence in body:
        filled, found = _fill(dice, sentence, country, people)
        labels += [Label(one.start + len(text), one.end + len(text), one.kind) for one in found]
        text += filled + dice.choice((" ", " ", " ", "\n", "\n\n"))
    return Labelled(country, text.rstrip(), tuple(labels))


def _fill(dice: random.Random, sentence: str, country: str, people: dict[str, Any]) -> tuple[str, list[Label]]:
    made = ""
    labels: list[Label] = []
    at = 0
    chosen = {"health": health(dice, country), "state": state(dice, country)}
    for slot in SLOT.finditer(sentence):
        made += sentence[at : slot.start()]
        at = slot.end()
        name = slot.group(1)
        value = _value(dice, name, country, people, chosen)
        if name not in SAID:
            labels.append(Label(len(made), len(made) + len(value), CLASS_OF.get(name, name)))
        made += value
    return made + sentence[at:], labels


def _value(
    dice: random.Random, slot: str, country: str, people: dict[str, Any], chosen: dict[str, tuple[str, str]]
) -> str:
    first, last = dice.choice(people["first"]), dice.choice(people["last"])
    simple = {
        "full": f"{first} {last}",
        "first": first,
        "First": first,
        "last": last,
        "LAST": last.upper(),
        "first_lower": first.lower(),
        "last_lower": last.lower(),
        "L": last[0],
        "I": first[0],
        "INITIALS": f"{first[0]}.{last[0]}.",
        "title": dice.choice(("Mr", "Mrs", "Ms", "Miss", "Mr.", "Mrs")),
        "age": str(dice.randint(18, 88)),
        "old": str(dice.randint(90, 103)),
        "job": dice.choice(people["job"]),
        "birth": _date(dice, 1930, 2015),
        "date": _date(dice, 2019, 2026),
        "email": _email(dice, first, last),
        "link": _link(dice, first, last),
        "handle": _handle(dice, first, last),
        "record": _record(dice),
        "device": f"{dice.choice(('SN', 'PJN', 'BX', ''))}{dice.randint(100000, 99999999)}",
        "network": ".".join(str(dice.randint(11, 250)) for _ in range(4)),
        "coordinates": f"{-dice.uniform(20, 45):.5f}, {dice.uniform(110, 178):.5f}",
        "health_label": chosen["health"][0],
        "health": chosen["health"][1],
        "state_label": chosen["state"][0],
        "state": chosen["state"][1],
    }
    return simple[slot] if slot in simple else dice.choice(people[slot][country])


def _date(dice: random.Random, since: int, until: int) -> str:
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(since, until)
    name = MONTHS[month - 1]
    ordinal = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
    return dice.choice(
        (
            f"{day}/{month}/{year}",
            f"{day:02}/{month:02}/{year % 100:02}",
            f"{day}-{month}-{year}",
            f"{year}-{month:02}-{day:02}",
            f"{day} {name} {year}",
            f"{day}{ordinal} {name}",
            f"{name} {day}, {year}",
            f"{day} {name[:3]} {year}",
            f"{day:02}.{month:02}.{year}",
            f"the {day}{ordinal} of {name} {year}",
            f"{name[:3]} {day}{ordinal}",
            f"{day}{name[:3]}{year % 100:02}",
        )
    )


def _email(dice: random.Random, first: str, last: str) -> str:
    one, two = (re.sub(r"[^a-z]", "", word.lower()) for word in (first, last))
    site = dice.choice(
        ("gmail.com", "bigpond.net.au", "hotmail.co.uk", "xtra.co.nz", "outlook.com", "rogers.ca", "eircom.net")
    )
    local = dice.choice((f"{one}.{two}", f"{one}{dice.randint(1, 99)}", f"{one[:1]}{two}", f"{two}_{one}"))
    written = f"{local} [at] {site.replace('.', ' [dot] ')}"
    return dice.choice((f"{local}@{site}",) * 4 + (written, f"{local} at {site.replace('.', ' dot ')}"))


def _link(dice: random.Random, first: str, last: str) -> str:
    one, two = (re.sub(r"[^a-z]", "", word.lower()) for word in (first, last))
    return dice.choice(
        (
            f"https://www.gofundme.com/f/help-{one}-{two}",
            f"www.{two}pottery.com.au",
            f"https://facebook.com/{one}.{two}",
            f"{two}bakes.co.nz",
            f"http://{one}{two}.wordpress.com/about",
            f"instagram.com/{one}_{two}",
        )
    )


def _handle(dice: random.Random, first: str, last: str) -> str:
    one, two = (re.sub(r"[^a-z]", "", word.lower()) for word in (first, last))
    return dice.choice(
        (
            f"@{one}_{two}",
            f"@{one}{dice.randint(1, 99)}",
            f"@{two}.{one}",
            f"@the_real_{one}",
            f"{one}{two}_{dice.randint(1, 99)}",
        )
    )


def _record(dice: random.Random) -> str:
    return dice.choice(
        (
            str(dice.randint(10000, 9999999)),
            f"{dice.choice('ABHKUX')}{dice.randint(100000, 999999)}",
            f"{dice.randint(10, 99)}-{dice.randint(10, 99)}-{dice.randint(10, 99)}",
        )
    )

"""The labelled set: GP case write-ups of six countries, half with identifiers that are marked, half clean.

The same seed gives the same texts. Whoever works on the rules should not read these texts or their sources, and
whoever changes these should not read the rules: each is there to surprise the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.labelled import made_up, official
from tests.labelled.dice import Dice
from tests.labelled.made_up import Person
from tests.labelled.material import CARRIERS, STORIES, TRAPS
from tests.labelled.writing import STYLES, Draft, Piece, Sentence, join, wrap

COUNTRIES = ("AU", "UK", "NZ", "CA", "US", "IE")
EACH = 40
"""Texts with identifiers for each country, and as many without."""
SEED = "commonroom 1"

NAMES = frozenset({"patient", "again", "relative", "clinician"})
STATE_NUMBERS = frozenset(official.MAKERS)
NUMBERS = STATE_NUMBERS | {"wrong_check", "ssn_last4", "mrn", "plate", "device", "ip", "lat_long"}
CONTACTS = frozenset({"phone", "email", "url", "handle", "hashtag"})
EXACT = NUMBERS | CONTACTS | {"date_full", "dob"}
"""Kinds of which the goals ask for 98 in a hundred, each."""
MUST_GO = (NUMBERS | CONTACTS | {"dob"}) - {"hashtag"}
"""Kinds that must be redacted, whatever the author says."""

_EVERYWHERE = {
    "patient": 30, "again": 12, "relative": 14, "clinician": 18, "date_full": 10, "date_partial": 8, "dob": 8,
    "birth_year": 4, "age_over_89": 6, "address": 6, "postcode": 5, "town": 7, "facility": 8, "school": 4,
    "employer": 4, "phone": 10, "email": 6, "url": 5, "handle": 5, "hashtag": 4, "mrn": 6, "plate": 4, "device": 4,
    "ip": 4, "lat_long": 4, "wrong_check": 4,
}  # fmt: skip
_BY_COUNTRY = {
    "AU": {"medicare": 24, "ihi": 20},
    "UK": {"nhs": 24, "nino": 20},
    "NZ": {"nhi_old": 22, "nhi_new": 22},
    "CA": {"sin": 20, "ohip": 20, "bc_phn": 20, "ramq": 20},
    "US": {"ssn": 20, "mbi": 20, "ssn_last4": 20},
    "IE": {"ppsn": 26},
}
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?(?:\.([fm]))?\}")


@dataclass(frozen=True, slots=True)
class Label:
    """An identifier in a text: its place, its kind, and whether it must be redacted."""

    start: int
    end: int
    kind: str
    must_go: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One write-up, with everything in it that may identify somebody."""

    number: int
    country: str
    style: str
    text: str
    labels: tuple[Label, ...]


def labelled_set(each: int = EACH) -> tuple[Case, ...]:
    """Return `each` texts with identifiers and `each` clean ones for each country."""
    cases: list[Case] = []
    for country in COUNTRIES:
        deck = _deal(country, Dice(f"{SEED} {country}"))
        for at in range(each):
            for kinds in (deck[at], []):
                cases.append(_Author(len(cases), country, kinds).write())
    return tuple(cases)


def _deal(country: str, dice: Dice) -> list[list[str]]:
    """Return the kinds that each text of the country is there for, none twice in one text."""
    hands: list[list[str]] = [[] for _ in range(EACH)]
    for kind, count in (_EVERYWHERE | _BY_COUNTRY[country]).items():
        open_to = [hand for hand in hands if kind != "again" or "patient" in hand]
        for hand in sorted(dice.shuffled(open_to), key=len)[:count]:
            hand.append(kind)
    return dice.shuffled(hands)


class _Author:
    """Writes one text."""

    def __init__(self, number: int, country: str, kinds: list[str]) -> None:
        self._number, self._country, self._kinds = number, country, kinds
        self._dice = dice = Dice(f"{SEED} {number}")
        self._story = dice.pick([story for story in STORIES if not kinds or story["ages"][0] >= 16])
        either = dice.pick("fm")
        self._sex = either if self._story["sex"] == "any" else str(self._story["sex"])
        self._age = dice.between(*self._story["ages"])
        self._patient = made_up.person(country, self._sex, dice)
        self._long = dice.pick((0, 0, 1, 1, 2, 3))

    def write(self) -> Case:
        dice = self._dice
        draft = self._tell(self._story)
        self._add_traps(draft, dice.between(1, 3) if self._kinds else dice.between(3, 7) + 4 * self._long)
        for kind in sorted(self._kinds, key=("patient", "again").__contains__):
            self._add_identifier(draft, kind)
        style = dice.pick(tuple(STYLES))
        row = STYLES[style](draft, dice)
        for _ in range(0 if self._is_child() else self._long - 1):
            row = join([tuple(row), tuple(STYLES[style](self._another(), dice))], "\n\n")
        width = dice.between(56, 76)
        return self._finish(style, row, width)

    def _finish(self, style: str, row: list[Piece], width: int) -> Case:
        labels: list[Label] = []
        at = 0
        for piece in row:
            if piece.kind:
                labels.append(Label(at, at + len(piece.text), piece.kind, piece.kind in MUST_GO))
            at += len(piece.text)
        text = "".join(piece.text for piece in row)
        text = wrap(text, width) if style == "wrapped" else text
        return Case(self._number, self._country, style, text, tuple(labels))

    def _is_child(self) -> bool:
        return self._story["ages"][0] < 16

    def _another(self) -> Draft:
        """Return a second patient of the same kind of week, without identifiers."""
        others = [
            one for one in STORIES if one["ages"][0] >= 16 and one["sex"] in {"any", self._sex} and one != self._story
        ]
        story = self._dice.pick(others)
        self._age = self._dice.between(*story["ages"])
        return self._tell(story)

    def _tell(self, story: Mapping[str, Any]) -> Draft:
        kept = self._dice.pick((0.75, 0.9, 1.0)) if self._long < 2 else 1.0

        def part(name: str) -> list[Sentence]:
            chosen = [line for line in story[name] if self._dice.chance(kept)] or story[name][:1]
            return [self._fill(line) for line in chosen]

        opening = self._fill(self._dice.pick(story["open"]))
        asked = [self._fill(self._dice.pick(story["ask"]))]
        return Draft([], [opening, *part("history")], part("exam"), part("tests"), part("plan"), asked, [])

    def _add_traps(self, draft: Draft, count: int) -> None:
        dice, country = self._dice, self._country
        decks = [TRAPS[name] for name in ("general", "eponyms", "brands", "numbers", "codes", "citations", "words")]
        if self._is_child():
            decks = [TRAPS[name] for name in ("codes", "citations")]
        elif self._sex == "f" and self._age < 55:
            decks.append(TRAPS["pills"])
        decks += [TRAPS[name][country] for name in ("links", "helplines", "local")]
        told: set[str] = set()
        for _ in range(count):
            line = dice.pick(dice.pick(decks))
            if line not in told:
                told.add(line)
                section = dice.pick((draft.history, draft.exam, draft.tests, draft.plan, draft.plan))
                section.insert(dice.between(1, len(section)), self._fill(line))

    def _add_identifier(self, draft: Draft, kind: str) -> None:
        dice = self._dice
        places: dict[str, list[str]] = CARRIERS[kind]
        if kind == "wrong_check":
            places = CARRIERS[kind][self._country]
        place, line = dice.pick([(place, line) for place, lines in places.items() for line in lines])
        sentence = self._fill(line)
        section: list[Sentence] = getattr(draft, place)
        if place in {"head", "close"} or kind == "again":
            section.append(sentence)
        elif kind == "patient":
            section.insert(1, sentence)
        else:
            section.insert(dice.between(1, len(section)), sentence)

    def _fill(self, line: str) -> Sentence:
        pieces: list[Piece] = []
        at = 0
        for slot in _SLOT.finditer(line):
            pieces.append(Piece(line[at : slot.start()]))
            pieces.append(self._slot(*slot.groups()))
            at = slot.end()
        return tuple(piece for piece in (*pieces, Piece(line[at:])) if piece.text)

    def _slot(self, name: str, form: str | None, sex: str | None) -> Piece:
        if (word := self._plain_word(name)) is not None:
            return Piece(word)
        dice, country = self._dice, self._country
        if name in NAMES:
            return Piece(self._who(name, sex).written(form or "full"), name)
        if name in CONTACTS and name != "phone":
            return Piece(getattr(made_up, name)(self._patient, dice), name)
        if name in STATE_NUMBERS:
            value = official.written(name, official.MAKERS[name](dice), dice)
            return Piece(made_up.broken(value, dice, 0.06), name)
        if name == "dob":
            return Piece(made_up.dob(country, dice, self._age), name)
        return Piece(getattr(made_up, name)(country, dice), name)

    def _who(self, name: str, sex: str | None) -> Person:
        if name in {"patient", "again"}:
            return self._patient
        if name == "relative":
            other = made_up.person(self._country, sex or "f", self._dice, self._patient.culture)
            return replace(other, last=self._patient.last) if self._dice.chance(0.6) else other
        return made_up.person(self._country, self._dice.pick("fm"), self._dice)

    def _plain_word(self, name: str) -> str | None:
        female = self._sex == "f"
        grown = "woman" if female else "man"
        words = {
            "age": str(self._age),
            "he": "she" if female else "he",
            "He": "She" if female else "He",
            "his": "her" if female else "his",
            "His": "Her" if female else "His",
            "him": "her" if female else "him",
            "man": ("girl" if female else "boy") if self._age < 16 else grown,
        }
        if name == "Mr":
            return self._dice.pick(("Mrs", "Ms", "Miss")) if female else "Mr"
        return words.get(name)

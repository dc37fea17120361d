"""The identifier check keeps to its published figures on the labelled set.

When a better check turns up, `python -m benchmarks identifiers --hold` stores the new counts and prints the new table
for docs/figures.md.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

import pytest

from bot.domain.identifiers import Finding, Kind, find
from data import lexicon
from tests.labelled import held
from tests.labelled.generate import Case, Label, labelled_set
from tests.labelled.measure import Figures, is_caught, measure

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "figures.md"


@cache
def figures() -> Figures:
    return measure(labelled_set(), partial(find, lexicon=lexicon.load()))


@pytest.mark.slow
def test_of_each_kind_of_identifier_as_many_are_caught_as_was_published():
    assert held.digest(labelled_set()) == held.read().texts, "the set has changed: measure anew, see above"
    fallen = {kind: count for kind, count in held.read().caught.items() if figures().caught[kind] < count}
    assert not fallen, f"fewer are caught than were; at least: {fallen}, now: {dict(figures().caught)}"
    assert figures().whole >= held.read().whole
    assert figures().will_go >= held.read().will_go


@pytest.mark.slow
def test_false_alarms_are_no_more_than_was_published():
    assert figures().alarms <= held.read().alarms
    assert figures().quiet >= held.read().quiet


def test_the_document_says_what_is_held():
    rows = dict(re.findall(r"^\| (\w+) \| \d+ \| (\d+) \|", DOCUMENT.read_text(encoding="utf-8"), re.M))
    assert {kind: str(count) for kind, count in held.read().caught.items()}.items() <= rows.items()
    assert f"| {held.read().alarms} |" in DOCUMENT.read_text(encoding="utf-8")


def test_half_of_an_identifier_is_enough_and_less_is_not():
    label = Label(10, 20, "patient", must_go=False)
    assert is_caught(label, [_finding(0, 15)])
    assert is_caught(label, [_finding(10, 13), _finding(12, 15)])
    assert not is_caught(label, [_finding(0, 14), _finding(20, 40)])
    assert not is_caught(label, [_finding(11, 14), _finding(11, 14)]), "the same characters count once"


def test_hints_count_neither_as_caught_nor_as_alarms():
    marked = Case(0, "AU", "soap", "x" * 40, (Label(0, 10, "patient", must_go=False),))
    clean = Case(1, "AU", "soap", "y " * 20, ())
    counted = measure([marked, clean], lambda _: [_finding(0, 10, score=0.49)])
    assert (counted.caught["patient"], counted.whole, counted.alarms, counted.quiet) == (0, 0, 0, 1)
    counted = measure([marked, clean], lambda _: [_finding(0, 10, score=0.5)])
    assert (counted.caught["patient"], counted.whole, counted.alarms, counted.quiet) == (1, 1, 1, 0)


def test_names_are_counted_apart_where_nothing_has_a_capital():
    label = Label(0, 10, "patient", must_go=False)
    texts = [Case(at, "AU", "phone", text, (label,)) for at, text in enumerate(("x" * 20, "X" + "x" * 19))]
    counted = measure(texts, lambda _: [_finding(0, 10)])
    assert (counted.there["patient"], counted.names_in_small, counted.caught_in_small) == (2, 1, 1)


def _finding(start: int, end: int, score: float = 0.9) -> Finding:
    return Finding(start=start, end=end, kind=Kind.NAME, score=score, why="", proposal="")

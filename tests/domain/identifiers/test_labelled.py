"""The figures the check is held to, over the labelled set. `python -m benchmarks identifiers` prints them."""

import functools

import pytest

from bot.domain.identifiers import find
from data.lexicon import load

from .labelled.generate import labelled_set
from .labelled.measure import Figures, measure

SHAPED = (
    "phone", "email", "link", "handle", "health_number", "state_number", "record_number", "birth_date", "date", "age",
        "device",
)  # fmt: skip


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(labelled_set(), functools.partial(find, lexicon=load()))


@pytest.mark.parametrize("kind", SHAPED)
def test_what_has_a_shape_is_found(figures, kind):
    assert figures.there[kind] >= 10
    assert figures.recall(kind) >= 0.98


def test_names_are_found(figures):
    assert figures.recall("name") >= 0.92


def test_towns_places_of_care_and_addresses_are_found(figures):
    assert figures.recall("place", "facility", "address", "postcode", "vehicle") >= 0.9


def test_most_texts_are_found_out_completely(figures):
    assert figures.complete >= 0.86


def test_clean_texts_are_mostly_left_alone(figures):
    assert figures.alarms_per_500 <= 0.75
    assert figures.quiet >= 0.78


def test_the_set_is_the_same_for_everybody():
    assert [one.text for one in labelled_set(4)] == [one.text for one in labelled_set(4)]
    assert all(case.text[label.start : label.end] for case in labelled_set(20) for label in case.labels)

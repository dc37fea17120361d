"""The labelled set is what it says it is: balanced, marked rightly, the same each time."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from tests.labelled import official
from tests.labelled.generate import COUNTRIES, EACH, EXACT, MUST_GO, Case, labelled_set
from tests.labelled.hostile import LONGEST, TEXTS
from tests.labelled.writing import STYLES, wrap


@cache
def cases() -> tuple[Case, ...]:
    return labelled_set()


def test_half_of_at_least_four_hundred_texts_are_clean_in_each_country():
    assert len(cases()) >= 400
    for country in COUNTRIES:
        assert Counter(bool(case.labels) for case in cases() if case.country == country) == {True: EACH, False: EACH}
    assert {case.style for case in cases()} == set(STYLES)
    assert all(80 <= len(case.text.split()) <= 600 and len(case.text) <= 4000 for case in cases())


def test_there_are_twenty_or_more_of_each_kind():
    there = Counter(label.kind for case in cases() for label in case.labels)
    assert there.keys() >= EXACT
    assert min(there.values()) >= 20


def test_the_same_texts_come_out_each_time():
    assert labelled_set(3) == labelled_set(3)


def test_no_two_texts_are_alike():
    assert len({case.text for case in cases()}) == len(cases())


def test_labels_stand_on_what_they_name():
    shapes = {
        "phone": r"[\d\s()+.x-]*\d[\d\s()+.xet-]*",
        "handle": r"@[\w.]+",
        "hashtag": r"#\w+",
        "age_over_89": r"9\d|10\d|ninety.*|one hundred.*",
        "birth_year": r"19[23]\d",
        "ssn_last4": r"\d{4}",
        "dob": r".*\d.*",
        "date_full": r".*\d.*",
    }
    for case in cases():
        taken = 0
        for label in case.labels:
            marked = case.text[label.start : label.end]
            assert label.start >= taken, "labels stand in order and never overlap"
            assert marked == marked.strip()
            assert marked
            assert re.fullmatch(shapes.get(label.kind, ".+"), marked.lower(), re.S), (label.kind, marked)
            assert label.must_go == (label.kind in MUST_GO)
            taken = label.end


@pytest.mark.parametrize("kind", ["medicare", "ihi", "nhs", "nhi_old", "nhi_new", "sin", "ohip", "bc_phn", "ppsn"])
def test_each_number_in_the_texts_has_its_check_digit(kind: str):
    tests = {
        "medicare": lambda bare: official.medicare_digit(bare[:8]) == bare[8],
        "ihi": lambda bare: official.luhn(bare[:-1]) == bare[-1],
        "sin": lambda bare: official.luhn(bare[:-1]) == bare[-1],
        "ohip": lambda bare: official.luhn(bare[:-1]) == bare[-1],
        "nhs": lambda bare: official.nhs_digit(bare[:-1]) == bare[-1],
        "nhi_old": lambda bare: official.nhi_old_digit(bare[:-1]) == bare[-1],
        "nhi_new": lambda bare: official.nhi_new_letter(bare[:-1]) == bare[-1],
        "bc_phn": lambda bare: official.phn_digit(bare[:-1]) == bare[-1],
        "ppsn": lambda bare: official.ppsn_letter(bare[:7], bare[8:]) == bare[7],
    }
    for case in cases():
        for label in case.labels:
            if label.kind == kind:
                bare = re.sub(r"\W", "", case.text[label.start : label.end]).upper()
                assert tests[kind](bare), bare


def test_check_digits_agree_with_the_published_examples():
    assert official.medicare_digit("21234567") == "0"
    assert official.luhn("800360816669050") == "3"
    assert official.luhn("04645428") == "6"
    assert official.nhs_digit("943476591") == "9"
    assert official.nhi_old_digit("ZZZ001") == "6"
    assert official.nhi_new_letter("ZZZ00A") == "X"
    assert official.nhi_new_letter("ALU18K") == "Z"
    assert official.phn_digit("969865821") == "5"
    assert official.ppsn_letter("1234567") == "T"
    assert official.ppsn_letter("1234567", "W") == "T"
    assert official.ppsn_letter("1234567", "A") == "F"


def test_wrapping_changes_no_length_and_only_spaces():
    text = "one two  three\nfour five six seven"
    wrapped = wrap(text, 9)
    assert len(wrapped) == len(text)
    assert wrapped.replace("\n", " ") == text.replace("\n", " ")
    assert "\n" in wrapped.replace("\nfour", "")


def test_hostile_texts_are_as_long_as_a_post_can_be():
    assert len(set(TEXTS)) == len(TEXTS) >= 19
    assert {len(text) for text in TEXTS} == {LONGEST}

"""D1: different names of the same thing are one topic; opposites and other numbers are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.synonyms import Thesaurus, read_thesaurus
from bot.domain.topics import alike
from data.thesaurus import bundled
from tests.domain.test_topics import titles, topic

WORDS = bundled()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTN update", "Hypertension update"),
        ("High blood pressure", "HTN"),
        ("T2DM", "Type 2 diabetes mellitus"),
        ("COPD", "Chronic obstructive pulmonary disease"),
        ("AF", "Atrial fibrillation: an update"),
        ("recurrent UTIs", "Recurrent urinary tract infections"),
        ("CKD", "Chronic kidney disease"),
        ("GERD", "GORD"),
        ("ADHD in adults", "Attention deficit in adults"),
        ("PSA testing", "Prostate-specific antigen testing"),
        ("HRT", "MHT"),
        ("OCP", "The pill"),
        ("MSK ultrasound", "Musculoskeletal ultrasound"),
        ("A&E referrals", "Emergency department referrals"),
        ("Paediatric anaemia", "Pediatric anemia"),
        ("Counselling after diarrhoea", "Counseling after diarrhea"),
        ("ED", "Erectile dysfunction"),
        ("ED", "Eating disorders"),
        ("HTA chez la personne âgée", "Hypertension artérielle de la personne âgée"),
        ("Mise à jour sur la BPCO", "COPD: mise à jour"),
        ("TDAH", "ADHD"),
    ],
)
def test_medical_abbreviations_and_spellings_are_known_in_both_directions(one: str, other: str) -> None:
    assert titles(alike(one, [topic(1, other)], WORDS)) == [other]
    assert titles(alike(other, [topic(1, one)], WORDS)) == [one]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("T1DM", "Type 2 diabetes"),
        ("Hypothyroidism", "Hyperthyroidism"),
        ("HTN in the elderly", "Hypotension in the elderly"),
        ("AF", "Fever in children"),
        ("COPD", "CKD"),
        ("PSA", "PCOS"),
        ("DT1", "Diabète de type 2"),
    ],
)
def test_opposites_and_other_numbers_are_left_alone(one: str, other: str) -> None:
    assert alike(one, [topic(1, other)], WORDS) == ()


def test_a_few_hundred_names_are_known_and_each_stands_for_something() -> None:
    assert len(WORDS.meanings) > 700
    assert all(WORDS.forms(name) for name in WORDS.meanings)
    assert all(meaning for meanings in WORDS.meanings.values() for meaning in meanings)


def test_a_name_of_several_things_is_looked_for_as_each() -> None:
    assert WORDS.forms("ED") == ("erectile dysfunction", "eating disorders")
    assert WORDS.same("MI", "heart attack")
    assert WORDS.same("MI", "motivational interviewing")


@given(st.text(max_size=100), st.text(max_size=100))
def test_likeness_by_any_name_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert WORDS.likeness(one, other) == pytest.approx(WORDS.likeness(other, one))
    assert 0 <= WORDS.likeness(one, other) <= 100
    assert 1 <= len(WORDS.forms(one)) <= 8


def test_a_title_of_nothing_but_ambiguous_names_is_read_in_few_ways() -> None:
    assert len(WORDS.forms(" ".join(["ED", "MI", "BPD"] * 11))) <= 8


def test_a_file_of_names_is_read_line_by_line() -> None:
    words = read_thesaurus("# names\n~ our or\n\ntumour | growth | new growth\n")
    assert words == Thesaurus(
        {"tumor": ("tumor",), "growth": ("tumor",), "new growth": ("tumor",)}, (("our", "or"),), 2
    )

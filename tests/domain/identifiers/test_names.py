"""Names, towns and places of care, with what only looks like them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.identifiers import Kind, Tier, find, redact
from bot.domain.identifiers.page import Page
from bot.domain.identifiers.recasing import recase
from bot.domain.identifiers.tokens import tokenise
from data.lexicon import load

# The identifier is what stands between the guillemets.
FOUND = [
    (Kind.NAME, "Mrs «Green» came back"),
    (Kind.NAME, "Mr «van der Berg» came back"),
    (Kind.NAME, "saw Dr «Okafor» in clinic"),
    (Kind.NAME, "his wife «Priya» rang"),
    (Kind.NAME, "her daughter («Niamh») rang"),
    (Kind.NAME, "«Declan», her son, drove"),
    (Kind.NAME, "Patient: «Jane Whitlock»"),
    (Kind.NAME, "Pt: «SMITH, John»"),
    (Kind.NAME, "RE: Mrs «Elsie Thornbury»"),
    (Kind.NAME, "cc: «Hemi Goldberg»"),
    (Kind.NAME, "«J. Kowalski» signed"),
    (Kind.NAME, "«Gwen» says it hurts"),
    (Kind.NAME, "then «Tamati» rang us"),
    (Kind.NAME, "we met «Siobh\u00e1n Byrne» twice"),
    (Kind.NAME, "we met «Szabina J Gelencs\u00e9r» twice"),
    (Kind.NAME, "pt «dave» seen with chest pain"),
    (Kind.NAME, "so «priya patel» will come back"),
    (Kind.NAME, "and «Margaret»'s mum agrees"),
    (Kind.NAME, "Kind regards, «Fiona Drummond»"),
    (Kind.NAME, "spoke to j «fenwick» re bloods"),
    (Kind.NAME, "«Fenwick, John»: cough for a week"),
    (Kind.NAME, "seen today «fenwick, john». cough 3/7"),
    (Kind.INITIALS, "«J.S.» is a teacher"),
    (Kind.PLACE, "he farms near «Wagin»"),
    (Kind.PLACE, "drove in from «Mount Barker»"),
    (Kind.FACILITY, "seen at «Wagin District Hospital»"),
    (Kind.FACILITY, "under «St Vincent's»"),
    (Kind.FACILITY, "lives at «Oakdene Nursing Home»"),
    (Kind.VEHICLE, "white ute, rego «1GXT 482»"),
    (Kind.VEHICLE, "number plate «abc 12d»"),
    (Kind.DEVICE, "pacemaker serial number «PJN482913»"),
    (Kind.ADDRESS, "lives in «Kilbrack, Doneraile, Co. Cork»"),
]
GUARDED = [
    "plan b carter not needed, hep b parker, gave 5 g glucose, bp 120 g jenkins, 2 x fenwick",
    "Graves' disease, Bell's palsy, Parkinson's disease, Barrett's, Crohn's, Raynaud's and Huntington's.",
    "Murphy's sign, Phalen and Tinel negative, Dix-Hallpike positive, Epley done, Thomas test normal.",
    "Started Estelle, then Brenda, then Juliet; also on Yasmin, Lexapro, Wegovy and Mounjaro.",
    "Paracetamol, Metformin, Apixaban, Semaglutide and Quetiapine were stopped.",
    "Seen on Monday by the physio in April; Medicare and Centrelink forms done.",
    "Aboriginal, M\u0101ori, Vietnamese and Irish families see this often.",
    "Worked in Queensland and Victoria, holidays in Bali and Kenya, flies to Sydney.",
    "She will mark the chart, frank about her hope, and grace under pressure.",
    "The local District Hospital and the Pain Clinic, the Emergency Department, General Practice.",
    "Mild Cognitive Impairment, Stage Three, Type Two Diabetes, Care Plan, Mental Health Plan.",
    "The patient says her mother worries; the daughter asked; Mum rang; Dad agreed.",
    "St John's wort at night. Royal College guidance. Ann Arbor stage two. Johns Hopkins study.",
    "Glasgow Coma Scale, Edinburgh scale, Bristol stool type, Ottawa ankle rules, Vancouver scale.",
    "Wright's stain, Gram stain, Mayfield holder, Austin osteotomy, Ilizarov frame.",
]


@pytest.fixture(scope="module")
def words():
    return load()


@pytest.mark.parametrize(("kind", "marked"), FOUND)
def test_a_name_a_town_and_a_place_of_care_are_asked_about(words, kind, marked):
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    hit = next(one for one in find(text, lexicon=words) if one.start < end and start < one.end)
    assert (hit.kind, hit.tier) == (kind, Tier.REDACT if kind in (Kind.VEHICLE, Kind.DEVICE) else Tier.CONFIRM)
    assert text[start:end] in text[hit.start : hit.end]


@pytest.mark.parametrize("text", GUARDED)
def test_eponyms_brands_and_headings_are_nobody(words, text):
    asked = [(one.why, text[one.start : one.end]) for one in find(text, lexicon=words) if one.tier is not Tier.HINT]
    assert asked == []


def test_a_name_found_once_is_found_wherever_it_stands(words):
    text = "Mrs Thistlethwaite fell. Later thistlethwaite could not say why."
    assert redact(text, find(text, lexicon=words)) == "Mrs [name] fell. Later [name] could not say why."


def test_whoever_is_listed_with_a_name_is_a_name(words):
    text = "Her carers are Priya, Violet and Reg."
    assert redact(text, find(text, lexicon=words)) == "Her carers are [name], [name] and [name]."


def test_a_strange_capitalised_word_is_a_hint(words):
    (hint,) = find("We wondered about Zorblax in this setting", lexicon=words)
    assert (hint.kind, hint.tier) == (Kind.NAME, Tier.HINT)


def test_without_a_lexicon_only_fixed_shapes_are_found():
    assert [one.kind for one in find("Mrs Green of Wagin, 0412 345 678")] == [Kind.PHONE]


def test_the_words_of_the_lexicon_are_as_listed(words):
    from bot.domain.identifiers.lexicon import COMMON, FIRST, LARGE, LAST, PLACE, PLAIN

    assert words.marks("margaret") & (FIRST | COMMON) == FIRST | COMMON
    assert words.marks("smith") & LAST
    assert words.marks("hypertension") == PLAIN
    assert words.marks("mount barker") == PLACE
    assert words.marks("perth") & LARGE
    assert words.marks("zorblax") == words.marks("") == words.marks("mount bark") == 0


def test_who_is_cited_once_is_an_author_all_through_the_text(words):
    text = "Okonjo et al. (2019) found the same. What Okonjo argues is that Okonjo's results hold."
    assert [one for one in find(text, lexicon=words) if one.tier is not Tier.HINT] == []


def test_where_somebody_is_surely_named_a_doubtful_name_is_asked_about_too(words):
    doubtful = "script for hamish pls"
    assert [one.tier for one in find(doubtful, lexicon=words)] == [Tier.HINT]
    text = f"Mrs Iyer came. {doubtful}"
    assert redact(text, find(text, lexicon=words)) == "Mrs [name] came. script for [name] pls"


PIECES = ["MR ", "te ", "siobhan ", "\u1e9e", "\u0130", "\ufb01 ", "PT ", "o'", "'s ", "\n", "thanks, ", "priya"]


@given(st.text(max_size=120) | st.lists(st.sampled_from(PIECES)).map("".join))
@settings(max_examples=200, deadline=None)
def test_giving_capitals_back_never_moves_a_letter(text):
    page = Page(text, frozenset(), bytes(len(text)), tokenise(text, load()), load(), bytes(len(text)))
    given_back = recase(page).page
    assert len(given_back.text) == len(text)
    assert [token.start for token in given_back.tokens] == [token.start for token in page.tokens]

"""Schools, places of care, postcodes and names that everyday words are made of: the words around them tell."""

import pytest

from bot.domain.identifiers import Tier, find
from data.lexicon import load

# The identifiers are what stands between the guillemets.
FOUND = [
    "goes to «riverside elementary»",
    "goes to «otumoetai intermediate»",
    "at «Park Road Primary»",
    "goes to «maple ridge public school»",
    "attends «busy bees daycare»",
    "attends «Busy Bees daycare»",
    "at «Lincoln K-8»",
    "attends «All Saints Anglican School»",
    "goes to «st mary's primary»",
    "at «st marys c of e primary»",
    "in grade 4 at «st josephs»",
    "yr 11 at «thornbury»",
    "in kindergarten at «Franklin»",
    "principal of «Long Beach High»",
    "goes to «wattle st kindy»",
    "attends «rainbow elc»",
    "goes to «colaiste chiarain»",
    "attends «ecole st joseph»",
    "at «Gaelscoil na Cille»",
    "student at «fanshawe college»",
    "attends «PS 118»",
    "«Wattle Kindergarten» rang",
    "«North Shore Middle School» rang",
    "lives in wagga wagga nsw «2650»",
    "Georgetown, tx «78626»",
    "Queensland «4870»",
    "Los Angeles CA «90210»",
    "Ohio «44256»",
    "lives in «LS6»",
    "p/code «3550»",
    "in Nelson «7010» with her son",
    "lives at «oak lodge»",
    "seen at «Riverside Surgery»",
    "admitted to «st luke's»",
    "taken to «waikato hosp»",
    "sent to «mercy hospital»",
    "«Jenny Brown» rang.",
    "«Jenny Brown», of 12 Station Road",
    "His wife «Jenny» rang.",
    "his wife «jenny» rang",
    "«jenny brown» rang",
    "«Estelle Green» attended.",
    "«margaret smith», 45, has gout",
    "«siobhan cooper» came in today",
    "cardiologist dr «k fenwick» wrote",
    "mr «j fenwick»",
    "«kate» (physio) says",
    "«kate», physio, rang",
    "«sarah» our nurse rang",
    "rn «kelly» did obs",
    "«John» 45 with cough",
    "«john» (45) has a cough",
    "«Xiuying» came in",
    "«Ngozi» came in",
    "advised «ngozi» to rest",
    "explained to «ngozi»",
    "gave «ngozi» a script",
    "«Fenwick» is 45",
    "d/w «cooper» at the hospital",
    "dr «begum» wrote",
    "pt «mei green» 45m",
]
LEFT_ALONE = [
    "goes to high school",
    "at primary school",
    "the local primary school",
    "attends a mainstream school",
    "goes to boarding school",
    "from primary to secondary",
    "back to school after the holidays",
    "attends nursery twice a week",
    "goes to college part time",
    "principal of care is rest",
    "a grade 3 at biopsy",
    "attends Weight Watchers",
    "started at Pilates",
    "K-12 students",
    "daycare twice a week",
    "seen at the practice",
    "sent to fracture clinic",
    "referred to the memory clinic",
    "went to a walk-in clinic",
    "lives in supported residential care",
    "seen in emergency department",
    "CA 125 was normal",
    "ferritin 1200, platelets 2650",
    "walked 3550 steps",
    "started on Brenda 35",
    "switched to Jenny",
    "brown sputum. Jenny is a pill.",
    "gave Panadol. Advised rest. Explained to him. Reviewed bloods. Reassured about this.",
    "d/w nursing at the hospital",
    "grace period. rose bush, 45 cm.",
]


@pytest.mark.parametrize("marked", FOUND)
def test_what_the_words_around_it_tell_is_asked_about(marked):
    before, _, rest = marked.partition("«")
    inside, _, after = rest.partition("»")
    found = [one for one in find(before + inside + after, lexicon=load()) if one.tier is not Tier.HINT]
    start, end = len(before), len(before) + len(inside)
    covered = sum(any(one.start <= at < one.end for one in found) for at in range(start, end))
    assert covered * 2 >= end - start, found


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_a_sort_of_school_or_clinic_a_result_and_a_pill_are_left_alone(text):
    found = find(text, lexicon=load())
    assert [(one.why, text[one.start : one.end]) for one in found if one.tier is not Tier.HINT] == []

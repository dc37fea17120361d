import re
from pathlib import Path

from bot.domain.errors import Invalid, NotFound
from bot.ui.errors import explain_refusal
from bot.ui.sentences import ERRORS

ZONE_NAMES = ("Australia/Perth", "America/New_York")


def test_every_code_of_the_times_has_a_sentence() -> None:
    rooms = Path(__file__).parents[2] / "bot/domain/times"
    codes = {
        code
        for source in rooms.glob("*.py")
        for code in re.findall(r'"((?:time|zone|duration)\.[a-z_]+)"', source.read_text(encoding="utf-8"))
    }
    assert len(codes) >= 12
    assert codes - {"zone.tab"} <= ERRORS.keys()


def test_a_refusal_shows_the_nearest_matches_and_gives_the_words_back() -> None:
    refusal = Invalid("zone.unknown", typed="Pert", suggestions=ZONE_NAMES)
    text = explain_refusal(refusal, ERRORS, "en-GB")
    assert "Perhaps: Australia/Perth, America/New\\_York" in text
    assert text.endswith("```\nPert\n```")


def test_a_refusal_without_matches_says_nothing_about_them() -> None:
    refusal = Invalid("zone.unknown", typed="xyzzy", suggestions=())
    assert "Perhaps" not in explain_refusal(refusal, ERRORS, "en-GB")


def test_names_that_are_offered_stand_apart_and_each_once() -> None:
    refusal = NotFound("some.unknown", nearest=("Gout: who, when?", "Balint, the *second*", "Balint, the *second*"))
    told = explain_refusal(refusal, {"some.unknown": "The nearest: {nearest}."}, "en-GB")
    assert told == r"The nearest: **Gout: who, when?**, **Balint, the \*second\***."

"""A6: a zone is found by its name, a city or a country, and never guessed from letters."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Invalid
from bot.domain.times import city_of, find_zone, suggest_zones
from bot.domain.times.places import ALSO, AUSTRALIAN_LETTERS, LETTERS, main_zones

NOW = datetime(2026, 11, 25, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Australia/Perth", "Australia/Perth"),
        ("australia/perth", "Australia/Perth"),
        (" Perth ", "Australia/Perth"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
        ("Dunedin", "Pacific/Auckland"),
        ("Wellington time", "Pacific/Auckland"),
        ("São Paulo", "America/Sao_Paulo"),
        ("UK", "Europe/London"),
        ("Edinburgh.", "Europe/London"),
        ("St John's", "America/St_Johns"),
        ("St John’s", "America/St_Johns"),
        ("Mumbai", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("gold coast", "Australia/Brisbane"),
    ],
)
def test_a_name_or_a_city_is_found(typed: str, zone: str) -> None:
    assert find_zone(typed) == zone


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("Pert", "Australia/Perth"),
        ("Sidney", "Australia/Sydney"),
        ("Aukland", "Pacific/Auckland"),
        ("Australia", "Australia/Perth"),
        ("EST", "America/New_York"),
        ("AEST", "Australia/Sydney"),
        ("Torono", "America/Toronto"),
        ("western aus", "Australia/Perth"),
    ],
)
def test_what_is_not_certain_is_refused_with_the_nearest(typed: str, among: str) -> None:
    with pytest.raises(Invalid) as refused:
        find_zone(typed)
    assert refused.value.code == "zone.unknown"
    suggestions = refused.value.params["suggestions"]
    assert isinstance(suggestions, tuple)
    assert among in suggestions
    assert len(suggestions) <= 5


@pytest.mark.parametrize(
    "typed", ["", "🙂", "@everyone", "x" * 4000, "../../etc/passwd", "Mars/Olympus", "victoria", "\u0000", "factory"]
)
def test_what_is_no_place_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        find_zone(typed)
    assert refused.value.code == "zone.unknown"
    assert len(str(refused.value.params["typed"])) <= 100


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("perth", "Perth - Australia/Perth, now 19:30"),
        ("per", "Perth - Australia/Perth, now 19:30"),
        ("syd", "Sydney - Australia/Sydney, now 22:30"),
        ("lond", "London - Europe/London, now 11:30"),
        ("dunedin", "Auckland - Pacific/Auckland, now 00:30"),
        ("western aus", "Perth - Australia/Perth, now 19:30"),
        ("+8", "Perth - Australia/Perth, now 19:30"),
        ("utc+5:30", "Kolkata - Asia/Kolkata, now 17:00"),
        ("gmt-5", "Toronto - America/Toronto, now 06:30"),
        ("torotno", "Toronto - America/Toronto, now 06:30"),
        ("", "Perth - Australia/Perth, now 19:30"),
    ],
)
def test_zones_are_offered_while_typing(typed: str, first: str) -> None:
    assert suggest_zones(typed, now=NOW)[0].label == first


def test_the_clock_follows_the_locale() -> None:
    assert suggest_zones("perth", now=NOW, locale="en-US")[0].label == "Perth - Australia/Perth, now 7:30 PM"


@given(st.text(max_size=30))
def test_every_offer_is_a_zone_that_is_found_again(typed: str) -> None:
    ideas = suggest_zones(typed, now=NOW)
    assert len(ideas) <= 25
    for idea in ideas:
        assert find_zone(idea.zone) == idea.zone
        assert len(idea.label) <= 100


def test_every_offered_zone_is_found_by_its_name_and_by_its_short_name() -> None:
    for zone in main_zones():
        assert find_zone(zone) == zone
        assert find_zone(city_of(zone)) == zone


def test_every_zone_of_our_own_lists_has_rules() -> None:
    homes = {home for table in (LETTERS, AUSTRALIAN_LETTERS) for row in table.values() for _, home in row}
    for zone in (*ALSO, *homes):
        assert ZoneInfo(zone).key in main_zones()


def test_no_name_of_our_own_means_two_places() -> None:
    names = [name for row in ALSO.values() for name in row.split(", ")]
    assert len(names) == len(set(names))

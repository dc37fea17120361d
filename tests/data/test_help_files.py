"""The lists of help and of words of distress: complete, and told by file and entry where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.distress import Concern
from bot.domain.support import help_for
from bot.domain.times.countries import country_of
from data import distress_words, help_packs
from data.distress_words import DistressWordsError
from data.help_packs import HelpPackError

ZONES = {
    "AU": "Australia/Perth",
    "CA": "America/Toronto",
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
    "NZ": "Pacific/Auckland",
    "US": "America/Chicago",
}


def test_every_country_has_a_service_for_doctors_a_line_for_everybody_and_an_emergency_number() -> None:
    packs = help_packs.bundled()
    assert {pack.country for pack in packs} == set(ZONES)
    for code, zone in ZONES.items():
        assert country_of(zone) == code
        own = help_for(Concern.OWN, packs, code)
        other = help_for(Concern.PATIENT, packs, code)
        assert len(own.lines) > len(other.lines) >= 1
        assert own.pack is not None
        assert own.pack.emergency
        assert len(own.elsewhere) == 5


def test_somebody_elsewhere_is_offered_all_countries() -> None:
    offered = help_for(Concern.OWN, help_packs.bundled(), country_of("Africa/Lagos"))
    assert offered.pack is None
    assert len(offered.elsewhere) == 6
    assert country_of("UTC") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("country = ", r"xx\.toml"),
        ('country = "XX"\nname = "X"\nemergency = "1"\nextra = 1\nline = []', "must hold"),
        ('country = "XX"\nname = "X"\nemergency = "1"\n[[line]]\nname = "A"\nreach = "1"\nwhen = "x"', "for doctors"),
        ('country = "XX"\nname = "X"\nemergency = "1"\n[[line]]\nname = "A"\nreach = ""\nwhen = "x"', "line 1: reach"),
    ],
)
def test_a_wrong_list_of_help_is_told_by_file_and_entry(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "xx.toml").write_text(content)
    with pytest.raises(HelpPackError, match=said):
        help_packs.load(tmp_path)


def test_a_wrong_phrase_is_told_by_file_list_and_word(tmp_path: Path) -> None:
    lists = "\n".join(f'{name} = ["fine"]' for name in ("own", "patient", "now", "negation"))
    (tmp_path / "xx.toml").write_text(f'language = "xx"\n{lists}\nreported = ["Not fine"]')
    with pytest.raises(DistressWordsError, match=r"xx\.toml: reported: 'Not'"):
        distress_words.load(tmp_path)

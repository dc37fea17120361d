"""What a community may set, and that the file's defaults are the domain's."""

from __future__ import annotations

from dataclasses import fields

import pytest

from bot.domain.errors import Invalid
from bot.domain.reminders import Lead
from bot.domain.settings import SETTINGS, Area, CommunitySettings, find_setting


def test_every_field_is_a_setting_whose_default_may_be_chosen() -> None:
    assert sorted(setting.name for setting in SETTINGS) == sorted(field.name for field in fields(CommunitySettings))
    for setting in SETTINGS:
        codes = setting.codes(CommunitySettings())
        assert setting.chosen(CommunitySettings(), codes) == CommunitySettings()
        assert len(setting.options) <= 25, "a menu takes no more"


def test_an_area_fits_on_one_screen_beside_the_buttons_to_the_others() -> None:
    for area in Area:
        assert 1 <= sum(setting.area is area for setting in SETTINGS) <= 4
    assert len(Area) <= 5


def test_one_choice_leaves_the_others_as_they_are() -> None:
    fewer = find_setting("reminders").chosen(CommunitySettings(offer_hours=2), ["1h"])
    assert fewer == CommunitySettings(frozenset({Lead.HOUR}), 2)
    assert find_setting("reminders").chosen(fewer, []).reminders == frozenset()


@pytest.mark.parametrize(
    ("name", "codes"), [("reminders", ["3d"]), ("offer_hours", []), ("offer_hours", ["1", "2"]), ("colour", ["red"])]
)
def test_what_is_no_option_is_refused(name: str, codes: list[str]) -> None:
    with pytest.raises(Invalid, match=r"settings\.unknown_choice"):
        find_setting(name).chosen(CommunitySettings(), codes)

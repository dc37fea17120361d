from __future__ import annotations

import pytest

from bot.texts import translator
from bot.ui.components import MOST_ID_CHARACTERS
from cogs.cases.review import DeclineForm
from cogs.cases.views import AffirmForm, AskForm, StoryForm

BIGGEST = 2**63 - 1


async def test_a_form_is_made_again_from_its_id_alone() -> None:
    t = translator("en-GB")
    for form in (
        StoryForm(t, BIGGEST, BIGGEST // 10),
        AskForm(t, BIGGEST, 7),
        AffirmForm(t, BIGGEST, BIGGEST // 10, 999_999_999, 9999, 3),
        DeclineForm(t, BIGGEST, 7),  # pyright: ignore[reportArgumentType]
    ):
        assert len(form.custom_id) <= MOST_ID_CHARACTERS
        match = form.template.fullmatch(form.custom_id)
        assert match is not None
        ids = match.groupdict()
        again = type(form).reopened(t, int(ids.pop("community")), ids)
        assert [one["label"] for one in _labels(again)] == [one["label"] for one in _labels(form)]
        assert again.custom_id != form.custom_id, "two people may have the same form open"
        assert again.custom_id.rpartition(":")[0] == form.custom_id.rpartition(":")[0]


async def test_an_id_that_would_not_be_found_again_is_refused() -> None:
    with pytest.raises(ValueError, match="is no id"):
        AskForm(translator("en-GB"), 1, -1)


def _labels(form: StoryForm | AskForm | AffirmForm | DeclineForm) -> list[dict[str, str]]:
    return [one for one in form.to_components() if "label" in one]

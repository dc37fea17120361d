from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain import cases as rules
from bot.domain.cases import LIMITS, Area, LifeStage, Part, Statement
from bot.domain.errors import Invalid

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def a_story(**changed: str) -> rules.Story:
    typed = {"title": "Tired", "stage": "child", "context": "Since a cold.", "findings": ""} | changed
    return rules.story(**typed)


def an_ask(**changed: str) -> rules.Ask:
    typed = {"tried": "", "question": "What next?", "area": "Skin"} | changed
    return rules.ask(**typed, anonymous=False)


def test_what_was_typed_is_kept_without_stray_blanks() -> None:
    story = a_story(title="  Tired \n after a  virus ", context=" one\n\ntwo ")
    assert story.title == "Tired after a virus"
    assert story.context == "one\n\ntwo"
    assert story.stage is LifeStage.CHILD
    assert an_ask().area is Area.SKIN


@pytest.mark.parametrize("empty", ["", "   ", "\n", "\u200b\u2060"])
def test_a_title_of_nothing_visible_is_refused(empty: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_story(title=empty)
    assert refused.value.code == "case.part_missing"
    assert refused.value.params == {"part": "title"}


@pytest.mark.parametrize("part", [Part.CONTEXT, Part.TITLE, Part.FINDINGS])
def test_a_part_of_the_first_step_that_is_too_long_is_refused(part: Part) -> None:
    with pytest.raises(Invalid) as refused:
        a_story(**{part.value: "😀" * 4000})
    assert refused.value.code == "case.part_too_long"
    assert refused.value.params == {"part": part.value, "limit": LIMITS[part]}


@pytest.mark.parametrize("part", [Part.TRIED, Part.QUESTION])
def test_a_part_of_the_second_step_that_is_too_long_is_refused(part: Part) -> None:
    with pytest.raises(Invalid):
        an_ask(**{part.value: "x" * 4000})


def test_redacting_may_make_a_part_a_little_longer_but_not_a_title() -> None:
    assert len(a_story(context="x" * 1650).context) == 1650
    with pytest.raises(Invalid):
        a_story(context="x" * 1651)
    with pytest.raises(Invalid):
        a_story(title="x" * 101)


def test_unknown_choices_are_refused() -> None:
    with pytest.raises(Invalid):
        a_story(stage="ancient")
    with pytest.raises(Invalid):
        an_ask(area="Astrology")


@pytest.mark.parametrize("missing", list(Statement))
def test_nothing_is_affirmed_unless_every_statement_is_ticked(missing: Statement) -> None:
    with pytest.raises(Invalid) as refused:
        rules.affirm([one for one in Statement if one is not missing], NOW)
    assert refused.value.code == "case.not_affirmed"


def test_an_affirmation_holds_its_wording_and_time() -> None:
    assert rules.affirm(list(Statement), NOW) == rules.Affirmation(rules.AFFIRMATION_VERSION, NOW)


def test_prose_and_back_is_the_same_case() -> None:
    text = rules.CaseText(a_story(), an_ask())
    assert rules.rewritten(text, rules.prose(text)) == text


def test_a_reason_is_one_line_and_short() -> None:
    assert rules.reason(" too \n telling ") == "too telling"
    for typed in ("", "  ", "x" * 301):
        with pytest.raises(Invalid):
            rules.reason(typed)


def test_all_parts_fit_one_message() -> None:
    assert sum(rules.most_of(part) for part in Part if part not in rules.NEXT) < 5200
    assert sum(rules.most_of(part) for part in rules.NEXT) < 5200

"""Set-up has words for everything it may have to say, and they fit Discord."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.domain.blueprint import AREA_TAGS, MAX_TOPIC, NEEDED, STATUS_TAGS, Grant, Part, blueprint
from bot.domain.cases import Area
from bot.domain.discussions import TAG_CLOSED, TAG_OPEN
from bot.domain.joining import Point
from bot.domain.repair import Create, Notice, Plan
from bot.texts import translator
from cogs.community import cards, sentences
from cogs.community.builder import Failure, Report
from cogs.members.sentences import AGREEMENT

ROOT = Path(__file__).resolve().parents[2]
WANTED = blueprint(sentences.TOPICS, sentences.NOT_CLINICAL)


def test_every_part_and_every_permission_has_a_name() -> None:
    assert set(sentences.PARTS) == set(Part)
    assert set(sentences.PERMISSIONS) == set(NEEDED)


def test_every_notice_and_failure_in_the_code_has_a_sentence_that_says_how_to_mend_it() -> None:
    planned = set(re.findall(r'Notice\(\s*"([a-z_.]+)"', (ROOT / "bot/domain/repair.py").read_text()))
    doing = "".join((ROOT / "cogs/community" / name).read_text() for name in ("builder.py", "automod.py"))
    refused = set(re.findall(r'"(setup\.[a-z_]+)"', doing))
    assert planned == set(sentences.NOTICES)
    assert refused == set(sentences.FAILURES)


def test_i9_topics_fit_discord_and_case_channels_say_what_discord_is_not() -> None:
    for wanted in WANTED:
        assert len(wanted.topic) <= MAX_TOPIC
        if wanted.part in (Part.CASES, Part.MEETINGS):
            assert "not a clinical system" in wanted.topic


def test_cases_are_tagged_with_tags_that_set_up_makes() -> None:
    assert {TAG_OPEN, TAG_CLOSED} <= set(STATUS_TAGS)
    assert {area.value for area in Area} - {Area.OTHER.value} == set(AREA_TAGS)


def test_the_agreement_has_words_for_each_point_that_fit_a_checkbox() -> None:
    assert set(AGREEMENT) == set(Point)
    assert all(len(label) <= 100 for label, _ in AGREEMENT.values())


@pytest.mark.parametrize("code", sorted(sentences.FAILURES))
def test_the_worst_report_fits_an_embed_and_leaves_nothing_untold(code: str) -> None:
    steps = tuple(Create(wanted, {}) for wanted in WANTED)
    notices = (
        *(Notice("setup.lacks_permission", grant=grant) for grant in Grant),
        *(Notice("setup.also_visible_to", part, ids=(10**18,) * 3) for part in (Part.CASES, Part.MEETINGS)),
    )
    report = Report(Plan({}, steps, notices), failed=tuple(Failure(step, code) for step in steps))
    setup = cards.Setup(report, "Commonroom", "Australia/Perth", zone_is_open=True, runner_failed=True)
    embed = cards.setup_report(translator("en-GB"), setup)
    assert len(embed) <= 6000
    text = embed.description or ""
    assert "Partly done" in (embed.title or "")
    for part in Part:
        assert sentences.PARTS[part] in text
    for grant in Grant:
        assert sentences.PERMISSIONS[grant] in text

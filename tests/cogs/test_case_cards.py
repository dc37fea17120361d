from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain import cases as rules
from bot.domain.blueprint import AREA_TAGS, STATUS_TAGS
from bot.domain.cases import (
    AFFIRMATION_VERSION,
    REASON_LIMIT,
    Affirmation,
    Area,
    Case,
    CaseState,
    CaseText,
    LifeStage,
    Overruling,
    Part,
)
from bot.domain.discussions import TAG_CLOSED, TAG_OPEN
from bot.domain.identifiers import Kind
from bot.domain.ids import CaseId, CommunityId, MemberId
from bot.domain.people import Community
from bot.domain.pictures import CONSENT_VERSION, Consent, Look
from bot.services.cases.release import CaseView
from bot.texts import translator
from cogs.cases import cards, inputs
from cogs.cases.picture_sentences import CONSENTS, LOOKS
from cogs.cases.sentences import KINDS, PARTS, STAGES, STATEMENTS

T = translator("en-GB")
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def view_of(character: str, *, kept: int) -> CaseView:
    """A case in which every part is as long as it may ever be."""
    longest = {part: character * rules.most_of(part) for part in Part}
    stage = max(LifeStage, key=lambda one: len(STAGES[one]))
    text = CaseText(
        rules.story(longest[Part.TITLE], stage, longest[Part.CONTEXT], longest[Part.FINDINGS]),
        rules.ask(longest[Part.TRIED], longest[Part.QUESTION], max(Area, key=len), anonymous=False),
        tuple(rules.Sequel(longest[part], at=NOW) for part in rules.NEXT),
    )
    overruling = Overruling(Part.CONTEXT, Kind.AGE, character * 1650, character * REASON_LIMIT)
    case = Case(
        id=CaseId(10**9),
        community_id=CommunityId(2**63),
        state=CaseState.WAITING,
        author_id=MemberId(2**63),
        affirmation=Affirmation(1, NOW),
        submitted_at=NOW,
        text=text,
        overrulings=(overruling,) * kept,
    )
    return CaseView(case, Community(CommunityId(2**63), "UTC", "en-GB"), None)


@pytest.mark.parametrize("character", ["x", "*", "@", "_", "\\", "😀", "漢", "`", "|"])
@pytest.mark.parametrize("kept", [0, 1, 40])
def test_the_longest_case_is_whole_within_discords_limits(character: str, kept: int) -> None:
    view = view_of(character, kept=kept)
    released = CaseView(replace(view.case, state=CaseState.RELEASED), view.community, None)
    post = cards.forum_post(T, released)
    assert post is not None
    assert post.title is not None
    assert len(post.title) <= 100
    assert view.case.text is not None
    case_parts = [part for part in Part if part not in {Part.TITLE, *rules.NEXT}]
    for embeds, parts in (
        (cards.review_embeds(T, view), case_parts),
        (list(post.embeds), case_parts),
        (cards.whole_embeds(T, view.case), rules.NEXT),
    ):
        assert sum(len(embed) for embed in embeds) <= 6000
        assert all(len(embed.description or "") <= 4096 for embed in embeds)
        assert all(len(embed.title or "") <= 256 for embed in embeds)
        assert all(len(field.value or "") <= 1024 for embed in embeds for field in embed.fields)
        shown = "".join(embed.description or "" for embed in embeds)
        like = cards.lookalike(character)
        assert max(shown.count(character), shown.count(like)) >= sum(rules.most_of(part) for part in parts)


def test_everything_that_can_be_found_or_chosen_has_words() -> None:
    assert set(KINDS) == set(Kind)
    assert set(STAGES) == set(LifeStage)
    assert set(PARTS) == set(Part)
    assert set(STATEMENTS) == set(rules.Statement)


def test_the_areas_are_the_forums_tags_and_other() -> None:
    assert {area.value for area in Area} == {*AREA_TAGS, Area.OTHER.value}
    assert {TAG_OPEN, TAG_CLOSED} <= set(STATUS_TAGS)


def test_the_affirmed_wording_changes_only_with_its_version() -> None:
    wording = repr([(statement.value, *words) for statement, words in STATEMENTS.items()])
    fingerprint = hashlib.sha256(wording.encode()).hexdigest()[:16]
    assert (AFFIRMATION_VERSION, fingerprint) == (1, "58ec718028849bad")


def test_the_wording_about_pictures_changes_only_with_its_version() -> None:
    wording = repr([(one.value, *words) for one, words in (*CONSENTS.items(), *LOOKS.items())])
    assert (set(CONSENTS), set(LOOKS)) == (set(Consent), set(Look))
    fingerprint = hashlib.sha256(wording.encode()).hexdigest()[:16]
    assert (CONSENT_VERSION, fingerprint) == (1, "5cb8110af298ef4e")


def test_labels_and_hints_are_within_discords_limits() -> None:
    for label, why in (*STATEMENTS.values(), *CONSENTS.values(), *LOOKS.values()):
        assert len(label) <= 100
        assert len(why) <= 100
    assert all(len(words) <= 45 for words in PARTS.values())
    assert len(inputs.area_menu(T, None).options) <= 25

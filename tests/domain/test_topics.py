from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import CommunityId, MemberId, TopicId
from bot.domain.naming import likeness, plain
from bot.domain.topics import (
    Topic,
    TopicState,
    alike,
    by_support,
    find_topic,
    read_title,
    read_why,
)

START = datetime(2026, 1, 1, tzinfo=UTC)


def topic(number: int, title: str, supporters: int = 0) -> Topic:
    return Topic(
        id=TopicId(number),
        community_id=CommunityId(1),
        title=title,
        why=None,
        state=TopicState.BACKLOG,
        suggested_by=MemberId(7),
        suggested_at=START + timedelta(hours=number),
        supporters=supporters,
    )


def titles(topics: tuple[Topic, ...]) -> list[str]:
    return [found.title for found in topics]


class TestTitles:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("  Chest   pain \n in the  young ", "Chest pain in the young"),
            ("Asthma\x00\x1b", "Asthma"),
            ("Café\u0301", "Caf\u00e9\u0301"),
            ("@everyone **loud**", "@everyone **loud**"),
        ],
    )
    def test_a_title_becomes_one_tidy_line(self, typed: str, read: str) -> None:
        assert read_title(typed) == read

    @pytest.mark.parametrize("typed", ["", "   ", "!!!", "🎉🎉", "\n\t"])
    def test_a_title_needs_words(self, typed: str) -> None:
        with pytest.raises(Invalid) as refused:
            read_title(typed)
        assert refused.value.code == "topic.title_without_words"

    def test_a_title_fits_a_select_line_and_no_more(self) -> None:
        assert len(read_title("x" * 100)) == 100
        with pytest.raises(Invalid) as refused:
            read_title("x" * 101)
        assert refused.value.params["limit"] == 100

    def test_a_reason_may_be_missing_but_not_endless(self) -> None:
        assert read_why(None) is None
        assert read_why("  ") is None
        assert read_why(" seen   often ") == "seen often"
        with pytest.raises(Invalid):
            read_why("x" * 4000)


class TestLikeness:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Hypertension update", "Hypertension Updates"),
            ("hypertension", "Hypertension: an update"),
            ("Managing chronic pain", "Chronic pain managing"),
            ("Menopause", "Menopauze"),
            ("Dépression", "depression"),
            ("Diabetes", "Diabetes in pregnancy"),
        ],
    )
    def test_near_titles_are_found(self, one: str, other: str) -> None:
        assert titles(alike(one, [topic(1, other)])) == [other]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Hypertension", "Hypotension in the elderly"),
            ("Asthma in children", "Fever in children"),
            ("Skin cancer", "Breast cancer"),
            ("Update", "Hypertension update"),
            ("Chest pain", "Back pain"),
        ],
    )
    def test_other_titles_are_left_alone(self, one: str, other: str) -> None:
        assert alike(one, [topic(1, other)]) == ()

    def test_the_most_alike_come_first_and_are_few(self) -> None:
        topics = [topic(number, f"Low back pain {number}") for number in range(9)] + [topic(20, "Low back pain")]
        found = alike("low back pain", topics)
        assert len(found) == 3
        assert found[0].id == 20

    @given(st.text(max_size=100), st.text(max_size=100))
    def test_likeness_is_symmetric_and_bounded(self, one: str, other: str) -> None:
        assert likeness(one, other) == pytest.approx(likeness(other, one))
        assert 0 <= likeness(one, other) <= 100
        assert (likeness(one, other) == 100) == (plain(one) == plain(other))


class TestFinding:
    topics = (topic(1, "Asthma"), topic(2, "Asthma in children"), topic(3, "Gout"), topic(40, "5 tips"))

    @pytest.mark.parametrize(
        ("typed", "found"),
        [("#3", 3), ("3", 3), ("asthma", 1), ("ASTHMA!", 1), ("children", 2), ("gou", 3), ("5 tips", 40)],
    )
    def test_a_number_a_title_or_enough_of_it_finds_a_topic(self, typed: str, found: int) -> None:
        assert find_topic(typed, self.topics).id == found

    def test_an_unknown_one_names_the_nearest(self) -> None:
        with pytest.raises(NotFound) as refused:
            find_topic("Goat", self.topics)
        assert refused.value.params["nearest"][0] == "Gout"  # type: ignore[index]

    def test_several_that_fit_are_named(self) -> None:
        with pytest.raises(Conflict) as refused:
            find_topic("asth", self.topics)
        assert refused.value.params["titles"] == ("Asthma", "Asthma in children")

    @pytest.mark.parametrize("typed", ["", "#", "999999999999999999", "!?"])
    def test_nonsense_finds_nothing(self, typed: str) -> None:
        with pytest.raises(NotFound):
            find_topic(typed, self.topics)


def test_the_most_supported_come_first_and_among_equals_the_oldest() -> None:
    order = by_support([topic(1, "a", 1), topic(2, "b", 3), topic(3, "c", 1), topic(4, "d", 3)])
    assert titles(order) == ["b", "d", "a", "c"]

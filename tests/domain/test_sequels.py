from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.cases import NEXT, Sequel
from bot.domain.errors import Invalid
from bot.domain.sequels import due_times, rewritten, timing, written

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PERTH = "Australia/Perth"


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("2 days", timedelta(days=2)),
        ("in 36 hours", timedelta(hours=36)),
        ("a week after the release", timedelta(weeks=1)),
        ("In 3 days after release", timedelta(days=3)),
        ("2 days later", timedelta(days=2)),
    ],
)
def test_a_length_counts_from_the_release(typed: str, length: timedelta) -> None:
    assert timing(typed, NOW, PERTH, "en-AU") == (length, None)


def test_anything_else_is_a_time_in_the_authors_zone_and_never_at_night() -> None:
    assert timing("3 March 7pm", NOW, PERTH, "en-AU") == (None, datetime(2026, 3, 3, 11, 0, tzinfo=UTC))
    assert timing("4 March", NOW, PERTH, "en-AU") == (None, datetime(2026, 3, 4, 1, 0, tzinfo=UTC))
    assert timing("3 March 11pm", NOW, PERTH, "en-AU") == (None, datetime(2026, 3, 4, 1, 0, tzinfo=UTC))


@pytest.mark.parametrize("typed", ["", "soonish", "2", "32 Dec", "yesterday 9am"])
def test_a_time_that_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        timing(typed, NOW, PERTH, "en-AU")


def test_parts_come_in_order_and_none_before_the_release() -> None:
    sequels = [
        Sequel("a", after=timedelta(days=3)),
        Sequel("b", after=timedelta(days=1)),
        Sequel("c", at=NOW - timedelta(days=9)),
    ]
    third = NOW + timedelta(days=3)
    assert due_times(sequels, NOW) == (third, third, third)
    assert due_times(sequels[2:], NOW) == (NOW,)


def test_an_anonymous_authors_hour_is_not_told() -> None:
    """Seven in the evening in Perth becomes nine in the morning in Sydney, where the community has its clock."""
    evening = datetime(2026, 3, 5, 11, 0, tzinfo=UTC)
    (told,) = due_times([Sequel("a", at=evening)], NOW, "Australia/Sydney")
    assert told == datetime(2026, 3, 4, 22, 0, tzinfo=UTC)
    assert due_times([Sequel("a", after=timedelta(days=2))], NOW, "Australia/Sydney") == (NOW + timedelta(days=2),)


def test_a_part_is_added_changed_and_taken_away() -> None:
    one = rewritten(None, "First", "2 days", NOW, PERTH, "en-AU")
    assert one is not None
    two = Sequel("Second", after=timedelta(days=4))
    both = written(written((), 0, one), 1, two)
    assert [sequel.text for sequel in both] == ["First", "Second"]
    changed = rewritten(both[0], "Reworded", "", NOW, PERTH, "en-AU")
    assert changed == Sequel("Reworded", after=timedelta(days=2)), "its time stays"
    assert [sequel.text for sequel in written(both, 0, None)] == ["Second"]
    with pytest.raises(Invalid, match=r"case\.sequel_when"):
        rewritten(None, "First", "", NOW, PERTH, "en-AU")
    with pytest.raises(Invalid, match=r"case\.too_many_sequels"):
        written(both, len(NEXT), two)
    with pytest.raises(Invalid, match=r"case\.part_too_long"):
        written(both, 0, Sequel("x" * 1200, after=timedelta(days=1)))

"""D10: a result as a picture whose alt text holds every figure, and nothing that the text withholds."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.charts import draw
from bot.charts.bars import WIDTH
from bot.charts.values import BarChart, Fill
from bot.domain.ids import CommunityId, MemberId, OptionId, PollId
from bot.domain.polls import Poll, PollState, Results, Vote, disclose
from bot.domain.voting import RULES, Attitude, Method, Option
from bot.services.polls import PollView
from bot.texts import translator
from bot.ui.pictures import MOST_IN_ALT
from cogs.polls import charts

NOW = datetime(2026, 3, 2, tzinfo=UTC)
T = translator("en-GB")
NASTY = (
    "😀" * 100,
    "心房細動の管理" * 14,
    "ارتفاع ضغط الدم في الحمل",
    "W" * 100,
    "⠀" * 100,
    "👩‍⚕️👨🏽‍⚕️",
    "a̐éö̲" * 30,
    "x",
)


def poll(method: Method, options: list[str], *, anonymous: bool = False, lapsed: bool = False) -> Poll:
    return Poll(
        id=PollId(7),
        community_id=CommunityId(1),
        question="Which evening?",
        method=method,
        results=Results.AT_CLOSE,
        state=PollState.CLOSED,
        opened_by=MemberId(1),
        opened_at=NOW,
        closes_at=NOW,
        closed_at=NOW,
        left_out=0,
        options=tuple(Option(OptionId(number), text) for number, text in enumerate(options, start=1)),
        anonymous=anonymous,
        lapsed=lapsed,
        quorum=50 if lapsed else None,
    )


def view(one: Poll, marks: list[dict[int, int]]) -> PollView:
    votes = [Vote({OptionId(option): mark for option, mark in ballot.items()}) for ballot in marks]
    return PollView(one, disclose(one, votes))


def chart_of(seen: PollView) -> BarChart:
    tally = charts._shown(seen)
    assert tally is not None
    return charts._chart(T, seen, tally, seen.poll.question or "")


def figures(chart: BarChart) -> list[str]:
    """Return every figure that stands in the picture beside names and labels of columns."""
    texts = [text for row in chart.rows for text in (row.figure, row.note)]
    texts += [cell for row in (chart.grid.rows if chart.grid else ()) for cell in row[1:]]
    return [number for text in texts for number in re.findall(r"\d+(?:\.\d+)?", text)]


@st.composite
def polls_of(draw_: st.DrawFn, method: Method) -> PollView:
    """Closed polls as they may come, with up to 25 options of up to 100 characters."""
    count = draw_(st.integers(1 if method is Method.CONSENT else 2, 25))
    texts = [draw_(st.sampled_from(NASTY) | st.text(min_size=1, max_size=100)) for _ in range(count)]
    ids = [OptionId(number) for number in range(1, count + 1)]
    one: st.SearchStrategy[Any]
    match method:
        case Method.SINGLE:
            one = st.sampled_from(ids).map(lambda chosen: {chosen: 1})
        case Method.APPROVAL:
            one = st.sets(st.sampled_from(ids), min_size=1).map(lambda chosen: dict.fromkeys(chosen, 1))
        case Method.RANKED:
            one = st.permutations(ids).map(lambda order: dict(RULES[method].read(order)))
        case Method.DOTS:
            one = st.lists(st.sampled_from(ids), min_size=1, max_size=5).map(lambda c: dict(RULES[method].read(c)))
        case Method.SCORE:
            one = st.fixed_dictionaries({ids[0]: st.integers(1, 5)}, optional=dict.fromkeys(ids[1:], st.integers(0, 5)))
        case Method.CONSENT:
            one = st.fixed_dictionaries(dict.fromkeys(ids, st.integers(0, 2)))
    return view(poll(method, texts, anonymous=draw_(st.booleans())), draw_(st.lists(one, min_size=1, max_size=12)))


@pytest.mark.parametrize("method", list(Method))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_alt_text_holds_every_figure_of_the_picture(method: Method, data: st.DataObject) -> None:
    seen = data.draw(polls_of(method))
    made = charts.picture_of(T, seen, "Which evening?")
    if made is None:
        return
    assert len(made.alt) <= MOST_IN_ALT
    said = re.findall(r"\d+(?:\.\d+)?", made.alt)
    for figure in figures(chart_of(seen)):
        assert figure in said, made.alt


@pytest.mark.parametrize("method", list(Method))
def test_25_long_names_shorten_in_the_alt_text_and_no_figure_does(method: Method) -> None:
    names = [f"{'Name of an option that is as long as can be ' * 3}"[:96] + f"{number:03}" for number in range(25)]
    order = list(range(1, 26))
    ballots = {
        Method.SINGLE: [{1: 1}] * 111,
        Method.APPROVAL: [dict.fromkeys(order, 1)] * 111,
        Method.RANKED: [
            {one: rank for rank, one in enumerate(order[n % 25 :] + order[: n % 25], 1)} for n in range(113)
        ],
        Method.DOTS: [{1: 3, 2: 2}] * 111,
        Method.SCORE: [dict.fromkeys(order, 4)] * 111,
        Method.CONSENT: [dict.fromkeys(order, 1)] * 100 + [dict.fromkeys(order, 2)] * 111,
    }[method]
    seen = view(poll(method, names), ballots)
    made = charts.picture_of(T, seen, "Q" * 200)
    assert made is not None
    assert len(made.alt) <= MOST_IN_ALT
    assert "…" in made.alt
    tally = seen.shown.tally
    assert tally is not None
    for count in tally.counts:
        assert re.search(rf"\b{count.votes}\b", made.alt) or not count.votes
        assert method is not Method.RANKED or re.search(rf"\b{count.borda}\b", made.alt)
    assert "15 more are in the text." in chart_of(seen).foot


def test_names_that_begin_alike_stay_apart_in_the_alt_text() -> None:
    names = [f"Chest pain in young adults who smoke, evening number {number}" for number in range(25)]
    made = charts.picture_of(T, view(poll(Method.SCORE, names), [dict.fromkeys(range(1, 26), 4)] * 111), "How useful?")
    assert made is not None
    lines = [line.split(":")[0] for line in made.alt.splitlines()[2:]]
    assert lines[0] == "Points, average of 5"
    assert "…" in lines[1]
    assert len(set(lines[1:])) == 25


@pytest.mark.parametrize("names", [NASTY, ("四", "五"), ("😀" * 1000, "🎉" * 1000), ("\n\x00", "\u202e\u200d")])
@pytest.mark.parametrize("method", list(Method))
def test_titles_that_no_font_has_draw_all_the_same(names: tuple[str, ...], method: Method) -> None:
    seen = view(poll(method, list(names)), [{1: 2, 2: 1}] if method is not Method.SINGLE else [{1: 1}])
    made = charts.picture_of(T, seen, "🎉" * 4000)
    assert made is not None
    with Image.open(io.BytesIO(made.draw())) as image:
        assert image.width == WIDTH
        assert image.height < 2000
    assert 30 < len(made.draw()) < 500_000


def test_patterns_tell_attitudes_apart_and_words_tell_the_winner() -> None:
    yes, but, no = Attitude.CONSENT, Attitude.RESERVATIONS, Attitude.OBJECTION
    chart = chart_of(view(poll(Method.CONSENT, ["Thursdays", "Mondays"]), [{1: yes, 2: no}, {1: but, 2: yes}]))
    assert [fill for fill, _ in chart.legend] == [Fill.PLAIN, Fill.STRIPES, Fill.CROSSES]
    first, second = chart.rows
    assert (first.strong, first.note) == (True, "nobody objects, 1 consent, 1 with reservations, 0 object")
    assert [part.share for part in second.parts] == [0.5, 0, 0.5]
    more, _ = chart_of(view(poll(Method.CONSENT, ["a", "b"]), [{1: yes, 2: yes}, {1: yes, 2: but}])).rows
    assert more.note.startswith("most consent, 2 consent"), "nobody objects to the other either"
    tie = chart_of(view(poll(Method.SINGLE, ["a", "b", "c"]), [{1: 1}, {2: 1}]))
    assert [row.note for row in tie.rows] == ["shares the first place", "shares the first place", ""]


def test_the_rounds_of_a_ranking_stand_in_columns() -> None:
    ballots = [{1: 1}, {1: 1}, {2: 1}, {2: 1}, {3: 1, 1: 2}, {3: 1}, {3: 1}, {4: 1, 2: 2}]
    seen = view(poll(Method.RANKED, ["A", "B", "C", "D"]), ballots)
    grid = chart_of(seen).grid
    assert grid is not None
    assert grid.head == ("Votes by round", "1", "2", "3")
    assert ("D", "1", "–", "–") in grid.rows
    assert grid.rows[-1][0] == "no longer counting"
    made = charts.picture_of(T, seen, "Which?")
    assert made is not None
    assert "Round 1: " in made.alt
    assert "D 1" in made.alt


def test_what_the_text_withholds_the_picture_withholds() -> None:
    secret = poll(Method.SINGLE, ["A", "B", "C"], anonymous=True)
    seen = view(secret, [{1: 1}] * 5 + [{2: 1}] * 2 + [{3: 1}])
    chart = chart_of(seen)
    assert [row.figure for row in chart.rows] == ["5 votes", "not shown", "not shown"]
    assert [row.parts for row in chart.rows[1:]] == [(), ()]
    # Two pictures that hide different figures look the same.
    other = view(secret, [{1: 1}] * 5 + [{2: 1}] + [{2: 1}, {3: 1}])
    assert draw(chart_of(other)) == draw(chart)
    for method in (Method.RANKED, Method.CONSENT):
        assert charts.picture_of(T, view(poll(method, ["A", "B"], anonymous=True), [{1: 1, 2: 2}] * 9), "?") is None
    assert charts.picture_of(T, view(secret, [{1: 1}] * 2), "?") is None


def test_where_nothing_was_decided_there_is_no_picture() -> None:
    assert charts.picture_of(T, view(poll(Method.SINGLE, ["A", "B"]), []), "?") is None
    assert charts.picture_of(T, view(poll(Method.SINGLE, ["A", "B"], lapsed=True), [{1: 1}]), "?") is None

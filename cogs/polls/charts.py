"""A result as a picture, and the same in words for those who do not see it.

Every figure of the picture stands in the alt text; where that gets too long names are shortened, never figures.
What the text withholds, the picture withholds too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.charts import draw
from bot.charts.values import BarChart, Fill, Grid, Part, Row
from bot.domain.polls import PollState
from bot.domain.voting import MOST_POINTS, Count, Method, Tally
from bot.services.polls import PollView
from bot.texts import Translate
from bot.ui.pictures import MOST_IN_ALT, Picture, picture
from bot.ui.words import clip
from cogs.polls import tallies

_MOST_BARS = 10
"""More bars than this are too small to read on a phone."""
_MOST_IN_GRID = 6
_MOST_ROUNDS = 5
_LENGTHS = (100, 80, 60, 50, 40, 34, 28, 23, 19, 15, 12, 8, 4, 2, 1)
_STILL_A_NAME = 15
"""Before names get shorter than this, what the figures mean is told once for all."""


def picture_of(t: Translate, view: PollView, name: str) -> Picture | None:
    """Return the picture of a closed poll called `name`; None where there are no figures to be shown."""
    tally = _shown(view)
    if tally is None:
        return None
    chart = _chart(t, view, tally, name)
    return picture(f"poll-{view.poll.id}", chart, _alt(t, view, tally, name), partial(draw, chart))


def _shown(view: PollView) -> Tally | None:
    """Return the tally if it has figures that may be shown."""
    poll, shown = view.poll, view.shown
    if poll.state is PollState.OPEN or poll.lapsed or shown.tally is None or not shown.voters:
        return None
    if all(option.id in shown.withheld for option in poll.options):
        return None
    return shown.tally


def _chart(t: Translate, view: PollView, tally: Tally, name: str) -> BarChart:
    rows = [_row(t, view, tally, count, number) for number, count in enumerate(tally.counts, start=1)]
    foot = [t.n("{n} member voted.", "{n} members voted.", tally.voters)]
    if len(rows) > _MOST_BARS:
        left = len(rows) - _MOST_BARS
        foot.append(t.n("{n} more is in the text.", "{n} more are in the text.", left))
    return BarChart(name, tuple(rows[:_MOST_BARS]), _legend(t, view), _grid(t, view, tally), " ".join(foot))


def _legend(t: Translate, view: PollView) -> tuple[tuple[Fill, str], ...]:
    if view.poll.method is not Method.CONSENT:
        return ()
    return (
        (Fill.PLAIN, t("consent")),
        (Fill.STRIPES, t("consent with reservations")),
        (Fill.CROSSES, t("objection")),
    )


def _row(t: Translate, view: PollView, tally: Tally, count: Count, number: int) -> Row:
    instead = t("Number {n} in the text", n=number)
    won = count.option in tally.winners
    if count.option.id in view.shown.withheld:
        # No bar: its length would show the figure.
        return Row(count.option.text, t("not shown"), (), _place(t, view, tally) if won else "", won, instead)
    notes = [_place(t, view, tally)] if won else []
    notes += _notes(t, view, tally, count)
    return Row(count.option.text, _figure(t, view, count), _parts(view, tally, count), ", ".join(notes), won, instead)


def _place(t: Translate, view: PollView, tally: Tally) -> str:
    """Return in words what the bold letters say."""
    if view.poll.method is Method.CONSENT:
        return t("most consent") if tallies.others_unopposed(view.shown, tally) else t("nobody objects")
    return t("shares the first place") if tally.is_tie else t("first place")


def _figure(t: Translate, view: PollView, count: Count) -> str:
    match view.poll.method:
        case Method.CONSENT:
            return ""
        case Method.DOTS:
            return t.n("{n} dot", "{n} dots", count.votes)
        case Method.SCORE:
            return t.n("{n} point", "{n} points", count.votes)
        case _:
            return t.n("{n} vote", "{n} votes", count.votes)


def _notes(t: Translate, view: PollView, tally: Tally, count: Count) -> list[str]:
    match view.poll.method:
        case Method.SCORE:
            return [t("{mean} of {most} on average", mean=f"{count.votes / tally.voters:.1f}", most=MOST_POINTS)]
        case Method.CONSENT:
            return [tallies.figure(t, view.poll, count, tally)]
        case Method.RANKED:
            out = _round_out(tally, count)
            said = [t("out in round {n}", n=out)] if out else []
            return [*said, t.n("{n} Borda point", "{n} Borda points", count.borda)]
        case _:
            return []


def _round_out(tally: Tally, count: Count) -> int:
    """Return in which round an option went out; 0 if it stood to the end."""
    return next((number for number, one in enumerate(tally.rounds, start=1) if count.option.id in one.out), 0)


def _parts(view: PollView, tally: Tally, count: Count) -> tuple[Part, ...]:
    """Return the bar: a share of those who voted, of the points they could give, or of the most dots."""
    match view.poll.method:
        case Method.CONSENT:
            objections, reservations, consents = count.spread
            given = ((consents, Fill.PLAIN), (reservations, Fill.STRIPES), (objections, Fill.CROSSES))
            return tuple(Part(n / tally.voters, fill) for n, fill in given)
        case Method.DOTS:
            return (Part(count.votes / max(1, tally.best)),)
        case Method.SCORE:
            return (Part(count.votes / (tally.voters * MOST_POINTS)),)
        case _:
            return (Part(count.votes / tally.voters),)


def _has_grid(view: PollView, tally: Tally) -> bool:
    return 2 <= len(tally.rounds) <= _MOST_ROUNDS and len(view.poll.options) <= _MOST_IN_GRID


def _grid(t: Translate, view: PollView, tally: Tally) -> Grid | None:
    """Return the votes of each option in each round, and how many ballots counted no longer."""
    if not _has_grid(view, tally):
        return None
    head = (t("Votes by round"), *(str(number) for number in range(1, len(tally.rounds) + 1)))
    rows = [
        (
            count.option.text,
            *(str(one.votes[count.option.id]) if count.option.id in one.votes else "–" for one in tally.rounds),
        )
        for count in tally.counts
    ]
    instead = [t("Number {n} in the text", n=number) for number in range(1, len(rows) + 1)]
    strong = frozenset(number for number, count in enumerate(tally.counts) if count.option in tally.winners)
    if any(one.exhausted for one in tally.rounds):
        rows.append((t("no longer counting"), *(str(one.exhausted) for one in tally.rounds)))
        instead.append("")
    return Grid(head, tuple(rows), strong, tuple(instead))


def _alt(t: Translate, view: PollView, tally: Tally, name: str) -> str:
    """Return all of the result in words, names as long as there is room."""
    told = [(length, False) for length in _LENGTHS if length >= _STILL_A_NAME]
    for length, terse in told + [(length, True) for length in _LENGTHS]:
        said = _said(t, view, tally, clip(name, max(20, 2 * length)), length, terse=terse)
        if len(said) <= MOST_IN_ALT:
            return said
    raise AssertionError("25 names of one character with their figures fit")


def _said(t: Translate, view: PollView, tally: Tally, name: str, length: int, *, terse: bool) -> str:
    """Return the result with names of at most `length` characters; `terse` names what the figures mean only once."""
    voted = t.n("{n} member voted.", "{n} members voted.", tally.voters)
    lines = [f"{t('Bar chart: {question}', question=name)}\n{voted}"]
    if terse:
        lines.append(_key(t, view))
    for count in tally.counts:
        said = _figures(t, view, tally, count) if terse else _words(t, view, tally, count)
        lines.append(f"{_short(count.option.text, length)}: {said}")
    if _has_grid(view, tally):
        lines += [_round(t, tally, number, length) for number in range(1, len(tally.rounds) + 1)]
    return "\n".join(line for line in lines if line)


def _short(name: str, length: int) -> str:
    """Return a name in at most `length` characters; its end is kept, where names that begin alike differ."""
    if len(name) <= length or length < 12:
        return clip(name, length)
    end = length // 3
    return f"{name[: length - end - 1].rstrip()}…{name[-end:].lstrip()}"


def _words(t: Translate, view: PollView, tally: Tally, count: Count) -> str:
    row = _row(t, view, tally, count, 0)
    return ", ".join(part for part in (row.figure, row.note) if part)


def _figures(t: Translate, view: PollView, tally: Tally, count: Count) -> str:
    """Return an option's figures alone, in the order that the key tells."""
    if count.option.id in view.shown.withheld:
        return t("not shown")
    figures: Sequence[object] = (count.votes,)
    match view.poll.method:
        case Method.SCORE:
            figures = (count.votes, f"{count.votes / tally.voters:.1f}")
        case Method.CONSENT:
            figures = tuple(reversed(count.spread))
        case Method.RANKED:
            figures = (count.votes, count.borda, _round_out(tally, count) or "–")
        case _:
            pass
    return ", ".join(map(str, figures))


def _key(t: Translate, view: PollView) -> str:
    match view.poll.method:
        case Method.SCORE:
            return t("Points, average of {most}:", most=MOST_POINTS)
        case Method.CONSENT:
            return t("Consent, reservations, objections:")
        case Method.RANKED:
            return t("Votes in its last round, Borda points, round it went out in:")
        case Method.DOTS:
            return t("Dots:")
        case _:
            return t("Votes:")


def _round(t: Translate, tally: Tally, number: int, length: int) -> str:
    one = tally.rounds[number - 1]
    said = [
        f"{_short(count.option.text, length)} {one.votes[count.option.id]}"
        for count in tally.counts
        if count.option.id in one.votes
    ]
    if any(each.exhausted for each in tally.rounds):
        said.append(t("no longer counting {n}", n=one.exhausted))
    return f"{t('Round {number}', number=number)}: {', '.join(said)}"

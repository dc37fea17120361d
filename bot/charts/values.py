"""What a chart shows, as values. All words come from the caller, in the reader's language.

Colour is never the only sign: each fill has its own pattern, and each figure stands beside its bar as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fill(StrEnum):
    """How a part of a bar is filled; told apart by pattern as well as by colour."""

    PLAIN = "plain"
    STRIPES = "stripes"
    CROSSES = "crosses"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar; `share` is its length as a part of the whole width, 0 to 1."""

    share: float
    fill: Fill = Fill.PLAIN


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: what it is, its figure in words, and more about it below. A `strong` one is set in bold.

    `instead` stands in for a label whose script the fonts do not have.
    """

    label: str
    figure: str
    parts: tuple[Part, ...] = ()
    note: str = ""
    strong: bool = False
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures in columns below the bars, such as the rounds of a count; `strong` rows are set in bold."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars below a title, with what the patterns mean, figures in columns, and a last line."""

    title: str
    rows: tuple[Row, ...]
    legend: tuple[tuple[Fill, str], ...] = ()
    grid: Grid | None = None
    foot: str = ""

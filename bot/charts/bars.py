"""Draws a bar chart as wide as a phone shows it.

The card is opaque, so that it reads the same on Discord's dark and light background. Beside the portrait of who
posts, a phone has about 300 points for a picture: at 620 pixels the small print is 11 points high and labels are 14.
"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from bot.charts.lettering import clipped, font, legible, wrapped
from bot.charts.values import BarChart, Fill, Grid, Part, Row

WIDTH = 620
_MARGIN = 28
_INNER = WIDTH - 2 * _MARGIN
_CORNER = 20
_TITLE, _LABEL, _SMALL = 33, 28, 23
_BAR = 26
_MOST_NOTE_LINES = 4
"""A note holds figures, so it is wrapped and not cut."""

_CARD, _INK, _SOFT, _TRACK = "#1f2329", "#f4f5f7", "#b9c0ca", "#343a43"
_COLOURS = {Fill.PLAIN: "#6ea8fe", Fill.STRIPES: "#f0b35a", Fill.CROSSES: "#f2849e"}
_MARKS = "#1f2329"


def draw(chart: BarChart) -> bytes:
    """Return the chart as a PNG."""
    sheet = _Sheet(chart)
    image = Image.new("RGBA", (WIDTH, sheet.height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, WIDTH - 1, sheet.height - 1), _CORNER, fill=_CARD)
    sheet.write(image, pen)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class _Sheet:
    """Lays a chart out from top to bottom: once to learn the height, once to draw."""

    def __init__(self, chart: BarChart) -> None:
        self._chart = chart
        self._title = wrapped(legible(chart.title), _INNER, _TITLE, 2, strong=True)
        self._foot = wrapped(legible(chart.foot), _INNER, _SMALL, 2)
        self.height = self.write(None, None)

    def write(self, image: Image.Image | None, pen: ImageDraw.ImageDraw | None) -> int:
        """Draw everything, or nothing if there is no pen; return the height."""
        y = _MARGIN - 6
        for line in self._title:
            _text(pen, (_MARGIN, y), line, _TITLE, _INK, strong=True)
            y += 42
        y += 8
        for fill, meaning in self._chart.legend:
            y = _key(image, pen, y, fill, meaning)
        for row in self._chart.rows:
            y = _row(image, pen, y + 14, row)
        if self._chart.grid is not None:
            y = _grid(pen, y + 26, self._chart.grid)
        if self._foot:
            y += 16
        for line in self._foot:
            _text(pen, (_MARGIN, y), line, _SMALL, _SOFT)
            y += 32
        return y + _MARGIN - 8


def _text(
    pen: ImageDraw.ImageDraw | None, at: tuple[float, float], text: str, size: int, colour: str, *, strong: bool = False
) -> None:
    if pen is not None and text:
        pen.text(at, text, font=font(size, strong=strong), fill=colour)


def _right(pen: ImageDraw.ImageDraw | None, right: float, y: float, text: str, size: int, *, strong: bool) -> float:
    """Write text that ends at `right`; return where it begins."""
    begins = right - font(size, strong=strong).getlength(text)
    _text(pen, (begins, y), text, size, _INK, strong=strong)
    return begins


def _key(image: Image.Image | None, pen: ImageDraw.ImageDraw | None, y: int, fill: Fill, meaning: str) -> int:
    """Write what a pattern means."""
    _part(image, pen, (_MARGIN, y + 6, _MARGIN + 44, y + 28), fill)
    _text(pen, (_MARGIN + 58, y), clipped(legible(meaning), _INNER - 58, _SMALL), _SMALL, _SOFT)
    return y + 36


def _row(image: Image.Image | None, pen: ImageDraw.ImageDraw | None, y: int, row: Row) -> int:
    """Write one bar: its label and figure above it, its note below."""
    figure = clipped(legible(row.figure), _INNER * 0.7, _LABEL, strong=row.strong)
    begins = _right(pen, WIDTH - _MARGIN, y, figure, _LABEL, strong=row.strong)
    label = clipped(legible(row.label, row.instead), begins - _MARGIN - 24, _LABEL, strong=row.strong)
    _text(pen, (_MARGIN, y), label, _LABEL, _INK, strong=row.strong)
    y += 40
    if row.parts:
        _bar(image, pen, y, row.parts)
        y += _BAR + 6
    for line in wrapped(legible(row.note), _INNER, _SMALL, _MOST_NOTE_LINES):
        _text(pen, (_MARGIN, y), line, _SMALL, _SOFT)
        y += 32
    return y


def _bar(image: Image.Image | None, pen: ImageDraw.ImageDraw | None, y: int, parts: tuple[Part, ...]) -> None:
    if pen is None:
        return
    pen.rectangle((_MARGIN, y, WIDTH - _MARGIN, y + _BAR), fill=_TRACK)
    begins = float(_MARGIN)
    for part in parts:
        ends = min(begins + max(0.0, part.share) * _INNER, float(WIDTH - _MARGIN))
        if ends - begins >= 1:
            _part(image, pen, (round(begins), y, round(ends), y + _BAR), part.fill)
        begins = ends


def _part(
    image: Image.Image | None, pen: ImageDraw.ImageDraw | None, box: tuple[int, int, int, int], fill: Fill
) -> None:
    """Fill a box with a colour and its pattern."""
    if image is None or pen is None:
        return
    left, top, right, bottom = box
    tile = Image.new("RGBA", (max(1, right - left), max(1, bottom - top)), _COLOURS[fill])
    marks = ImageDraw.Draw(tile)
    slanted = range(-tile.height, tile.width, 14) if fill is not Fill.PLAIN else ()
    for x in slanted:
        marks.line((x, tile.height, x + tile.height, 0), fill=_MARKS, width=3)
        if fill is Fill.CROSSES:
            marks.line((x, 0, x + tile.height, tile.height), fill=_MARKS, width=3)
    image.paste(tile, (left, top))


def _grid(pen: ImageDraw.ImageDraw | None, y: int, grid: Grid) -> int:
    """Write figures in columns; the first column holds the labels and takes what room is left."""
    columns = max(1, len(grid.head) - 1)
    each = min(96, int(_INNER * 0.58) // columns)
    first = _INNER - each * columns
    for number, cells in enumerate((grid.head, *grid.rows)):
        is_head, strong = number == 0, number - 1 in grid.strong
        size, colour = (_SMALL, _SOFT) if is_head else (_LABEL - 3, _INK)
        instead = grid.instead[number - 1] if not is_head and grid.instead else ""
        label = clipped(legible(cells[0], instead), first - 12, size, strong=strong)
        _text(pen, (_MARGIN, y), label, size, colour, strong=strong)
        for place, cell in enumerate(cells[1:], start=1):
            shown = clipped(cell, each, size, strong=strong)
            right = _MARGIN + first + each * place
            begins = right - font(size, strong=strong).getlength(shown)
            _text(pen, (begins, y), shown, size, colour, strong=strong)
        y += 40
        if pen is not None:
            pen.line((_MARGIN, y - 5, WIDTH - _MARGIN, y - 5), fill=_TRACK, width=1)
    return y

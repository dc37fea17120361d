"""Pictures of figures: a value in, a PNG out. Knows neither Discord nor the store, and no words of its own."""

from __future__ import annotations

from bot.charts.values import BarChart


def draw(chart: BarChart) -> bytes:
    """Return the chart as a PNG; takes some ten milliseconds, so call it off the event loop."""
    # Imported with the first picture: Pillow costs 13 MiB, and many a process draws none for days.
    from bot.charts import bars

    return bars.draw(chart)

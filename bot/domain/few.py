"""Figures so small that they would tell of single people, in whatever is anonymous."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST_SHOWN = 3
"""Smaller figures are not shown, nor a result that so few took part in."""


def withheld(figures: Sequence[int]) -> frozenset[int]:
    """Return the places of the figures that must not be shown where everybody counts in exactly one of them.

    Those under FEWEST_SHOWN; and where these could be worked out from the others and the sum, the smallest that would
    be shown too, until they cannot.
    """
    order = sorted(range(len(figures)), key=lambda place: (-figures[place], place))
    shown = [place for place in order if figures[place] >= FEWEST_SHOWN]
    hidden = [place for place in order if figures[place] < FEWEST_SHOWN]
    while hidden and shown and _known_from_sum(sum(figures[place] for place in hidden), len(hidden)):
        hidden.append(shown.pop())
    return frozenset(hidden)


def _known_from_sum(total: int, figures: int) -> bool:
    """Whether figures that are each under FEWEST_SHOWN follow from their sum; that all are 0 tells of nobody."""
    return total > 0 and (figures == 1 or total == figures * (FEWEST_SHOWN - 1))

"""What the identifier check finds, what it wrongly asks about, and how long it takes.

Prints recall per class over the labelled set, false alarms on its clean half, processor time per 500 words and
for the worst of the hostile texts, beside the goals.
"""

from __future__ import annotations

import functools
import time
import tracemalloc
from collections.abc import Callable, Sequence

from bot.domain.identifiers import find
from data import lexicon
from tests.domain.identifiers.labelled.generate import labelled_set
from tests.domain.identifiers.labelled.measure import Figures, measure
from tests.domain.identifiers.test_bounded import HOSTILE

LONGEST = 4000
ROUNDS = 3


def main(arguments: Sequence[str]) -> int:
    """Print the figures; with `--quick` over a sixth of the texts. Return 0."""
    cases = labelled_set(60 if "--quick" in arguments else 360)
    load_ms, load_mb = _load()
    check = functools.partial(find, lexicon=lexicon.load())
    figures = measure(cases, check)
    _print_recall(figures)
    per_500 = sorted(_milliseconds(check, case.text) / len(case.text.split()) * 500 for case in cases)
    worst = max((_milliseconds(check, (piece * LONGEST)[:LONGEST]), piece) for piece in HOSTILE)
    p50, p95 = per_500[len(per_500) // 2], per_500[int(len(per_500) * 0.95)]
    print(f"per 500 words         p50 {p50:.1f} ms, p95 {p95:.1f} ms  (goal p95 <= 50 ms)")
    print(f"worst hostile text    {worst[0]:.0f} ms, {worst[1]!r}  (goal <= 600 ms)")
    print(f"lexicon               {load_ms:.0f} ms, {load_mb:.1f} MB kept  (goals <= 500 ms, <= 80 MB)")
    return 0


def _print_recall(figures: Figures) -> None:
    print(f"{'class':16}{'n':>6}{'found':>9}")
    for kind in sorted(figures.there):
        print(f"{kind:16}{figures.there[kind]:>6}{figures.recall(kind):>9.1%}")
    print(f"{'all':16}{sum(figures.there.values()):>6}{figures.recall():>9.1%}")
    print(f"texts with everything found   {figures.complete:.1%}  (goal >= 86 %)")
    print(f"false alarms per 500 words    {figures.alarms_per_500:.2f}  (goal <= 0.75)")
    print(f"clean texts with none         {figures.quiet:.1%}  (goal >= 78 %)")


def _load() -> tuple[float, float]:
    tracemalloc.start()
    lexicon.load()
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    lexicon.load.cache_clear()
    began = time.process_time()
    lexicon.load()
    return (time.process_time() - began) * 1000, kept / 1e6


def _milliseconds(check: Callable[[str], object], text: str) -> float:
    """Return the least processor time of a few rounds: the machine has other things to do."""
    taken: list[float] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        check(text)
        taken.append((time.process_time() - began) * 1000)
    return min(taken)

"""What the identifier check finds, what it asks about for nothing, and how long it takes, beside the goals.

Over the labelled set in tests/labelled, which was written without a look at the rules. Times are processor time, and
stand beside one trivial regular expression over the same text. `--hold` stores the counts as what the tests hold.
`--ner` has the optional name model look too, against its own goals; the extra [ner] must be installed.
"""

from __future__ import annotations

import functools
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.measuring import machine, quantile
from bot import name_worker
from bot.domain.identifiers import Finding, find
from data import lexicon
from tests.labelled import held
from tests.labelled.generate import EACH, EXACT, NAMES, Case, labelled_set
from tests.labelled.hostile import TEXTS
from tests.labelled.measure import Figures, measure

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Goals:
    """What is aimed at: shares, false alarms per 500 clean words, milliseconds and megabytes."""

    names: float
    whole: float
    quiet: float
    alarms: float
    p95: float
    load: float
    memory: float


RULES = Goals(names=0.92, whole=0.86, quiet=0.78, alarms=0.75, p95=50, load=500, memory=80)
WITH_MODEL = Goals(names=0.94, whole=0.88, quiet=0.70, alarms=1.0, p95=300, load=2500, memory=210)
_WORD = re.compile(r"\w+")


def main(arguments: Sequence[str]) -> int:
    """Print the figures; with `--quick` over a twentieth of the texts. Return 0."""
    quick = "--quick" in arguments
    print(machine())
    cases = labelled_set(EACH // 20 if quick else EACH)
    with_model = "--ner" in arguments
    if with_model and not name_worker.installed():
        print("The extra [ner] is not installed; README.md says how to.")
        return 1
    goals = WITH_MODEL if with_model else RULES
    check = _with_model if with_model else functools.partial(find, lexicon=lexicon.load())
    figures = measure(cases, check)
    _print_found(figures, goals)
    _print_times(cases, check, TEXTS[::10] if quick else TEXTS, goals)
    _print_loading(1 if quick else ROUNDS, goals)
    if "--hold" in arguments and not quick and not with_model:
        held.write(held.of(cases, figures))
    return 0


def _with_model(text: str) -> tuple[Finding, ...]:
    return find(text, lexicon=lexicon.load(), people=name_worker.people(text))


def _print_found(figures: Figures, goals: Goals) -> None:
    print("\n| identifier | n | caught | share | goal | |\n|---|---|---|---|---|---|")
    for kind in sorted(figures.there, key=lambda kind: (kind not in EXACT, kind not in NAMES, kind)):
        there, caught = figures.there[kind], figures.caught[kind]
        goal = 0.98 if kind in EXACT else None
        print(f"| {kind} | {there} | {caught} | {caught / there:.1%} | {_goal(caught / there, goal)} |")
    names = sum(figures.there[kind] for kind in NAMES), sum(figures.caught[kind] for kind in NAMES)
    print(f"| all names | {names[0]} | {names[1]} | {figures.names:.1%} | {_goal(figures.names, goals.names)} |")
    small = figures.caught_in_small / max(1, figures.names_in_small)
    print(
        f"| names in texts without capitals | {figures.names_in_small} | {figures.caught_in_small} | {small:.1%} "
        f"| {_goal(0, None)} |"
    )
    total = figures.there.total(), figures.caught.total()
    print(f"| all identifiers | {total[0]} | {total[1]} | {figures.everything:.1%} | {_goal(0, None)} |")
    must = figures.will_go / max(1, figures.must_go)
    print(f"| asked to be redacted, of what must be | {figures.must_go} | {figures.will_go} | {must:.1%} | | |")
    print(
        f"| texts with everything caught | {figures.texts} | {figures.whole} | {figures.whole_share:.1%} "
        f"| {_goal(figures.whole_share, goals.whole)} |"
    )
    print(
        f"| clean texts without a finding | {figures.clean} | {figures.quiet} | {figures.quiet_share:.1%} "
        f"| {_goal(figures.quiet_share, goals.quiet)} |"
    )
    alarms = figures.alarms_per_500_words
    print(
        f"| false alarms in clean texts | {figures.clean_words} words | {figures.alarms} | {alarms:.2f} per 500 words "
        f"| {_limit(alarms, goals.alarms, '')} |"
    )
    print(f"| false alarms beside identifiers | {figures.texts} texts | {figures.beside} | | | |")


def _goal(share: float, goal: float | None) -> str:
    return f"≥ {goal:.0%} | {'met' if share >= goal else 'missed'}" if goal is not None else "none |"


def _limit(value: float, most: float, unit: str) -> str:
    return f"≤ {most:g}{unit} | {'met' if value <= most else 'missed'}"


def _print_times(cases: Sequence[Case], check: Callable[[str], object], hostile: Sequence[str], goals: Goals) -> None:
    per_500: list[float] = []
    ratios: list[float] = []
    for case in cases:
        ours, theirs = _milliseconds(check, case.text), _milliseconds(_WORD.findall, case.text)
        per_500.append(ours / len(case.text.split()) * 500)
        ratios.append(ours / max(theirs, 1e-3))
    slowest, piece = max((_milliseconds(check, text), text[:16]) for text in hostile)
    p50, p95 = quantile(per_500, 0.5), quantile(per_500, 0.95)
    print("\n| time | | goal | |\n|---|---|---|---|")
    print(f"| p50 per 500 words | {p50:.1f} ms, {quantile(ratios, 0.5):.0f} × one regex | none | |")
    print(f"| p95 per 500 words | {p95:.1f} ms | {_limit(p95, goals.p95, ' ms')} |")
    print(
        f"| worst of {len(hostile)} hostile texts of {len(hostile[0])} characters | {slowest:.0f} ms, {piece!r} "
        f"| {_limit(slowest, 600, ' ms')} |"
    )


def _print_loading(rounds: int, goals: Goals) -> None:
    """Load in fresh processes and print the best, which other work on the machine has disturbed least."""
    model = ["--ner"] if goals is WITH_MODEL else []
    runs: list[tuple[float, float]] = []
    for _ in range(rounds):
        run = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "benchmarks.loading", *model],
            capture_output=True,
            text=True,
            check=True,
        )
        milliseconds, mebibytes = map(float, run.stdout.split())
        runs.append((milliseconds, mebibytes))
    milliseconds, mebibytes = min(runs)
    print(f"| import and load | {milliseconds:.0f} ms | {_limit(milliseconds, goals.load, ' ms')} |")
    print(f"| memory added, peak | {mebibytes:.0f} MiB | {_limit(mebibytes * 1.048576, goals.memory, ' MB')} |")


def _milliseconds(work: Callable[[str], object], text: str) -> float:
    """Return the least processor time of a few rounds: the machine has other things to do."""
    taken: list[float] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work(text)
        taken.append((time.process_time() - began) * 1000)
    return min(taken)

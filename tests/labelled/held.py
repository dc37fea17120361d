"""The published figures: what the check found when it was last measured. They may only get better."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.labelled.generate import Case
from tests.labelled.measure import Figures

_FILE = Path(__file__).with_name("held.toml")


@dataclass(frozen=True, slots=True)
class Held:
    """Counts over the whole set; `texts` tells that set from any other."""

    texts: str
    caught: dict[str, int]
    whole: int
    quiet: int
    alarms: int
    will_go: int


def digest(cases: Iterable[Case]) -> str:
    """Return a short hash of the texts and their labels."""
    return hashlib.sha256(repr(tuple(cases)).encode()).hexdigest()[:16]


def of(cases: Iterable[Case], figures: Figures) -> Held:
    return Held(
        digest(cases),
        {kind: figures.caught[kind] for kind in sorted(figures.there)},
        figures.whole,
        figures.quiet,
        figures.alarms,
        figures.will_go,
    )


def read() -> Held:
    with _FILE.open("rb") as file:
        return Held(**tomllib.load(file))


def write(held: Held) -> None:
    """Store `held` as what the check is held to from now on."""
    counts = [f"{name} = {getattr(held, name)}" for name in ("whole", "quiet", "alarms", "will_go")]
    kinds = [f"{kind} = {count}" for kind, count in held.caught.items()]
    lines = [
        "# Written by `python -m benchmarks identifiers --hold`, with the table in docs/figures.md.",
        f'texts = "{held.texts}"',
        *counts,
        "",
        "[caught]",
        *kinds,
    ]
    _FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")

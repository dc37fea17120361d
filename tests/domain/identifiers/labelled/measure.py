"""What the check finds of a labelled set, and what it finds that is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.domain.identifiers import Finding, Tier

from .generate import Label, Labelled

Finder = Callable[[str], tuple[Finding, ...]]


@dataclass(slots=True)
class Figures:
    """Sums over a set; a label counts as found when at least half of it is covered and asked about."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)
    marked_texts: int = 0
    complete_texts: int = 0
    clean_texts: int = 0
    quiet_texts: int = 0
    clean_words: int = 0

    def recall(self, *kinds: str) -> float:
        """Share of the labels of these classes (of all, when none is named) that were found."""
        wanted = kinds or tuple(self.there)
        return sum(self.found[one] for one in wanted) / max(1, sum(self.there[one] for one in wanted))

    @property
    def complete(self) -> float:
        """Share of the texts with identifiers in which every one was found."""
        return self.complete_texts / max(1, self.marked_texts)

    @property
    def alarms_per_500(self) -> float:
        """False alarms per 500 words of clean text."""
        return 500 * len(self.false) / max(1, self.clean_words)

    @property
    def quiet(self) -> float:
        """Share of the clean texts without any false alarm."""
        return self.quiet_texts / max(1, self.clean_texts)


def measure(cases: Iterable[Labelled], find: Finder) -> Figures:
    """Run the finder over every text and add up."""
    figures = Figures()
    for case in cases:
        asked = [one for one in find(case.text) if one.tier is not Tier.HINT]
        if not case.labels:
            figures.clean_texts += 1
            figures.clean_words += len(case.text.split())
            figures.quiet_texts += not asked
            figures.false += [(one.kind, one.why, case.text[one.start : one.end]) for one in asked]
            continue
        figures.marked_texts += 1
        missed = [label for label in case.labels if not _covered(label, asked)]
        figures.complete_texts += not missed
        figures.there.update(label.kind for label in case.labels)
        figures.found.update(label.kind for label in case.labels if label not in missed)
        figures.missed += [(label.kind, case.text[max(0, label.start - 30) : label.end + 15]) for label in missed]
    return figures


def _covered(label: Label, asked: list[Finding]) -> bool:
    covered = sum(max(0, min(one.end, label.end) - max(one.start, label.start)) for one in asked)
    return 2 * covered >= label.end - label.start

"""What a check finds in the labelled set, and what it asks about for nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot.domain.identifiers import Finding, Tier
from tests.labelled.generate import NAMES, Case, Label

ASKED = 0.5
"""From this score on the author is asked about a finding."""

Check = Callable[[str], Sequence[Finding]]


@dataclass(slots=True)
class Figures:
    """Counts over a set; the rates follow from them."""

    there: Counter[str] = field(default_factory=Counter[str])
    caught: Counter[str] = field(default_factory=Counter[str])
    names_in_small: int = 0
    caught_in_small: int = 0
    """Names in texts that have no capitals at all, and those of them that were caught."""
    must_go: int = 0
    will_go: int = 0
    """Identifiers that must be redacted, and those of them that are flagged as such."""
    texts: int = 0
    whole: int = 0
    """Texts with identifiers, and those of them in which each was caught."""
    beside: int = 0
    """Findings in texts with identifiers that touch none of them."""
    clean: int = 0
    quiet: int = 0
    """Texts without identifiers, and those of them without a finding."""
    alarms: int = 0
    clean_words: int = 0

    def recall(self, kinds: Iterable[str]) -> float:
        chosen = list(kinds)
        return sum(self.caught[kind] for kind in chosen) / max(1, sum(self.there[kind] for kind in chosen))

    @property
    def names(self) -> float:
        return self.recall(NAMES)

    @property
    def everything(self) -> float:
        return self.recall(self.there)

    @property
    def whole_share(self) -> float:
        return self.whole / max(1, self.texts)

    @property
    def quiet_share(self) -> float:
        return self.quiet / max(1, self.clean)

    @property
    def alarms_per_500_words(self) -> float:
        return self.alarms / max(1, self.clean_words) * 500


def is_caught(label: Label, findings: Iterable[Finding]) -> bool:
    """Return whether at least half of the identifier's characters are flagged."""
    flagged: set[int] = set()
    for one in findings:
        flagged.update(range(max(one.start, label.start), min(one.end, label.end)))
    return 2 * len(flagged) >= label.end - label.start


def measure(cases: Iterable[Case], check: Check) -> Figures:
    """Run `check` over `cases` and count."""
    figures = Figures()
    for case in cases:
        findings = [one for one in check(case.text) if one.score >= ASKED]
        if case.labels:
            _count_labels(figures, case, findings)
        else:
            figures.clean += 1
            figures.quiet += not findings
            figures.alarms += len(findings)
            figures.clean_words += len(case.text.split())
    return figures


def _count_labels(figures: Figures, case: Case, findings: Sequence[Finding]) -> None:
    going = [one for one in findings if one.tier is Tier.REDACT]
    missed = 0
    small = case.text == case.text.lower()
    for label in case.labels:
        caught = is_caught(label, findings)
        figures.there[label.kind] += 1
        figures.caught[label.kind] += caught
        missed += not caught
        if small and label.kind in NAMES:
            figures.names_in_small += 1
            figures.caught_in_small += caught
        figures.must_go += label.must_go
        figures.will_go += label.must_go and is_caught(label, going)
    figures.texts += 1
    figures.whole += not missed
    figures.beside += sum(
        all(one.end <= label.start or one.start >= label.end for label in case.labels) for one in findings
    )

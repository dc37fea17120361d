"""What the identifier check says about a case: each finding in the part where it stands.

A case is checked as one text, because a name that is found once is then known in every other part too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.cases import CaseText, Overruling, Part, prose, rewritten
from bot.domain.identifiers import Finding, Tier, redact

_BETWEEN = "\n\n"
"""Stands between the parts of the one text; as blank as a new paragraph, so that nothing is read across it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding; its offsets count within `part`, and `quote` is the stretch itself."""

    part: Part
    quote: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in one state of a case, in reading order."""

    text: CaseText
    remarks: tuple[Remark, ...]

    @property
    def must_go(self) -> tuple[Remark, ...]:
        """Those that block the case."""
        return self._of(Tier.REDACT)

    @property
    def questioned(self) -> tuple[Remark, ...]:
        """Those that the author redacts or keeps with a reason."""
        return self._of(Tier.CONFIRM)

    @property
    def hints(self) -> tuple[Remark, ...]:
        """Those worth a look."""
        return self._of(Tier.HINT)

    def _of(self, tier: Tier) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.finding.tier is tier)


def as_one(text: CaseText) -> str:
    """Return the one text that is to be checked."""
    return _BETWEEN.join(prose(text).values())


def examined(text: CaseText, findings: Iterable[Finding]) -> Check:
    """Return the check of `text`, given what was found in `as_one(text)`.

    A finding that reaches over two parts becomes one remark in each, so that redacting leaves no half behind.
    """
    findings = sorted(findings, key=lambda finding: (finding.start, finding.end))
    remarks: list[Remark] = []
    offset = 0
    for part, written in prose(text).items():
        for finding in findings:
            start = max(finding.start - offset, 0)
            end = min(finding.end - offset, len(written))
            if start < end:
                remarks.append(Remark(part, written[start:end], replace(finding, start=start, end=end)))
        offset += len(written) + len(_BETWEEN)
    return Check(text, tuple(remarks))


def redacted(check: Check) -> CaseText:
    """Return the case with the proposal in place of everything but hints."""
    parts = prose(check.text)
    for part, written in parts.items():
        within = [remark.finding for remark in (*check.must_go, *check.questioned) if remark.part is part]
        parts[part] = redact(written, within)
    return rewritten(check.text, parts)


def overruled(check: Check, reason: str) -> tuple[Overruling, ...]:
    """Return what the author keeps although it was questioned, each with their reason."""
    return tuple(
        Overruling(remark.part, remark.finding.kind.value, remark.quote, reason) for remark in check.questioned
    )

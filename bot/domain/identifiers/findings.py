"""What the check says about a text: findings, how serious each is, and what redacting does."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.identifiers.normal import Normal


class Country(StrEnum):
    """A country whose numbers, postcodes and phones the check knows."""

    AU = "AU"
    CA = "CA"
    IE = "IE"
    NZ = "NZ"
    UK = "UK"
    US = "US"


ALL: frozenset[str] = frozenset(Country)
"""Every country pack. Most communities cross borders, so this is the default."""


class Kind(StrEnum):
    """What sort of identifier a finding is. The value is stored and counted, so it never changes."""

    NAME = "name"
    INITIALS = "initials"
    BIRTH_DATE = "birth_date"
    DATE = "date"
    AGE = "age"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PLACE = "place"
    FACILITY = "facility"
    COORDINATES = "coordinates"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"
    NETWORK = "network"
    HEALTH_NUMBER = "health_number"
    STATE_NUMBER = "state_number"
    RECORD_NUMBER = "record_number"
    VEHICLE = "vehicle"
    DEVICE = "device"
    NUMBER = "number"
    TELLING = "telling"
    """A role, an event, the only one of its kind: what somebody nearby can put a name to."""


class Tier(StrEnum):
    """What the author has to do about a finding."""

    REDACT = "redact"
    """Must go: there is no honest reason to keep it."""
    CONFIRM = "confirm"
    """The author redacts it, or keeps it with a reason that the releasing facilitator reads."""
    HINT = "hint"
    """Worth a look; one collapsed line."""


PROVABLE = frozenset(
    {
        Kind.BIRTH_DATE,
        Kind.COORDINATES,
        Kind.PHONE,
        Kind.EMAIL,
        Kind.LINK,
        Kind.HANDLE,
        Kind.NETWORK,
        Kind.VEHICLE,
        Kind.DEVICE,
        Kind.HEALTH_NUMBER,
        Kind.STATE_NUMBER,
        Kind.RECORD_NUMBER,
        Kind.NUMBER,
    }
)
"""Kinds with a fixed shape: a confident finding among them leaves nothing to argue about."""

CERTAIN, LIKELY, FAINT = 0.8, 0.5, 0.3
"""Where the tiers begin. Raising LIKELY to 0.6 was measured to lose 4 to 13 points of name recall."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One stretch of the original text that may identify somebody.

    `start` and `end` are offsets into the text as it was handed in. `score` runs from 0.3 to 1.
    `why` is a code for the rule that spoke ("nhs.check_digit"), never a sentence and never text of
    the author's. `proposal` is what `redact` writes instead.
    """

    start: int
    end: int
    kind: Kind
    score: float
    why: str
    proposal: str

    @property
    def tier(self) -> Tier:
        """What the author has to do about it."""
        if self.score >= CERTAIN and self.kind in PROVABLE:
            return Tier.REDACT
        return Tier.CONFIRM if self.score >= LIKELY else Tier.HINT


def settle(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Make of overlapping findings one each, in reading order; the most certain one names it.

    A settled finding covers all that its members covered: half a redacted e-mail address still
    identifies. Hints never widen a finding, and vanish under one.
    """
    settled: list[Finding] = []
    ordered = sorted(found, key=lambda one: (one.score < LIKELY, one.start, -one.end))
    firm = [one for one in ordered if one.score >= LIKELY]
    for one in firm:
        last = settled[-1] if settled else None
        if last is None or one.start >= last.end:
            settled.append(one)
            continue
        best = max(last, one, key=_weight)
        settled[-1] = replace(best, start=last.start, end=max(last.end, one.end))
    hints: list[Finding] = []
    for one in ordered[len(firm) :]:
        if (not hints or one.start >= hints[-1].end) and not _covered(one, settled):
            hints.append(one)
    return tuple(sorted([*settled, *hints]))


def _weight(one: Finding) -> tuple[bool, float, int]:
    return one.tier is Tier.REDACT, one.score, one.end - one.start


def _covered(one: Finding, settled: list[Finding]) -> bool:
    at = bisect_left(settled, one.end, key=lambda firm: firm.start)
    return at > 0 and settled[at - 1].end > one.start


def cut(text: str, findings: Iterable[Finding]) -> Normal:
    """Return the redacted text with the way back: each proposal maps to the whole it stands for.

    Overlapping findings are settled first. Raises ValueError when a finding does not lie inside
    `text`: the text was changed since, and cutting it blindly could leave half an identifier.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for one in settle(findings):
        if not 0 <= one.start < one.end <= len(text):
            raise ValueError("a finding lies outside the text it is said to come from")
        pieces += text[done : one.start], one.proposal
        starts += [*range(done, one.start), *[one.start] * len(one.proposal)]
        ends += [*range(done + 1, one.start + 1), *[one.end] * len(one.proposal)]
        done = one.end
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Normal("".join((*pieces, text[done:])), starts, ends)


def redact(text: str, findings: Iterable[Finding]) -> str:
    """Return `text` with each finding's proposal in its place.

    Raises ValueError when a finding does not lie inside `text`.
    """
    return cut(text, findings).text

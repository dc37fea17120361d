"""Discord's AutoMod as the first guard of the case channel: it blocks a message before anybody reads it.

The bot cannot read what people write; AutoMod can, and its rules are data (`data/automod`). Pure on purpose, as
`bot.domain.repair` is: comparing what is there with what should be gives steps, and no steps once all is right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

MOST_RULES, MOST_PATTERNS, MOST_PATTERN, MOST_EXEMPT = 6, 10, 260, 50
"""Discord's limits for keyword rules: in a server, patterns in one, characters of one, channels left out of one."""

NAME = "Commonroom: identifiers"
"""What the names of our rules begin with; they are known by it, and by having been made by the bot."""

_NOT_IN_RUST = re.compile(r"\(\?(?:[=!]|<[=!]|P=|\()|\\[1-9]|\\Z|[*+?}]\+")


@dataclass(frozen=True, slots=True)
class Pack:
    """The patterns of one country."""

    country: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it should be: `exempt` are the channels it leaves alone."""

    name: str
    patterns: tuple[str, ...]
    exempt: frozenset[int]


@dataclass(frozen=True, slots=True)
class SeenRule:
    """A rule of ours as Discord has it; `guards` is whether it is switched on, for messages, and blocks."""

    id: int
    name: str
    patterns: tuple[str, ...]
    exempt: frozenset[int]
    guards: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Make a rule, or put the one with this id right."""

    rule: Rule
    id: int | None = None


def faults(pattern: str) -> str | None:
    """Return why AutoMod would refuse a pattern, or None: its length, its syntax, or what Rust does not know."""
    if len(pattern) > MOST_PATTERN:
        return f"longer than {MOST_PATTERN} characters"
    if _NOT_IN_RUST.search(pattern):
        return "look-around, references and possessive repeats do not exist in Rust"
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return None


def wanted(packs: Iterable[Pack], channels: Collection[int], guarded: int) -> tuple[Rule, ...]:
    """Return as few rules as hold the patterns of all packs, for the channel `guarded` alone.

    The API knows no list of channels that a rule is for, only of those it leaves out, and of these at most fifty; in a
    server with more, the newest ones are guarded too.
    """
    patterns = [pattern for pack in packs for pattern in pack.patterns]
    exempt = frozenset(sorted(set(channels) - {guarded})[:MOST_EXEMPT])
    parts = [tuple(patterns[start : start + MOST_PATTERNS]) for start in range(0, len(patterns), MOST_PATTERNS)]
    return tuple(Rule(f"{NAME} {number}", part, exempt) for number, part in enumerate(parts, start=1))


def plan(rules: Iterable[Rule], seen: Iterable[SeenRule]) -> tuple[Step, ...]:
    """Return what has to be made or put right; nothing once all is as it should be."""
    there = {one.name: one for one in sorted(seen, key=lambda one: one.id, reverse=True)}
    steps: list[Step] = []
    for rule in rules:
        found = there.get(rule.name)
        if found is None:
            steps.append(Step(rule))
        elif not found.guards or found.patterns != rule.patterns or found.exempt != rule.exempt:
            steps.append(Step(rule, found.id))
    return tuple(steps)

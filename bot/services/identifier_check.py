"""The identifier check as the use cases call it: with its lexicon, off the event loop, and failing closed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

from bot.domain.identifiers import ALL, Finding, find
from data import lexicon

_AT_ONCE = 200
"""Texts up to this many characters take about a millisecond; a thread would cost more than it spares."""

Spans = Collection[tuple[int, int]]
NameReader = Callable[[str], Awaitable[Spans | None]]
"""Says where a text names people, None when it could not; never raises."""


class IdentifierCheckFailed(RuntimeError):
    """The check could not run, so nothing may be stored or posted. Says what broke, never on which text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the check found, and whether a name model that should have been heard was not."""

    findings: tuple[Finding, ...]
    model_silent: bool = False


_readers: list[NameReader] = []


def add_name_reader(reader: NameReader) -> None:
    """Have every check ask this name model too; the composition root calls it, and only the last one added is asked."""
    _readers.append(reader)


def remove_name_reader(reader: NameReader) -> None:
    """Ask it no more."""
    _readers.remove(reader)


async def check(text: str, *, countries: Collection[str] = ALL) -> tuple[Finding, ...]:
    """Return what may identify somebody in `text`.

    Raises IdentifierCheckFailed when the check breaks; the caller lets it through, which stores nothing.
    """
    return (await read(text, countries=countries)).findings


async def check_fixed(text: str) -> tuple[Finding, ...]:
    """Return the same for whoever looks only at what must be redacted: no name is, so no model is asked."""
    return (await _found({"text": text}, ALL, {}))["text"]


async def read(text: str, *, countries: Collection[str] = ALL) -> Reading:
    """Return the same as `check`, and whether the name model answered. Raises as `check`."""
    people = await _readers[-1](text) if _readers else ()
    found = await _found({"text": text}, countries, {"text": people or ()})
    return Reading(found["text"], model_silent=people is None)


async def check_parts(parts: Mapping[str, str], *, countries: Collection[str] = ALL) -> dict[str, tuple[Finding, ...]]:
    """Check several texts of one form in one go by the rules alone, each under its own key; see `check`."""
    return await _found(parts, countries, {})


async def _found(
    parts: Mapping[str, str], countries: Collection[str], people: Mapping[str, Spans]
) -> dict[str, tuple[Finding, ...]]:
    if lexicon.is_loaded() and sum(map(len, parts.values())) <= _AT_ONCE:
        return _find_all(parts, countries, people)
    return await asyncio.to_thread(_find_all, parts, countries, people)


def _find_all(
    parts: Mapping[str, str], countries: Collection[str], people: Mapping[str, Spans]
) -> dict[str, tuple[Finding, ...]]:
    try:
        words = lexicon.load()
        return {
            key: find(text, countries=countries, lexicon=words, people=people.get(key, ()))
            for key, text in parts.items()
        }
    except Exception as broken:
        # The message and the chain of the original may quote the text, which no log may hold.
        raise IdentifierCheckFailed(type(broken).__name__) from None

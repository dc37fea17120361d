"""The identifier check as the use cases call it: with its lexicon, off the event loop, and failing closed."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping

from bot.domain.identifiers import ALL, Finding, find
from data import lexicon

_AT_ONCE = 200
"""Texts up to this many characters take about a millisecond; a thread would cost more than it spares."""


class IdentifierCheckFailed(RuntimeError):
    """The check could not run, so nothing may be stored or posted. Says what broke, never on which text."""


async def check(text: str, *, countries: Collection[str] = ALL) -> tuple[Finding, ...]:
    """Return what may identify somebody in `text`.

    Raises IdentifierCheckFailed when the check breaks; the caller lets it through, which stores nothing.
    """
    return (await check_parts({"text": text}, countries=countries))["text"]


async def check_parts(parts: Mapping[str, str], *, countries: Collection[str] = ALL) -> dict[str, tuple[Finding, ...]]:
    """Check several texts of one form in one go, each under its own key; see `check`."""
    if lexicon.is_loaded() and sum(map(len, parts.values())) <= _AT_ONCE:
        return _find_all(parts, countries)
    return await asyncio.to_thread(_find_all, parts, countries)


def _find_all(parts: Mapping[str, str], countries: Collection[str]) -> dict[str, tuple[Finding, ...]]:
    try:
        words = lexicon.load()
        return {key: find(text, countries=countries, lexicon=words) for key, text in parts.items()}
    except Exception as broken:
        # The message and the chain of the original may quote the text, which no log may hold.
        raise IdentifierCheckFailed(type(broken).__name__) from None

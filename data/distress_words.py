"""The lists of words of distress, one file a language in `data/distress`, checked completely before any is used."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final, cast

from bot.domain.distress import Phrases, pattern_of

FOLDER: Final = Path(__file__).parent / "distress"
_LISTS: Final = ("own", "patient", "now", "negation", "reported")


class DistressWordsError(ValueError):
    """A file is wrong; says which, and which list or phrase."""


@cache
def bundled() -> tuple[Phrases, ...]:
    """The lists that come with the bot, read once. Raises DistressWordsError."""
    return load(FOLDER)


def load(folder: Path) -> tuple[Phrases, ...]:
    """All lists in a folder, in the order of their files. Raises DistressWordsError for the first fault."""
    return tuple(_read(path) for path in sorted(folder.glob("*.toml")))


def _read(path: Path) -> Phrases:
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DistressWordsError(f"{path.name}: {error}") from error
    if set(held) != {"language", *_LISTS} or held["language"] != path.stem:
        raise DistressWordsError(f"{path.name}: must hold language = {path.stem!r} and {', '.join(_LISTS)}")
    lists: dict[str, tuple[str, ...]] = {}
    for name in _LISTS:
        found = held[name]
        if not isinstance(found, list) or not found:
            raise DistressWordsError(f"{path.name}: {name} is no list of phrases")
        phrases = tuple(str(phrase) for phrase in cast("list[object]", found))
        for phrase in phrases:
            try:
                pattern_of(phrase)
            except ValueError as error:
                raise DistressWordsError(f"{path.name}: {name}: {error}") from error
        lists[name] = phrases
    return Phrases(
        path.stem, lists["own"], lists["patient"], lists["now"], frozenset(lists["negation"]), lists["reported"]
    )

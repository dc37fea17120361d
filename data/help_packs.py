"""The lists of help, one file a country in `data/help`, checked completely before any is used."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.domain.support import HelpLine, HelpPack

FOLDER: Final = Path(__file__).parent / "help"
_LONGEST: Final = 90
_KEYS: Final = {"country", "name", "emergency", "line"}
_LINE_KEYS: Final = {"name", "reach", "when", "for"}


class HelpPackError(ValueError):
    """A file is wrong; says which, and what in it."""


@cache
def bundled() -> tuple[HelpPack, ...]:
    """The lists that come with the bot, read once. Raises HelpPackError."""
    return load(FOLDER)


def load(folder: Path) -> tuple[HelpPack, ...]:
    """All lists in a folder, in the order of the countries' names. Raises HelpPackError for the first fault."""
    return tuple(sorted((_read(path) for path in folder.glob("*.toml")), key=lambda pack: pack.name))


def _read(path: Path) -> HelpPack:
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise HelpPackError(f"{path.name}: {error}") from error
    if set(held) != _KEYS:
        raise HelpPackError(f"{path.name}: must hold {', '.join(sorted(_KEYS))}")
    lines = tuple(_line(one, f"{path.name}: line {number}") for number, one in enumerate(held["line"], start=1))
    if not any(line.own_only for line in lines) or all(line.own_only for line in lines):
        raise HelpPackError(f"{path.name}: needs a line for doctors and one for everybody")
    country = _text(held, "country", path.name)
    if len(country) != 2 or not country.isupper():
        raise HelpPackError(f"{path.name}: country is no code of two capital letters")
    return HelpPack(country, _text(held, "name", path.name), _text(held, "emergency", path.name), lines)


def _line(held: dict[str, Any], place: str) -> HelpLine:
    if not set(held) <= _LINE_KEYS or held.get("for", "own") != "own":
        raise HelpPackError(f'{place}: known are name, reach, when and for = "own"')
    return HelpLine(_text(held, "name", place), _text(held, "reach", place), _text(held, "when", place), "for" in held)


def _text(held: dict[str, Any], key: str, place: str) -> str:
    value = held.get(key)
    if not isinstance(value, str) or not 1 <= len(value.strip()) <= _LONGEST:
        raise HelpPackError(f"{place}: {key} is missing, or longer than {_LONGEST} characters")
    return value

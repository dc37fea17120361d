"""The country packs of AutoMod patterns, from the files in `data/automod`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import cast

from bot.domain.automod import Pack, faults

FOLDER = Path(__file__).parent / "automod"


class AutomodPackError(Exception):
    """A file does not hold what Discord would take; says which file and why."""


def bundled(folder: Path = FOLDER) -> tuple[Pack, ...]:
    """Return all packs, in the order of their files; raises AutomodPackError, and OSError for a missing folder."""
    return tuple(_read(path) for path in sorted(folder.glob("*.toml")))


def _read(path: Path) -> Pack:
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
        pack = Pack(cast(str, held["country"]), tuple(cast(list[str], held["patterns"])))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise AutomodPackError(f"{path.name}: {error}") from error
    for pattern in pack.patterns:
        if fault := faults(pattern):
            raise AutomodPackError(f"{path.name}: {pattern}: {fault}")
    return pack

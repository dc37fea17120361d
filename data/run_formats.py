"""The formats of meetings: files that hold timed steps, checked completely before any of them is used.

A file is called after its key and begins with `name`; its `[[step]]` entries have `title`, `minutes` (of an hour),
`hint`, and `each_item = true` where the step is gone through for each item of the agenda.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.domain.runs import FormatKey, RunFormat, StepTemplate

FOLDER: Final = Path(__file__).parent / "formats"
_FIELDS: Final = {"title", "minutes", "hint", "each_item"}


class RunFormatError(ValueError):
    """A file is wrong; the message names it and the step."""


@cache
def bundled() -> dict[FormatKey, RunFormat]:
    """The formats that come with the bot, read once. Raises RunFormatError."""
    return load(FOLDER)


def load(folder: Path) -> dict[FormatKey, RunFormat]:
    """Return all formats in a folder, in their order. Raises RunFormatError for the first fault."""
    return {key: _read(folder / f"{key}.toml", key) for key in FormatKey}


def _read(path: Path, key: FormatKey) -> RunFormat:
    try:
        document: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RunFormatError(f"{path}: {error}") from error
    steps = document.get("step", [])
    if set(document) != {"name", "step"} or not steps:
        raise RunFormatError(f"{path}: a format has a name and steps, and nothing else")
    return RunFormat(key, str(document["name"]), tuple(_step(path, number, one) for number, one in enumerate(steps, 1)))


def _step(path: Path, number: int, entry: dict[str, Any]) -> StepTemplate:
    if not _FIELDS - {"each_item"} <= set(entry) <= _FIELDS:
        raise RunFormatError(f"{path}: step {number} has {sorted(_FIELDS)}, the last one if it is needed")
    found = StepTemplate(entry["title"], entry["minutes"], entry["hint"], bool(entry.get("each_item", False)))
    if not (0 < len(found.title) <= 60 and 0 < len(found.hint) <= 200 and 0 < found.minutes <= 60):
        raise RunFormatError(f"{path}: step {number} is too long or too short")
    return found

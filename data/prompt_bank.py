"""The prompt bank: questions kept as files, one a kind, checked completely before any of them is used.

A file begins with `kind = "<kind>"`, the same as its name, and holds `[[prompt]]` entries with `id` (lower-case words
joined by hyphens, never changed and never used again), `text`, `why` (the rationale or source) and, if it matters,
`phase`. Whoever edits the bank gets told file, line and entry of whatever is wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, cast

from bot.domain.prompts import LONGEST_TEXT, SHORTEST_TEXT, Kind, Phase, Prompt, PromptKey

FOLDER: Final = Path(__file__).parent / "prompts"
LONGEST_RATIONALE: Final = 200

_ENTRY: Final = re.compile(r"\s*\[\[\s*prompt\s*\]\]")
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELDS: Final = frozenset({"id", "text", "why", "phase"})


class PromptBankError(ValueError):
    """A file of the bank is wrong; the message begins with file and line, and names the entry."""


@cache
def bundled() -> tuple[Prompt, ...]:
    """The prompts that come with the bot, read once. Raises PromptBankError."""
    return load(FOLDER)


def load(folder: Path) -> tuple[Prompt, ...]:
    """All prompts in a folder of TOML files, in the order of the kinds. Raises PromptBankError for the first fault."""
    prompts: list[Prompt] = []
    where: dict[str, str] = {}
    for kind in Kind:
        path = folder / f"{kind}.toml"
        if not path.is_file():
            raise PromptBankError(f"{path}: missing; every kind has its file")
        prompts += _read(path, kind, where)
    strangers = {path.name for path in folder.glob("*.toml")} - {f"{kind}.toml" for kind in Kind}
    if strangers:
        raise PromptBankError(f"{folder / min(strangers)}: no such kind; kinds are {', '.join(Kind)}")
    return tuple(prompts)


def _read(path: Path, kind: Kind, where: dict[str, str]) -> list[Prompt]:
    source = path.read_text(encoding="utf-8")
    try:
        document = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise PromptBankError(f"{path}: {error}") from error
    if document.get("kind") != kind:
        raise PromptBankError(f'{path}:1: the file must begin with kind = "{kind}"')
    unknown = set(document) - {"kind", "prompt"}
    if unknown:
        raise PromptBankError(f"{path}:1: unknown key {min(unknown)!r}")
    found = document.get("prompt")
    if not isinstance(found, list) or not found:
        raise PromptBankError(f"{path}:1: no [[prompt]] entries")
    entries = cast("list[object]", found)
    lines = [number for number, line in enumerate(source.splitlines(), 1) if _ENTRY.match(line)]
    prompts: list[Prompt] = []
    for number, entry in enumerate(entries):
        line = lines[number] if len(lines) == len(entries) else 1
        fields = cast("dict[str, object]", entry) if isinstance(entry, dict) else {}
        name = fields.get("id")
        place = f"{path}:{line}: prompt {number + 1} ({name if isinstance(name, str) else 'without id'})"
        prompt = _prompt(fields, kind, place)
        if prompt.key in where:
            raise PromptBankError(f"{place}: the id is used already at {where[prompt.key]}")
        where[prompt.key] = f"{path.name}:{line}"
        prompts.append(prompt)
    return prompts


def _prompt(entry: Mapping[str, object], kind: Kind, place: str) -> Prompt:
    unknown = set(entry) - _FIELDS
    if unknown:
        raise PromptBankError(f"{place}: unknown key {min(unknown)!r}; known are {', '.join(sorted(_FIELDS))}")
    name = _string(entry, "id", place, 1, 40)
    if not _ID.fullmatch(name):
        raise PromptBankError(f"{place}: id must be lower-case words joined by hyphens")
    text = _string(entry, "text", place, SHORTEST_TEXT, LONGEST_TEXT)
    rationale = _string(entry, "why", place, SHORTEST_TEXT, LONGEST_RATIONALE)
    phase = str(entry.get("phase", Phase.ANY))
    if phase not in set(Phase):
        raise PromptBankError(f"{place}: phase must be one of {', '.join(Phase)}")
    return Prompt(PromptKey(f"bank:{name}"), kind, text, Phase(phase), rationale)


def _string(entry: Mapping[str, object], key: str, place: str, shortest: int, longest: int) -> str:
    value = entry.get(key)
    if not isinstance(value, str):
        raise PromptBankError(f"{place}: {key} is missing or no text")
    if value != " ".join(value.split()):
        raise PromptBankError(f"{place}: {key} must be one line without double or outer spaces")
    if not shortest <= len(value) <= longest:
        raise PromptBankError(f"{place}: {key} has {len(value)} characters; {shortest} to {longest} are allowed")
    if "!" in value:
        raise PromptBankError(f"{place}: {key} has an exclamation mark; the bank does without")
    return value

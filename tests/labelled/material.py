"""The words that the labelled texts are made of, as written in the TOML files beside this one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def _read(name: str) -> dict[str, Any]:
    with (_HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


STORIES: list[dict[str, Any]] = _read("medicine")["story"]
TRAPS = _read("traps")
CARRIERS = _read("carriers")
PEOPLE = _read("people")
PLACES = _read("places")

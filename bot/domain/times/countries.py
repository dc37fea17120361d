"""Which country a time zone lies in, from zone.tab of the tz database as the `tzdata` package has it."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources


def country_of(zone: str) -> str | None:
    """Return the ISO 3166 code of a zone's country, None for zones that are no place, such as UTC."""
    return _table().get(zone)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[2]: row[0] for row in rows}

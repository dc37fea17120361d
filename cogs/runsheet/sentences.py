"""What is said when running a meeting is refused."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "run.too_early": "This meeting can be started from {from_at} on.",
    "run.over": "This meeting was over at {ended_at}. `/meeting run` shows what is left to do.",
}

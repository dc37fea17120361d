"""Chance that falls the same way for everybody: built on `Random.random` alone, which Python promises to keep."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Anything = TypeVar("Anything")


class Dice:
    """A seeded source of chance."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - it makes texts, not keys

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, among: Sequence[Anything]) -> Anything:
        return among[self.between(0, len(among) - 1)]

    def shuffled(self, things: Sequence[Anything]) -> list[Anything]:
        left = list(things)
        return [left.pop(self.between(0, len(left) - 1)) for _ in things]

    def some(self, things: Sequence[Anything], count: int) -> list[Anything]:
        return self.shuffled(things)[:count]

    def digits(self, count: int) -> str:
        return "".join(str(self.between(0, 9)) for _ in range(count))

    def letters(self, count: int, among: str = "ABCDEFGHJKLMNPQRSTUVWXYZ") -> str:
        return "".join(self.pick(among) for _ in range(count))

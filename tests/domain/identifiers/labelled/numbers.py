"""Numbers with right check digits, by arithmetic of their own: no mistake is shared with what they test."""

from __future__ import annotations

import random


def _digits(dice: random.Random, count: int) -> list[int]:
    return [dice.randint(0, 9) for _ in range(count)]


def _spaced(dice: random.Random, digits: list[int], *sizes: int) -> str:
    run = "".join(map(str, digits))
    groups, at = [], 0
    for size in sizes:
        groups.append(run[at : at + size])
        at += size
    return dice.choice((" ", " ", "-", "")).join(groups)


def _luhn_end(digits: list[int]) -> list[int]:
    for check in range(10):
        whole = [*digits, check]
        odd = sum(whole[-1::-2])
        even = sum(sum(divmod(2 * one, 10)) for one in whole[-2::-2])
        if (odd + even) % 10 == 0:
            return whole
    raise AssertionError("some digit always fits")


def _eleven_end(dice: random.Random, first: list[int], count: int, weights: list[int]) -> list[int]:
    while True:
        digits = [*first, *_digits(dice, count - len(first))]
        check = -sum(a * b for a, b in zip(digits[-len(weights) :], weights, strict=True)) % 11
        if check < 10:
            return [*digits, check]


def health(dice: random.Random, country: str) -> tuple[str, str]:
    """Return a label and a health number of the country."""
    if country == "AU":
        digits = [dice.randint(2, 6), *_digits(dice, 7)]
        check = sum(a * b for a, b in zip(digits, (1, 3, 7, 9) * 2, strict=True)) % 10
        return dice.choice(("Medicare", "Medicare number", "Medicare card")), _spaced(
            dice, [*digits, check, dice.randint(1, 9)], 4, 5, 1
        )
    if country == "UK":
        return dice.choice(("NHS number", "NHS no", "NHS")), _spaced(
            dice, _eleven_end(dice, [dice.randint(4, 7)], 9, [*range(10, 1, -1)]), 3, 3, 4
        )
    if country == "NZ":
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        while True:
            three = [dice.randint(1, 24) for _ in range(3)]
            digits = _digits(dice, 3)
            rest = sum(a * b for a, b in zip(three + digits, range(7, 1, -1), strict=True)) % 11
            if rest:
                return dice.choice(("NHI", "nhi")), "".join(letters[one - 1] for one in three) + "".join(
                    map(str, digits)
                ) + str((11 - rest) % 10)
    if country == "CA":
        if dice.random() < 0.5:
            return dice.choice(("OHIP", "health card")), _spaced(
                dice, _luhn_end([dice.randint(1, 9), *_digits(dice, 8)]), 4, 3, 3
            )
        return dice.choice(("PHN", "BC Services Card")), _spaced(
            dice, [9, *_eleven_end(dice, [], 8, [2, 4, 8, 5, 10, 9, 7, 3])], 4, 3, 3
        )
    if country == "US":
        letter = lambda: dice.choice("ACDEFGHJKMNPQRTUVWXY")  # noqa: E731 - nine of them
        number = lambda: str(dice.randint(0, 9))  # noqa: E731
        parts = (
            f"{dice.randint(1, 9)}{letter()}{letter()}{number()}",
            f"{letter()}{number()}{number()}",
            f"{letter()}{letter()}{number()}{number()}",
        )
        return dice.choice(("Medicare", "MBI")), dice.choice(("-", "")).join(parts)
    return dice.choice(("medical card number", "Health insurance no")), "".join(
        map(str, _digits(dice, dice.randint(7, 8)))
    )


def state(dice: random.Random, country: str) -> tuple[str, str]:
    """Return a label and another number the country gives its people."""
    if country == "AU":
        return "Centrelink CRN", "".join(map(str, _digits(dice, 9))) + dice.choice("ABCHJKLSTVX")
    if country == "UK":
        run = "".join(map(str, _digits(dice, 6)))
        gap = dice.choice((" ", ""))
        return "NI number", gap.join(
            (dice.choice(("AB", "CE", "JK", "WM")), run[:2], run[2:4], run[4:], dice.choice("ABCD"))
        )
    if country == "NZ":
        return "passport", f"L{dice.choice('AFHMN')}{dice.randint(100000, 999999)}"
    if country == "CA":
        return "SIN", _spaced(dice, _luhn_end([dice.choice((1, 2, 4, 5, 6, 7)), *_digits(dice, 7)]), 3, 3, 3)
    if country == "US":
        return "SSN", f"{dice.randint(100, 665)}-{dice.randint(10, 99)}-{dice.randint(1000, 9999)}"
    digits = _digits(dice, 7)
    check = sum(a * b for a, b in zip(digits, range(8, 1, -1), strict=True)) % 23
    return dice.choice(("PPS number", "PPSN")), "".join(map(str, digits)) + "WABCDEFGHIJKLMNOPQRSTUV"[check]

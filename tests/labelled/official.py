"""Made-up numbers of the kinds that states and health services give out, with check digits that are right.

Written from the published descriptions alone, so that a slip in the check shows. Each function returns the bare
characters; `written` puts spaces or dashes in.
"""

from __future__ import annotations

from tests.labelled.dice import Dice

_NHI_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # neither I nor O; A is 1
_MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY"


def luhn(payload: str) -> str:
    """Return the digit that makes `payload` + digit pass the Luhn test."""
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(reversed(payload)))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def medicare_digit(first_eight: str) -> str:
    """Australia: weights 1 3 7 9 1 3 7 9, modulo 10."""
    return str(sum(int(d) * w for d, w in zip(first_eight, (1, 3, 7, 9, 1, 3, 7, 9), strict=True)) % 10)


def nhs_digit(first_nine: str) -> str | None:
    """England and Wales: weights 10 to 2, modulo 11; None where no number may be given out."""
    check = -sum(int(d) * w for d, w in zip(first_nine, range(10, 1, -1), strict=True)) % 11
    return None if check == 10 else str(check)


def _nhi_sum(first_six: str) -> int:
    values = [int(c) if c.isdigit() else _NHI_LETTERS.index(c) + 1 for c in first_six]
    return sum(value * weight for value, weight in zip(values, range(7, 1, -1), strict=True))


def nhi_old_digit(first_six: str) -> str | None:
    """New Zealand until 2026: three letters and three digits, modulo 11; None where no number may be given out."""
    rest = _nhi_sum(first_six) % 11
    return None if rest == 0 else str((11 - rest) % 10)


def nhi_new_letter(first_six: str) -> str:
    """New Zealand from 2026: three letters, two digits, a letter; modulo 24, and the check is a letter."""
    return _NHI_LETTERS[24 - _nhi_sum(first_six) % 24 - 1]


def phn_digit(first_nine: str) -> str | None:
    """British Columbia: nine digits from 9, weights 2 4 8 5 10 9 7 3, modulo 11; None where none is given out."""
    total = sum(int(d) * w for d, w in zip(first_nine[1:], (2, 4, 8, 5, 10, 9, 7, 3), strict=True))
    check = 11 - total % 11
    return None if check > 9 else str(check)


def ppsn_letter(seven: str, second: str = "") -> str:
    """Ireland: weights 8 to 2, the second letter counting 9 (W as 0), modulo 23; 0 is W."""
    total = sum(int(d) * w for d, w in zip(seven, range(8, 1, -1), strict=True))
    if second and second != "W":
        total += 9 * (ord(second) - ord("A") + 1)
    return "WABCDEFGHIJKLMNOPQRSTUV"[total % 23]


def medicare(dice: Dice) -> str:
    first = f"{dice.between(2, 6)}{dice.digits(7)}"
    return first + medicare_digit(first) + str(dice.between(1, 5))


def ihi(dice: Dice) -> str:
    first = "80036" + "0" + dice.digits(9)
    return first + luhn(first)


def nhs(dice: Dice) -> str:
    first = f"{dice.pick('4679')}{dice.digits(8)}"
    check = nhs_digit(first)
    return first + check if check is not None else nhs(dice)


def nino(dice: Dice) -> str:
    first = dice.letters(1, "ABCEGHJKLMNOPRSTWXYZ") + dice.letters(1, "ABCEGHJKLMNPRSTWXYZ")
    if first in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}:
        return nino(dice)
    return first + dice.digits(6) + dice.letters(1, "ABCD")


def nhi_old(dice: Dice) -> str:
    first = dice.letters(3, _NHI_LETTERS) + dice.digits(3)
    check = nhi_old_digit(first)
    return first + check if check is not None else nhi_old(dice)


def nhi_new(dice: Dice) -> str:
    first = dice.letters(3, _NHI_LETTERS) + dice.digits(2) + dice.letters(1, _NHI_LETTERS)
    return first + nhi_new_letter(first)


def sin(dice: Dice) -> str:
    first = f"{dice.between(1, 7)}{dice.digits(7)}"
    return first + luhn(first)


def ohip(dice: Dice) -> str:
    first = f"{dice.between(1, 9)}{dice.digits(8)}"
    return first + luhn(first)


def bc_phn(dice: Dice) -> str:
    first = "9" + dice.digits(8)
    check = phn_digit(first)
    return first + check if check is not None else bc_phn(dice)


def ramq(dice: Dice) -> str:
    month = dice.between(1, 12) + 50 * dice.between(0, 1)
    return f"{dice.letters(4)}{dice.between(36, 99):02}{month:02}{dice.between(1, 28):02}{dice.digits(2)}"


def ssn(dice: Dice) -> str:
    area = dice.between(1, 899)
    return ssn(dice) if area == 666 else f"{area:03}{dice.between(1, 99):02}{dice.between(1, 9999):04}"


def mbi(dice: Dice) -> str:
    def letter() -> str:
        return dice.letters(1, _MBI_LETTERS)

    def either() -> str:
        return dice.letters(1, _MBI_LETTERS + "0123456789")

    first = f"{dice.between(1, 9)}{letter()}{either()}{dice.digits(1)}"
    return f"{first}{letter()}{either()}{dice.digits(1)}{letter()}{letter()}{dice.digits(2)}"


def ppsn(dice: Dice) -> str:
    seven, second = dice.digits(7), dice.pick(("", "", "A", "B", "W"))
    return seven + ppsn_letter(seven, second) + second


MAKERS = {
    "medicare": medicare,
    "ihi": ihi,
    "nhs": nhs,
    "nino": nino,
    "nhi_old": nhi_old,
    "nhi_new": nhi_new,
    "sin": sin,
    "ohip": ohip,
    "bc_phn": bc_phn,
    "ramq": ramq,
    "ssn": ssn,
    "mbi": mbi,
    "ppsn": ppsn,
}

_GROUPS = {
    "medicare": (4, 5, 1),
    "ihi": (4, 4, 4, 4),
    "nhs": (3, 3, 4),
    "nino": (2, 2, 2, 2, 1),
    "sin": (3, 3, 3),
    "ohip": (4, 3, 3),
    "bc_phn": (4, 3, 3),
    "ramq": (4, 4, 4),
    "ssn": (3, 2, 4),
    "mbi": (4, 3, 4),
}


def written(kind: str, bare: str, dice: Dice) -> str:
    """Return the number as somebody might write it: bare, in groups, with dashes."""
    groups = _GROUPS.get(kind)
    if groups is None or dice.chance(0.3):
        return bare
    between = "-" if kind in {"ssn", "mbi", "ohip"} and dice.chance(0.75) else dice.pick((" ", " ", " ", "-"))
    parts, at = [], 0
    for size in groups:
        parts.append(bare[at : at + size])
        at += size
    return between.join(parts) + bare[at:]


def mistyped(country: str, dice: Dice) -> str:
    """Return a number of the country that cannot be right: a wrong check digit, or an area that was never given out."""
    if country == "US":
        bare = f"9{dice.digits(2)}{dice.between(1, 99):02}{dice.between(1, 9999):04}"
        return written("ssn", bare, dice)
    kind = {"AU": "medicare", "UK": "nhs", "NZ": "nhi_old", "CA": "sin", "IE": "ppsn"}[country]
    right = MAKERS[kind](dice)
    at = {"medicare": 8, "ppsn": 7}.get(kind, len(right) - 1)
    others = "ABCDEFGHIJKLMNOPQRSTUVW" if right[at].isalpha() else "0123456789"
    wrong = dice.pick([other for other in others if other != right[at]])
    return written(kind, right[:at] + wrong + right[at + 1 :], dice)

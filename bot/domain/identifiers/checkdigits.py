"""The arithmetic that tells a real number from a typing error.

Each function takes the number without spaces and in capitals, and says whether its own check
character agrees. Published examples prove each one in the tests, with their sources.
"""

_NZ_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_PPS_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"


def luhn(digits: str) -> bool:
    """Modulus 10 with every second digit doubled: IHI, SIN, OHIP and payment cards."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def medicare(digits: str) -> bool:
    """Australian Medicare card: the ninth digit checks the first eight (issue and person follow)."""
    return digits[0] in "23456" and _weighted(digits[:8], (1, 3, 7, 9, 1, 3, 7, 9)) % 10 == int(digits[8])


def ihi(digits: str) -> bool:
    """Australian healthcare identifier of a person (800360) or a provider (800361, 800362)."""
    return digits[:6] in ("800360", "800361", "800362") and luhn(digits)


def tax_file_number(digits: str) -> bool:
    """Australian tax file number, nine digits, modulus 11."""
    return _weighted(digits, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0


def nhs(digits: str) -> bool:
    """UK NHS number, modulus 11; Scotland's CHI and Northern Ireland's H&C number are built alike."""
    if len(set(digits)) == 1:
        return False
    check = 11 - _weighted(digits[:9], (10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return check != 10 and check % 11 == int(digits[9])


def nino(compact: str) -> bool:
    """UK National Insurance number: no check digit, but many prefixes are never issued."""
    never = ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ")
    return compact[0] not in "DFIQUV" and compact[1] not in "DFIOQUV" and compact[:2] not in never


def nhi(compact: str) -> bool:
    """New Zealand NHI: modulus 11 in the old form (ABC1235); in the new (ABC12DX) 23 or 24.

    HISO 10046:2022 computed the new form's letter with 24, the edition of 2023 with 23; both are met.
    """
    values = [int(one) if one.isdigit() else _NZ_LETTERS.find(one) + 1 for one in compact]
    total = sum(value * weight for value, weight in zip(values, (7, 6, 5, 4, 3, 2), strict=False))
    if compact[6].isdigit():
        return total % 11 != 0 and (11 - total % 11) % 10 == values[6]
    return values[6] in (23 - total % 23, 24 - total % 24)


def sin(digits: str) -> bool:
    """Canadian social insurance number: Luhn, and none begins with 0 or 8."""
    return digits[0] not in "08" and luhn(digits)


def ohip(compact: str) -> bool:
    """Ontario's health card: ten digits, Luhn; a version code of two letters may follow."""
    return luhn(compact[:10])


def bc_phn(digits: str) -> bool:
    """British Columbia's personal health number: ten digits from 9, modulus 11."""
    check = 11 - _weighted(digits[1:9], (2, 4, 8, 5, 10, 9, 7, 3)) % 11
    return digits[0] == "9" and check < 10 and check == int(digits[9])


def ramq(compact: str) -> bool:
    """Quebec's health card: the digits begin with the birth year, month (women + 50) and day."""
    month, day = int(compact[6:8]), int(compact[8:10])
    return (1 <= month <= 12 or 51 <= month <= 62) and 1 <= day <= 31


def ssn(digits: str) -> bool:
    """US social security number: no check digit, but areas 000, 666 and 9xx are never issued."""
    return digits[:3] not in ("000", "666") and digits[0] != "9" and digits[3:5] != "00" and digits[5:] != "0000"


def pps(compact: str) -> bool:
    """Irish PPS number: modulus 23; a second letter, where there is one, weighs nine."""
    total = _weighted(compact[:7], (8, 7, 6, 5, 4, 3, 2))
    if len(compact) == 9 and compact[8] != "W":
        total += 9 * (ord(compact[8]) - ord("A") + 1)
    return _PPS_LETTERS[total % 23] == compact[7]


def always(_compact: str) -> bool:
    """For shapes so narrow that they prove themselves."""
    return True

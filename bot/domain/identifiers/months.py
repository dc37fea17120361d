"""Month names as people type them, and the seasons they fall in."""

from bot.domain.identifiers.words import words

_NAMES = (
    ("january", "jan", "janvier"),
    ("february", "feb", "fevrier", "f\u00e9vrier"),
    ("march", "mar", "mars"),
    ("april", "apr", "avril"),
    ("may", "mai"),
    ("june", "jun", "juin"),
    ("july", "jul", "juillet"),
    ("august", "aug", "aout", "ao\u00fbt"),
    ("september", "sep", "sept", "septembre"),
    ("october", "oct", "octobre"),
    ("november", "nov", "novembre"),
    ("december", "dec", "decembre", "d\u00e9cembre"),
)
_EXACT = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
_SPELT = {names[0]: number for number, names in enumerate(_NAMES, start=1) if len(names[0]) >= 5}
_NOT_MONTHS = words(
    """
    match marks marsh larch starch marched apron argus angus augmented juno jules member members
    """
)
_SOUTH, _NORTH = frozenset({"AU", "NZ"}), frozenset({"UK", "IE", "CA", "US"})
_SEASONS = ("winter", "spring", "summer", "autumn")


def month(word: str) -> int | None:
    """Return the month 1 to 12 a word means, also when it is misspelt by a letter or two."""
    typed = word.lower().rstrip(".")
    if typed in _EXACT:
        return _EXACT[typed]
    if len(typed) < 5 or len(typed) > 11 or typed in _NOT_MONTHS or not typed.isalpha():
        return None
    for name, number in _SPELT.items():
        allowed = 2 if len(name) >= 7 else 1
        if typed[0] == name[0] and abs(len(typed) - len(name)) <= allowed and _distance(typed, name) <= allowed:
            return number
    return None


def _distance(one: str, other: str) -> int:
    """Count the insertions, deletions, replacements and swaps that lead from one word to the other."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def season(number: int, countries: frozenset[str]) -> str | None:
    """Return the season of a month where the countries agree on one, None across the equator."""
    if countries and countries <= _NORTH:
        return _SEASONS[number % 12 // 3]
    if countries and countries <= _SOUTH:
        return _SEASONS[(number + 6) % 12 // 3]
    return None

"""What somebody means by a name they typed: a number, a name, or enough of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz

_FILLER = frozenset(
    {"a", "an", "and", "at", "for", "from", "in", "of", "on", "or", "our", "the", "to", "with", "update", "updates"}
    | {"au", "aux", "chez", "de", "des", "du", "en", "et", "la", "le", "les", "un", "une"}
)
_SEVERAL = 5
_NEAREST = 3


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """Return a name as it is compared: lower case, without accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", bare))


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 100; 100 means that nobody would tell them apart."""
    first, second = plain(one), plain(other)
    if first == second:
        return 100.0
    words = [" ".join(word for word in text.split() if word not in _FILLER) for text in (first, second)]
    if not all(words):
        return fuzz.ratio(first, second) * 0.99
    # A name whose words all stand in the other ("Hypertension" in "Hypertension in pregnancy") is worth offering.
    return max(fuzz.token_sort_ratio(*words), fuzz.token_set_ratio(*words) * 0.9) * 0.99


def fitting(typed: str, names: Mapping[int, str]) -> tuple[int, ...]:
    """Return the ids of what `typed` names: one if it is clear, up to five if several fit alike, none if nothing does.

    A number (`12`, `#12`) that is an id wins, then the whole name, then a part of it.
    """
    number = re.fullmatch(r"\s*#?(\d{1,18})\b.*", typed, re.DOTALL)
    if number and int(number[1]) in names and (typed.strip().startswith("#") or typed.strip().isdigit()):
        return (int(number[1]),)
    wanted = plain(typed)
    if not wanted:
        return ()
    comparable = {key: plain(name) for key, name in names.items()}
    whole = [key for key, name in comparable.items() if name == wanted]
    part = [key for key, name in comparable.items() if wanted in name]
    return tuple((whole or part)[:_SEVERAL])


def nearest(typed: str, names: Mapping[int, str]) -> tuple[str, ...]:
    """Return the few names most like what was typed, the most alike first."""
    return tuple(sorted(names.values(), key=lambda name: -likeness(typed, name))[:_NEAREST])

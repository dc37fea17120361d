"""Reads how long something lasts."""

import re
from datetime import timedelta

from bot.domain.errors import Invalid
from bot.domain.times.text import LONGEST, fold
from bot.domain.times.words import NUMBERS

LONGEST_DURATION = timedelta(days=366)

_AMOUNT = r"[0-9]{1,4}(?:[.,][0-9]{1,2})?"
_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_PIECE = re.compile(
    rf"(?P<count>{_AMOUNT}|half an|(?:{_WORDS})(?= )) ?"
    r"(?P<unit>minutes?|mins?|min|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)(?![a-z])"
    r"(?P<half> and a half(?![a-z]))?[ ,]{0,2}(?:and (?=[0-9a-z]))?"
)
_COMPACT = re.compile(r"(?P<hours>[0-9]{1,2})(?:h|:)(?P<minutes>[0-5][0-9])(?: ?(?:m|min))?")
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}


def read_duration(typed: str) -> timedelta:
    """How long `typed` says: "90" (minutes), "1h30", "1:30", "45 min", "an hour and a half".

    Whole minutes, more than none and at most a year. A bare number is minutes from 5 upwards;
    "2" or "1.5" could be hours. Raises `Invalid`: duration.unreadable, duration.unclear
    (both with `typed`).
    """
    text = fold(typed).strip(" .,;")
    given = typed if len(typed) <= LONGEST else typed[: LONGEST - 1] + "…"
    if len(typed) > LONGEST or not text:
        raise Invalid("duration.unreadable", typed=given)
    if re.fullmatch(_AMOUNT, text):
        if not text.isdigit() or int(text) < 5:
            raise Invalid("duration.unclear", typed=given)
        length = timedelta(minutes=int(text))
    elif compact := _COMPACT.fullmatch(text):
        length = timedelta(hours=int(compact["hours"]), minutes=int(compact["minutes"]))
    else:
        length = timedelta(minutes=_pieces(text))
    if not timedelta() < length <= LONGEST_DURATION or length.seconds % 60:
        raise Invalid("duration.unreadable", typed=given)
    return length


def _pieces(text: str) -> float:
    """The minutes in "1 hour 30 minutes"; nothing when some of it means nothing."""
    total = 0.0
    at = 0
    units: list[str] = []
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            return 0
        unit = piece["unit"][0]
        count = 0.5 if piece["count"] == "half an" else _count(piece["count"])
        total += (count + (0.5 if piece["half"] else 0)) * _MINUTES[unit]
        units.append(unit)
        at = piece.end()
    # From the largest unit to the smallest, each once.
    in_order = units == sorted(set(units), key=lambda unit: -_MINUTES[unit])
    return total if in_order else 0


def _count(typed: str) -> float:
    return NUMBERS[typed] if typed in NUMBERS else float(typed.replace(",", "."))

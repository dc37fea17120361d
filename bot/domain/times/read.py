"""The two doors: `read_time` for what was sent, `suggest_times` for what is being typed."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import Invalid
from bot.domain.times.grammar import parse
from bot.domain.times.hours import usual_hours
from bot.domain.times.readings import Reading, instants_of
from bot.domain.times.resolve import YEARS_AHEAD, Outcome, Typist, understand
from bot.domain.times.text import LONGEST, Misread, fold
from bot.domain.times.words import MONTHS, prefixes
from bot.domain.times.zones import usual_cities


def read_time(typed: str, *, now: datetime, zone: ZoneInfo | str, locale: str) -> Reading:
    """The one future moment that `typed` means to somebody in `zone` who writes as in `locale`.

    `now` is aware; the reading's instant is in UTC, its zone the one that was named or `zone`.
    Raises `Invalid` with `typed`, `zone` (where the suggestions are read), and `suggestions`
    (aware UTC datetimes, none to five): time.unreadable, time.needs_hour, time.needs_day, time.ambiguous,
    time.impossible, time.wrong_weekday, time.gap, time.overlap, time.past, time.too_far (also `years`).
    """
    typist = Typist.of(now, zone, locale)
    outcome = _outcome(typed, typist)
    if outcome.problem is None:
        return outcome.readings[0]
    params: dict[str, object] = {"years": YEARS_AHEAD} if outcome.problem == "time.too_far" else {}
    raise Invalid(
        outcome.problem,
        typed=typed if len(typed) <= LONGEST else typed[: LONGEST - 1] + "…",
        zone=outcome.readings[0].zone if outcome.readings else typist.zone,
        suggestions=tuple(dict.fromkeys(r.instant for r in outcome.readings))[:5],
        **params,
    )


def suggest_times(
    typed: str, *, now: datetime, zone: ZoneInfo | str, locale: str, limit: int = 25
) -> tuple[Reading, ...]:
    """Future readings of a phrase that is still being typed, likeliest first, never an error.

    With nothing typed: the coming week at usual hours. Each reading's `label(locale)` is what to
    show and its `value` what to send; both read back to the same moment.
    """
    typist = Typist.of(now, zone, locale)
    text = fold(typed).strip(" .,;:!?/-+@(")
    if len(typed) > LONGEST:
        return ()
    if not text:
        return _coming_week(typist)[:limit]
    other_order = replace(typist, month_first=not typist.month_first)
    completed = _completions(text)
    each = max(2, limit // (len(completed) or 1))
    found = dict.fromkeys(_outcome(typed, typist).readings)
    for phrase in completed:
        found.update(dict.fromkeys(_outcome(phrase, typist).readings[:each]))
    if _SLASHED.search(text):
        found.update(dict.fromkeys(_outcome(typed, other_order).readings))
    once = {reading.instant: reading for reading in reversed(found) if not typist.is_too_far(reading)}
    return tuple(reversed(once.values()))[:limit]


def _outcome(typed: str, typist: Typist) -> Outcome:
    try:
        return understand(parse(typed, french=typist.french), typist)
    except Misread as misread:
        return Outcome((), misread.code)


def _coming_week(typist: Typist) -> tuple[Reading, ...]:
    found: list[Reading] = []
    for hour in usual_hours(None)[:4]:
        for days in range(8):
            wall = datetime.combine(typist.today() + timedelta(days=days), datetime.min.time())
            wall = wall.replace(hour=hour.hour, minute=hour.minute)
            readings = (Reading(instant, typist.zone) for instant in instants_of(wall, typist.zone))
            found += [reading for reading in readings if typist.is_ahead(reading)][:1]
    return tuple(sorted(found, key=lambda reading: reading.instant))


_LAST_WORD = re.compile(r"(?:^|(?<=[ ,0-9]))[a-z]{1,10}$")
_DAY_NUMBER = re.compile(r"^(?:the )?[0-9]{1,2}$")
_OPEN_MINUTES = re.compile(r"(?:^| )[0-9]{1,2}[:.h][0-5]$")
_SO_FAR = re.compile(r"^in [0-9]{1,2}$")
_MONTH_ONLY = re.compile(rf"^(?:{'|'.join(name for names in MONTHS for name in names)})$")
_NTH_ONLY = re.compile(r"^(?:the )?(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) [a-z]{3,9}$")
_SLASHED = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}")


def _completions(text: str) -> list[str]:
    """Phrases that the unfinished `text` may be on its way to, likeliest first; bounded."""
    phrases = [text]
    if _SO_FAR.match(text):
        phrases += [f"{text} {unit}" for unit in ("days", "weeks", "hours")]
    if _MONTH_ONLY.match(text):
        phrases += [f"{day} {text}" for day in range(1, 26)]
    if _NTH_ONLY.match(text):
        phrases += [f"{text} of next month", *(f"{text} of {names[0]}" for names in MONTHS)]
    if _DAY_NUMBER.match(text):
        phrases += [f"today {text}", f"tomorrow {text}", _ordinal(text)]
    if _OPEN_MINUTES.search(text):
        phrases.append(f"{text}0")
        phrases += [f"{text}{'5' if text[-1] in '14' else '0'}"]
    word = _LAST_WORD.search(text)
    if word:
        start = text[: word.start()]
        for whole in prefixes():
            if whole.startswith(word.group()) and whole != word.group():
                phrases.append(f"{start}{whole}")
        if start and len(word.group()) >= 3:
            phrases += [f"{start}{city}" for city in usual_cities() if city.startswith(word.group())]
        phrases += _with_weekdays(text)
    return phrases


def _ordinal(text: str) -> str:
    number = int(text.removeprefix("the "))
    ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _with_weekdays(text: str) -> list[str]:
    """ "Next" and "this" wait for a weekday."""
    words = text.split(" ")
    if len(words) == 1 and words[0] and any(w.startswith(words[0]) for w in ("next", "this")):
        which = "next" if "next".startswith(words[0]) else "this"
        return [f"{which} {day}" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
    return []

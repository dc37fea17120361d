"""What facilitators type when they open a poll, or name one: questions, options, deadlines, terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.errors import Conflict, Invalid, NotFound
from bot.domain.ids import PollId
from bot.domain.naming import fitting, nearest
from bot.domain.polls import Results
from bot.domain.times import read_duration, read_time
from bot.domain.topics import tidy
from bot.domain.voting import Method

QUESTION_LIMIT = 200
OPTION_LIMIT = 100
"""An option must fit the line of a select (Discord: 100 characters)."""
FEWEST_OPTIONS = 2
MOST_OPTIONS = 25
"""A select holds 25 (Discord)."""
USUAL_DURATION = timedelta(days=7)
LONGEST_DURATION = timedelta(days=90)
_SPAN = re.compile(r"(?:in\s+)?(\S.*\s?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?))", re.IGNORECASE)


def require_terms(results: Results, *, anonymous: bool, quorum: int | None) -> None:
    """Raise Invalid for terms that contradict each other or their own promise."""
    if anonymous and results is not Results.AT_CLOSE:
        raise Invalid("poll.anonymous_totals")
    if quorum is not None and not 1 <= quorum <= 100:
        raise Invalid("poll.quorum_out_of_range", typed=str(quorum))


def read_question(typed: str) -> str:
    """Return a tidy question; raises Invalid if it is empty or too long."""
    question = tidy(typed)
    if not question:
        raise Invalid("poll.question_empty")
    if len(question) > QUESTION_LIMIT:
        raise Invalid("poll.question_too_long", limit=QUESTION_LIMIT, length=len(question), typed=typed)
    return question


def read_options(typed: str, method: Method = Method.SINGLE) -> tuple[str, ...]:
    """Return the options in text separated by `;`; raises Invalid for too few, too many, too long or repeated ones.

    One proposal is enough to ask for consent.
    """
    options = tuple(option for option in map(tidy, typed.split(";")) if option)
    if len(options) < (1 if method is Method.CONSENT else FEWEST_OPTIONS):
        raise Invalid("poll.too_few_options", typed=typed)
    if len(options) > MOST_OPTIONS:
        raise Invalid("poll.too_many_options", limit=MOST_OPTIONS, given=len(options), typed=typed)
    seen: set[str] = set()
    for option in options:
        if len(option) > OPTION_LIMIT:
            raise Invalid("poll.option_too_long", limit=OPTION_LIMIT, length=len(option), typed=typed)
        if option.casefold() in seen:
            raise Invalid("poll.option_twice", option=option, typed=typed)
        seen.add(option.casefold())
    return options


def read_instant(typed: str, *, now: datetime, zone: str, locale: str, unreadable: Invalid) -> datetime:
    """Return a time, or the end of a span from now (`3 days`, `in 2 weeks`).

    Raises Invalid as `read_time` does, and `unreadable` for a span that makes no sense.
    """
    span = _SPAN.fullmatch(typed.strip())
    if span is None:
        return read_time(typed, now=now, zone=zone, locale=locale).instant
    # For a meeting "in 3 days" lacks the hour; a deadline may fall at this hour of that day.
    try:
        return now + read_duration(span[1])
    except Invalid:
        raise unreadable from None


def read_deadline(typed: str | None, *, now: datetime, zone: str, locale: str) -> datetime:
    """Return when a poll is to close: a time, or a span from now (`3 days`, `in 2 weeks`); USUAL_DURATION for nothing.

    Raises Invalid as `read_time` does, for a span that makes no sense, and for a deadline further away than
    LONGEST_DURATION.
    """
    if typed is None or not typed.strip():
        return now + USUAL_DURATION
    unreadable = Invalid("poll.closes_unreadable", days=LONGEST_DURATION.days, typed=typed)
    closes_at = read_instant(typed, now=now, zone=zone, locale=locale, unreadable=unreadable)
    if closes_at <= now:
        raise Invalid("poll.closes_in_the_past", closes=closes_at, typed=typed)
    if closes_at > now + LONGEST_DURATION:
        raise Invalid("poll.closes_too_late", days=LONGEST_DURATION.days, closes=closes_at, typed=typed)
    return closes_at


def find_poll(typed: str, named: Mapping[PollId, str]) -> PollId:
    """Return the one poll that `typed` names: `#12`, its question, or enough of it.

    Raises NotFound with the nearest names (`nearest`), or Conflict (`titles`) when several fit equally well;
    NotFound (`poll.none_yet`) where there is nothing to name.
    """
    names = {int(poll_id): f"#{poll_id} {name}" for poll_id, name in named.items()}
    found = fitting(typed, {int(poll_id): name for poll_id, name in named.items()})
    if len(found) == 1:
        return PollId(found[0])
    if found:
        raise Conflict("poll.several_fit", titles=tuple(names[key] for key in found), typed=typed)
    if not names:
        raise NotFound("poll.none_yet")
    raise NotFound("poll.unknown", nearest=nearest(typed, names), typed=typed)

"""What is said when something about finding a time is refused."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "findtime.too_few": (
        "Offer at least {least} different times, separated by semicolons, such as `Tue 3 Mar 7:30pm; Thu 5 Mar 7:30pm`."
    ),
    "findtime.too_many": "At most {limit} times can be offered at once.",
    "findtime.required_unknown": (
        "I could not tell who is required. Mention members of this community, such as `@Ana @Ben`. You typed:"
    ),
    "findtime.gone": "This question is no longer there. `/meeting find-time` asks a new one.",
    "findtime.booked": "This moved on: the meeting was booked for {starts_at}.",
}

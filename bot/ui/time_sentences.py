"""The sentences for times, lengths and zones that could not be read; every area that takes such input shares them."""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, str] = {
    "time.unreadable": "I could not read that as a time. Write it like `next Tue 7pm`, `3 Dec 7.30pm` or "
    "`tomorrow noon`.",
    "time.needs_hour": "At what time of day? Please add the hour, such as `7pm`.",
    "time.needs_day": "On which day, and at what time? Please add what is missing, such as `next week Tue 7pm`.",
    "time.ambiguous": "That could mean more than one time, and I would rather not guess. Please write the date, "
    "and am or pm.",
    "time.impossible": "There is no such day or hour. Please check the date.",
    "time.wrong_weekday": "That date falls on another weekday. Please check which of the two you meant.",
    "time.gap": "Clocks in {zone} go forward that night and jump over this hour. Please choose another.",
    "time.overlap": "Clocks in {zone} go back that night, so this hour comes twice. Choose one from the list while you "
    "type, or add the difference from UTC, such as `UTC+10`.",
    "time.past": "That time has already passed.",
    "time.too_far": "That is more than {years} years away. Please check the year.",
    "duration.unreadable": "I could not read that as a length. Write it like `90 min`, `1h30` or `2 hours`.",
    "duration.unclear": "Is that minutes or hours? Please add the unit, such as `90 min` or `2 hours`.",
    "zone.unknown": "I do not know that place or time zone. Write the nearest large city, such as `Perth`, or a full "
    "name, such as `Australia/Perth`.",
}

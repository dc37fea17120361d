"""Reads the times people type, and never guesses.

The rules, in short. Day and month follow the locale (month first in en-US only; the only
possible order where just one is a date). A day without a year is the next one. "Fri" said on a
Friday, "next Fri" said earlier in that week, "7" or "7:30" without a half of the day, an hour
that clocks show twice, letters such as AEST that are not in force then: asked, with the
possible moments. "Next week" needs a day. 30 February, 13/13, an hour that clocks jump over, anything with a word left
over: refused. Everything is shown back in full before it counts.
"""

from bot.domain.times.durations import read_duration
from bot.domain.times.read import read_time, suggest_times
from bot.domain.times.readings import Reading, instants_of
from bot.domain.times.zones import ZoneIdea, city_of, find_zone, suggest_zones

__all__ = [
    "Reading",
    "ZoneIdea",
    "city_of",
    "find_zone",
    "instants_of",
    "read_duration",
    "read_time",
    "suggest_times",
    "suggest_zones",
]

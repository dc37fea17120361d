"""Phrases that people type, and what each must become.

Everybody's wall shows Wednesday 25 November 2026, 10:00. An expectation is the wall clock in the
typist's zone ("2026-12-01 19:30"), or in a named one ("2026-12-01 19:30 Europe/London"), or an
error code with the moments that must be offered ("time.ambiguous: a | b"; "…" allows more).
"""

from typing import NamedTuple

NOW = "2026-11-25 10:00"
ZONES = (
    "Australia/Perth",
    "Australia/Sydney",
    "Europe/London",
    "America/Toronto",
    "Pacific/Auckland",
)
LOCALES = ("en-GB", "en-US")


class Case(NamedTuple):
    """A phrase, its meaning, and its meaning in en-US where that differs."""

    phrase: str
    expected: str
    american: str | None = None

    def for_locale(self, locale: str) -> str:
        """What the phrase must become in `locale`."""
        return self.american if self.american and locale == "en-US" else self.expected


READ = (
    # weekdays
    Case("next Tue 7:30pm", "2026-12-01 19:30"),
    Case("next tuesday at 7.30 pm", "2026-12-01 19:30"),
    Case("Fri 19:30", "2026-11-27 19:30"),
    Case("this Friday, 7pm", "2026-11-27 19:00"),
    Case("coming sat 9am", "2026-11-28 09:00"),
    Case("on Monday at noon", "2026-11-30 12:00"),
    Case("7pm thursday", "2026-11-26 19:00"),
    Case("Thurs. 8:15 a.m.", "2026-11-26 08:15"),
    Case("this wed 7pm", "2026-11-25 19:00"),
    Case("wed 9:00am", "2026-12-02 09:00"),
    Case("next wed 7pm", "2026-12-02 19:00"),
    Case("tue next week 19:30", "2026-12-01 19:30"),
    Case("next week on Thursday 19:30", "2026-12-03 19:30"),
    Case("Tuesday week 7pm", "2026-12-08 19:00"),
    Case("a week on Friday at 7pm", "2026-12-04 19:00"),
    Case("FRI   1930", "2026-11-27 19:30"),
    Case("fri 730pm", "2026-11-27 19:30"),
    Case("fri evening 7", "2026-11-27 19:00"),
    Case("sun arvo at 3", "2026-11-29 15:00"),
    # near days
    Case("tomorrow noon", "2026-11-26 12:00"),
    Case("tommorow 12 noon", "2026-11-26 12:00"),
    Case("tomorrow morning 9", "2026-11-26 09:00"),
    Case("tomorrow at seven pm", "2026-11-26 19:00"),
    Case("half past 7 tomorrow evening", "2026-11-26 19:30"),
    Case("quarter to 8 pm tomorrow", "2026-11-26 19:45"),
    Case("day after tomorrow 19:30", "2026-11-27 19:30"),
    Case("today 19:30", "2026-11-25 19:30"),
    Case("today 7", "2026-11-25 19:00"),
    Case("tonight 8", "2026-11-25 20:00"),
    Case("8 tonight", "2026-11-25 20:00"),
    Case("tonight at midnight", "2026-11-26 00:00"),
    Case("midnight", "2026-11-26 00:00"),
    Case("this evening at 6:45", "2026-11-25 18:45"),
    Case("7:30 in the evening", "2026-11-25 19:30"),
    Case("19h30", "2026-11-25 19:30"),
    Case("7.30pm", "2026-11-25 19:30"),
    Case("19:30", "2026-11-25 19:30"),
    # so far from now
    Case("in 3 days at 7pm", "2026-11-28 19:00"),
    Case("in two weeks 19:30", "2026-12-09 19:30"),
    Case("in a fortnight at 7pm", "2026-12-09 19:00"),
    Case("7pm in 2 months", "2027-01-25 19:00"),
    Case("10 days from now 7pm", "2026-12-05 19:00"),
    Case("in 2 hours", "2026-11-25 12:00"),
    Case("in half an hour", "2026-11-25 10:30"),
    Case("in 1h30", "2026-11-25 11:30"),
    # dates in words
    Case("3 Dec 2026 19:30", "2026-12-03 19:30"),
    Case("3 dec 19h", "2026-12-03 19:00"),
    Case("3rd of December, 7 pm", "2026-12-03 19:00"),
    Case("December 3 at 7:30 PM", "2026-12-03 19:30"),
    Case("Dec 3rd, 2026, 7:30pm", "2026-12-03 19:30"),
    Case("7pm on the 3rd of December", "2026-12-03 19:00"),
    Case("Thu 3 Dec 7pm", "2026-12-03 19:00"),
    Case("3 dec 26 7pm", "2026-12-03 19:00"),
    Case("3 dec 1930", "2026-12-03 19:30"),
    Case("3rd 7pm", "2026-12-03 19:00"),
    Case("the 31st at 19:30", "2026-12-31 19:30"),
    Case("fri the 4th, 7pm", "2026-12-04 19:00"),
    Case("15th of next month 7pm", "2026-12-15 19:00"),
    Case("1 May 7pm", "2027-05-01 19:00"),
    Case("may 7 7pm", "2027-05-07 19:00"),
    Case("25 nov 7pm", "2026-11-25 19:00"),
    Case("24 nov 7pm", "2027-11-24 19:00"),
    Case("first Tuesday of December 19:30", "2026-12-01 19:30"),
    Case("2nd tue in march 7pm", "2027-03-09 19:00"),
    Case("last fri of jan 2027, 7pm", "2027-01-29 19:00"),
    Case("29 Feb 2028 19:30", "2028-02-29 19:30"),
    # dates in numbers: the order is the locale's
    Case("1/5 19h", "2027-05-01 19:00", "2027-01-05 19:00"),
    Case("11/12 19:30", "2026-12-11 19:30", "2027-11-12 19:30"),
    Case("03/12/2026 19.30", "2026-12-03 19:30", "time.past: 2026-12-03 19:30"),
    Case("12/3/2026 7:30pm", "time.past: 2026-12-03 19:30", "2026-12-03 19:30"),
    Case("1.12.2026 19:30", "2026-12-01 19:30", "time.past: 2026-12-01 19:30"),
    Case("1-5-27 7pm", "2027-05-01 19:00", "2027-01-05 19:00"),
    Case("25/12 7pm", "2026-12-25 19:00"),
    Case("12/25 7pm", "2026-12-25 19:00"),
    Case("2026-12-03 19:30", "2026-12-03 19:30"),
    Case("2026-12-03T19:30", "2026-12-03 19:30"),
    Case("2026-12-03T10:30:00", "2026-12-03 10:30"),
    Case("2026/12/3 7pm", "2026-12-03 19:00"),
    Case("fri 10:30", "2026-11-27 10:30", "time.ambiguous: 2026-11-27 10:30 | 2026-11-27 22:30"),
    Case("fri 12:30", "2026-11-27 12:30", "time.ambiguous: 2026-11-27 12:30 | 2026-11-27 00:30"),
    Case("fri 07:30", "2026-11-27 07:30"),
    Case("fri 0:30", "2026-11-27 00:30"),
    Case("fri 24:00", "2026-11-28 00:00"),
    Case("fri 12pm", "2026-11-27 12:00"),
    Case("Tue 1 December 2026, 19:30", "2026-12-01 19:30"),
    Case("Tue, December 1, 2026, 7:30 PM", "2026-12-01 19:30"),
    # other places
    Case("1 Dec 19:30 Sydney time", "2026-12-01 19:30 Australia/Sydney"),
    Case("Tue 1 Dec 2026, 19:30 (Perth)", "2026-12-01 19:30 Australia/Perth"),
    Case("1 dec 7pm new york", "2026-12-01 19:00 America/New_York"),
    Case("1 dec 7pm in Dunedin", "2026-12-01 19:00 Pacific/Auckland"),
    Case("1 dec 7pm America/Toronto", "2026-12-01 19:00 America/Toronto"),
    Case("1 dec 19:30 UTC", "2026-12-01 19:30 UTC"),
    Case("1 dec 19:30 UTC+8", "2026-12-01 19:30 Australia/Perth"),
    Case("1 dec 19:30 gmt-3:30", "2026-12-01 23:00 UTC"),
    Case("2026-12-01T19:30Z", "2026-12-01 19:30 UTC"),
    Case("2026-12-01T19:30:00+08:00", "2026-12-01 19:30 Australia/Perth"),
    Case("1 dec 7pm AWST", "2026-12-01 19:00 Australia/Perth"),
    Case("1 dec 7pm AEDT", "2026-12-01 19:00 Australia/Sydney"),
    Case("1 dec 7pm NZDT", "2026-12-01 19:00 Pacific/Auckland"),
    Case("1 dec 7pm GMT", "2026-12-01 19:00 UTC"),
    Case("1 jul 2027 7pm AEST", "2027-07-01 19:00 Australia/Sydney"),
    Case("1 jul 2027 7pm BST", "2027-07-01 19:00 Europe/London"),
    Case("<t:1796124600:F>", "2026-12-01 19:30 Australia/Perth"),
)

ASKED = (
    Case("next fri 7pm", "time.ambiguous: 2026-11-27 19:00 | 2026-12-04 19:00"),
    Case("wed 19:30", "time.ambiguous: 2026-11-25 19:30 | 2026-12-02 19:30"),
    Case("Fri 7", "time.ambiguous: 2026-11-27 19:00 | 2026-11-27 07:00"),
    Case("Fri 7:30", "time.ambiguous: 2026-11-27 19:30 | 2026-11-27 07:30"),
    Case("3 dec 7", "time.ambiguous: 2026-12-03 19:00 | 2026-12-03 07:00"),
    Case("tomorrow at 11", "time.ambiguous: 2026-11-26 11:00 | 2026-11-26 23:00"),
    Case("half past seven tomorrow", "time.ambiguous: 2026-11-26 19:30 | 2026-11-26 07:30"),
    Case("7", "time.ambiguous: 2026-11-25 19:00 | 2026-11-26 07:00"),
    Case("7:30", "time.ambiguous: 2026-11-25 19:30 | 2026-11-26 07:30"),
    Case("fri midnight", "time.ambiguous: 2026-11-28 00:00 | 2026-11-27 00:00"),
    Case("12am Friday", "time.ambiguous: 2026-11-28 00:00 | 2026-11-27 00:00"),
    Case("fri night 1am", "time.ambiguous: 2026-11-28 01:00 | 2026-11-27 01:00"),
    Case("2026-12-03 7:30", "time.ambiguous: 2026-12-03 19:30 | 2026-12-03 07:30"),
    Case("3 dec", "time.needs_hour: 2026-12-03 19:30 | …"),
    Case("next tue", "time.needs_hour: 2026-12-01 19:30 | …"),
    Case("1/12", "time.needs_hour: 2026-12-01 19:30 | …", "time.needs_hour: 2027-01-12 19:30 | …"),
    Case("in 3 days", "time.needs_hour: 2026-11-28 19:30 | …"),
    Case("tomorrow morning", "time.needs_hour: 2026-11-26 07:30 | …"),
    Case("3 Dec 2026", "time.needs_hour: 2026-12-03 19:30 | …"),
)

REFUSED = (
    # days and hours that do not exist
    Case("32 Dec 19:30", "time.impossible: 2026-12-31 19:30 | 2027-01-01 19:30"),
    Case("32 Dec", "time.impossible:"),
    Case("Dec 32 7pm", "time.impossible: 2026-12-31 19:00 | 2027-01-01 19:00"),
    Case("30 Feb 7pm", "time.impossible: 2027-02-28 19:00 | 2027-03-01 19:00"),
    Case("29 Feb 7pm", "time.impossible: 2027-02-28 19:00 | 2027-03-01 19:00"),
    Case("29/2/2027 7pm", "time.impossible: 2027-02-28 19:00 | 2027-03-01 19:00"),
    Case("31/6 19h", "time.impossible: 2027-06-30 19:00 | 2027-07-01 19:00"),
    Case("13/13 19:30", "time.impossible:"),
    Case("0/5 19:30", "time.impossible:"),
    Case("2026-13-01 19:30", "time.impossible:"),
    Case("fri 25:00", "time.impossible:"),
    Case("fri 7:75pm", "time.impossible:"),
    Case("fri 7:75", "time.impossible:"),
    Case("fri 19am", "time.impossible:"),
    Case("19:30 tomorrow morning", "time.impossible:"),
    Case("5th tuesday of february 7pm", "time.impossible:"),
    Case("mon 1 dec 7pm", "time.wrong_weekday: 2026-12-01 19:00"),
    # gone by, or hardly ever
    Case("9am", "time.past: 2026-11-26 09:00"),
    Case("today 9:00am", "time.past: 2026-11-26 09:00"),
    Case("25 nov 09:00", "time.past: 2027-11-25 09:00"),
    Case("1 Nov 2026 19:30", "time.past:"),
    Case("3 Dec 2020 19:30", "time.past:"),
    Case("<t:1500000000>", "time.past:"),
    Case("3 Dec 2045 19:30", "time.too_far:"),
    # words that say no time, or more than one
    Case("", "time.unreadable:"),
    Case("   ", "time.unreadable:"),
    Case("soon", "time.unreadable:"),
    Case("🙂", "time.unreadable:"),
    Case("@everyone", "time.unreadable:"),
    Case("**fri** 7pm", "time.unreadable:"),
    Case("fri 7pm please", "time.unreadable:"),
    Case("yesterday 7pm", "time.unreadable:"),
    Case("last fri 7pm", "time.unreadable:"),
    Case("every fri 7pm", "time.unreadable:"),
    Case("fri or sat 7pm", "time.unreadable:"),
    Case("fri sat 7pm", "time.unreadable:"),
    Case("fri 7-8pm", "time.unreadable:"),
    Case("7pm to 9pm fri", "time.unreadable:"),
    Case("fri 7pm 8pm", "time.unreadable:"),
    Case("not fri 7pm", "time.unreadable:"),
    Case("2nd tuesday 7pm", "time.unreadable:"),
    Case("dec 7pm", "time.unreadable:"),
    Case("easter 7pm", "time.unreadable:"),
    Case("christmas 19:30", "time.unreadable:"),
    Case("half 7 tomorrow", "time.unreadable:"),
    Case("7 hours", "time.unreadable:"),
    Case("fri 7pm Atlantis time", "time.unreadable:"),
    Case("1.5", "time.unreadable:"),
    Case("1-5 7pm", "time.unreadable:"),
)

ALL = (*READ, *ASKED, *REFUSED)

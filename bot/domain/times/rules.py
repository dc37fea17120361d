"""The shapes that a phrase is made of, in the order they are tried at each place.

Each is one anchored regular expression with bounded repetition, so the work is linear in what
was typed. The order matters where one shape begins like another: dates before hours, hours
that say their half before hours that leave it open.
"""

import re
from collections.abc import Callable, Iterable

from bot.domain.times import builders as build
from bot.domain.times.places import LETTERS
from bot.domain.times.words import (
    DAYS_AHEAD,
    NUMBERS,
    ORDINALS,
    PARTS,
    Ahead,
    Clock,
    DayOfMonth,
    Elapsed,
    Item,
    Numeric,
    Part,
    Span,
    Stamp,
)


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_END = r"(?![a-z0-9])"
_WEEKDAY = rf"(?P<weekday>{_either(build.WEEKDAY_NUMBERS)})\.?(?![a-z])"
_MONTH = rf"(?P<month>{_either(build.MONTH_NUMBERS)})\.?(?![a-z])"
_ORDINAL = r"(?:st|nd|rd|th)"
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{_either(NUMBERS)})"
_UNIT = (
    r"(?P<unit>minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|fortnights?|months?|mths?)"
    rf"{_END}"
)
# A four-digit year, or a two-digit one that can be no hour; "20:30" and "26h" are left alone.
_YEAR = (
    r"(?:[ ,]{1,3}(?P<year>20[0-9]{2}|'[0-9]{2}|2[5-9]|[3-9][0-9])"
    r"(?![0-9:.h/]|-[0-9]| ?[ap]\.?m))?"
)
_NOT_AN_HOUR = r"(?![0-9:h/]|\.[0-9]| ?[ap](?:\.?m)?(?![a-z]))"
_HALF = rf" ?(?P<half>[ap])(?:\.? ?m\.?)?{_END}"
_OCLOCK = r"(?: ?(?:hours|hrs?|h|uhr|o'? ?clock)(?![a-z0-9]))?"

_NTH_WEEKDAY = (
    rf"(?P<nth>{_either(ORDINALS)}) {_WEEKDAY}"
    rf"(?: (?:of |in )?(?:(?P<whose>(?:next|this|the) month)|{_MONTH}){_YEAR})?"
)
_NUMERIC = r"(?P<a>[0-9]{1,2})(?P<sep>[/.-])(?P<b>[0-9]{1,2})"
_THIS_MONTH = r"(?: (?:of )?(?P<which>this|next) month)?"

Build = Callable[[re.Match[str]], Item | tuple[Item, ...] | None]
"""From a match to what it says; None for words that say nothing by themselves."""

_SHAPES: tuple[tuple[str, Build], ...] = (
    # -- nothing by themselves
    (r"(?:[ ,()\[\]@]|-(?= ))", lambda _m: None),
    (rf"(?:on the|in the|at the|on|at|the|of|from){_END}", lambda _m: None),
    # -- points that need no day and no hour
    (r"<t:(?P<s>[0-9]{1,11})(?::[tdfrs])?>", lambda m: Stamp(int(m["s"]))),
    (rf"in half an hour{_END}", lambda _m: Elapsed(30)),
    (rf"in an hour and a half{_END}", lambda _m: Elapsed(90)),
    (
        rf"in {_COUNT} ?(?P<unit>hours?|hrs?|h)(?: ?and)? ?(?P<more>[0-9]{{1,2}}) ?"
        rf"(?:minutes?|mins?|m)?{_END}",
        build.ahead,
    ),
    (rf"in {_COUNT} ?{_UNIT}(?: time{_END})?", build.ahead),
    (rf"{_COUNT} ?{_UNIT} from (?:now|today){_END}", build.ahead),
    # -- days
    (
        # The international form is a 24-hour one, also for a reader of en-US.
        r"(?P<year>[0-9]{4})-(?P<m>[0-9]{2})-(?P<day>[0-9]{2})[t ]"
        r"(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::00(?:\.0{1,6})?)?(?![0-9:.]| ?[ap]\.?m)",
        lambda m: (build.dated(m), build.clock_sure(m)),
    ),
    (
        r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})(?![0-9])",
        build.dated,
    ),
    (
        rf"{_NUMERIC}(?P=sep)(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9:])",
        lambda m: Numeric(int(m["a"]), int(m["b"]), build.year_of(m["year"])),
    ),
    (
        r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?![0-9/:])",
        lambda m: Numeric(int(m["a"]), int(m["b"])),
    ),
    (_NTH_WEEKDAY, build.nth_weekday),
    (rf"(?P<day>[0-9]{{1,2}})(?P<sep>[/-]){_MONTH}(?:(?P=sep)(?P<year>20[0-9]{{2}}|[0-9]{{2}}))?{_END}", build.dated),
    (rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}? ?(?:of )?{_MONTH}{_YEAR}", build.dated),
    (rf"{_MONTH} ?(?:the )?(?P<day>[0-9]{{1,2}}){_ORDINAL}?{_NOT_AN_HOUR}{_YEAR}", build.dated),
    (
        rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}{_THIS_MONTH}{_END}",
        lambda m: DayOfMonth(int(m["day"]), None if m["which"] is None else int(m["which"] == "next")),
    ),
    (rf"(?P<which>next week) (?:on )?{_WEEKDAY}", build.weekday_of),
    (rf"(?P<which>(?:a )?week on|a week from) {_WEEKDAY}", build.weekday_of),
    (rf"(?P<which>(?:a fortnight|two weeks) (?:from|on)) {_WEEKDAY}", build.weekday_of),
    (rf"{_WEEKDAY} (?P<which>next week|week|fortnight){_END}", build.weekday_of),
    (rf"(?P<which>this|next) week{_END}", lambda m: Span("week", int(m["which"] == "next"))),
    (rf"(?P<which>this|next) weekend{_END}", lambda m: Span("weekend", int(m["which"] == "next"))),
    (rf"(?P<which>this|next) month{_END}", lambda m: Span("month", int(m["which"] == "next"))),
    (rf"(?:(?P<which>next|this coming|this|coming) )?{_WEEKDAY}", build.weekday_of),
    (rf"(?P<word>{_either(DAYS_AHEAD)}){_END}", lambda m: Ahead(DAYS_AHEAD[m["word"]])),
    (rf"tonight{_END}", lambda _m: (Ahead(), Part("night", tonight=True))),
    (
        rf"this (?P<part>{_either(PARTS)}){_END}",
        lambda m: (Ahead(), Part(PARTS[m["part"]])),
    ),
    # -- hours
    (rf"(?:12 ?)?(?:noon|midday){_END}", lambda _m: Clock(12)),
    (rf"(?:12 ?)?midnight{_END}", lambda _m: Clock(0, style="midnight")),
    (
        rf"(?P<amount>half|a quarter|quarter|(?:[0-9]{{1,2}}|{_either(NUMBERS)})(?: minutes)?)"
        rf" (?P<way>past|to) (?P<hour>[0-9]{{1,2}}|{_either(NUMBERS)})(?:{_HALF}|{_END})",
        build.clock_spoken,
    ),
    (rf"(?P<hour>[0-9]{{1,2}})(?:[:.h]?(?P<minute>[0-9]{{2}})(?::00)?)?{_HALF}", build.clock_with_half),
    (
        rf"(?P<hour>[0-9]{{1,2}})[:.](?P<minute>[0-9]{{2}})(?::00(?:\.0{{1,6}})?)?"
        rf"(?![0-9:.])(?:{_OCLOCK})",
        build.clock_colon,
    ),
    (
        r"(?P<hour>[0-9]{1,2}) ?h ?(?P<minute>[0-9]{2})?(?![a-z0-9:.])",
        build.clock_sure,
    ),
    (rf"(?P<hour>[0-9]{{2}})(?P<minute>[0-9]{{2}})(?![0-9]){_OCLOCK}", build.clock_sure),
    (rf"(?P<hour>[0-9]{{1,2}})(?![0-9:./]|-[0-9])(?: ?o'? ?clock)?{_END}", build.clock_bare),
    (
        rf"(?P<word>{_either(NUMBERS.keys() - {'a', 'an'})}){_END} ?"
        rf"(?:o'? ?clock{_END})?(?:{_HALF})?",
        lambda m: (
            Clock(NUMBERS[m["word"]], half=build.half_of(m["half"]))
            if m["half"]
            else Clock(NUMBERS[m["word"]], style="bare")
        ),
    ),
    (rf"in(?= (?!{_either(NUMBERS)})[a-z])", lambda _m: None),
    (rf"(?P<part>{_either(PARTS)}){_END}", lambda m: Part(PARTS[m["part"]])),
    # -- zones
    (
        r"(?:utc|gmt) ?(?P<sign>[+-]) ?(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?"
        rf"{_END}",
        build.zone_offset,
    ),
    (r"(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2})(?![0-9])", build.zone_offset),
    (rf"(?P<letters>{_either(LETTERS)}|utc|z)(?![a-z0-9/])(?: time{_END})?", build.zone_letters),
    (
        rf"(?:us |australian )?(?P<letters>eastern|central|mountain|pacific)"
        rf"(?: standard| daylight| summer)? time{_END}",
        build.zone_letters,
    ),
)
RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple((re.compile(pattern), builder) for pattern, builder in _SHAPES)

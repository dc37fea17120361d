"""Finds what may identify a patient in a text, says why, and proposes what to write instead.

It checks for common identifiers; it never makes a text anonymous, and no wording may claim so.

    findings = find("Seen on 14 March, call 0412 345 678")
    redact(text, (one for one in findings if one.tier is not Tier.HINT))

Pure functions, no clock, no files, no logs. How it works: `normal` makes one plain form with a way back to the
text as typed; `honest` masks what has an honest explanation; the families of rules (`numbers`, `phones`, `dates`,
`names` ...) read the `page`; `findings` settles what overlaps.

To add a country: a member of `Country`, its rows in `numbers.RULES` (shape, label, check digit from
`checkdigits`), its dialling in `phones`, its rows in `addresses.POSTCODES`, its `helplines`, and the published
examples that prove them in the tests.
"""

from bot.domain.identifiers.findings import ALL, Country, Finding, Kind, Tier, redact
from bot.domain.identifiers.scan import find

__all__ = ["ALL", "Country", "Finding", "Kind", "Tier", "find", "redact"]

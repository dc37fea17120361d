"""What every reader here shares: how long a text may be, how it is folded, how it is refused."""

import unicodedata

LONGEST = 100
"""Characters we are willing to read; Discord's own limit for a choice is the same."""


class Misread(Exception):
    """The phrase cannot be used; `code` is the error's code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def fold(typed: str) -> str:
    """Lower case without accents, curly quotes, long dashes or doubled blanks."""
    plain = unicodedata.normalize("NFKD", typed[: LONGEST * 4]).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.translate({0x2019: "'", 0x2018: "'", 0x2013: "-", 0x2014: "-", 0x2212: "-"})
    return " ".join(plain.split())

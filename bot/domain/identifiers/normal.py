"""Plain text for the rules to read, with a way back to what the author typed.

The same number can be typed in wide digits, with invisible characters between, or with a long dash.
The rules read one plain form; every finding is then mapped back to the original offsets.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_INVISIBLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u20e3\u2800\u3164\ufeff\uffa0") | frozenset(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)
_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\t\v\f\u0085", " "),
    **dict.fromkeys("\r\u2028\u2029", "\n"),
}
_UNUSUAL = re.compile(
    r"(?:[^\W_]|[^\x00-\x7f])[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]{1,8}|[^\x00-\x7f]|[\t\v\f\r`]"
)
"""A letter with its combining marks, anything beyond ASCII, and the few of ASCII that are not plain."""
_LONGEST_SPELLING = 6


@dataclass(frozen=True, slots=True)
class Normal:
    """The plain form of a text. `starts[i]`, `ends[i]` bound character i in the original."""

    text: str
    starts: range | list[int]
    ends: range | list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty stretch of the plain form to offsets in the original."""
        return self.starts[start], self.ends[end - 1]

    def plain(self, start: int, end: int) -> tuple[int, int]:
        """Map a stretch of the original to the plain form; empty where nothing of it is left or it lies outside."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def normalise(text: str) -> Normal:
    """Return the plain form: compatibility letters composed, digits ASCII, quotes and dashes straight.

    Characters nobody can see are dropped. The work grows with the length of the text only: long
    heaps of combining marks are cut into pieces, and a character that would unfold into a phrase
    stays as it is.
    """
    if text.isascii() and "\r" not in text and "\t" not in text and "`" not in text:
        return Normal(text, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for cluster in _UNUSUAL.finditer(text):
        at, stop = cluster.span()
        plain = _plain(cluster.group())
        pieces += text[done:at], plain
        starts += [*range(done, at), *[at] * len(plain)]
        ends += [*range(done + 1, at + 1), *[stop] * len(plain)]
        done = stop
    pieces.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Normal("".join(pieces), starts, ends)


def _plain(cluster: str) -> str:
    if cluster in _INVISIBLE or "\ufe00" <= cluster <= "\ufe0f":
        return ""
    if cluster in _PLAIN:
        return _PLAIN[cluster]
    if cluster.isdecimal() and len(cluster) == 1:
        return str(unicodedata.decimal(cluster))
    if cluster.isascii():
        return cluster
    composed = unicodedata.normalize("NFKC", cluster)
    if len(composed) > _LONGEST_SPELLING:
        return cluster
    return "".join(_PLAIN.get(one, one) for one in composed if one not in _INVISIBLE)

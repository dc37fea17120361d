"""Whether a word by itself can be what a school or a firm is named after."""

from bot.domain.identifiers.lexicon import (
    BRAND,
    FIRST,
    LARGE,
    LAST,
    NEVER,
    PLACE,
    PLACE_STARTS,
    PLAIN,
    REGION,
    SPELT,
)
from bot.domain.identifiers.page import Page
from bot.domain.identifiers.tokens import base_of


def marks_of(page: Page, word: str) -> int:
    """Return what the lexicon knows about a word as typed; 0 without one."""
    return page.lexicon.marks(base_of(word)) if page.lexicon else 0


def barred(page: Page, word: str) -> bool:
    """Whether a word is never a name, or a country or the like."""
    return bool(marks_of(page, word) & (NEVER | REGION))


def proper(page: Page, word: str, *, known: bool = False, strict: bool = False, loose: bool = False) -> bool:
    """Whether a school or a firm can be named after a word.

    `known` asks that a list of names holds it; `loose` takes everyday words too, `strict` surnames that are some.
    """
    marks = marks_of(page, word)
    listed = bool(marks & (FIRST | LAST | PLACE | PLACE_STARTS | LARGE))
    if marks & (NEVER | REGION | BRAND) or len(word) < 3:
        return False
    if loose:
        return listed
    everyday = marks & PLAIN or (marks & SPELT and not (strict and marks & LAST))
    return not everyday and (listed or not (known or marks))

"""No text, however hostile, makes the check work more than in step with its length."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from re import _constants as kinds  # pyright: ignore[reportAttributeAccessIssue]
from re import _parser as parser  # pyright: ignore[reportAttributeAccessIssue]
from typing import Any

import pytest

import bot.domain.identifiers as package
from bot.domain.identifiers import find
from data.lexicon import load

HOSTILE = [
    "Smith, ", "1 ", "a@", "(", "1/", "\U0001f469\u200d", "a", "A", "1", "A.", "Aa ", " at a.", "a dot ", "a.", "1-",
        " ",
        "\n",
    "0412 345 678 ", "e\u0301", "a:", "12 Ab ", "1 Jan ", "MRN ", "on ", "Mr Ab ", "+1", "http://a", "#Aa", "born in ",
        "\ufdfa",
    "12345678901234567890 ", "NHS no 943 476 5918 ", "on 12/3 ", "@x", "1.", "Unit 1/", "A1", "A1 ", "2428 77813 2 ",
        "ninety ",
    "<t:", "\u0663 ", "O'", "St ", "Aa-", "of Aa ", "a_", "(his wife ", "John Smith ", "john smith ", "Dr A. ",
        "Royal Aa ",
]  # fmt: skip


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for at, pattern in enumerate(_inside(value)):
                yield f"{module.name.rsplit('.', 1)[1]}.{name}.{at}", pattern


def _inside(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)
    elif isinstance(value, dict):
        yield from _inside(tuple(value.values()))
    else:
        yield from _inside((getattr(value, "shape", None),)) if hasattr(value, "shape") else ()


def _endless_nesting(tree: Any, inside_repeat: bool) -> bool:
    """Whether something that may repeat without end holds a repetition: the root of exponential searches."""
    for operator, argument in tree:
        if operator in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
            _least, most, body = argument
            endless = most == kinds.MAXREPEAT
            if (endless and inside_repeat) or _endless_nesting(body, inside_repeat or endless):
                return True
        elif operator is kinds.SUBPATTERN:
            if _endless_nesting(argument[3], inside_repeat):
                return True
        elif operator is kinds.BRANCH:
            if any(_endless_nesting(one, inside_repeat) for one in argument[1]):
                return True
        elif operator in (kinds.ASSERT, kinds.ASSERT_NOT) and _endless_nesting(argument[1], inside_repeat):
            return True
    return False


LINEAR_ALL_THE_SAME = {
    "phones._CHAIN.0",  # groups of digits cannot be cut in two ways: a separator must stand between them
    "tokens._WORD.0",  # nor words: a hyphen or an apostrophe must
}


@pytest.mark.parametrize(
    ("name", "pattern"), list(_patterns()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_no_pattern_repeats_a_repetition_without_end(name, pattern):
    if name not in LINEAR_ALL_THE_SAME:
        assert not _endless_nesting(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG), False)


def _calls(text: str) -> int:
    """Count the function calls that checking a text takes."""
    words = load()
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        find(text, lexicon=words)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_about_twice_the_work(piece):
    half, whole = (piece * 1000)[:1000], (piece * 2000)[:2000]
    find(half, lexicon=load())
    assert _calls(whole) <= 2.4 * _calls(half) + 2000

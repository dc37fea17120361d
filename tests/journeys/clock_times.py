"""Finds times that a reader in another zone would misunderstand (B2): in messages, times are Discord timestamps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simcord.types import HttpLogEntry

_MESSAGES = re.compile(r"/(?:callback|messages|threads|webhooks/)")
_SUGGESTIONS, _FORM = 8, 9
"""Answers that are no messages: what stands in them is typed in the reader's own zone, or names it."""
_SAID = re.compile(r"```.*?```|`[^`]*`|“[^”]*”|<t:[^>]*>|(?:[A-Z]\w+/[\w/-]+|UTC), now [\d:]+ [AP]M", re.DOTALL)
"""Examples of what to type, what somebody typed, Discord's own timestamps, and what it is now in a zone to choose."""
_CLOCK = re.compile(
    r"(?<![\w:./+-])(?:[01]?\d|2[0-3])(?:(?::[0-5]\d)?(?: ?[AaPp]\.?[Mm])|:[0-5]\d|h[0-5]\d)(?![\w:])"
    r"(?! ?[AaPp][Mm]| ?\([A-Z]| for [A-Z])"
)
"""19:30, 7pm, 19h30, unless a place follows, as on buttons, which cannot hold timestamps: 19:30 (Perth)."""
_SHOWN = {"content", "title", "description", "name", "value", "label", "text", "placeholder"}


def bare_clock_times(request: HttpLogEntry, typed: Sequence[str] = ()) -> list[str]:
    """Return the texts of a message sent or edited by the bot that hold a clock time without saying whose clock.

    `typed` is what people typed themselves, such as a title, and what the bot only repeats.
    """
    body = request.json
    if not isinstance(body, Mapping) or not _MESSAGES.search(request.path):
        return []
    if body.get("type") in {_SUGGESTIONS, _FORM} and "data" in body:
        return []
    return [text for text in _texts(body) if _holds_one(text, typed)]


def _holds_one(text: str, typed: Sequence[str]) -> bool:
    for words in typed:
        text = text.replace(words, "")
    return _CLOCK.search(_SAID.sub("", text)) is not None


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, Mapping):
        for name, value in part.items():
            if not isinstance(value, str):
                yield from _texts(value)
            elif name in _SHOWN and not (name == "value" and "label" in part):  # a menu's values are not shown
                yield value

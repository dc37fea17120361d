"""Suggestions while somebody types; they never fail, they only get fewer."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Callable, Coroutine, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

import discord
from discord import app_commands

from bot.domain.errors import CopError
from bot.ui.words import clip

_log = logging.getLogger(__name__)

MOST_CHOICES = 25
MOST_CHARACTERS = 100
Choices = list[app_commands.Choice[str]]
P = ParamSpec("P")


def choices(pairs: Iterable[tuple[str, str]]) -> Choices:
    """Return `(label, value)` pairs as Discord takes them: at most 25, labels of at most 100 characters."""
    return [
        app_commands.Choice(name=clip(label, MOST_CHARACTERS), value=value)
        for label, value, _ in zip(*_columns(pairs), range(MOST_CHOICES), strict=False)
        if label and len(value) <= MOST_CHARACTERS
    ]


def _columns(pairs: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    listed = list(pairs)
    return [label for label, _ in listed], [value for _, value in listed]


def nearest(typed: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Return the names that come closest to what was typed, closest first."""
    by_folded = {name.casefold(): name for name in names}
    folded = typed.casefold()
    close = [name for name in by_folded if folded and folded in name]
    close += [name for name in difflib.get_close_matches(folded, by_folded, n=most, cutoff=0.5) if name not in close]
    return [by_folded[name] for name in close[:most]]


def quiet(
    suggest: Callable[Concatenate[Any, discord.Interaction[Any], P], Coroutine[Any, Any, Choices]],
) -> Callable[Concatenate[Any, discord.Interaction[Any], P], Coroutine[Any, Any, Choices]]:
    """Make an autocomplete method of a cog answer an empty list where it would fail."""

    @wraps(suggest)
    async def suggest_quietly(
        cog: Any, interaction: discord.Interaction[Any], *args: P.args, **kwargs: P.kwargs
    ) -> Choices:
        try:
            return await suggest(cog, interaction, *args, **kwargs)
        except CopError:
            return []
        except Exception:
            _log.exception("an autocomplete failed")
            return []

    return suggest_quietly

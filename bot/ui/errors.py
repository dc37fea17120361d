"""The one place that turns an exception into a sentence; the tree, Actions, Forms and listeners lead here.

A refusal of ours (CopError) gives the sentence of its code. Anything else gives an incident code that stands in the
log too. Handlers are found by the exception's type through its MRO.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.domain.errors import CopError
from bot.texts import translator
from bot.ui.respond import respond, unwatch
from bot.ui.words import escape, quote, when

_log = logging.getLogger(__name__)

Sentences = Mapping[str, str]
_NAMES = frozenset({"nearest", "titles"})
"""Values that list what something is called: in bold, because titles have commas and question marks of their own."""
MOST_TYPED = 1500
MOST_QUOTED = 1650
"""Longer than what is quoted, because a fence inside it is spaced out; with a sentence it fits a message (2,000)."""


def explain_refusal(error: CopError, sentences: Sentences, locale: str) -> str:
    """Return the sentence for a refusal, with the nearest matches and what was typed given back underneath."""
    sentence = sentences.get(error.code)
    if sentence is None:
        _log.error("no sentence for %s", error.code)
        sentence = sentences["discord.unavailable"]
    shown = {name: _shown(value, bold=name in _NAMES) for name, value in error.params.items()}
    text = translator(locale)(sentence, **shown)
    if error.params.get("suggestions") and "{suggestions}" not in sentence:
        text = f"{text}\n{translator(locale)('Perhaps: {suggestions}', suggestions=shown['suggestions'])}"
    typed = error.params.get("typed")
    if isinstance(typed, str) and typed and "{typed}" not in sentence:
        text = f"{text}\n{quote(typed, MOST_TYPED)}"
    return text


def _shown(value: object, *, bold: bool = False) -> str:
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, str):
        return f"**{escape(value)}**" if bold else escape(value)
    if isinstance(value, list | tuple):
        # The meetings of a series have one title, which is offered once.
        return ", ".join(dict.fromkeys(_shown(item, bold=bold) for item in value))
    return str(value)


def _explain_forbidden(error: BaseException, sentences: Sentences, locale: str) -> str:
    _log.warning("Discord forbade something: %s", getattr(error, "code", 0))
    return translator(locale)(sentences["discord.forbidden"])


def _explain_unavailable(error: BaseException, sentences: Sentences, locale: str) -> str:
    _log.warning("Discord failed: %s", getattr(error, "status", 0))
    return translator(locale)(sentences["discord.unavailable"])


def _explain_moved_on(error: BaseException, sentences: Sentences, locale: str) -> str:
    _log.info("out of date: %s", type(error).__name__)
    return translator(locale)(sentences["button.stale"])


def _explain_cop_error(error: BaseException, sentences: Sentences, locale: str) -> str:
    if not isinstance(error, CopError):
        raise TypeError("the table sends only CopErrors here")
    _log.info("refused: %s", error.code)
    return explain_refusal(error, sentences, locale)


def _explain_unknown(error: BaseException, sentences: Sentences, locale: str) -> str:
    incident = secrets.token_hex(3).upper()
    _log.error("incident %s", incident, exc_info=error)
    return translator(locale)(sentences["unknown"], incident=incident)


_TABLE: Mapping[type[BaseException], Callable[[BaseException, Sentences, str], str]] = {
    CopError: _explain_cop_error,
    discord.Forbidden: _explain_forbidden,
    discord.DiscordServerError: _explain_unavailable,
    app_commands.CommandNotFound: _explain_moved_on,
    app_commands.CommandSignatureMismatch: _explain_moved_on,
    BaseException: _explain_unknown,
}


def explain(error: BaseException, sentences: Sentences, locale: str) -> str:
    """Return one helpful sentence for any exception, and log it without a word that anybody typed."""
    while isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    handler = next(_TABLE[kind] for kind in type(error).__mro__ if kind in _TABLE)
    return handler(error, sentences, locale)


async def answer_error(
    interaction: discord.Interaction[Any], error: BaseException, typed: str = "", view: discord.ui.View | None = None
) -> None:
    """Answer an interaction that failed, privately; `typed` is what a form held and is given back, all of it.

    The buttons of `view` stand below the last of it.
    """
    sentences: Sentences = interaction.client.sentences
    text = explain(error, sentences, str(interaction.locale))
    quoted = getattr(error, "params", {}).get("typed")
    rest = ""
    if typed and not isinstance(quoted, str):
        text = f"{text}\n{quote(typed[:MOST_TYPED], MOST_QUOTED)}"
        rest = typed[MOST_TYPED:]
    elif isinstance(quoted, str) and typed.strip() not in quoted:
        rest = typed  # the refusal quotes one field of several
    try:
        parts = [text, *(quote(part, MOST_QUOTED) for part in _pieces(rest))]
        for part in parts[:-1]:
            await respond(interaction, part)
        await respond(interaction, parts[-1], view=view)
    except Exception:
        # The last door: nothing is left that could be told to anybody but the log.
        _log.exception("an error could not be answered")
    finally:
        unwatch(interaction)


def _pieces(text: str) -> list[str]:
    return [text[start : start + MOST_TYPED] for start in range(0, len(text), MOST_TYPED)]

"""Answers an interaction in whatever state it is: fresh, deferred, or too late.

Discord gives three seconds for the first answer (Interactions, Receiving and Responding). A watchdog defers a press
that takes longer than two, so that nobody ever reads "This interaction failed" because the store was slow.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import discord

from bot.domain.errors import Conflict

_log = logging.getLogger(__name__)

PATIENCE_SECONDS = 2.0
_NO_MENTIONS = discord.AllowedMentions.none()
_TOO_LATE = {10062, 10015, 10008}  # unknown interaction, unknown webhook (token over 15 minutes), unknown message
_ALREADY_ANSWERED = 40060

Tap = discord.Interaction[Any]


class _Watch:
    """Lets one answer at a time through, and defers when nobody answers."""

    def __init__(self, interaction: Tap) -> None:
        self.lock = asyncio.Lock()
        self._interaction = interaction
        self._task: asyncio.Task[None] | None = None
        self._handle = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._start)

    def stop(self) -> None:
        self._handle.cancel()

    def _start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._defer())

    async def _defer(self) -> None:
        async with self.lock:
            if self._interaction.response.is_done():
                return
            try:
                if self._interaction.message is not None:
                    await self._interaction.response.defer()
                else:
                    await self._interaction.response.defer(ephemeral=True, thinking=True)
            except discord.HTTPException as error:
                _log.warning("could not defer an interaction: %s", error.code)


def watch(interaction: Tap) -> None:
    """Start the watchdog of an interaction; the doors (tree, Action, Form) do this first."""
    interaction.extras["watch"] = _Watch(interaction)


def unwatch(interaction: Tap) -> None:
    """Stop the watchdog; the doors do this last."""
    found = interaction.extras.get("watch")
    if found is not None:
        found.stop()


def _lock_of(interaction: Tap) -> asyncio.Lock:
    found = interaction.extras.get("watch")
    if found is None:
        return asyncio.Lock()
    found.stop()
    return found.lock


def _payload(
    content: str | None, embeds: Sequence[discord.Embed], view: discord.ui.View | None, files: Sequence[discord.File]
) -> dict[str, Any]:
    payload: dict[str, Any] = {"allowed_mentions": _NO_MENTIONS, "embeds": list(embeds)}
    if content is not None:
        payload["content"] = content
    if view is not None:
        payload["view"] = view
    if files:
        payload["files"] = list(files)
    return payload


async def respond(
    interaction: Tap,
    content: str | None = None,
    *,
    embeds: Sequence[discord.Embed] = (),
    view: discord.ui.View | None = None,
    files: Sequence[discord.File] = (),
    ephemeral: bool = True,
) -> None:
    """Answer with a message of its own, seen by the reader alone unless `ephemeral` is False."""
    payload = _payload(content, embeds, view, files)
    async with _lock_of(interaction):
        try:
            if interaction.response.is_done():
                await interaction.followup.send(ephemeral=ephemeral, **payload)
            else:
                await interaction.response.send_message(ephemeral=ephemeral, **payload)
        except discord.HTTPException as error:
            await _recover(interaction, error, payload, ephemeral)


async def _recover(interaction: Tap, error: discord.HTTPException, payload: dict[str, Any], ephemeral: bool) -> None:
    """Answer after all if only the first answer is taken; note it if Discord has closed the interaction."""
    if error.code == _ALREADY_ANSWERED:
        await interaction.followup.send(ephemeral=ephemeral, **payload)
    elif error.code in _TOO_LATE:
        _log.warning("an answer came too late: %s", error.code)
    else:
        raise error


async def redraw(
    interaction: Tap,
    content: str | None = None,
    *,
    embeds: Sequence[discord.Embed] = (),
    view: discord.ui.View | None = None,
    files: Sequence[discord.File] | None = None,
) -> None:
    """Answer a press by replacing the very message it was on: text, embeds and buttons, all of them.

    Its files stay unless `files` are given to take their place.
    """
    attached = discord.utils.MISSING if files is None else list(files)
    async with _lock_of(interaction):
        try:
            if interaction.response.is_done():
                await interaction.edit_original_response(
                    content=content,
                    embeds=list(embeds),
                    view=view,
                    attachments=attached,
                    allowed_mentions=_NO_MENTIONS,
                )
            else:
                await interaction.response.edit_message(
                    content=content,
                    embeds=list(embeds),
                    view=view,
                    attachments=attached,
                    allowed_mentions=_NO_MENTIONS,
                )
        except discord.HTTPException as error:
            if error.code not in _TOO_LATE:
                raise
            _log.warning("an answer came too late: %s", error.code)


async def show_form(interaction: Tap, form: discord.ui.Modal) -> None:
    """Answer by opening a form, which can only be the first answer.

    Raises Conflict `form.late` if the store was so slow that the watchdog has put the answer off.
    """
    async with _lock_of(interaction):
        if interaction.response.is_done():
            raise Conflict("form.late")
        interaction.client.open_forms[form.custom_id] = form
        await interaction.response.send_modal(form)

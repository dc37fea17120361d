"""How pictures of a case are shown: their files, the boxes that go with them, the post below the case."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import discord

from bot.domain.pictures import Picture
from bot.services.cases.pictures import HungView
from bot.texts import Translate
from bot.ui.courier import Outgoing
from cogs.cases.picture_sentences import CONSENTS, LOOKS


def files(shown: Sequence[Picture]) -> list[discord.File]:
    """Return pictures as Discord takes them: under a neutral name, with their words."""
    return [discord.File(io.BytesIO(one.image), one.file_name, description=one.alt) for one in shown]


def look_boxes(t: Translate) -> discord.ui.CheckboxGroup[Any]:
    """Return one box for each thing that authors look for on their pictures."""
    return _boxes("looked", [(look.value, t(label), t(why)) for look, (label, why) in LOOKS.items()])


def consent_boxes(t: Translate) -> discord.ui.CheckboxGroup[Any]:
    """Return one box for each thing that authors affirm with a picture."""
    return _boxes("agreed", [(one.value, t(label), t(why)) for one, (label, why) in CONSENTS.items()])


def _boxes(custom_id: str, options: list[tuple[str, str, str]]) -> discord.ui.CheckboxGroup[Any]:
    return discord.ui.CheckboxGroup(
        custom_id=custom_id,
        min_values=len(options),
        max_values=len(options),
        options=[
            discord.CheckboxGroupOption(label=label, value=value, description=why) for value, label, why in options
        ],
    )


def picture_post(t: Translate, view: HungView, thread: int) -> Outgoing | None:
    """Return a picture as it stands in the thread of its case."""
    shown = view.hung.picture
    if shown is None:
        return None
    head = t("**Picture {n} of {of}**", n=shown.number, of=view.hung.of)
    return Outgoing(head, files=files([shown]), channel_id=thread)

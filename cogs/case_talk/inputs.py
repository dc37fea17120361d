"""The inputs of the forms of a discussion, and what their modules share."""

from __future__ import annotations

from typing import Any

import discord

from bot.client import CommunityBot
from bot.domain.discussions import LIMITS, REQUIRED, Field
from bot.domain.ids import DiscussionId
from bot.texts import Translate
from cogs.case_talk.sentences import FIELDS

Tap = discord.Interaction[Any]
DISCUSSION = r"(?P<discussion>\d{1,18})"


def bot_of(interaction: Tap) -> CommunityBot:
    """Return the bot that took a tap."""
    return interaction.client


def words_for(interaction: Tap) -> Translate:
    """Return the translator for whoever tapped."""
    return bot_of(interaction).translator(interaction.locale)


def id_in(ids: dict[str, str]) -> DiscussionId:
    """Return which discussion a button or form is about."""
    return DiscussionId(int(ids["discussion"]))


def text_input(field: Field, written: str, hint: str, *, lines: bool) -> discord.ui.TextInput[Any]:
    """Return the input of a field, holding what was written."""
    return discord.ui.TextInput(
        custom_id=field.value,
        style=discord.TextStyle.paragraph if lines else discord.TextStyle.short,
        placeholder=hint,
        default=written or None,
        required=field in REQUIRED,
        max_length=LIMITS[field],
    )


def labelled(t: Translate, field: Field, component: discord.ui.TextInput[Any]) -> discord.ui.Label[Any]:
    """Return the input under the name of its field."""
    return discord.ui.Label(text=t(FIELDS[field]), component=component)

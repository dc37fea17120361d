"""Small pieces of text: what people typed made harmless, instants as Discord timestamps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import discord

from bot.domain.reminders import Lead

TimestampStyle = Literal["t", "T", "d", "D", "f", "F", "R"]

LEADS: Mapping[Lead, str] = {
    Lead.WEEK: "7 days before",
    Lead.DAY: "24 hours before",
    Lead.HOUR: "1 hour before",
}
"""What the reminders before a meeting are called; English, to be translated where it is shown."""


def escape(typed: str) -> str:
    """Return what somebody typed with markdown and mentions made harmless, for showing it to others."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(typed))


def clip(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, an ellipsis in place of what is cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def timestamp(instant: datetime, style: TimestampStyle = "F") -> str:
    """Return an instant as Discord shows it to each reader in their own zone (Message Formatting, timestamps)."""
    return f"<t:{int(instant.timestamp())}:{style}>"


def when(instant: datetime) -> str:
    """Return an instant in full, with how far off it is."""
    return f"{timestamp(instant)} ({timestamp(instant, 'R')})"


def quote(typed: str, most: int = 1500) -> str:
    """Return what somebody typed as a block they can copy back."""
    return f"```\n{clip(typed.replace('```', '` ` `'), most)}\n```"


_LOOKALIKES = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ", "|": "∣", ">": "›", "#": "＃", "@": "＠"})
_LOOKALIKES |= str.maketrans({"\\": "∖", "[": "［", "]": "］", "<": "‹", "-": "‐"})


def lookalike(typed: str) -> str:
    """Return what somebody typed with each character that Discord would act on replaced by one that looks alike.

    Escaping doubles such characters; a text made of them would outgrow the message. This keeps its length.
    """
    return typed.translate(_LOOKALIKES)


def written(typed: str, most: int) -> str:
    """Return what somebody typed, harmless, in at most `most` characters if it has no more itself."""
    escaped = escape(typed)
    return escaped if len(escaped) <= most else lookalike(typed)

"""The composition root: puts settings, clock and features together."""

from __future__ import annotations

from bot.client import CommunityBot
from bot.clock import Clock
from bot.config import Settings
from bot.name_model import NameModel
from cogs import EXTENSIONS


def build(settings: Settings, *, clock: Clock) -> CommunityBot:
    """Return the bot, closed; it opens everything in `setup_hook` and closes it in `close()`."""
    return CommunityBot(settings, clock, EXTENSIONS, NameModel() if settings.ner else None)

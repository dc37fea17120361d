"""What the bot may see and do in Discord, and that it opens and closes cleanly."""

from __future__ import annotations

from multiprocessing import active_children
from pathlib import Path

import discord
import pytest
import simcord

from bot.app import build
from bot.client import CommunityBot, intents, permissions
from bot.clock import SystemClock
from bot.config import Settings
from bot.name_model import NameModel
from bot.services import identifier_check
from data.migrate import MigrationError
from tests import name_workers


def test_i1_the_bot_has_no_privileged_intent() -> None:
    privileged = discord.Intents(members=True, presences=True, message_content=True).value
    assert intents().value & privileged == 0
    needed = discord.Intents(guilds=True, guild_scheduled_events=True, guild_messages=True, voice_states=True)
    assert intents().value == needed.value


def test_i1_the_bot_asks_for_the_least_permissions() -> None:
    asked = {name for name, value in permissions() if value}
    # discord.py gives "View Channel" under its older name.
    assert asked == {
        "attach_files",
        "connect",  # a scheduled event in a voice channel needs it
        "create_events",
        "create_public_threads",
        "embed_links",
        "manage_channels",
        "manage_events",
        "manage_guild",  # AutoMod rules, which guard what the bot cannot read
        "manage_messages",  # taking away what was flagged as a possible identifier
        "manage_roles",
        "manage_threads",
        "pin_messages",
        "read_message_history",
        "send_messages",
        "send_messages_in_threads",
        "read_messages",
    }
    assert not permissions().administrator
    assert not permissions().mention_everyone


async def test_i8_nothing_the_bot_sends_mentions_anybody_by_default(tmp_path: Path) -> None:
    bot = build(_settings(tmp_path), clock=SystemClock())
    assert bot.allowed_mentions is not None
    assert bot.allowed_mentions.to_dict() == {"parse": []}


async def test_a_failed_start_closes_what_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bot = build(_settings(tmp_path), clock=SystemClock())

    async def fail() -> None:
        raise RuntimeError("no network")

    monkeypatch.setattr(bot, "_register_commands", fail)
    with pytest.raises(RuntimeError, match="no network"):
        await simcord.Env(bot, shard_count=1).start()
    with pytest.raises(ValueError, match="no active connection"):
        async with bot.context.database.read():
            pass
    await bot.close()
    await bot.close()


async def test_a_newer_database_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "commonroom.db") as connection:
        connection.execute("PRAGMA user_version=9999")
    connection.close()
    bot = build(_settings(tmp_path), clock=SystemClock())
    with pytest.raises(MigrationError, match="newer"):
        await simcord.Env(bot, shard_count=1).start()
    await bot.close()


async def test_the_name_model_is_asked_while_the_bot_is_open_and_ends_with_it(tmp_path: Path) -> None:
    before = set(active_children())
    model = NameModel(name_workers.answering, seconds=60)
    bot = CommunityBot(_settings(tmp_path), SystemClock(), (), model)
    await bot._open_name_model()
    found = await identifier_check.check("We met Quillfeather by the lake.")
    assert [one.why for one in found if one.why == "name.model"] == ["name.model"]
    assert set(active_children()) - before
    await bot._open_parts.aclose()
    assert not set(active_children()) - before
    found = await identifier_check.check("We met Quillfeather by the lake.")
    assert [one.why for one in found if one.why == "name.model"] == []


def test_no_name_model_runs_unless_it_is_switched_on(tmp_path: Path) -> None:
    assert build(_settings(tmp_path), clock=SystemClock())._name_model is None
    wanted = Settings(_env_file=None, data=tmp_path, ner=True)  # pyright: ignore[reportCallIssue]
    assert build(wanted, clock=SystemClock())._name_model is not None


def _settings(folder: Path) -> Settings:
    return Settings(_env_file=None, data=folder)  # pyright: ignore[reportCallIssue]


def test_the_invite_link_in_the_docs_asks_for_these_permissions() -> None:
    text = (Path(__file__).resolve().parent.parent / "docs" / "permissions.md").read_text()
    assert f"**{permissions().value}**" in text
    assert f"&permissions={permissions().value}\n" in text

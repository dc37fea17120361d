"""What `python -m bot check` looks at: each finding says what was examined and, if it failed, how to mend it."""

from __future__ import annotations

import asyncio
import errno
import http.client
import os
import socket
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import name_worker
from bot.clock import Clock
from bot.config import Settings
from data import prompt_bank
from data.database import Database
from data.migrate import MigrationError, load_migrations, schema_version
from data.vault import Vault, VaultError

_RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
_ZONES = ("Australia/Perth", "Australia/Sydney", "Europe/London", "America/Toronto", "Pacific/Auckland")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined; `fix` is None when it is fine."""

    what: str
    fix: str | None = None


async def examine(settings: Settings, clock: Clock) -> list[Finding]:
    """Look at settings, folder, database, key, clock, prompts, name model, web port and zones; change nothing."""
    findings = [
        _token(settings),
        await asyncio.to_thread(_folder, settings.data),
        await _database(settings),
        await asyncio.to_thread(_key, settings),
        _clock(clock.now()),
        await asyncio.to_thread(_prompts),
        await asyncio.to_thread(_names, settings),
        *await asyncio.to_thread(_feeds, settings),
    ]
    return [*findings, *await asyncio.to_thread(_zones)]


def _token(settings: Settings) -> Finding:
    if settings.token is None or not settings.token.get_secret_value().strip():
        return Finding("token: not set", "Set COMMONROOM_TOKEN in .env; the demo needs none.")
    return Finding("token: set")


def _folder(folder: Path) -> Finding:
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if os.access(nearest, os.W_OK):
        return Finding(f"data folder: {folder}")
    return Finding(f"data folder: {folder} cannot be written", "Give the bot's user the right to write there.")


async def _database(settings: Settings) -> Finding:
    path = settings.database_path
    newest = len(load_migrations())
    if not await asyncio.to_thread(path.exists):
        return Finding(f"database: none yet; it will be made with schema {newest}")
    try:
        version = await asyncio.to_thread(schema_version, path)
        if version > newest:
            return Finding(
                f"database: schema {version} is newer than this program's {newest}", "Install the newer one."
            )
        database = await Database.open(path)
        try:
            problems = await database.integrity_problems()
        finally:
            await database.close()
    except (sqlite3.Error, MigrationError) as error:
        return Finding(f"database: {error}", "Stop the bot and put the newest backup in its place.")
    if problems:
        return Finding(f"database: {problems[0]}", "Stop the bot and put the newest backup in its place.")
    upgrade = f", to be brought to {newest} at the next start" if version < newest else ""
    return Finding(f"database: sound, schema {version}{upgrade}")


def _key(settings: Settings) -> Finding:
    if not settings.key_path.exists():
        if settings.database_path.exists():
            return Finding(
                "key: missing", f"Put {settings.key_path.name} back; without it, open drafts cannot be read any more."
            )
        return Finding("key: none yet; it will be made")
    try:
        Vault.open(settings.key_path)
    except VaultError as error:
        return Finding(f"key: {error}", f"Put the right {settings.key_path.name} back from where you keep it.")
    return Finding("key: readable")


def _clock(now: datetime) -> Finding:
    if now < _RELEASED:
        return Finding(
            f"clock: {now:%Y-%m-%d %H:%M} UTC is in the past", "Set the computer's clock; reminders need it."
        )
    return Finding(f"clock: {now:%Y-%m-%d %H:%M} UTC")


def _prompts() -> Finding:
    try:
        return Finding(f"prompt bank: {len(prompt_bank.bundled())} prompts")
    except prompt_bank.PromptBankError as error:
        return Finding(f"prompt bank: {error}", "Correct that line, or put the released file back.")


def _names(settings: Settings) -> Finding:
    installed = name_worker.installed()
    if not settings.ner:
        there = "installed" if installed else "not installed"
        return Finding(f"name model: off, {there}; names are found by rules alone")
    if not installed:
        return Finding(
            "name model: not installed; names are found by rules alone",
            "Install the extra [ner] as README.md says, or set COMMONROOM_NER=false.",
        )
    try:
        name_worker.people("")
    except Exception as error:  # whatever a broken installation raises
        return Finding(
            f"name model: does not load ({type(error).__name__}); names are found by rules alone",
            "Install the extra [ner] again as README.md says, or set COMMONROOM_NER=false.",
        )
    return Finding("name model: installed, loads")


def _feeds(settings: Settings) -> list[Finding]:
    if settings.web_url is None:
        return []
    host, port = settings.web_host, settings.web_port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":  # elsewhere it would let two programs share the port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE and _is_ours(host, port):
            return [Finding(f"calendar feeds: the running bot serves them at {host}:{port}")]
        return [
            Finding(
                f"calendar feeds: cannot listen at {host}:{port}: {error.strerror or error}",
                "Set COMMONROOM_WEB_PORT to a free port and COMMONROOM_WEB_HOST to an address of this computer, or "
                "leave COMMONROOM_WEB_URL empty to do without feeds.",
            )
        ]
    return [Finding(f"calendar feeds: {settings.web_url}, to be served at {host}:{port}")]


def _is_ours(host: str, port: int) -> bool:
    """Whether what listens there is a bot of ours."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().getheader("Server") == "Commonroom"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _zones() -> list[Finding]:
    for name in _ZONES:
        try:
            ZoneInfo(name)
        except ZoneInfoNotFoundError:
            return [Finding(f"time zones: {name} is unknown", "Install the tzdata package.")]
    return [Finding("time zones: known")]

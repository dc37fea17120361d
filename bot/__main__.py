"""The command line: `python -m bot [run|demo|check|backup]`; exit 0 fine, 1 failed, 2 wrong settings or arguments."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import discord
from pydantic import ValidationError

from bot import checkup, logs
from bot.app import build
from bot.clock import SystemClock
from bot.config import Settings
from bot.maintenance import back_up
from data.database import Database
from data.migrate import MigrationError
from data.vault import VaultError

FINE, FAILED, WRONG = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    parsed = _parser().parse_args(arguments)
    if parsed.command == "demo":
        return _demo(parsed)
    try:
        settings = Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = "_".join(str(part) for part in problem["loc"])
            print(f"COMMONROOM_{name.upper()}: {problem['msg']}. See .env.example.", file=sys.stderr)
        return WRONG
    if unknown := _unknown_settings():
        print(f"{unknown[0]} is no setting of Commonroom. See .env.example.", file=sys.stderr)
        return WRONG
    logs.configure(settings.log_level, as_json=settings.log_json)
    commands: dict[str, Callable[[Settings, argparse.Namespace], int]] = {
        "run": _run,
        "check": _check,
        "backup": _backup,
    }
    return commands[parsed.command](settings, parsed)


def _unknown_settings() -> list[str]:
    """Return environment variables that look like settings and are none, such as a misspelt COMMONROOM_TOKEM."""
    known = {f"COMMONROOM_{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.upper().startswith("COMMONROOM_") and name.upper() not in known)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Commonroom, for communities of practice of GPs."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    parser.set_defaults(command="run")
    commands.add_parser("run", help="run the bot on Discord (the default); needs COMMONROOM_TOKEN")
    demo = commands.add_parser("demo", help="try the bot in a simulated Discord in your browser; no token, no network")
    demo.add_argument("--port", type=int, default=8321, help="port of the start page (default 8321)")
    demo.add_argument("--smoke", action="store_true", help="play a vote, an answer and a case, print them, and end")
    commands.add_parser("check", help="check settings, database, key, clock and time zones; exit 1 if one fails")
    backup = commands.add_parser("backup", help="write a copy of the database, also while the bot is running")
    backup.add_argument("path", type=Path, help="file to write; it must not exist yet")
    return parser


def _run(settings: Settings, parsed: argparse.Namespace) -> int:
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        print(
            "COMMONROOM_TOKEN is not set. Put the bot's token into .env (see .env.example), or try: python -m bot demo",
            file=sys.stderr,
        )
        return WRONG
    try:
        asyncio.run(_serve(settings, token))
    except KeyboardInterrupt:
        return FINE
    except discord.LoginFailure:
        print("COMMONROOM_TOKEN was refused by Discord. Copy it again from the developer portal.", file=sys.stderr)
        return WRONG
    except (MigrationError, VaultError, sqlite3.Error, OSError) as error:
        print(f"The bot could not start: {error}", file=sys.stderr)
        return FAILED
    return FINE


async def _serve(settings: Settings, token: str) -> None:
    """Run until told to stop: Ctrl-C, or SIGTERM as service managers and containers send it."""
    async with build(settings, clock=SystemClock()) as bot:
        loop = asyncio.get_running_loop()
        closing: list[asyncio.Task[None]] = []
        with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers of this kind
            loop.add_signal_handler(signal.SIGTERM, lambda: closing.append(loop.create_task(bot.close())))
        await bot.start(token)


def _demo(parsed: argparse.Namespace) -> int:
    try:
        from bot.demo.command import run_demo
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] not in {"simcord", "markdown_it", "av", "PIL"}:
            raise
        print('The demo needs its extra packages: pip install -c constraints.txt -e ".[demo]"', file=sys.stderr)
        return WRONG
    return run_demo(port=parsed.port, smoke=parsed.smoke)


def _check(settings: Settings, parsed: argparse.Namespace) -> int:
    findings = asyncio.run(checkup.examine(settings, SystemClock()))
    for finding in findings:
        print(f"{'ok  ' if finding.fix is None else 'FAIL'} {finding.what}")
        if finding.fix is not None:
            print(f"     {finding.fix}")
    return FINE if all(finding.fix is None for finding in findings) else FAILED


def _backup(settings: Settings, parsed: argparse.Namespace) -> int:
    try:
        asyncio.run(_write_backup(settings, parsed.path))
    except (sqlite3.Error, OSError) as error:
        print(f"The backup was not written: {error}", file=sys.stderr)
        return FAILED
    print(f"Backed up to {parsed.path}. The key ({settings.key_path}) is not in it: keep it apart.")
    return FINE


async def _write_backup(settings: Settings, target: Path) -> None:
    database = await Database.open(settings.database_path)
    try:
        await back_up(database, target)
    finally:
        await database.close()


if __name__ == "__main__":
    sys.exit(main())

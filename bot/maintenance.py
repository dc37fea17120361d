"""Opening, backing up and restoring the store: what the bot does at start and at night, and the operator by command."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from bot.services.context import ServiceContext
from data.database import Database
from data.migrate import migrate
from data.vault import Vault

_log = logging.getLogger(__name__)


async def open_store(settings: Settings, clock: Clock) -> tuple[Database, Vault]:
    """Bring the file to the newest schema (backed up first) and open it, with the key beside it.

    Raises data.migrate.MigrationError, data.vault.VaultError, sqlite3.Error or OSError; all say what is wrong.
    """
    applied = await asyncio.to_thread(migrate, settings.database_path, backups=settings.backups_path, now=clock.now())
    if applied:
        _log.info("applied %d migrations, up to %04d", len(applied), applied[-1].number)
    vault = await asyncio.to_thread(Vault.open, settings.key_path)
    return await Database.open(settings.database_path), vault


async def back_up_nightly(settings: Settings, context: ServiceContext) -> None:
    """Write tonight's backup and drop the oldest beyond `backups_kept`."""
    target = settings.backups_path / f"nightly-{context.clock.now():%Y%m%dT%H%M%SZ}.db"
    await back_up(context.database, target)
    await asyncio.to_thread(_drop_oldest, settings.backups_path, settings.backups_kept)


async def back_up(database: Database, target: Path) -> None:
    """Write a copy to `target`, complete or not at all; raises FileExistsError rather than overwrite."""
    partial = await asyncio.to_thread(_prepare, target)
    await database.back_up(partial)
    await asyncio.to_thread(_publish, partial, target)


def _prepare(target: Path) -> Path:
    if target.exists():
        raise FileExistsError(f"{target} exists already; nothing was overwritten")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    return partial


def _publish(partial: Path, target: Path) -> None:
    os.chmod(partial, 0o600)
    partial.rename(target)


def _drop_oldest(folder: Path, kept: int) -> None:
    for path in sorted(folder.glob("nightly-*.db"))[:-kept]:
        path.unlink()

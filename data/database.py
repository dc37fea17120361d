"""The one SQLite file: one writer, two read-only readers, transactions that survive cancellation.

Why the settings (https://www.sqlite.org/pragma.html): WAL lets readers work beside the writer;
`synchronous=FULL`, because an answered vote must survive a power cut and WAL with NORMAL does not promise that;
`secure_delete=ON`, so that an expired draft is gone from the file's bytes.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from data.batch import Batch
from data.connection import Connection, Value, connect
from data.transaction import Change, Listener, Reader, Subject, Writer

__all__ = ["Change", "Database", "Reader", "Subject", "Value", "Writer"]

_log = logging.getLogger(__name__)

SLOW_WRITE_SECONDS = 0.1
READERS = 2


def _uri_of(path: Path) -> str:
    if not path.exists():
        raise FileNotFoundError(f"there is no database at {path}")
    return path.absolute().as_uri()


class Database:
    """The open file. Nothing inside a `write()` block may wait for anything but the database."""

    def __init__(self, writer: Connection, readers: list[Connection]) -> None:
        self._writer = writer
        self._readers = readers
        self._idle_readers = list(readers)
        self._reader_free = asyncio.Semaphore(len(readers))
        self._write_lock = asyncio.Lock()
        self._writing_task: asyncio.Task[object] | None = None
        self._queueing = 0
        self._batch: Batch | None = None
        self._abandoned = False
        self._savepoints = 0
        self._listeners: dict[Change, list[Listener]] = {}

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Open a migrated file (see `data.migrate`); raises FileNotFoundError or sqlite3.Error."""
        base = _uri_of(path)
        opened: list[Connection] = []
        try:
            for mode in ("rw", *["ro"] * READERS):
                connection = await connect(f"{base}?mode={mode}")
                opened.append(connection)
                for pragma in (
                    "foreign_keys=ON",
                    "busy_timeout=5000",
                    "synchronous=FULL",
                    "secure_delete=ON",
                ):
                    await connection.execute_fetchall(f"PRAGMA {pragma}")
        except BaseException:
            for connection in opened:
                await connection.close()
            raise
        return cls(opened[0], opened[1:])

    async def close(self) -> None:
        """Wait for the transaction under way and close; aiosqlite's threads would keep the process alive."""
        async with self._write_lock:
            await self._commit_batch()
            for connection in (*self._readers, self._writer):
                await connection.close()

    def listen(self, change: Change, listener: Listener) -> None:
        """Have `listener` called after each commit that announced `change`."""
        self._listeners.setdefault(change, []).append(listener)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Reader]:
        """Lend a reader for one snapshot."""
        async with self._reader_free:
            connection = self._idle_readers.pop()
            try:
                yield Reader(connection)
            finally:
                connection.roll_back_soon()
                self._idle_readers.append(connection)

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Writer]:
        """Open the write transaction: committed at the end of the block, rolled back on any exception.

        Blocks run one after the other. Where others queue behind, a block ends without a commit, the next one works in
        a savepoint of the same transaction, and one commit stores them all: a wait for the disk costs more than they.

        BEGIN goes with the first statement, inside `try`: a task cancelled meanwhile has already queued it. The
        rollback is awaited plainly, not shielded: its first step queues it on the connection's thread, ahead of the
        next transaction, and cancelling the wait does not take it back; a shield would start it in a task that can be
        cancelled before.
        """
        if self._writing_task is not None and self._writing_task is asyncio.current_task():
            raise RuntimeError("write() inside write(): hand the writer on instead")
        async with self._turn():
            started = asyncio.get_running_loop().time()
            joined = self._batch
            self._savepoints += 1
            writer = Writer(self._writer, savepoint=None if joined is None else f"w{self._savepoints}")
            try:
                yield writer
                batch = await self._finish(writer, joined)
            except BaseException:
                await self._undo(writer, joined)
                raise
            finally:
                held = asyncio.get_running_loop().time() - started
                if held > SLOW_WRITE_SECONDS:
                    _log.warning("a write transaction was held for %.0f ms", held * 1000)
        if batch is not None:
            await batch.stored()
        for change, subjects in writer.changes.items():
            for listener in self._listeners.get(change, ()):
                listener(subjects)

    async def empty_log(self) -> bool:
        """Put everything into the file itself and leave nothing in the write-ahead log, which holds old pages.

        Return False if a reader was in the way for longer than the busy timeout; try again then.
        """
        async with self._write_lock:
            await self._commit_batch()
            rows = list(await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)"))
        return rows[0][0] == 0

    @asynccontextmanager
    async def _turn(self) -> AsyncGenerator[None]:
        """Wait for those ahead in the queue, and be the one who writes."""
        self._queueing += 1
        try:
            await self._write_lock.acquire()
        finally:
            self._queueing -= 1
        self._writing_task = asyncio.current_task()
        try:
            yield
        finally:
            self._writing_task = None
            self._roll_back_abandoned()
            self._write_lock.release()

    async def _finish(self, writer: Writer, joined: Batch | None) -> Batch | None:
        """Commit, or leave it to the batch that is returned."""
        if joined is None and not self._queueing:
            await writer.commit()
            return None
        await writer.flush()
        if joined is not self._batch:
            raise sqlite3.OperationalError("the transaction was given up")
        if joined is not None:
            return joined
        # The commit queues for its turn like a block does: after all who wait already, before all who come later.
        self._batch = batch = Batch()
        batch.commit = asyncio.get_running_loop().create_task(self._commit(batch))
        batch.commit.add_done_callback(lambda commit: self._give_up(batch, commit))
        return batch

    async def _commit(self, batch: Batch) -> None:
        async with self._write_lock:
            if self._batch is batch:
                await self._commit_batch()

    async def _commit_batch(self) -> None:
        """Commit what was left open, if anything; whoever calls it holds the lock."""
        batch, self._batch = self._batch, None
        if batch is not None:
            try:
                await self._writer.visit([("COMMIT", {})])
            except BaseException as error:
                batch.failure = error
                self._writer.roll_back_soon()
                raise

    def _give_up(self, batch: Batch, commit: asyncio.Task[None]) -> None:
        """Where the commit failed, or was itself cancelled with the whole loop, leave nothing open."""
        failure = asyncio.CancelledError() if commit.cancelled() else commit.exception()
        batch.failure = batch.failure or failure
        if self._batch is batch:
            self._batch = None
            self._abandoned = True
            if not self._write_lock.locked():
                self._roll_back_abandoned()

    def _roll_back_abandoned(self) -> None:
        if self._abandoned:
            self._abandoned = False
            self._writer.roll_back_soon()

    async def _undo(self, writer: Writer, joined: Batch | None) -> None:
        """Take back what one block did, and with it the batch only if SQLite gave up the whole transaction."""
        if writer.savepoint is not None and joined is self._batch:
            if not writer.begun:
                return
            try:
                await self._writer.visit([(f"ROLLBACK TO {writer.savepoint}", {})])
            except sqlite3.Error as error:
                if joined is not None:
                    joined.failure = error
                self._batch = None
            else:
                return
        await self._writer.rollback()

    async def back_up(self, target: Path) -> None:
        """Write a compact copy of the database to `target`, which must not exist yet (`VACUUM INTO`)."""
        async with self._reader_free:
            connection = self._idle_readers.pop()
            try:
                await connection.execute_fetchall("VACUUM INTO :target", {"target": str(target)})
            finally:
                self._idle_readers.append(connection)

    async def integrity_problems(self) -> list[str]:
        """Return what SQLite's own check finds wrong; empty when the file is sound."""
        async with self.read() as reader:
            found = [str(row[0]) for row in await reader.all("PRAGMA quick_check")]
            broken = await reader.all("PRAGMA foreign_key_check")
        problems = [line for line in found if line != "ok"]
        return problems + [f"broken reference in table {row[0]}" for row in broken]

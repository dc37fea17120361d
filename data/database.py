"""The one SQLite file: one writer, two read-only readers, transactions that survive cancellation.

Why the settings (https://www.sqlite.org/pragma.html): WAL lets readers work beside the writer;
`synchronous=FULL`, because an answered vote must survive a power cut and WAL with NORMAL does not promise that;
`secure_delete=ON`, so that an expired draft is gone from the file's bytes.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, overload

from data.connection import Connection, Query, Statement, Value, connect

_log = logging.getLogger(__name__)

SLOW_WRITE_SECONDS = 0.1
READERS = 2

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")


def _uri_of(path: Path) -> str:
    if not path.exists():
        raise FileNotFoundError(f"there is no database at {path}")
    return path.absolute().as_uri()


class Change(StrEnum):
    """What a transaction may announce, so that whoever waits for it is rung after the commit."""

    TIMERS = "timers"
    POSTS = "posts"


Subject = tuple[int, str, int]
"""One of the things that changed, by its key: community, kind, subject."""

Listener = Callable[[frozenset[Subject] | None], None]
"""Called with what changed, or None where it may be anything."""


class Reader:
    """One snapshot of the database, from its first statement on; statements take named parameters (`:name`)."""

    def __init__(self, connection: Connection, begin: str = "BEGIN") -> None:
        self._connection = connection
        self._due: list[Statement] = [(begin, {})]

    async def _visit(self, *statements: Statement) -> list[list[sqlite3.Row]]:
        """Run what is due and then `statements`; return the rows of the latter."""
        due, self._due = self._due, []
        return (await self._connection.visit([*due, *statements]))[len(due) :]

    @overload
    async def ask(self, a: Query[A], /) -> tuple[A]: ...
    @overload
    async def ask(self, a: Query[A], b: Query[B], /) -> tuple[A, B]: ...
    @overload
    async def ask(self, a: Query[A], b: Query[B], c: Query[C], /) -> tuple[A, B, C]: ...
    @overload
    async def ask(self, a: Query[A], b: Query[B], c: Query[C], d: Query[D], /) -> tuple[A, B, C, D]: ...
    @overload
    async def ask(self, a: Query[A], b: Query[B], c: Query[C], d: Query[D], e: Query[E], /) -> tuple[A, B, C, D, E]: ...
    async def ask(self, *queries: Query[Any]) -> tuple[Any, ...]:
        """Return the answers to several questions, asked in one visit to the connection's thread."""
        found = await self._visit(*((query.sql, query.params) for query in queries))
        return tuple(query.read(rows) for query, rows in zip(queries, found, strict=True))

    async def all(self, sql: str, **params: Value) -> list[sqlite3.Row]:
        """Run one statement and return all its rows."""
        return (await self._visit((sql, params)))[0]

    async def one(self, sql: str, **params: Value) -> sqlite3.Row | None:
        """Run one statement and return its first row, or None."""
        rows = await self.all(sql, **params)
        return rows[0] if rows else None

    async def value(self, sql: str, **params: Value) -> Value:
        """Run one statement and return the first column of its first row, or None."""
        row = await self.one(sql, **params)
        return None if row is None else row[0]


class Writer(Reader):
    """One write transaction: all of it is stored, or nothing."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, "BEGIN IMMEDIATE")
        self.changes: dict[Change, frozenset[Subject] | None] = {}
        self._spoilt: Exception | None = None

    async def run(self, sql: str, **params: Value) -> None:
        """Run one statement whose rows nobody needs."""
        await self.all(sql, **params)

    def run_soon(self, sql: str, **params: Value) -> None:
        """Run one statement in the visit of the next, or of the commit, which then raises what it raises.

        Whoever catches that cannot save the transaction: how much of the visit was run is not known.
        """
        self._due.append((sql, params))

    async def _visit(self, *statements: Statement) -> list[list[sqlite3.Row]]:
        shared = len(self._due) > 1 or not all(sql.startswith("BEGIN") for sql, _ in self._due)
        try:
            return await super()._visit(*statements)
        except Exception as error:
            if shared:
                self._spoilt = error
            raise

    async def commit(self) -> None:
        """Run what is due and commit; `Database.write` does it."""
        if self._spoilt is not None:
            raise self._spoilt
        await self._visit(("COMMIT", {}))

    def announce(self, change: Change, *subjects: Subject) -> None:
        """Have the listeners to `change` called once, after the commit; without `subjects` it may be anything."""
        known = self.changes.get(change, frozenset[Subject]())
        self.changes[change] = known | set(subjects) if known is not None and subjects else None


class Database:
    """The open file. Nothing inside a `write()` block may wait for anything but the database."""

    def __init__(self, writer: Connection, readers: list[Connection]) -> None:
        self._writer = writer
        self._readers = readers
        self._idle_readers = list(readers)
        self._reader_free = asyncio.Semaphore(len(readers))
        self._write_lock = asyncio.Lock()
        self._writing_task: asyncio.Task[object] | None = None
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

        BEGIN goes with the first statement, inside `try`: a task cancelled meanwhile has already queued it. The
        rollback is awaited plainly, not shielded: its first step queues it on the connection's thread, ahead of the
        next transaction, and cancelling the wait does not take it back; a shield would start it in a task that can be
        cancelled before.
        """
        if self._writing_task is not None and self._writing_task is asyncio.current_task():
            raise RuntimeError("write() inside write(): hand the writer on instead")
        async with self._write_lock:
            self._writing_task = asyncio.current_task()
            loop = asyncio.get_running_loop()
            started = loop.time()
            writer = Writer(self._writer)
            try:
                yield writer
                await writer.commit()
            except BaseException:
                await self._writer.rollback()
                raise
            finally:
                self._writing_task = None
                held = loop.time() - started
                if held > SLOW_WRITE_SECONDS:
                    _log.warning("a write transaction was held for %.0f ms", held * 1000)
        for change, subjects in writer.changes.items():
            for listener in self._listeners.get(change, ()):
                listener(subjects)

    async def empty_log(self) -> bool:
        """Put everything into the file itself and leave nothing in the write-ahead log, which holds old pages.

        Return False if a reader was in the way for longer than the busy timeout; try again then.
        """
        async with self._write_lock:
            rows = list(await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)"))
        return rows[0][0] == 0

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

"""What happens inside one transaction: questions, statements, and what is announced after the commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar, overload

from data.connection import Connection, Query, Statement, Value

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")


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

    def __init__(self, connection: Connection, *, savepoint: str | None = None) -> None:
        super().__init__(connection, f"SAVEPOINT {savepoint}" if savepoint else "BEGIN IMMEDIATE")
        self.savepoint = savepoint
        self.begun = False
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
        shared = len(self._due) > (0 if self.begun else 1)
        self.begun = True
        try:
            return await super()._visit(*statements)
        except Exception as error:
            if shared:
                self._spoilt = error
            raise

    async def commit(self) -> None:
        """Run what is due and commit; `Database.write` does it."""
        await self._finish(("COMMIT", {}))

    async def flush(self) -> None:
        """Run what is due and leave the commit to a batch; `Database.write` does it."""
        await self._finish()

    async def _finish(self, *statements: Statement) -> None:
        if self._spoilt is not None:
            raise self._spoilt
        if self._due or statements:
            await self._visit(*statements)

    def announce(self, change: Change, *subjects: Subject) -> None:
        """Have the listeners to `change` called once, after the commit; without `subjects` it may be anything."""
        known = self.changes.get(change, frozenset[Subject]())
        self.changes[change] = known | set(subjects) if known is not None and subjects else None

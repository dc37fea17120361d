"""A connection to SQLite on a thread of its own, asked in as few visits as possible.

A visit (waking the thread, and then the event loop) costs several times what one of our statements costs, and on a
busy machine many times. So a transaction begins in the visit of its first statement, several questions are asked in
one visit, and what is only to be stored waits for the commit's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import aiosqlite

Value = int | float | str | bytes | None
"""What a column can hold."""

Statement = tuple[str, Mapping[str, Value]]
Rows = list[sqlite3.Row]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Query(Generic[T]):
    """A question to the database: one statement, its parameters, and how its rows are read."""

    sql: str
    params: Mapping[str, Value]
    read: Callable[[Rows], T]


class Connection(aiosqlite.Connection):
    """aiosqlite's connection, able to run several statements in one visit."""

    async def visit(self, statements: Sequence[Statement]) -> list[Rows]:
        """Run statements in order and return the rows of each; the first that fails ends the visit."""
        found: list[Rows] = await self._execute(self._run_all, statements)  # pyright: ignore[reportUnknownMemberType]
        return found

    def _run_all(self, statements: Sequence[Statement]) -> list[Rows]:
        return [self._conn.execute(sql, params).fetchall() for sql, params in statements]

    def roll_back_soon(self) -> None:
        """Have the transaction rolled back before anything else that is asked of this connection."""
        self._tx.put_nowait((None, self._conn.rollback))  # pyright: ignore[reportUnknownMemberType]


async def connect(uri: str) -> Connection:
    """Open a file that exists, by its URI; raises sqlite3.Error."""
    connection = Connection(partial(sqlite3.connect, uri, uri=True, isolation_level=None), iter_chunk_size=64)
    await connection
    connection.row_factory = sqlite3.Row
    return connection

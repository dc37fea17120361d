"""The one file: transactions are whole, survive cancellation, and never leave the writer stuck."""

from __future__ import annotations

import asyncio
import logging
import random
import sqlite3

import pytest

from data import bookkeeping
from data.database import Change, Database


async def _count(database: Database) -> int:
    async with database.read() as reader:
        return int(str(await reader.value("SELECT count(*) FROM bookkeeping")))


async def test_a_failed_block_stores_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError, match="halfway"):
        async with database.write() as writer:
            await bookkeeping.note(writer, "a", "1")
            raise RuntimeError("halfway")
    assert await _count(database) == 0


async def test_300_cancelled_writes_leave_no_open_transaction(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.write() as writer:
            await bookkeeping.note(writer, f"{number}", "1")
            await bookkeeping.note(writer, f"{number}", "2")

    randomly = random.Random(7)  # noqa: S311 - chooses moments, guards nothing
    for number in range(300):
        task = asyncio.create_task(write(number))
        for _ in range(randomly.randrange(6)):
            await asyncio.sleep(0)
        if randomly.random() < 0.3:
            await asyncio.sleep(randomly.random() / 1000)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert not database._writer.in_transaction

    await write(1000)
    async with database.read() as reader:
        values = {row[0] for row in await reader.all("SELECT DISTINCT value FROM bookkeeping")}
    assert values == {"2"}, "a cancelled transaction is stored whole or not at all"


async def test_a_second_cancellation_during_the_rollback_is_harmless(database: Database) -> None:
    async def write() -> None:
        async with database.write() as writer:
            for number in range(50):
                await bookkeeping.note(writer, f"{number}", "1")

    for steps in range(1, 12):
        task = asyncio.create_task(write())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await write()
    assert await _count(database) == 50


async def test_cancelled_reads_give_their_reader_back(database: Database) -> None:
    async def read() -> None:
        async with database.read() as reader:
            await reader.all("SELECT * FROM bookkeeping")

    for steps in range(40):
        task = asyncio.create_task(read())
        for _ in range(steps % 7):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert await asyncio.gather(*(_count(database) for _ in range(10))) == [0] * 10


async def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_ever(database: Database) -> None:
    with pytest.raises(RuntimeError, match="hand the writer on"):
        async with database.write():
            async with database.write():
                pass


async def test_a_reader_sees_one_moment_and_cannot_write(database: Database) -> None:
    async with database.read() as reader:
        before = await reader.value("SELECT count(*) FROM bookkeeping")
        async with database.write() as writer:
            await bookkeeping.note(writer, "a", "1")
        assert await reader.value("SELECT count(*) FROM bookkeeping") == before
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await reader.all("DELETE FROM bookkeeping")
    assert await _count(database) == 1


async def test_listeners_are_called_after_the_commit_and_only_then(database: Database) -> None:
    heard: list[str] = []
    database.listen(Change.TIMERS, lambda _: heard.append("timers"))
    async with database.write() as writer:
        writer.announce(Change.TIMERS)
        writer.announce(Change.TIMERS)
        assert heard == []
    assert heard == ["timers"]
    with pytest.raises(RuntimeError):
        async with database.write() as writer:
            writer.announce(Change.TIMERS)
            raise RuntimeError
    assert heard == ["timers"]


async def test_a_slow_write_is_warned_about(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="data.database"):
        async with database.write():
            await asyncio.sleep(0.15)
    assert "a write transaction was held for" in caplog.text


async def test_an_answered_vote_survives_power_loss_as_far_as_sqlite_promises(database: Database) -> None:
    async with database.write() as writer:
        assert await writer.value("PRAGMA synchronous") == 2
        assert await writer.value("PRAGMA journal_mode") == "wal"
        assert await writer.value("PRAGMA foreign_keys") == 1
        assert await writer.value("PRAGMA secure_delete") == 1


async def test_a_sound_file_has_no_problems(database: Database) -> None:
    assert await database.integrity_problems() == []

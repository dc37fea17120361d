"""Writes that come together share one commit, and are still each whole, apart, and stored before they return."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from data import bookkeeping
from data.connection import Connection, Rows, Statement
from data.database import Change, Database
from data.migrate import migrate
from tests.fakes import FakeClock


class Spy:
    """Counts the commits of a database, and can have one fail or one task cancelled."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.commits = 0
        self.failing = False
        visit = Connection.visit

        async def watched(connection: Connection, statements: Sequence[Statement]) -> list[Rows]:
            if statements and statements[-1][0] == "COMMIT":
                self.commits += 1
                if self.failing:
                    raise sqlite3.OperationalError("disk I/O error")
            return await visit(connection, statements)

        monkeypatch.setattr(Connection, "visit", watched)


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Spy:
    return Spy(monkeypatch)


async def _names(database: Database) -> set[str]:
    async with database.read() as reader:
        return {str(row[0]) for row in await reader.all("SELECT name FROM bookkeeping")}


async def _store(database: Database, name: str) -> None:
    async with database.write() as writer:
        await bookkeeping.note(writer, name, "1")
        await bookkeeping.note(writer, f"{name}+", "2")


async def test_100_writes_at_once_need_a_handful_of_commits(database: Database, spy: Spy) -> None:
    await asyncio.gather(*(_store(database, f"{number}") for number in range(100)))
    assert len(await _names(database)) == 200
    assert spy.commits < 5


async def test_a_write_alone_commits_at_once(database: Database, spy: Spy) -> None:
    await _store(database, "a")
    assert spy.commits == 1
    assert not database._writer.in_transaction


async def test_each_write_returns_only_when_it_is_stored(database: Database) -> None:
    async def store(name: str) -> None:
        await _store(database, name)
        assert {name, f"{name}+"} <= await _names(database)

    await asyncio.gather(*(store(f"{number}") for number in range(30)))


async def test_one_that_fails_among_others_takes_only_itself_back(database: Database) -> None:
    async def fail(name: str, statements: int) -> None:
        async with database.write() as writer:
            for number in range(statements):
                await bookkeeping.note(writer, f"{name}{number}", "1")
            raise RuntimeError("refused")

    work = [_store(database, f"{number}") if number % 3 else fail(f"bad{number}-", number % 2) for number in range(30)]
    outcomes = await asyncio.gather(*work, return_exceptions=True)
    assert sum(isinstance(outcome, RuntimeError) for outcome in outcomes) == 10
    names = await _names(database)
    assert len(names) == 40
    assert not any(name.startswith("bad") for name in names)


async def test_what_one_waits_to_store_is_not_run_for_another(database: Database) -> None:
    async def fail_soon() -> None:
        async with database.write() as writer:
            writer.run_soon("INSERT INTO bookkeeping (name, value) VALUES ('lost', '1')")
            raise RuntimeError("refused")

    await asyncio.gather(*(_store(database, "a"), fail_soon(), _store(database, "b")), return_exceptions=True)
    assert await _names(database) == {"a", "a+", "b", "b+"}


async def test_a_later_write_sees_what_an_earlier_one_decided(database: Database) -> None:
    async def take_one_of_three(number: int) -> None:
        async with database.write() as writer:
            if int(str(await writer.value("SELECT count(*) FROM bookkeeping"))) < 3:
                await bookkeeping.note(writer, f"{number}", "seat")

    await asyncio.gather(*(take_one_of_three(number) for number in range(20)))
    assert len(await _names(database)) == 3


async def test_a_failed_commit_is_told_to_all_and_leaves_the_store_usable(database: Database, spy: Spy) -> None:
    heard: list[str] = []
    database.listen(Change.POSTS, lambda _: heard.append("posts"))

    async def store(name: str) -> None:
        async with database.write() as writer:
            await bookkeeping.note(writer, name, "1")
            writer.announce(Change.POSTS)

    spy.failing = True
    outcomes = await asyncio.gather(*(store(f"{number}") for number in range(10)), return_exceptions=True)
    assert all(isinstance(outcome, sqlite3.OperationalError) for outcome in outcomes)
    assert heard == []
    spy.failing = False
    await store("after")
    assert await _names(database) == {"after"}
    assert heard == ["posts"]


async def test_cancelled_writes_among_others_are_stored_whole_or_not_at_all(database: Database) -> None:
    randomly = random.Random(11)  # noqa: S311 - chooses moments, guards nothing
    kept: set[str] = set()
    for crowd in range(40):
        tasks = {f"{crowd}.{number}": None for number in range(8)}
        running = {name: asyncio.create_task(_store(database, name)) for name in tasks}
        for name, task in running.items():
            for _ in range(randomly.randrange(5)):
                await asyncio.sleep(0)
            if randomly.random() < 0.4:
                await asyncio.sleep(randomly.random() / 1000)
            if randomly.random() < 0.5:
                task.cancel()
            else:
                kept |= {name, f"{name}+"}
        await asyncio.gather(*running.values(), return_exceptions=True)
    await _store(database, "last")
    assert not database._writer.in_transaction
    names = await _names(database)
    assert kept <= names
    assert {name.rstrip("+") + "+" for name in names} == {name for name in names if name.endswith("+")}


async def test_everything_cancelled_at_once_leaves_no_open_transaction(database: Database) -> None:
    for steps in range(25):
        tasks = [asyncio.create_task(_store(database, f"{steps}.{number}")) for number in range(5)]
        for _ in range(steps):
            await asyncio.sleep(0)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*tasks, *others, return_exceptions=True)
        await _store(database, f"after{steps}")
        assert not database._writer.in_transaction
        assert f"after{steps}+" in await _names(database)
    names = await _names(database)
    assert {name.rstrip("+") + "+" for name in names} == {name for name in names if name.endswith("+")}


async def test_who_catches_the_failure_of_something_due_cannot_save_the_transaction(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with database.write() as writer:
            await bookkeeping.note(writer, "a", "1")
            writer.run_soon("INSERT INTO bookkeeping (name, value) VALUES ('a', '2')")
            with suppress(sqlite3.IntegrityError):
                await writer.value("SELECT 1")
    assert await _names(database) == set()


async def test_closing_among_writes_stores_what_had_its_turn(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "closing.db"
    migrate(path, backups=tmp_path, now=clock.now())
    database = await Database.open(path)
    before = [asyncio.create_task(_store(database, f"{number}")) for number in range(3)]
    await asyncio.sleep(0)
    await database.close()
    await asyncio.gather(*before)
    opened = await Database.open(path)
    assert len(await _names(opened)) == 6
    await opened.close()


async def test_emptying_the_log_among_writes_waits_for_their_commit(database: Database) -> None:
    writes = [asyncio.create_task(_store(database, f"{number}")) for number in range(3)]
    await asyncio.sleep(0)
    assert await database.empty_log()
    assert len(await _names(database)) == 6
    await asyncio.gather(*writes)

"""The log as it is set up for a running bot: nothing that anybody typed, at any level, whoever writes the line."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import sys
from collections.abc import Generator

import pytest

from bot import logs
from data.database import Database

QUIETED = ("", "discord", "apscheduler", "aiosqlite", "asyncio")


@pytest.fixture(params=[False, True], ids=["lines", "json"])
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Generator[io.StringIO]:
    """Set the log up as the command line does, at its most talkative, and return what it writes."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    root = logging.getLogger()
    handlers = list(root.handlers)
    levels = {name: logging.getLogger(name).level for name in QUIETED}
    # Whatever ran before may have silenced all logging, as a benchmark does.
    silenced = root.manager.disable
    logging.disable(logging.NOTSET)
    root.handlers = []
    logs.configure("DEBUG", as_json=request.param)
    yield written
    root.handlers = handlers
    logging.disable(silenced)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_the_values_of_a_statement_are_not_logged(database: Database, told: io.StringIO) -> None:
    async with database.write() as writer:
        assert await writer.value("SELECT :typed", typed="MARKER") == "MARKER"
    logging.getLogger("bot").debug("still heard")
    assert "still heard" in told.getvalue()
    assert "MARKER" not in told.getvalue()


async def test_a_task_that_nobody_awaits_fails_without_its_exceptions_words(told: io.StringIO) -> None:
    async def fail(typed: str) -> None:
        raise ValueError(typed)

    task = asyncio.get_running_loop().create_task(fail("MARKER"))
    await asyncio.wait([task])
    del task
    gc.collect()
    assert "Task exception was never retrieved" in told.getvalue()
    assert "ValueError" in told.getvalue()
    assert "MARKER" not in told.getvalue()


async def test_a_callback_that_fails_is_named_without_its_arguments(told: io.StringIO) -> None:
    def fail(typed: str) -> None:
        raise ValueError(typed)

    asyncio.get_running_loop().call_soon(fail, "MARKER")
    await asyncio.sleep(0)
    assert "Exception in callback" in told.getvalue()
    assert "MARKER" not in told.getvalue()


def test_an_exception_is_described_by_its_kind_and_place_down_to_its_cause(told: io.StringIO) -> None:
    typed = "é " + "MARK" + "ER"
    try:
        try:
            typed.encode("ascii")
        except UnicodeEncodeError as error:
            raise RuntimeError(typed) from error
    except RuntimeError:
        logging.getLogger("discord.ui.view").exception("Ignoring exception in a view")
    assert "UnicodeEncodeError" in told.getvalue()
    assert "RuntimeError" in told.getvalue()
    assert "MARKER" not in told.getvalue()


def test_an_incident_in_json_is_one_object(told: io.StringIO, request: pytest.FixtureRequest) -> None:
    with logs.log_context(community=1):
        logging.getLogger("bot").error("incident %s", "AB12CD")
    assert "AB12CD" in told.getvalue()
    if request.node.callspec.params["told"]:
        assert json.loads(told.getvalue())["community"] == 1

"""A demo world as a visitor finds it, and its host on a free port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.demo.clock import FlowingClock
from bot.demo.command import make_bot
from bot.demo.seed import beginning, seed
from bot.demo.simulator import CAPABILITY_HEADER
from bot.demo.web import Host
from bot.demo.world import DemoWorld

NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)


@dataclass
class Browser:
    """Talks to the host as the pages do."""

    session: aiohttp.ClientSession
    address: str

    async def state(self, who: str) -> dict[str, Any]:
        async with self.session.get(f"{self.address}demo/state", params={"as": who}) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, Any]:
        async with self.session.post(self.address + path, json=body, headers=headers) as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await (answer.json() if is_json else answer.text())

    async def open(self, who: str, place: str) -> Page:
        places = (await self.state(who))["places"]
        wanted = next(one for one in places if one["name"] == place)
        status, answer = await self.post("demo/open", {"as": who, "channel": wanted["id"]})
        assert status == 200, answer
        capability = answer["page"].partition("#")[2]
        status, snapshot = await self.post("api/pages", {}, **{CAPABILITY_HEADER: capability})
        assert status == 200, snapshot
        return Page(self, capability, snapshot)


@dataclass
class Page:
    """One conversation, open in a tab."""

    browser: Browser
    capability: str
    snapshot: dict[str, Any]
    sequence: int = 0

    @property
    def headers(self) -> dict[str, str]:
        return {CAPABILITY_HEADER: self.capability, "X-Simcord-Context": self.snapshot["context"]["id"]}

    @property
    def texts(self) -> list[str]:
        return [self.snapshot["messages"][one]["content"] for one in self.snapshot["timeline"]]

    async def look(self) -> list[str]:
        async with self.browser.session.get(f"{self.browser.address}api/state", headers=self.headers) as answer:
            self.snapshot = await answer.json()
        return self.texts

    async def act(self, kind: str, **more: Any) -> dict[str, Any]:
        self.sequence += 1
        body = {
            "protocol_version": 3,
            "kind": kind,
            "sequence": self.sequence,
            "request_id": f"r{self.sequence}",
            "generation": self.snapshot["context"]["generation"],
            "bot_generation": self.snapshot["botGeneration"],
            "published_revision": self.snapshot["publishedRevision"],
            **more,
        }
        status, receipt = await self.browser.post("api/action", body, **self.headers)
        assert status == 200, receipt
        return receipt


@asynccontextmanager
async def a_world(folder: Path) -> AsyncIterator[DemoWorld]:
    """A server with its people and the bot, a year before NOW."""
    world = DemoWorld(make_bot(folder), FlowingClock(beginning(NOW)))
    try:
        await world.start()
        yield world
    finally:
        await world.stop()


@asynccontextmanager
async def a_browser(world: DemoWorld) -> AsyncIterator[Browser]:
    """A visitor's browser, with time flowing."""
    host = Host(world)
    world.keep_time()
    try:
        address = await host.open(0)
        async with aiohttp.ClientSession() as session:
            yield Browser(session, address)
    finally:
        await host.close()


@pytest_asyncio.fixture
async def bare(tmp_path: Path) -> AsyncIterator[DemoWorld]:
    """The server before anybody did anything."""
    async with a_world(tmp_path) as world:
        yield world


@pytest_asyncio.fixture
async def browser(bare: DemoWorld) -> AsyncIterator[Browser]:
    """A browser on the bare server."""
    async with a_browser(bare) as browser:
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DemoWorld]:
    """The server with its history, today. It takes seconds to make, so a module shares one."""
    async with a_world(tmp_path_factory.mktemp("demo")) as world:
        assert await seed(world, NOW) == []
        yield world


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def visitor(world: DemoWorld) -> AsyncIterator[Browser]:
    """A browser on the server with its history."""
    async with a_browser(world) as browser:
        yield browser

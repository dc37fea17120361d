"""A running world for each journey."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.journeys.world import World


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Let the test itself read the simulated time, as the simulator's own plugin does for its fixture."""
    worlds = [value for value in getattr(item, "funcargs", {}).values() if isinstance(value, World)]
    if len(worlds) != 1:
        return (yield)
    with worlds[0].env.time_context():
        return (yield)


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncGenerator[World]:
    """The bot in a server that was joined, on a Monday morning in Perth; not set up yet."""
    async with World.open(tmp_path / "data") as opened:
        yield opened

"""`python -m bot demo`: start it, say where it is, end it cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from bot import logs
from bot.app import build
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.demo.clock import FlowingClock
from bot.demo.seed import beginning, seed
from bot.demo.smoke import SmokeFailed, smoke
from bot.demo.web import Host
from bot.demo.world import DemoWorld

log = logging.getLogger(__name__)

FINE, FAILED = 0, 1
PORTS_TRIED = 10

Play = Callable[[DemoWorld], Awaitable[None]]
Say = Callable[[str], None]


def run_demo(port: int, smoke: bool) -> int:
    """Run the demo until Ctrl-C, or its smoke run; return the exit code. Leaves nothing behind."""
    logs.configure("ERROR", as_json=False)
    with tempfile.TemporaryDirectory(prefix="commonroom-demo-", dir=_memory(), ignore_cleanup_errors=True) as folder:
        try:
            return asyncio.run(_smoke(Path(folder)) if smoke else _demo(Path(folder), port))
        except KeyboardInterrupt:  # where the loop knows no signals
            return FINE


def _memory() -> str | None:
    """A folder in memory, where there is one: a year of history is many small writes, each made durable."""
    memory = Path("/dev/shm")  # noqa: S108 - a private folder is made in it
    return str(memory) if "TMPDIR" not in os.environ and os.access(memory, os.W_OK | os.X_OK) else None


def make_bot(folder: Path) -> Callable[[Clock], Any]:
    """How to build the bot, exactly as for Discord, with its data in `folder`."""

    def make(clock: Clock) -> Any:
        return build(Settings(_env_file=None, token=None, data=folder), clock=clock)  # type: ignore[call-arg]

    return make


async def _demo(folder: Path, port: int) -> int:
    world = DemoWorld(make_bot(folder), FlowingClock(beginning(today := SystemClock().now())))
    host = Host(world)

    async def live(stopped: asyncio.Event) -> None:
        print("Commonroom demo: the community is moving in (about ten seconds) ...", flush=True)
        await world.start()
        for complaint in await seed(world, today):
            log.error("The history has a gap: %s", complaint)
        world.keep_time()
        address = await _listen(host, port)
        print(f"Open {address} in your browser. Ctrl-C ends the demo; nothing of it is kept.", flush=True)
        await stopped.wait()

    try:
        await until_told_to_stop(live)
    except OSError as error:
        print(f"The demo found no free port from {port} on: {error.strerror}. Try --port.", file=sys.stderr)
        return FAILED
    finally:
        await host.close()
        await world.stop()
    return FINE


async def _smoke(folder: Path) -> int:
    world = DemoWorld(make_bot(folder), FlowingClock(beginning(today := SystemClock().now())))

    async def live(_: asyncio.Event) -> None:
        await world.start()
        if complaints := await seed(world, today):
            raise SmokeFailed(f"the history could not be made: {complaints[0]}")
        await smoke(world, print)

    try:
        await until_told_to_stop(live)
    except SmokeFailed as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return FAILED
    finally:
        await world.stop()
    return FINE


async def _listen(host: Host, port: int) -> str:
    """Open the first free port from `port` on; 0 lets the system choose."""
    for candidate in range(port, port + (PORTS_TRIED if port else 1)):
        try:
            return await host.open(candidate)
        except OSError:
            if candidate == port + PORTS_TRIED - 1 or not port:
                raise
    raise AssertionError("unreachable")


async def until_told_to_stop(live: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Run `live` until it ends or SIGINT or SIGTERM comes, which it may wait for by the event it gets.

    Told to stop in the middle of something else, it is given a moment and then cancelled.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C cancels us instead
            loop.add_signal_handler(sign, stopped.set)
    work = asyncio.ensure_future(live(stopped))
    told = asyncio.ensure_future(stopped.wait())
    try:
        await asyncio.wait({work, told}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            await asyncio.wait({work}, timeout=0.5)
        if not work.done():
            work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
    finally:
        told.cancel()
        work.cancel()
        await asyncio.gather(work, told, return_exceptions=True)
        for sign in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(sign)

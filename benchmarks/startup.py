"""How long from process start until the bot is ready, and how much memory it then holds.

Each start is a process of its own. It logs in, is sent its servers, and is ready when discord.py says so and whatever
waited for that has ended: for Commonroom, looking for deleted channels and starting the keepers. discord.py waits a
moment for further servers before it calls itself ready; that moment is cut to 0.1 s for both.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import machine, median_ratio, peak_memory

BARE, OURS = "bare bot", "commonroom"


@dataclass(frozen=True, slots=True)
class Start:
    """One start: wall-clock seconds and CPU seconds until ready, MiB of memory at the most."""

    seconds: float
    cpu: float
    memory: float


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks startup", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few seconds, rough figures, 20 communities at most")
    parser.add_argument("--rounds", type=int, default=None, help="rounds (default 9, quick 1)")
    parsed = parser.parse_args(arguments)
    rounds = parsed.rounds or (1 if parsed.quick else 9)
    warm_up = 0 if parsed.quick else 1
    with tempfile.TemporaryDirectory() as folder:
        print(machine(Path(folder)))
        for communities in (1, 20 if parsed.quick else 1000):
            _compare(Path(folder) / str(communities), communities, rounds, warm_up)
    return 0


def _compare(folder: Path, communities: int, rounds: int, warm_up: int) -> None:
    folder.mkdir()
    asyncio.run(_seed(folder, communities))
    size = (folder / "commonroom.db").stat().st_size / 2**20
    found: dict[str, list[Start]] = {BARE: [], OURS: []}
    for number in range(-warm_up, rounds):
        for name in found if number % 2 else reversed(found):
            start = _start(name, folder, communities)
            if number >= 0:
                found[name].append(start)
    servers = "1 community" if communities == 1 else f"{communities:,} communities"
    print(f"\n{servers} ({size:.1f} MiB of rows), {rounds} rounds")
    print(f"  {'':12}{'ready s':>9}{'CPU s':>9}{'MiB':>9} |{'x ' + BARE + ': ready':>20}{'CPU':>8}{'memory':>8}")
    theirs = _columns(found[BARE])
    for name, starts in found.items():
        own = _columns(starts)
        seconds, cpu, memory = (statistics.median(column) for column in own)
        ratios = [median_ratio(one, other) for one, other in zip(own, theirs, strict=True)]
        print(f"  {name:12}{seconds:9.2f}{cpu:9.2f}{memory:9.0f} |{ratios[0]:20.2f}{ratios[1]:8.2f}{ratios[2]:8.2f}")


def _columns(starts: Sequence[Start]) -> tuple[list[float], list[float], list[float]]:
    return [one.seconds for one in starts], [one.cpu for one in starts], [one.memory for one in starts]


async def _seed(folder: Path, communities: int) -> None:
    """Fill the file, and let the commands be registered, as after a first start."""
    from benchmarks import seeding
    from benchmarks.offline import Wire, running

    bot = _build(folder)
    async with running(bot, Wire()):
        for first in range(0, communities, 50):
            async with bot.context.database.write() as writer:
                for index in range(first, min(first + 50, communities)):
                    await seeding.community(writer, index, bot.clock.now())


def _build(folder: Path):
    from bot.app import build
    from bot.clock import SystemClock
    from bot.config import Settings

    logging.disable(logging.WARNING)
    return build(Settings(_env_file=None, data=folder), clock=SystemClock())  # pyright: ignore[reportCallIssue]


def _start(name: str, folder: Path, communities: int) -> Start:
    """Start one process and wait until it says that it is ready."""
    code = f"from benchmarks.startup import child; child({name!r}, {str(folder)!r}, {communities})"
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - began
        process.stdout.read()
    if process.returncode or not line:
        raise RuntimeError(f"{name} did not start")
    told = json.loads(line)
    return Start(seconds, told["cpu"], told["memory"])


def child(name: str, folder: str, communities: int) -> None:
    """Be the process that is measured: start one bot, tell when it is ready, and end."""
    asyncio.run(_child(name, Path(folder), communities))


async def _child(name: str, folder: Path, communities: int) -> None:
    from benchmarks.offline import Wire, running
    from benchmarks.payloads import guild_id

    if name == BARE:
        from benchmarks.bare import BareBot

        bot = BareBot()
    else:
        bot = _build(folder)
    async with running(bot, Wire([guild_id(index) for index in range(communities)])):
        while left := [task for task in asyncio.all_tasks() if task.get_name() == "discord.py: on_ready"]:
            await asyncio.wait(left)
        print(json.dumps({"cpu": time.process_time(), "memory": peak_memory()}), flush=True)

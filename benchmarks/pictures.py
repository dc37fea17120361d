"""What a picture of a result costs: with the library that we use and, where it is installed beside, with matplotlib.

Each is measured in a process of its own: the import and the first picture from a cold start, then the median of
several pictures of ten bars with patterns, and the memory that all of it added. Last, how long the event loop stands
still at most while the pictures of twenty polls are drawn on their thread.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measuring import machine

OURS, OTHER = "bot.charts (Pillow)", "matplotlib"
BARS = 10


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks pictures", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few seconds, rough figures")
    parser.add_argument("--measure", choices=(OURS, OTHER), help=argparse.SUPPRESS)
    parsed = parser.parse_args(arguments)
    pictures = 3 if parsed.quick else 30
    if parsed.measure:
        print(json.dumps(_measure(parsed.measure, pictures)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        print(machine(Path(folder)))
    print(f"\n  {'':22}{'import ms':>11}{'first ms':>10}{'each ms':>9}{'MiB':>6}{'KiB of PNG':>12}")
    for name in (OURS, OTHER):
        print(f"  {name:22}{_in_a_process(name, quick=parsed.quick)}")
    polls = 3 if parsed.quick else 20
    print(f"\n  {polls} pictures at once: the event loop stands still for {_longest_pause(polls):.0f} ms at most")
    return 0


def _in_a_process(name: str, *, quick: bool) -> str:
    """Return the figures of one library, or that it is not there."""
    command = [sys.executable, "-m", "benchmarks", "pictures", "--measure", name, *(["--quick"] if quick else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ourselves
    if done.returncode != 0:
        return " not installed" if "ModuleNotFoundError" in done.stderr else f" failed: {done.stderr[-200:]}"
    imported, first, each, memory, size = json.loads(done.stdout)
    return f"{imported:11.0f}{first:10.0f}{each:9.0f}{memory:6.0f}{size:12.0f}"


def _measure(name: str, pictures: int) -> list[float]:
    """Return milliseconds of the import, of the first picture and of each, MiB added, and KiB of the file."""
    before, began = _resident(), time.perf_counter()
    draw = _ours() if name == OURS else _other()
    imported = time.perf_counter() - began
    seconds: list[float] = []
    size = 0
    for _ in range(pictures + 1):
        began = time.perf_counter()
        size = len(draw())
        seconds.append(time.perf_counter() - began)
    each = statistics.median(seconds[1:])
    return [imported * 1000, seconds[0] * 1000, each * 1000, (_resident() - before) / 2**20, size / 1024]


def _resident() -> int:
    """Return the bytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def _ours() -> Callable[[], bytes]:
    from bot.charts import bars
    from bot.charts.values import BarChart, Fill, Part, Row

    fills = list(Fill)
    rows = tuple(
        Row(f"Topic number {n} of the ballot", f"{n} votes", (Part(n / BARS, fills[n % len(fills)]),))
        for n in range(1, BARS + 1)
    )
    chart = BarChart("Which topic shall we take next?", rows, foot="10 members voted.")
    return lambda: bars.draw(chart)


def _other() -> Callable[[], bytes]:
    import io

    import matplotlib  # pyright: ignore[reportMissingImports]

    matplotlib.use("Agg")
    from matplotlib.figure import Figure  # pyright: ignore[reportMissingImports]

    def draw() -> bytes:
        figure = Figure(figsize=(6.2, 7.5), dpi=100)
        axes = figure.subplots()
        names = [f"Topic number {n} of the ballot" for n in range(1, BARS + 1)]
        axes.barh(names, range(1, BARS + 1), hatch="/")
        axes.set_title("Which topic shall we take next?")
        figure.tight_layout()
        out = io.BytesIO()
        figure.savefig(out, format="png")
        return out.getvalue()

    return draw


def _longest_pause(polls: int) -> float:
    """Return the longest time, in milliseconds, that a task woke too late while pictures were drawn."""
    from bot.ui.pictures import Picture, drawn

    draw = _ours()
    draw()

    async def watch() -> float:
        drawing = asyncio.create_task(drawn(Picture(f"{n}.png", "", draw) for n in range(polls)))
        worst = 0.0
        while not drawing.done():
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            worst = max(worst, time.perf_counter() - began - 0.001)
        return worst * 1000

    return asyncio.run(watch())

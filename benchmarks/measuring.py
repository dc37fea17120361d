"""Rounds, ratios and tables: every figure stands beside a baseline that was measured in the same run."""

from __future__ import annotations

import os
import platform
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import discord


def machine(folder: Path | None = None) -> str:
    """Return the line that says where the figures come from."""
    parts = [
        f"{os.cpu_count()} cores ({_processor()})",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        f"discord.py {discord.__version__}",
        f"SQLite {sqlite3.sqlite_version}",
        f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
        f"one fsync {_fsync_milliseconds(folder):.2f} ms" if folder else "",
    ]
    return "machine: " + ", ".join(part for part in parts if part)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def _fsync_milliseconds(folder: Path) -> float:
    """Return the median time for one page to be safe on this disk, which every stored tap waits for."""
    path, taken = folder / "fsync", []
    with path.open("wb", buffering=0) as file:
        for _ in range(50):
            file.write(bytes(4096))
            started = time.perf_counter()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - started)
    path.unlink()
    return statistics.median(taken) * 1e3


def peak_memory() -> float:
    """Return the most memory this process ever held, in MiB."""
    try:
        # Linux's getrusage also counts what the parent held when it forked.
        status = Path("/proc/self/status").read_text()
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / 2**20 if sys.platform == "darwin" else most / 2**10
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) / 2**10


@dataclass(frozen=True, slots=True)
class Sample:
    """One round of one case: CPU of the process for each interaction, and the latency of the answer."""

    cpu_us: float
    p50_ms: float
    p99_ms: float


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of `values` lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median over the rounds of one round's figure over that of its neighbour."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def print_table(title: str, rounds: Mapping[str, Sequence[Sample]], baselines: Sequence[str]) -> None:
    """Print a row for each case: medians for orientation, and ratios to each baseline."""
    print(f"\n{title}")
    heads = "".join(f" | {'x ' + name:>28}" for name in baselines)
    print(f"  {'':26}{'CPU us':>9}{'p50 ms':>9}{'p99 ms':>9}{heads}")
    print(f"  {'':26}{'':>27}" + f" |{'CPU':>9}{'p50':>10}{'p99':>10}" * len(baselines))
    for case, samples in rounds.items():
        own = _columns(samples)
        line = f"  {case:26}" + "".join(
            f"{statistics.median(column):9.{digits}f}" for column, digits in zip(own, (0, 2, 2), strict=True)
        )
        for baseline in baselines:
            ratios = [median_ratio(ours, theirs) for ours, theirs in zip(own, _columns(rounds[baseline]), strict=True)]
            line += " |" + f"{ratios[0]:9.2f}" + "".join(f"{ratio:10.2f}" for ratio in ratios[1:])
        print(line)


def _columns(samples: Sequence[Sample]) -> tuple[list[float], list[float], list[float]]:
    return (
        [sample.cpu_us for sample in samples],
        [sample.p50_ms for sample in samples],
        [sample.p99_ms for sample in samples],
    )

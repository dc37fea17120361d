"""`python -m bot demo` starts, says where it is, and ends cleanly, as a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the demo puts its folder; in memory if possible, as it does by itself."""
    memory = Path("/dev/shm")  # noqa: S108 - a private folder is made in it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


@pytest.fixture
def demo(folder: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", "0"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def await_line(process: subprocess.Popen[str], start: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(start):
            return line
    pytest.fail(f"no line {start!r}: {process.stderr.read() if process.stderr else ''}")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_it_serves_until_ctrl_c_and_leaves_nothing(demo: subprocess.Popen[str], folder: Path) -> None:
    address = await_line(demo, "Open ").split()[1]
    with urllib.request.urlopen(address + "demo/state?as=alice", timeout=10) as answer:  # noqa: S310 - our own address
        assert answer.status == 200
    assert list(folder.glob("commonroom-demo-*"))
    began = time.monotonic()
    demo.send_signal(signal.SIGINT)
    _, errors = demo.communicate(timeout=10)
    assert time.monotonic() - began < 3
    assert (demo.returncode, errors) == (0, "")
    assert not list(folder.glob("commonroom-demo-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("seconds", [0.0, 2.0])
def test_it_can_be_stopped_while_it_is_still_starting(
    demo: subprocess.Popen[str], folder: Path, seconds: float
) -> None:
    await_line(demo, "Commonroom demo")
    time.sleep(seconds)
    demo.send_signal(signal.SIGTERM)
    _, errors = demo.communicate(timeout=10)
    assert (demo.returncode, errors) == (0, "")
    assert not list(folder.glob("commonroom-demo-*"))

"""Stand-ins for the name model, for its process to run: each behaves in one way a model can."""

from __future__ import annotations

import os
import time
from pathlib import Path


def answering(text: str) -> tuple[tuple[int, int], ...]:
    """Take the word Quillfeather for a person."""
    at = text.find("Quillfeather")
    return () if at < 0 else ((at, at + len("Quillfeather")),)


def late(text: str) -> tuple[tuple[int, int], ...]:
    """Load at once and then take far longer than anybody waits."""
    if text:
        time.sleep(600)
    return ()


def raising(text: str) -> tuple[tuple[int, int], ...]:
    """Fail with words that quote the text."""
    raise ValueError(f"cannot read {text}")


def dying(text: str) -> tuple[tuple[int, int], ...]:
    """End the process at each text, as running out of memory does."""
    if text:
        os._exit(1)
    return ()


def dying_once(text: str) -> tuple[tuple[int, int], ...]:
    """End the process at the first text, whose words are a file to remember that by, and answer the next."""
    if text.startswith("file:"):
        Path(text.removeprefix("file:")).touch()
        os._exit(1)
    return answering(text)

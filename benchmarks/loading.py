"""What the identifier check costs before its first text, measured in a process of its own; prints two figures.

Run as `python -m benchmarks.loading`, with `--ner` for the name model too: milliseconds until it can
check, and MiB that the process grew by.
"""

from __future__ import annotations

import sys
import time

from benchmarks.measuring import peak_memory


def main() -> None:
    """Import the check, load its lists, check a line, and print what that took."""
    before = peak_memory()
    began = time.process_time()
    from bot.domain.identifiers import find
    from data import lexicon

    words = lexicon.load()
    if "--ner" in sys.argv:
        from bot import name_worker

        name_worker.people("")
    ready = time.process_time() - began
    find("Ring Dr Mary Holloway on 0491 570 156, or write to mary@example.com.", lexicon=words)
    print(f"{ready * 1000:.0f} {peak_memory() - before:.1f}")


if __name__ == "__main__":
    main()

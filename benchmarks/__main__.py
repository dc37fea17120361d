"""The command line: `python -m benchmarks [NAME] [--quick]`; without a name it lists what there is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

BENCHMARKS = {
    "interactions": "a vote and an answer to a meeting, against a bare bot and a bare bot that stores one row",
    "identifiers": "what the identifier check finds, its false alarms, and its time, over the labelled set",
    "library": "a search among 10,000 released cases of one community, beside 10,000 of others",
    "times": "what our reader of times and, where installed, three libraries make of the corpus of phrases",
    "pictures": "what drawing a result costs, and how long the event loop stands still for it",
    "startup": "from process start to ready, with 1 and with 1,000 communities, against a bare bot",
}
"""Each is a module here with `main(arguments) -> int`, which takes `--quick` (a few seconds, rough figures)."""


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark that is named first, or list them; return the exit code."""
    if not arguments or arguments[0] not in BENCHMARKS:
        print("python -m benchmarks NAME [--quick]\n")
        for name, what in BENCHMARKS.items():
            print(f"  {name:14}{what}")
        return 2 if arguments else 0
    found: int = import_module(f"benchmarks.{arguments[0]}").main(list(arguments[1:]))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

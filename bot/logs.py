"""The log: ids and codes, never a name, never a word that a person typed."""

from __future__ import annotations

import json
import logging
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from bot.domain.errors import CopError

_context: ContextVar[dict[str, object]] = ContextVar("log_context", default={})  # noqa: B039 - never mutated


@contextmanager
def log_context(**ids: object) -> Iterator[None]:
    """Add `ids` (community, verb, timer …) to every line logged inside the block.

    Never a member's: a refusal would tell who wrote an anonymous case or a private answer, and when. Whoever is helped
    has the incident code.
    """
    token = _context.set({**_context.get(), **ids})
    try:
        yield
    finally:
        _context.reset(token)


class ContextFilter(logging.Filter):
    """Puts the ids of the present context on each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, without the words of an exception that asyncio quotes in its message."""
        record.ids = dict(_context.get())
        if record.name == "asyncio" and record.exc_info:
            # Its second line is the failed task with the exception in full; a callback is named with its arguments.
            record.msg, record.args = record.getMessage().partition("\n")[0].partition("(")[0], None
        return True


def describe_exception(error: BaseException) -> str:
    """Return where an exception came from, and its type, but not its message, which may hold what a person typed.

    The messages of SQLite, of the operating system and of our own refusals are kept: they hold names of columns,
    files and codes.
    """
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None:
        lines += [line.rstrip("\n") for line in traceback.format_tb(current.__traceback__)]
        name = f"{type(current).__module__}.{type(current).__qualname__}"
        told = isinstance(current, sqlite3.Error | OSError | CopError)
        lines.append(f"{name}: {current}" if told else name)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(lines)


class LineFormatter(logging.Formatter):
    """One readable line: time, level, logger, message, ids."""

    def formatException(self, ei: Any) -> str:
        """Return an exception without its message."""
        return describe_exception(ei[1]) if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        ids = " ".join(f"{name}={value}" for name, value in getattr(record, "ids", {}).items())
        line = super().format(record)
        return f"{line} [{ids}]" if ids else line


class JsonFormatter(LineFormatter):
    """One JSON object a line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object as text."""
        entry: dict[str, object] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "ids", {}),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)


def configure(level: str, *, as_json: bool) -> None:
    """Send the log of the whole process to standard error; called once, from the command line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(ContextFilter())
    handler.setFormatter(
        JsonFormatter() if as_json else LineFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # These two describe every request, which would drown what matters.
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLevelName(level)))
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    # At DEBUG it writes every statement with its values, which are what people typed.
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)

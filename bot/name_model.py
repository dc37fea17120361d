"""The optional name model: one process of its own, asked with a time limit; without an answer the rules go on alone."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context
from multiprocessing.process import BaseProcess

from bot import name_worker

_log = logging.getLogger(__name__)

Spans = tuple[tuple[int, int], ...]
Work = Callable[[str], Spans]
"""What the process does with a text; a function of a module, so that another process can import it."""

SECONDS = 2.0
"""How long an author waits for the model, at most."""


class NameModel:
    """Asks a process of its own who is named in a text. `open` it first; `close` ends the process at once.

    A process that dies is replaced once; when the second one dies too, nobody is asked any more until the next start.
    """

    def __init__(self, work: Work | None = None, *, seconds: float = SECONDS) -> None:
        if work is None and name_worker.installed():
            work = name_worker.people
        self._work = work
        self._seconds = seconds
        self._pool: ProcessPoolExecutor | None = None
        self._processes: set[BaseProcess] = set()
        self._spare = 1
        self._late: Future[Spans] | None = None
        self._changing = asyncio.Lock()

    async def open(self) -> None:
        """Start the process and let it load the model meanwhile; says in the log if the extra is not installed."""
        if self._work is None:
            _log.warning("COMMONROOM_NER is set, but the extra [ner] is not installed: names are found by rules alone")
            return
        async with self._changing:
            await asyncio.to_thread(self._start, self._work)

    async def people(self, text: str) -> Spans | None:
        """Return where `text` names people; None when no answer came in time. Never raises, never logs the text."""
        pool, work = self._pool, self._work
        if pool is None or work is None or (self._late is not None and not self._late.done()):
            return None
        self._late = None
        answer: Future[Spans] | None = None
        try:
            answer = pool.submit(work, text)
            async with asyncio.timeout(self._seconds):
                return await asyncio.shield(asyncio.wrap_future(answer))
        except TimeoutError:
            if answer is not None and not answer.cancel():
                # Whoever asks next need not wait behind it.
                self._late = answer
        except BrokenProcessPool:
            await self._replace(pool)
        except Exception as error:
            _log.warning("the name model failed: %s", type(error).__name__)
        return None

    async def close(self) -> None:
        """End the process, whatever it is doing; harmless when repeated."""
        async with self._changing:
            self._spare = 0
            pool, self._pool = self._pool, None
            if pool is not None:
                await asyncio.to_thread(self._stop, pool)

    async def _replace(self, broken: ProcessPoolExecutor) -> None:
        async with self._changing:
            if self._pool is not broken or self._work is None:
                return
            self._pool = None
            await asyncio.to_thread(self._stop, broken)
            if not self._spare:
                _log.error("the name model's process died again: names are found by rules alone until the next start")
                return
            self._spare -= 1
            _log.warning("the name model's process died and is replaced")
            await asyncio.to_thread(self._start, self._work)

    def _start(self, work: Work) -> None:
        pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_leave_stopping_to_the_bot)
        others = set(active_children())
        warming = pool.submit(work, "")
        warming.add_done_callback(_hear)
        self._processes = set(active_children()) - others
        self._pool = pool

    def _stop(self, pool: ProcessPoolExecutor) -> None:
        for process in self._processes:
            # It may be in the middle of a text, and holds nothing to save.
            with contextlib.suppress(ValueError):
                process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def _hear(done: Future[Spans]) -> None:
    """Take the outcome of loading the model: a failure shows at the next question."""
    if not done.cancelled():
        done.exception()


def _leave_stopping_to_the_bot() -> None:
    """Ctrl-C reaches every process of a terminal; the bot ends this one itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

"""Write transactions that share one commit, and so one wait for the disk."""

from __future__ import annotations

import asyncio
import sqlite3


class Batch:
    """What several transactions wait for that found others queueing behind them: the one commit of them all."""

    def __init__(self) -> None:
        self.commit: asyncio.Task[None] | None = None
        self.failure: BaseException | None = None

    async def stored(self) -> None:
        """Wait until everything is stored; raises sqlite3.OperationalError if nothing of it is."""
        if self.commit is not None:
            await asyncio.wait([self.commit])
        if self.failure is not None:
            raise sqlite3.OperationalError("the commit failed") from self.failure

"""A process that votes and delivers timers until it is killed; run by test_kill.py.

It prints `vote N M` only after the service has answered that member N's vote for option M is stored, and writes
`sent NONCE` only where a real one would have handed a message to Discord.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from datetime import timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.domain.ids import CommunityId, MemberId, OptionId, PollId
from bot.domain.people import Actor
from bot.domain.timers import PlannedTimer, Timer
from bot.services import polls
from bot.services.context import ServiceContext
from bot.timekeeper import Timekeeper
from data import timers
from data.ballot_keys import BallotKeys
from data.database import Database
from data.vault import Vault


async def main(folder: Path, poll: int, options: list[int], run: int) -> None:
    """Vote as members 11 to 14 in turn, each vote with a timer, for ever."""
    database, vault = await Database.open(folder / "commonroom.db"), Vault.open(folder / "key")
    context = ServiceContext(database, SystemClock(), vault, BallotKeys(folder / "ballot-keys"))

    async def deliver(timer: Timer) -> None:
        print("sent", timer.nonce, timer.dedupe_key, flush=True)

    keeper = Timekeeper(context, {"test.send": deliver})
    await keeper.start()
    print("ready", flush=True)
    for turn in itertools.count():
        member, option = 11 + turn % 4, options[(turn // 4 + turn) % len(options)]
        print("try", member, option, flush=True)
        actor = Actor(CommunityId(1), MemberId(member))
        await polls.cast(context, actor, PollId(poll), [OptionId(option)])
        print("vote", member, option, flush=True)
        key = f"{run}.{turn}"
        async with context.database.write() as writer:
            due = context.clock.now() - timedelta(seconds=1)
            await timers.plan(writer, [PlannedTimer("test.send", CommunityId(1), turn, key, due)])
        print("planned", key, flush=True)


if __name__ == "__main__":
    asyncio.run(
        main(Path(sys.argv[1]), int(sys.argv[2]), [int(one) for one in sys.argv[3].split(",")], int(sys.argv[4]))
    )

"""A process that leads a meeting until it is killed; run by test_kill_meeting.py.

It prints `turn N` only after the service has answered that the run sheet is in turn N, and `seen WHO` after it has
answered that exactly these are in the voice channel.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from pathlib import Path

from bot.clock import SystemClock
from bot.domain.ids import CommunityId, MeetingId, MemberId
from bot.domain.people import Actor
from bot.services import presence, runs
from bot.services.context import ServiceContext
from bot.services.runs import Running
from data.ballot_keys import BallotKeys
from data.database import Database
from data.vault import Vault


async def main(folder: Path, meeting: int, room: int, role: int) -> None:
    """Go on, ask for more time, and see people come and go, for ever."""
    database, vault = await Database.open(folder / "commonroom.db"), Vault.open(folder / "key")
    context = ServiceContext(database, SystemClock(), vault, BallotKeys(folder / "ballot-keys"))
    actor = Actor(CommunityId(1), MemberId(10), frozenset({role}))
    screen = await runs.look_at(context, actor, MeetingId(meeting))
    assert isinstance(screen, Running)
    print("ready", flush=True)
    for count in itertools.count():
        turn = screen.run.turn
        print("try", turn + 1, flush=True)
        act = runs.go_on if count % 5 == 0 else runs.extend
        screen = await act(context, actor, MeetingId(meeting), turn)
        assert isinstance(screen, Running)
        print("turn", screen.run.turn, flush=True)
        there = frozenset(member for member in (11, 12, 13) if (count + member) % 3)
        print("look", *sorted(there), flush=True)
        await presence.observe(context, CommunityId(1), {room: there})
        print("seen", *sorted(there), flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *(int(one) for one in sys.argv[2:5])))

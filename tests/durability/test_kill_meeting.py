"""B13, B14: `kill -9` in the middle of a running meeting loses neither its step nor who was there."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.domain.ids import MeetingId
from bot.domain.meetings import Meeting
from bot.domain.people import Actor, Community, Place
from bot.domain.runs import FormatKey
from bot.services import meetings, presence, runs
from bot.services.context import ServiceContext
from bot.services.runs import Ended, Running
from data.vault import Vault
from tests.conftest import FACILITATOR_ROLE
from tests.data.meeting_rows import stored

ROOT = Path(__file__).resolve().parent.parent.parent
KILLS = 25


@pytest.mark.slow
@pytest.mark.timeout(200)
async def test_a_meeting_whose_process_is_killed_25_times_keeps_its_step_and_its_people(
    context: ServiceContext, community: Community, facilitator: Actor, tmp_path: Path
) -> None:
    real = ServiceContext(context.database, SystemClock(), context.vault, context.ballot_keys)
    Vault.open(tmp_path / "key")
    meeting = await _started(real, facilitator)
    room = community.channels[Place.VOICE]
    randomly = random.Random(2)  # noqa: S311 - chooses moments, guards nothing
    answered, there, acts = 1, frozenset[int](), 0
    for _ in range(KILLS):
        lines = _until_killed(tmp_path, meeting, room, randomly.random() * 0.06)
        attempted, looked = answered, there
        for word, *rest in lines:
            numbers = [int(one) for one in rest]
            if word == "try":
                attempted = numbers[0]
            elif word == "turn":
                answered, acts = numbers[0], acts + 1
            elif word == "look":
                looked = frozenset(numbers)
            else:
                there = frozenset(numbers)
        with closing(sqlite3.connect(tmp_path / "commonroom.db")) as connection:
            (turn,) = connection.execute("SELECT turn FROM meeting_run").fetchone()
            steps = connection.execute("SELECT began_at IS NOT NULL FROM run_step ORDER BY number").fetchall()
            people = connection.execute("SELECT member_id FROM presence WHERE until IS NULL").fetchall()
        # Killed between the commit and the answer, the newest attempt may be stored without having been answered.
        assert turn in {answered, attempted}
        assert steps == sorted(steps, reverse=True), "a step begins after the one before it"
        found = [member for (member,) in people]
        assert len(found) == len(set(found)), "nobody is there twice"
        assert frozenset(found) in {there, looked}
        answered, there = turn, frozenset(found)

    assert acts > KILLS, "the processes must have lived long enough to act"
    screen = await runs.look_at(real, facilitator, meeting.id)
    assert isinstance(screen, Running)
    await presence.observe(real, community.id, {room: frozenset({11, 12, 13})})
    for _ in range(2):
        assert isinstance(await runs.end(real, facilitator, meeting.id, screen.run.turn, None), Ended)
    with closing(sqlite3.connect(tmp_path / "commonroom.db")) as connection:
        assert connection.execute("SELECT count(*) FROM presence WHERE until IS NULL").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM audit WHERE act = 'meeting.ended'").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def _started(real: ServiceContext, facilitator: Actor) -> Meeting:
    now = real.clock.now()
    meeting = await stored(real.database, now, days=0)
    async with real.database.write() as writer:
        await meetings.launch(writer, meeting, now)
    await runs.start(real, facilitator, MeetingId(meeting.id), FormatKey.ECHO, None, as_planned=False)
    return meeting


def _until_killed(folder: Path, meeting: Meeting, room: int, seconds: float) -> list[list[str]]:
    """Let a process lead the meeting for so long, kill it, and return what it said in whole lines."""
    command = [sys.executable, "-m", "tests.durability.chair", str(folder), str(meeting.id), str(room)]
    with subprocess.Popen([*command, str(FACILITATOR_ROLE)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.kill()
        said = process.stdout.read().rpartition("\n")[0]
    return [line.split() for line in said.splitlines()]

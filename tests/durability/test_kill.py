"""K1: `kill -9` at 100 random moments loses no vote that was answered, and sends nothing under two names."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.domain.people import Actor, Community
from bot.domain.polls import Results
from bot.domain.voting import Method
from bot.services import poll_openings
from bot.services.context import ServiceContext
from data.vault import Vault

ROOT = Path(__file__).resolve().parent.parent.parent
KILLS = 100


@pytest.mark.slow
@pytest.mark.timeout(280)
async def test_k1_a_process_killed_at_100_random_moments_loses_no_vote_and_doubles_no_message(
    context: ServiceContext, community: Community, facilitator: Actor, tmp_path: Path
) -> None:
    now = ServiceContext(context.database, SystemClock(), context.vault, context.ballot_keys)
    opened = await poll_openings.open_question(
        now, facilitator, question="Which?", options="A; B; C", closes=None, method=Method.SINGLE, results=Results.LIVE
    )
    Vault.open(tmp_path / "key")
    options = ",".join(str(option.id) for option in opened.poll.options)
    randomly = random.Random(1)  # noqa: S311 - chooses moments, guards nothing
    answered: dict[int, int] = {}
    sent: dict[str, set[str]] = {}
    planned: set[str] = set()
    votes = 0
    for run in range(KILLS):
        command = [
            sys.executable,
            "-m",
            "tests.durability.voter",
            str(tmp_path),
            str(opened.poll.id),
            options,
            str(run),
        ]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603, ASYNC220
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(randomly.random() * 0.05)  # noqa: ASYNC251 - nothing else runs here
            process.kill()
            # The kill may fall into the middle of a line; what is not a whole line was not said.
            said = process.stdout.read().rpartition("\n")[0]
            lines = [line.split() for line in said.splitlines()]
        attempted: dict[int, int] = {}
        for word, *rest in lines:
            if word == "try":
                attempted[int(rest[0])] = int(rest[1])
            elif word == "vote":
                answered[int(rest[0])] = int(rest[1])
                votes += 1
            elif word == "planned":
                planned.add(rest[0])
            elif word == "sent" and len(rest) == 2:
                sent.setdefault(rest[1], set()).add(rest[0])
        for member, option in _stored(tmp_path, opened.poll.id).items():
            # Killed between the commit and the answer, the newest attempt may be stored without having been answered.
            assert option in {answered.get(member), attempted.get(member)}
            answered[member] = option
        assert set(answered) <= set(_stored(tmp_path, opened.poll.id))

    assert votes > KILLS, "the processes must have lived long enough to vote"
    assert planned - set(sent) <= _waiting(tmp_path), "a planned message is sent or still waits"
    assert all(len(nonces) == 1 for nonces in sent.values()), "sent again only under the nonce that Discord drops"
    with closing(sqlite3.connect(tmp_path / "commonroom.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _stored(folder: Path, poll_id: int) -> dict[int, int]:
    with closing(sqlite3.connect(folder / "commonroom.db")) as connection:
        rows = connection.execute("SELECT member_id, marks FROM ballot WHERE poll_id = ?", (poll_id,)).fetchall()
    return {member: int(next(iter(json.loads(marks)))) for member, marks in rows}


def _waiting(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "commonroom.db")) as connection:
        return {
            row[0] for row in connection.execute("SELECT dedupe_key FROM timer WHERE state IN ('pending', 'claimed')")
        }

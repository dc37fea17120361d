"""How long a member waits for the case library: searches among 10,000 cases, through the service, on a real file."""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path

from cryptography.fernet import Fernet

from benchmarks.measuring import machine, quantile
from bot.clock import SystemClock
from bot.domain.cases import Affirmation, Area, Ask, CaseText, LifeStage, Story
from bot.domain.discussions import NoteKind
from bot.domain.ids import CommunityId, MemberId
from bot.domain.library import search
from bot.domain.people import Actor, Community, Place
from bot.services.cases import library
from bot.services.context import ServiceContext
from bot.services.discussions import finding
from data import case_library, cases, communities, discussion_notes, discussions, follow_ups, members, posts
from data.ballot_keys import BallotKeys
from data.database import Database, Writer
from data.migrate import migrate
from data.vault import Vault

OURS, OTHERS = CommunityId(1), CommunityId(2)
ALICE, FIONA = MemberId(11), MemberId(10)
COMMON = ("patient", "pain", "weeks", "since", "history", "bloods", "normal", "tried", "medication", "review")
"""Words that stand in most cases, so that ranking has to weigh thousands of them."""


def main(arguments: Sequence[str]) -> int:
    """Print one row for each kind of search; `--quick` has 1,000 cases and few rounds."""
    quick = "--quick" in arguments
    asyncio.run(_measure(1_000 if quick else 10_000, 5 if quick else 50))
    return 0


async def _measure(size: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, clock = Path(folder) / "commonroom.db", SystemClock()
        migrate(path, backups=Path(folder), now=clock.now())
        database = await Database.open(path)
        try:
            vault, keys = Vault([Fernet.generate_key()]), BallotKeys(Path(folder) / "ballot-keys")
            context = ServiceContext(database, clock, vault, keys)
            await _seed(context, size)
            print(machine(Path(folder)))
            print(f"\n{size:,} released cases of one community, {size:,} of another")
            print(f"  {'':38}{'p50 ms':>9}{'p99 ms':>9}{'most ms':>9}")
            await _print_rows(context, rounds)
        finally:
            await database.close()


async def _print_rows(context: ServiceContext, rounds: int) -> None:
    actor = Actor(OURS, ALICE)

    async def look(query: str | None, area: str | None = None, page: int = 0, status: str | None = None) -> None:
        await library.look(context, actor, search(query, area, status, page))

    async def suggest(typed: str) -> None:
        await finding.names_like(context, actor, typed)

    async def tidy() -> None:
        async with context.database.write() as writer:
            await case_library.tidy(writer)

    rows: dict[str, Callable[[], Awaitable[None]]] = {
        "newest first": lambda: look(None),
        "newest first, one tag": lambda: look(None, Area.SKIN.value),
        "newest first, page 500": lambda: look(None, page=500),
        "a rare word": lambda: look("rare77"),
        "a word of every case": lambda: look("patient"),
        "two letters of every case": lambda: look("pa"),
        "five words of every case": lambda: look("patient pain weeks since history"),
        "a word of every case, one tag, page 20": lambda: look("patient", Area.SKIN.value, 20),
        "to be followed up": lambda: look(None, status="follow-up"),
        "a word of every case, to be followed up": lambda: look("patient", status="follow-up"),
        "a word of every learning point": lambda: look("takeaway"),
        "a name while it is typed": lambda: suggest("patient pain"),
    }
    for name, run in rows.items():
        _print_row(name, [await _timed(run) for _ in range(rounds)])
    _print_row("clearing the index after an erasure", [await _timed(tidy)])


async def _timed(run: Callable[[], Awaitable[None]]) -> float:
    started = time.perf_counter()
    await run()
    return (time.perf_counter() - started) * 1e3


def _print_row(name: str, taken: Sequence[float]) -> None:
    print(f"  {name:38}{statistics.median(taken):9.2f}{quantile(taken, 0.99):9.2f}{max(taken):9.2f}")


async def _seed(context: ServiceContext, size: int) -> None:
    randomly, now = random.Random(7), context.clock.now()  # noqa: S311 - the same cases in each run
    async with context.database.write() as writer:
        for community_id in (OURS, OTHERS):
            channels = {place: int(community_id) * 100 + index for index, place in enumerate(Place)}
            await communities.save(writer, Community(community_id, "UTC", "en-GB", channels=channels), now)
            for member_id in (ALICE, FIONA):
                await members.ensure(writer, community_id, member_id, now)
    for start in range(0, size, 500):
        async with context.database.write() as writer:
            for community_id in (OURS, OTHERS):
                for number in range(start, start + 500):
                    await _case(writer, community_id, number, _text(randomly, number), context)


async def _case(
    writer: Writer, community_id: CommunityId, number: int, text: CaseText, context: ServiceContext
) -> None:
    now = context.clock.now() - timedelta(hours=number)
    affirmation = Affirmation(1, now)
    case_id = await cases.add(
        writer, community_id, author_id=ALICE, author_sealed=None, sealed=b"s", affirmation=affirmation, now=now
    )
    await cases.release(writer, community_id, case_id, text, FIONA, now)
    await posts.keep(writer, community_id, "case", case_id, Place.CASES)
    await discussions.begin_for_case(writer, community_id, case_id, now)
    discussion = await discussions.of_case(writer, community_id, case_id)
    if discussion is not None and number % 3 == 0:
        await discussion_notes.add(writer, community_id, discussion.id, NoteKind.LEARNING, f"takeaway {number}", now)
    if number % 1000 == 0:
        await follow_ups.plan(writer, community_id, case_id, now)


def _text(randomly: random.Random, number: int) -> CaseText:
    def prose(words: int) -> str:
        return " ".join(
            randomly.choice(COMMON) if randomly.random() < 0.3 else f"word{randomly.randrange(4000)}"
            for _ in range(words)
        )

    story = Story(prose(6), LifeStage.OLDER, f"patient pain weeks since history rare{number} {prose(120)}", prose(60))
    return CaseText(story, Ask(prose(40), prose(20), randomly.choice(list(Area)), anonymous=False))

"""What a vote and an answer to a meeting cost, from Discord's event to the answer that would leave the machine.

All bots run in this process and take turns, round by round, so that a busy machine disturbs them alike. An
interaction enters as the gateway's text and leaves as the serialised answer; in a closed loop, the next one enters
when one was answered. CPU is that of the whole process, with the threads of the stores and everything an interaction
set off, such as the edit of the public message.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import logging
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from discord.ext import commands

from benchmarks import bare, payloads, seeding
from benchmarks.measuring import Sample, machine, print_table, quantile
from benchmarks.offline import Wire, running
from bot.app import build
from bot.client import CommunityBot
from bot.clock import SystemClock
from bot.config import Settings
from bot.domain.ids import CommunityId
from bot.domain.meetings import Answer
from bot.domain.people import Community
from bot.services import meetings
from bot.services.meetings import MeetingView
from cogs.meetings import cards as meeting_cards
from cogs.meetings.views import RsvpButton, answer_buttons
from cogs.polls import ballot_cards
from cogs.polls.ballots import CastButton, ballot_buttons
from data import meetings as meeting_rows
from data import polls
from data.database import Writer

CONSTANT, STORING, VOTE, RSVP = "bare bot", "bare bot + one insert", "vote", "answer to a meeting"
IN_FLIGHT = (1, 16)
SETTLING_SECONDS = 0.5
"""After this long the bots have nothing left to do from their start."""
BACKGROUND = 50
"""Communities in the file beside the one that is tapped in."""


Tasks = set[asyncio.Task[object]]


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of interaction; `prepare` returns as many of them as asked for, as the gateway's text."""

    name: str
    bot: commands.AutoShardedBot
    wire: Wire
    prepare: Callable[[int], Awaitable[list[str]]]


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks interactions", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few seconds, rough figures")
    parser.add_argument("--rounds", type=int, default=None, help="rounds (default 25, quick 2)")
    parsed = parser.parse_args(arguments)
    rounds = parsed.rounds or (2 if parsed.quick else 25)
    each = 24 if parsed.quick else 192
    asyncio.run(_run(rounds, each, background=2 if parsed.quick else BACKGROUND))
    return 0


async def _run(rounds: int, each: int, background: int) -> None:
    logging.disable(logging.WARNING)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.callback(logging.disable, logging.NOTSET)
        print(machine(folder))
        rounds_in_all = len(IN_FLIGHT) * (rounds + 1)
        cases = await _cases(stack, folder, background, rounds_in_all * seeding.communities_for(each))
        await asyncio.sleep(SETTLING_SECONDS)
        for in_flight in IN_FLIGHT:
            found = await _measure(cases, rounds, each, in_flight)
            title = f"{in_flight} in flight, {rounds} rounds of {each} interactions"
            print_table(title, found, (CONSTANT, STORING))


async def _measure(cases: Sequence[Case], rounds: int, each: int, in_flight: int) -> dict[str, list[Sample]]:
    """Run all cases in turn, each round starting with another one; the first round only warms up."""
    found: dict[str, list[Sample]] = {case.name: [] for case in cases}
    lasting = asyncio.all_tasks()
    for number in range(-1, rounds):
        first = number % len(cases)
        for case in (*cases[first:], *cases[:first]):
            sample = await drive(case, await case.prepare(each), in_flight, lasting)
            if number >= 0:
                found[case.name].append(sample)
    return found


async def idle(lasting: Tasks) -> None:
    """Wait until nothing is under way but the `lasting` tasks: the bots, their shards, and this benchmark."""
    while left := asyncio.all_tasks() - lasting:
        await asyncio.wait(left)


async def drive(case: Case, taps: Sequence[str], in_flight: int, lasting: Tasks) -> Sample:
    """Send `taps`, at most `in_flight` unanswered at a time, and wait until nothing is left to do."""
    parse = case.bot._connection.parsers["INTERACTION_CREATE"]
    waiting: dict[int, tuple[float, asyncio.Future[None]]] = {}
    latencies: list[float] = []

    def answered(interaction_id: int) -> None:
        started, future = waiting.pop(interaction_id)
        latencies.append(time.perf_counter() - started)
        future.set_result(None)

    async def tap_on() -> None:
        while queue:
            text = queue.pop()
            future = asyncio.get_running_loop().create_future()
            started = time.perf_counter()
            data = json.loads(text)
            waiting[int(data["id"])] = started, future
            parse(data)
            await future

    case.wire.on_answer = answered
    queue = list(reversed(taps))
    await idle(lasting)
    gc.collect()
    cpu = time.process_time()
    await asyncio.gather(*(tap_on() for _ in range(in_flight)))
    await idle(lasting)
    spent = time.process_time() - cpu
    if case.wire.refusals:
        raise RuntimeError(f"{case.name}: {case.wire.refusals[0]}")
    return Sample(spent / len(taps) * 1e6, quantile(latencies, 0.5) * 1e3, quantile(latencies, 0.99) * 1e3)


async def _cases(stack: AsyncExitStack, folder: Path, background: int, tapped: int) -> list[Case]:
    servers = [payloads.guild_id(index) for index in range(background + tapped)]
    plain, ours = Wire(servers), Wire(servers)
    bare_bot = bare.BareBot(folder / "bare.db")
    await stack.enter_async_context(running(bare_bot, plain))
    settings = Settings(_env_file=None, data=folder)  # pyright: ignore[reportCallIssue]
    bot = build(settings, clock=SystemClock())
    await stack.enter_async_context(running(bot, ours))
    async with bot.context.database.write() as writer:
        for index in range(background):
            await seeding.community(writer, index, bot.clock.now())
    taps = _Taps(bot, background)
    return [
        Case(CONSTANT, bare_bot, plain, lambda n: _bare_taps(bare.CONSTANT, n)),
        Case(STORING, bare_bot, plain, lambda n: _bare_taps(bare.STORING, n)),
        Case(VOTE, bot, ours, taps.votes),
        Case(RSVP, bot, ours, taps.answers),
    ]


async def _bare_taps(custom_id: str, n: int) -> list[str]:
    guild = payloads.guild_id(0)
    button = {"type": 2, "id": 2, "style": 2, "label": "Going", "custom_id": custom_id}
    row = {"type": 1, "id": 1, "components": [button]}
    on = payloads.message(payloads.fresh_id(), guild + 13, content="Who is coming?", components=[row])
    people = seeding.member_ids(CommunityId(guild))
    return [json.dumps(payloads.press(guild, people[index % len(people)], custom_id, on)) for index in range(n)]


class _Taps:
    """Makes taps as members would: each a first vote or a first answer, on screens that the bot drew.

    Each community is new and taken once, so that its poll, its card and its noticeboard are as long as they would be.
    """

    def __init__(self, bot: CommunityBot, first: int) -> None:
        self._bot = bot
        self._next = first
        self._t = bot.translator("en-GB")

    async def votes(self, n: int) -> list[str]:
        """Return `n` presses of **Cast my vote**, each on a ballot with two topics chosen."""
        found: list[str] = []
        while len(found) < n:
            async with self._bot.context.database.write() as writer:
                of = await self._community(writer)
                (poll,) = await polls.recent(writer, of.id)
            draft = ballot_cards.Draft([option.id for option in poll.options[:2]])
            on = payloads.message(
                payloads.fresh_id(),
                payloads.channel_ids(of.id)[3],
                content=ballot_cards.ballot(self._t, poll, None),
                components=ballot_buttons(self._t, poll, draft).to_components(),
                flags=payloads.EPHEMERAL,
            )
            custom_id = CastButton.id_of(of.id, poll=poll.id)
            found += [json.dumps(payloads.press(of.id, one, custom_id, on)) for one in seeding.yet_to_vote(of.id)]
        return found[:n]

    async def answers(self, n: int) -> list[str]:
        """Return `n` presses of **Going** on public cards."""
        found: list[str] = []
        while len(found) < n:
            async with self._bot.context.database.write() as writer:
                of = await self._community(writer)
                now = self._bot.clock.now()
                views = [
                    await meetings.look_at(writer, of, one, now)
                    for one in await meeting_rows.upcoming(writer, of.id, now)
                ]
            for view in views:
                on = self._card(view)
                custom_id = RsvpButton.id_of(of.id, meeting=view.meeting.id, answer=Answer.GOING)
                found += [json.dumps(payloads.press(of.id, one, custom_id, on)) for one in seeding.yet_to_answer(of.id)]
        return found[:n]

    async def _community(self, writer: Writer) -> Community:
        index, self._next = self._next, self._next + 1
        return await seeding.community(writer, index, self._bot.clock.now())

    def _card(self, view: MeetingView) -> payloads.Json:
        """Return a meeting's public card as it stands in its channel."""
        shown = answer_buttons(self._t, view)
        assert view.post is not None
        assert view.post.message_id is not None
        assert shown is not None
        return payloads.message(
            view.post.message_id,
            payloads.channel_ids(view.community.id)[3],
            embeds=[dict(meeting_cards.card(self._t, view).to_dict())],
            components=shown.to_components(),
        )

"""The whole bot, unmodified, in a simulated Discord: people click, type and wait, and see what the bot did.

A `World` owns one simulated Discord, one data folder, and one bot at a time; `restart()` ends that bot and starts a
new one on the same folder. Time is the simulator's: `advance()` moves it, and everything due happens on the way.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import simcord
import simcord.interactions
from simcord.backend import serializers

from bot.app import build
from bot.client import CommunityBot
from bot.config import Settings
from bot.demo.virtual_time import apscheduler_clock
from bot.domain.errors import CopError
from bot.domain.ids import CommunityId, MemberId
from bot.domain.joining import Point
from bot.timekeeper import SWEEP
from data import members
from tests.journeys.clock_times import bare_clock_times

MONDAY_MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Monday 2 March 2026, 01:00 UTC: 09:00 in Perth."""

STARTING_SECONDS = 30.0
"""Real time that the first bot may take to start, on a machine that is busy with other tests."""

SPARSE_FROM, SPARSE_UNTIL = timedelta(hours=12), timedelta(hours=2)
"""When more than the first passes at once, the bot sweeps each hour until the second is left, and then each minute."""


@dataclass(frozen=True)
class _SimulatedClock:
    env: list[simcord.Env]

    def now(self) -> datetime:
        return self.env[0].now()


class _ErrorRecords(logging.Handler):
    """Keeps what was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


class World:
    """One simulated Discord with the bot in it."""

    env: simcord.Env
    guild: simcord.GuildHandle
    bot: CommunityBot

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.settings = Settings(_env_file=None, data=folder, **settings)  # pyright: ignore[reportCallIssue]
        self.errors_expected = False
        self.typed: list[str] = []
        """What people type that looks like a time of day and is none, such as a title."""
        self._env_box: list[simcord.Env] = []
        self._approver: simcord.MemberActor | None = None
        self._errors = _ErrorRecords()

    # ------------------------------------------------------------ life of the bot

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path, now: datetime = MONDAY_MORNING, **settings: Any) -> AsyncGenerator[World]:
        """Start Discord at `now` with a server that the bot has joined but nobody has set up."""
        world = cls(folder, **settings)
        bot = world._new_bot()
        env = simcord.Env(bot, shard_count=1)
        env.backend.clock._epoch = now
        world.env, world.bot = env, bot
        world._env_box.append(env)
        logging.getLogger().addHandler(world._errors)
        with apscheduler_clock(env.now):
            try:
                with world._patience(STARTING_SECONDS):
                    await env.start()
                world.guild = env.create_guild("Rural GPs")
                await env.settle()
                yield world
            finally:
                await env.shutdown()
                await world.bot.close()
                logging.getLogger().removeHandler(world._errors)
        world._raise_unexpected_errors()
        found = [text for request in env.http_requests for text in bare_clock_times(request, world.typed)]
        assert not found, f"use a Discord timestamp, or name the place: {found}"

    def _raise_unexpected_errors(self) -> None:
        """Fail a journey in which anything but a refusal went wrong, unless it said `errors_expected = True`."""
        if self.errors_expected:
            return
        for error in self.env._errors[self.env._errors_acknowledged :]:
            if not _is_refusal(error):
                raise error
        assert not self._errors.records, [record.getMessage() for record in self._errors.records]

    def _new_bot(self) -> CommunityBot:
        return build(self.settings, clock=_SimulatedClock(self._env_box))

    async def restart(self) -> None:
        """End the bot and start a new one on the same data folder, as a deployment does."""
        ended, self.bot = self.bot, self._new_bot()
        await self.env.restart_bot(self.bot)
        await ended.close()
        await self.env.settle()

    async def down(self, meanwhile: Callable[[], object] = lambda: None, **delta: float) -> None:
        """Let the bot be down for a while, hearing nothing of what is done `meanwhile`, and start again after it."""
        ended, self.bot = self.bot, self._new_bot()
        await ended.close()
        self.env.backend.clock._epoch += timedelta(**delta)
        meanwhile()
        await self.env.restart_bot(self.bot)
        await self.env.settle()

    def unheard(self, who: simcord.MemberActor, channel: str | None) -> None:
        """Have somebody be in a voice channel, or in none, without the bot hearing of it."""
        backend, target = self.env.backend, None if channel is None else self.channel(channel).id
        state = backend.prepare_voice_state(self.guild.id, who.id, target)
        states = backend.get_guild(self.guild.id).voice_states
        states.pop(who.id, None)
        if state is not None and target is not None:
            states[who.id] = state

    async def advance(self, **delta: float) -> None:
        """Let time pass; everything that comes due on the way happens."""
        await self._advance(timedelta(**delta))

    async def advance_to(self, instant: datetime) -> None:
        """Let time pass until `instant`."""
        await self._advance(instant - self.env.now())

    async def skip_to(self, instant: datetime) -> None:
        """Let time pass until `instant` with alarms alone, as in a year of it."""
        with self._sparse_sweeps(timedelta(hours=12)):
            await self._let_pass(instant - self.env.now())

    async def _advance(self, delta: timedelta) -> None:
        if delta > SPARSE_FROM:
            with self._sparse_sweeps():
                await self._let_pass(delta - SPARSE_UNTIL)
            delta = SPARSE_UNTIL
        await self._let_pass(delta)

    @contextmanager
    def _sparse_sweeps(self, interval: timedelta = timedelta(hours=1)) -> Generator[None]:
        """Sweep each hour: alarms ring all the same, and a week of sweeps each minute takes a test a second."""
        self._sweep_each(interval)
        try:
            yield
        finally:
            self._sweep_each(SWEEP)

    def _sweep_each(self, interval: timedelta) -> None:
        with self.as_bot():
            scheduler = self.bot.timekeeper._scheduler
            scheduler.reschedule_job("sweep", trigger="interval", seconds=interval.total_seconds())

    async def _let_pass(self, delta: timedelta) -> None:
        with self._patience(60.0):
            await self.env.advance_time(delta.total_seconds())

    @contextmanager
    def _patience(self, seconds: float) -> Generator[None]:
        """Give the bot so long to come to rest; more than usual only where no timer is due within it.

        A timer that is due within the patience is waited for in real time.
        """
        usual, self.env.settle_timeout = self.env.settle_timeout, seconds
        try:
            yield
        finally:
            self.env.settle_timeout = usual

    @contextmanager
    def as_bot(self) -> Generator[None]:
        """Let what happens inside count as the bot's own doing, so that `env.settle()` waits for its tasks."""
        with self.env._bot_scope():
            yield

    # ------------------------------------------------------------ people and places

    async def set_up(self, zone: str = "Australia/Perth") -> None:
        """Have somebody who may manage the server send `/community setup`.

        They leave again, so that a test has only the people and channels that it brings.
        """
        may_manage = discord.Permissions(manage_guild=True, view_channel=True, use_application_commands=True)
        role = self.guild.create_role("Convenor", permissions=may_manage)
        convenor = self.guild.add_member(self.env.create_user("connie"), roles=[role])
        lobby = self.guild.create_text_channel("lobby")
        answer = reply_text(await convenor.slash(lobby, "community setup", timezone=zone))
        assert "Your community of practice is ready" in answer, answer
        self.facilitator_role = self.guild.roles["Facilitator"]
        self.member_role = self.guild.roles["Member"]
        self.guild.remove_member(convenor)
        self.env.backend.delete_channel(lobby.id)
        async with self.bot.context.database.write() as writer:
            await writer.run("DELETE FROM member WHERE id = :id", id=convenor.id)
        await self.env.settle()

    async def member(
        self, name: str, zone: str | None = None, *, facilitator: bool = False, joined: bool = False
    ) -> simcord.MemberActor:
        """Let somebody be an approved member: by row and role, or with `joined` by all that a person does for it."""
        if joined:
            return await self._join(name, zone)
        roles = [self.member_role, self.facilitator_role] if facilitator else [self.member_role]
        actor = self.guild.add_member(self.env.create_user(name, global_name=f"Dr {name.title()}"), roles=roles)
        async with self.bot.context.database.write() as writer:
            await members.ensure(writer, CommunityId(self.guild.id), MemberId(actor.id), self.env.now())
            if zone is not None:
                await members.set_zone(writer, CommunityId(self.guild.id), MemberId(actor.id), zone)
        if facilitator:
            self._approver = actor
        await self.env.settle()
        return actor

    async def _join(self, name: str, zone: str | None) -> simcord.MemberActor:
        """Send `/join`, agree, apply, be approved by a facilitator, and set the zone."""
        approver = self._approver or await self.facilitator()
        actor = self.stranger(name)
        general = self.channel("general")
        screen = await actor.slash(general, "join")
        assert screen.response is not None
        said = {"name": f"Dr {name.title()}", "profession": "GP", "country": "Australia"}
        form = await actor.click(screen.response, label="I agree")
        await actor.submit_modal(form, {**said, "points": [point.value for point in Point]})
        await self.env.settle()
        card = next(m for m in self.messages("facilitators") if f"<@{actor.id}>" in text_of(m) and labels(m))
        await approver.click(card, label="Approve")
        await self.env.settle()
        if zone is not None:
            await actor.slash(general, "my timezone", zone=zone)
        return actor

    async def facilitator(self, name: str = "fiona", zone: str | None = None) -> simcord.MemberActor:
        """Let somebody be a facilitator."""
        return await self.member(name, zone, facilitator=True)

    def stranger(self, name: str) -> simcord.MemberActor:
        """Let somebody be in the server without having joined the community."""
        return self.guild.add_member(self.env.create_user(name, global_name=f"Dr {name.title()}"))

    def channel(self, name: str) -> simcord.ChannelHandle:
        """Return a channel of the server by name."""
        return self.guild.channels[name]

    def messages(self, channel: str | simcord.ChannelHandle) -> list[discord.Message]:
        """Return what stands in a channel, oldest first, without what only one reader sees."""
        handle = self.channel(channel) if isinstance(channel, str) else channel
        return [message for message in handle.history() if not message.flags.ephemeral]

    def forum_posts(self, name: str = "cases") -> list[simcord.ChannelHandle]:
        """Return the posts (threads) of a forum."""
        return list(self.channel(name).threads)

    def dms(self, actor: simcord.MemberActor) -> list[discord.Message]:
        """Return what the bot wrote to somebody directly, oldest first."""
        channel_id = self.env.backend.dm_channels.get(actor.id)
        return [] if channel_id is None else list(actor.user.dm_channel.history())

    # ------------------------------------------------------------ acting

    async def tap_together(
        self, taps: Sequence[tuple[simcord.MemberActor, Any, str]]
    ) -> list[simcord.InteractionResult]:
        """Let several people tap (member, message, custom id) at the same instant."""
        backend = self.env.backend
        records = []
        for actor, message, custom_id in taps:
            channel_id = getattr(message, "channel_id", None) or message.channel.id
            stored = backend.get_message(channel_id, message.id)
            record, payload = simcord.interactions.base_payload(
                backend,
                type=3,
                channel_id=stored.channel_id,
                guild_id=self.guild.id,
                user_id=actor.id,
                data={"custom_id": custom_id, "component_type": 2},
            )
            payload["message"] = dict(serializers.message_payload(backend, stored))
            record.source_message_id = stored.id
            records.append((record, payload))
        for _, payload in records:
            backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()
        return [simcord.InteractionResult(self.env, record) for record, _ in records]


def _is_refusal(error: BaseException) -> bool:
    return isinstance(error.__cause__ or error, CopError)


def custom_id(message: Any, label: str) -> str:
    """Return the id of the button with this label on a message."""
    for component in _walk(message):
        if component.get("label") == label:
            return str(component["custom_id"])
    raise AssertionError(f"no button {label!r}; there are {labels(message)}")


def labels(message: Any) -> list[str]:
    """Return the labels of the buttons on a message, in order."""
    return [str(component["label"]) for component in _walk(message) if component.get("label")]


def menus(message: Any) -> list[dict[str, Any]]:
    """Return the menus on a message, top to bottom."""
    return [component for component in _walk(message) if "options" in component]


def _walk(message: Any) -> list[dict[str, Any]]:
    rows = message.components
    raw = [row if isinstance(row, dict) else row.to_dict() for row in rows]
    return [child for row in raw for child in row.get("components", [row])]


def text_of(message: Any) -> str:
    """Return everything a reader sees in a message: text, embeds, fields."""
    parts = [message.content or ""]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or ""]
        parts += [f"{field.name}\n{field.value}" for field in embed.fields]
        parts += [embed.footer.text or ""]
    return "\n".join(part for part in parts if part)


def reply_text(result: simcord.InteractionResult) -> str:
    """Return everything the bot answered to an interaction, first answer and later ones."""
    found = [result.response] if result.response is not None else []
    return "\n".join(text_of(message) for message in [*found, *result.followups])

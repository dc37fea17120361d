"""The simulated server with its people: starts, keeps time, shows, skips, stops."""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any

import discord
import simcord
from simcord.backend.cdn import CDN_BASE
from simcord.backend.models import Channel

from bot.client import permissions
from bot.demo.cast import COMMUNITY, EVERYBODY, MEMBERS, Person
from bot.demo.clock import FlowingClock
from bot.demo.portraits import emblem, portrait
from bot.demo.simulator import Bystanders, Conversation, Simulation, embeds_as_discord_shows_them
from bot.demo.virtual_time import apscheduler_clock

log = logging.getLogger(__name__)

TICK_SECONDS = 0.4
EMBLEM = "emblem"


class Troubles(logging.Handler):
    """Remembers the latest errors in the log, for the start page."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: deque[str] = deque(maxlen=20)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line of the record. Log lines hold no names and no user text."""
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}"[:400])


class DemoWorld:
    """One server, its people and the bot, alive between `start` and `stop`."""

    def __init__(self, make_bot: Callable[[FlowingClock], Any], clock: FlowingClock) -> None:
        self.clock = clock
        self.bot = make_bot(clock)
        self.simulation = Simulation(self.bot, clock)
        self.turn = asyncio.Lock()
        self.troubles = Troubles()
        self.everybody = Bystanders()
        self.people: dict[str, simcord.MemberActor] = {}
        self.avatars: dict[str, tuple[str, bytes]] = {}
        self._conversations: dict[tuple[str, int], Conversation] = {}
        self._ticker: asyncio.Task[None] | None = None
        self._undo = ExitStack()
        self._started = False

    # ------------------------------------------------------------- life

    async def start(self) -> None:
        """Bring up the server, its people and the bot. Whatever happens, call `stop`."""
        self._undo.enter_context(apscheduler_clock(self.simulation.now))
        self._undo.enter_context(embeds_as_discord_shows_them())
        logging.getLogger().addHandler(self.troubles)
        self._undo.callback(logging.getLogger().removeHandler, self.troubles)
        self.simulation.name_the_bot("Commonroom", EMBLEM)
        self._started = True
        await self.simulation.start()
        bot_id = self.simulation.backend.bot_user.id
        self._add_avatar(bot_id, EMBLEM, emblem())
        self.guild = self.simulation.create_guild(name=COMMUNITY, preferred_locale="en-GB")
        self.simulation.grant_the_bot(self.guild.id, permissions().value)
        manager = self.guild.create_role("Convenor", permissions=_convenor_rights())
        for person in EVERYBODY:
            user = self.simulation.create_user(person.key, global_name=person.name, avatar=person.key)
            self.simulation.locales[user.id] = person.locale
            self._add_avatar(user.id, person.key, portrait(person))
            roles = [manager] if person is MEMBERS[0] else []
            self.people[person.key] = self.guild.add_member(user, roles=roles)
            _ = user.dm_channel  # asking for it makes it: everybody has a message box
        await self.simulation.settle()

    def keep_time(self) -> None:
        """From now on, run what falls due and refresh what people look at."""
        # A fresh context: nothing of the bot's scope may leak into the host's own work.
        self._ticker = contextvars.Context().run(asyncio.create_task, self._tick())

    async def stop(self) -> None:
        """End everything, also after a failed start; nothing is left running."""
        try:
            if self._ticker is not None:
                self._ticker.cancel()
                await asyncio.gather(self._ticker, return_exceptions=True)
            if self._started:
                await self.simulation.shutdown()
        finally:
            try:
                await self.bot.close()
            finally:
                self._undo.close()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if self.turn.locked():
                continue
            async with self.turn:
                try:
                    await self.simulation.keep_up()
                    for conversation in list(self._conversations.values()):
                        await conversation.catch_up()
                except (simcord.SetupError, TimeoutError) as error:
                    log.warning("The demo could not settle: %s", str(error).partition("\n")[0])

    # ------------------------------------------------------------- time

    async def skip(self, seconds: float) -> None:
        """Let time pass at once: everything due on the way happens, in order."""
        async with self.turn:
            await self.simulation.skip(seconds)
            for conversation in list(self._conversations.values()):
                await conversation.catch_up()

    # ------------------------------------------------------------- places

    def channel(self, name: str) -> Channel:
        """The server's channel of that name. Raises KeyError."""
        for channel in self.simulation.channels():
            if channel.name == name and channel.guild_id == self.guild.id and not channel.is_thread:
                return channel
        raise KeyError(name)

    def place(self, name: str) -> Channel:
        """The server's channel, or else its newest thread or post, whose name begins so. Raises KeyError."""
        try:
            return self.channel(name)
        except KeyError:
            threads = [one for one in self.simulation.channels() if one.is_thread and (one.name or "").startswith(name)]
            if not threads:
                raise
            return max(threads, key=lambda one: one.id)

    def inbox(self, person: Person) -> Channel:
        """The person's private messages with the bot."""
        return self.simulation.backend.get_dm_channel(self.people[person.key].id)

    def handle(self, channel: Channel) -> simcord.ChannelHandle:
        """The channel as the simulator's actors want it."""
        guild = self.guild if channel.guild_id is not None else None
        return simcord.ChannelHandle(self.simulation, guild, channel)

    def places(self, person: Person) -> list[Channel]:
        """Everything this person can open, their messages with the bot last."""
        member = self.people[person.key]
        private = self.simulation.backend.dm_channels.get(member.id)
        seen = [
            channel
            for channel in self.simulation.channels()
            if channel.guild_id == self.guild.id and self.simulation.can_see(member.id, channel.id)
        ]
        seen.sort(key=lambda channel: (channel.position, channel.id))
        if private is not None:
            seen.append(self.simulation.backend.get_channel(private))
        return seen

    async def conversation(self, person: Person, channel: Channel) -> Conversation:
        """The channel as this person sees it. Raises PermissionError if they cannot."""
        member = self.people[person.key]
        if not self.simulation.can_see(member.id, channel.id):
            raise PermissionError(person.key)
        key = person.key, channel.id
        async with self.turn:
            found = self._conversations.get(key)
            if found is None or found.closed:
                found = Conversation(
                    self.simulation,
                    self.handle(channel),
                    member if channel.guild_id is not None else member.user,
                    zone=person.zone,
                    locale=person.locale,
                    avatars=self.avatars,
                    turn=self.turn,
                )
                await found.open(self.everybody)
                self._conversations[key] = found
        return found

    def by_capability(self, capability: str | None) -> Conversation | None:
        """The open conversation this secret belongs to, if any."""
        return next((one for one in self._conversations.values() if capability and one.capability == capability), None)

    def failures(self) -> list[str]:
        """What went wrong, one line each, oldest first."""
        raised = [f"{type(error).__name__}: {error}"[:400] for error in self.simulation.failures()]
        return [*raised, *self.troubles.lines]

    def _add_avatar(self, user_id: int, avatar: str, png: bytes) -> None:
        self.avatars[f"{CDN_BASE}/avatars/{user_id}/{avatar}.png"] = (f"{avatar}.png", png)


def _convenor_rights() -> discord.Permissions:
    return discord.Permissions(manage_guild=True, manage_events=True)


def person_of(key: str) -> Person:
    """The person with that short name. Raises KeyError."""
    table: Mapping[str, Person] = {person.key: person for person in EVERYBODY}
    return table[key]

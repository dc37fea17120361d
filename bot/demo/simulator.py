"""The one place that knows the inside of the simulator (simcord 3.2).

simcord shows one channel to named viewers at a frozen moment, a port a page.
A demo wants a server one can walk about in while time flows. What its public
interface does not offer is taken from the names in `PRIVATE_NAMES`, here and
nowhere else; tests/demo/test_simulator.py fails when a release changes them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import simcord
from aiohttp import web
from simcord import _clock, _settlement
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel
from simcord.preview import Preview, _markdown, _messages, _server

from bot.demo.clock import FlowingClock
from bot.domain.errors import CopError

PRIVATE_NAMES: Mapping[object, tuple[str, ...]] = {
    _clock.Clock: ("now", "advance", "elapsed"),
    _settlement: ("_next_virtual_timer",),
    _markdown: ("_FIELD_POLICIES",),
    _messages: ("_markdown_context", "_message_texts"),
    simcord.Env: (
        "_record_error",
        "_settlement_state",
        "_process_resource_deadlines",
        "_advancing",
        "_preview",
    ),
    simcord.ChannelHandle: ("_channel",),
    Preview: (
        "__aenter__",
        "_action",
        "_open_page",
        "_get_page",
        "_publish",
        "_advance_presentation_time",
        "_mark_action_dispatched",
        "_active",
        "_active_action",
        "_closed",
        "_pages",
        "_python",
        "_server",
    ),
    _server.PreviewServer: (
        "_STATIC_FILES",
        "_STATIC_CONTENT_TYPES",
        "_authorized",
        "_pages",
        "_delete_page",
        "_state",
        "_commands",
        "_action_result",
        "_action",
        "_asset",
    ),
}
"""What is used of simcord beyond its documentation, by owner."""

PAGE_ROUTES = (
    ("POST", "/api/pages", "_pages"),
    ("DELETE", "/api/pages/{context_id}", "_delete_page"),
    ("GET", "/api/state", "_state"),
    ("GET", "/api/commands", "_commands"),
    ("GET", "/api/action-result", "_action_result"),
    ("POST", "/api/action", "_action"),
    ("GET", "/api/assets/{asset_id}", "_asset"),
)
"""The HTTP interface of a conversation page: method, path, handler of PreviewServer."""

STATIC_FOLDER = Path(_server.__file__).with_name("static")
_CHANNEL_MENTION = re.compile(r"<#([0-9]{1,20})>")
CAPABILITY_HEADER = "X-Simcord-Capability"


class Simulation(simcord.Env):
    """A simulated Discord in which time flows and a polite refusal is no failure."""

    def __init__(self, bot: Any, clock: FlowingClock) -> None:
        self._only_now = False
        self._pushing = False
        super().__init__(bot, check_errors=False, shard_count=1, settle_timeout=1.5)
        self.backend.clock = clock  # type: ignore[assignment]  # what simcord asks of its own, and it flows
        self.locales: dict[int, str] = {}
        self._emit = self.backend.emit
        self.backend.emit = self._emit_in_their_language  # type: ignore[method-assign]

    def _emit_in_their_language(self, event: str, payload: Mapping[str, Any]) -> None:
        # simcord's people all use Discord in American English, down to how they read 1/5.
        if event == "INTERACTION_CREATE" and isinstance(payload, dict):
            user = payload.get("user") or payload["member"]["user"]
            payload["locale"] = self.locales.get(int(user["id"]), payload.get("locale"))
        self._emit(event, payload)

    def name_the_bot(self, name: str, avatar: str) -> None:
        """Call the bot what it is called on Discord; before start."""
        self.backend.bot_user.name = name
        self.backend.bot_user.avatar = avatar

    def grant_the_bot(self, guild_id: int, permissions: int) -> None:
        """Give the bot exactly these permissions on a server, as its invite link would."""
        guild = self.backend.get_guild(guild_id)
        for role_id in guild.members[self.backend.bot_user.id].role_ids:
            if role_id != guild_id:
                self.backend.edit_role(guild_id, role_id, {"permissions": permissions})

    def give_role(self, guild_id: int, user_id: int, name: str) -> None:
        """Give somebody a role of the server by its name, as who manages it does in Discord's own settings."""
        guild = self.backend.get_guild(guild_id)
        role_id = next(role.id for role in guild.roles.values() if role.name == name)
        kept = guild.members[user_id].role_ids
        self.backend.edit_member(guild_id, user_id, {"role_ids": [*kept, role_id]})

    def _record_error(self, error: BaseException) -> None:
        # The bot answers a CopError with a sentence: that is the feature, not a failure,
        # and simcord would mark the page as broken.
        cause = getattr(error, "original", error)
        if not isinstance(cause, CopError) and not isinstance(error, CopError):
            super()._record_error(error)

    def failures(self) -> list[BaseException]:
        """Everything the bot raised that nobody expected, oldest first."""
        return list(self.errors_since(0))

    @contextmanager
    def for_now_only(self, patience: float = 20.0) -> Iterator[None]:
        """Let what happens inside finish what it set off, but not wait for later timers.

        simcord sits out every timer that is due within its settle timeout, and fails when
        work takes longer than that. A person who clicks should neither wait for a reminder
        that is due in four seconds, nor see a failure where the machine is slow.
        """
        usual = self.settle_timeout, self._only_now
        self.settle_timeout, self._only_now = patience, True
        try:
            yield
        finally:
            self.settle_timeout, self._only_now = usual

    @property
    def _advancing(self) -> bool:
        # While simcord pushes its clock itself, it takes every later timer for parked.
        return self._only_now or self._pushing

    @_advancing.setter
    def _advancing(self, value: bool) -> None:
        self._pushing = value

    def dismiss_private_answers(self) -> None:
        """Clear away what only one person saw, as Discord does when it is opened anew."""
        for messages in self.backend.messages.values():
            for message in [one for one in messages.values() if one.is_ephemeral]:
                del messages[message.id]

    async def keep_up(self) -> None:
        """Run what has fallen due by the flowing clock.

        Most timers fire by themselves; view expiries and task loops wait for a nudge.
        """
        due = _settlement._next_virtual_timer(self._settlement_state())
        if due is not None and due <= self.backend.clock.elapsed:
            with self.for_now_only():
                await self.settle()
        self._process_resource_deadlines()

    async def skip(self, seconds: float, patience: float = 60.0) -> None:
        """Let `seconds` pass at once, running everything due on the way, in order."""
        usual, self.settle_timeout = self.settle_timeout, patience
        try:
            await self.advance_time(seconds)
        finally:
            self.settle_timeout = usual

    async def jump(self, seconds: float) -> None:
        """Wake up `seconds` later, as a laptop does: what was due meanwhile runs late, once."""
        with self.for_now_only():
            self.backend.advance_clock(seconds)
            self._process_resource_deadlines()
            await self.settle()

    def channels(self) -> list[Channel]:
        """Every channel, thread, forum post and private conversation there is."""
        return list(self.backend.channels.values())

    def can_see(self, user_id: int, channel_id: int) -> bool:
        """Whether this person would find the channel in their list."""
        return channel_accessible(self.backend, channel_id, user_id, history=True)

    def fingerprint(self, user_id: int, channel: Channel) -> int:
        """Changes whenever what this person sees in the channel may have changed."""
        messages = self.backend.messages.get(channel.id, {})
        rights = 0
        if channel.guild_id is not None and user_id in self.backend.get_guild(channel.guild_id).members:
            rights = self.backend.compute_permissions(channel.guild_id, user_id, channel.id)
        half_minutes = int(self.backend.clock.elapsed // 30)  # keeps "in 2 hours" true
        return hash((repr(channel), rights, half_minutes, tuple(map(repr, messages.values()))))


class Bystanders:
    """Stands in for *the* preview of an Env, which would be only one at a time."""

    _closed = False

    def __init__(self) -> None:
        self.conversations: list[Conversation] = []

    def _mark_action_dispatched(self) -> None:
        for conversation in self.conversations:
            conversation._mark_action_dispatched()


class Conversation(Preview):
    """One channel as one person sees it, served through the demo's own address."""

    def __init__(
        self,
        simulation: Simulation,
        channel: simcord.ChannelHandle,
        person: simcord.MemberActor | simcord.UserHandle,
        *,
        zone: str,
        locale: str,
        avatars: Mapping[str, tuple[str, bytes]],
        turn: asyncio.Lock,
    ) -> None:
        super().__init__(
            simulation,
            channel,
            (person,),
            layout="channel",
            display="responsive",
            width=960,
            height=720,
            locale=locale,
            timezone=zone,
            presentation_time=None,
            assets=avatars,
            port=0,
        )
        self.simulation = simulation
        self.server = _Mounted(self)
        self._server = self.server
        self.turn = turn
        self.seen = 0
        self.person_id = person.id

    async def open(self, everybody: Bystanders) -> None:
        """Start serving. Call while holding the turn."""
        self.env._preview = None
        try:
            await self.__aenter__()
        finally:
            self.env._preview = everybody  # type: ignore[assignment]
        everybody.conversations.append(self)

    @property
    def closed(self) -> bool:
        """Whether it was ended and must be opened anew."""
        return self._closed

    async def catch_up(self) -> None:
        """Show what changed since the last look, if anybody is looking. Holds the turn."""
        readers = [page for page in self._pages.values() if page is not self._python]
        if not self._active or not readers or self._active_action is not None:
            return
        now = self.simulation.fingerprint(self.person_id, self.channel._channel)
        if now != self.seen:
            with self.simulation.for_now_only():
                await self.refresh()
            self.seen = self.simulation.fingerprint(self.person_id, self.channel._channel)

    def _open_page(self, viewer_id: Any = None, target_id: Any = None) -> Any:
        # A new page would start at the message that was last when the preview was made.
        if self._python is not None:
            self._python.target_id = None
            self._python.window_end_id = None
        return super()._open_page(viewer_id, target_id)

    def _publish(self, page: Any, *, reason: Any = "action") -> None:
        self._advance_presentation_time()  # or a thing done just now reads "in 1 second"
        super()._publish(page, reason=reason)

    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        # One act at a time, whoever acts: simcord refuses overlapping ones.
        async with self.turn:
            with self.simulation.for_now_only():
                return await super()._action(context_id, self._forgiving(context_id, body))

    def _forgiving(self, context_id: str | None, body: Mapping[str, Any]) -> Mapping[str, Any]:
        # The page may have been refreshed while the finger was on its way down. What
        # was tapped is checked by its own key anyway, so age alone is no reason to refuse.
        if isinstance(body, dict) and isinstance(body.get("published_revision"), int):
            return {**body, "published_revision": self._get_page(context_id).revision}
        return body


class _Mounted(_server.PreviewServer):
    """The server side of a Conversation without a port of its own."""

    async def start(self) -> None:
        _server.web = web  # type: ignore[attr-defined]  # simcord imports it when it binds a port

    async def close(self) -> None:
        return

    def _authorized(self, request: web.Request, *, context: str | None = None) -> bool:
        # Host and Origin were checked at the door, for the whole demo.
        if request.headers.get(CAPABILITY_HEADER) != self.preview.capability:
            return False
        return context is None or request.headers.get("X-Simcord-Context") == context


@contextmanager
def embeds_as_discord_shows_them() -> Iterator[None]:
    """Let mentions and small print in embeds be read, as on Discord; the simulator shows them raw."""
    plain = _messages._markdown_context

    def with_channels(preview: Any, page: Any, message: Any, channel: Any, *, content: str = "") -> dict[str, Any]:
        context = plain(preview, page, message, channel, content=content)
        if channel.guild_id is None:
            # In private messages, Discord names the channels of servers one shares.
            for text in _messages._message_texts(message, content):
                for found in _CHANNEL_MENTION.findall(text):
                    known = preview.env.backend.channels.get(int(found))
                    if known is not None:
                        context["channels"][found] = known.name
        return context

    _messages._markdown_context = with_channels
    fields = [_markdown._FIELD_POLICIES[one] for one in ("embed_description", "embed_field_value")]
    usual = [dict(one) for one in fields]
    for field in fields:
        field.update(mentions=True, commands=True, subtext=True)
    try:
        yield
    finally:
        _messages._markdown_context = plain
        for field, before in zip(fields, usual, strict=True):
            field.update(before)


def static_files() -> dict[str, tuple[Path, str]]:
    """The files of a conversation page: path in the address -> (file, content type)."""
    known = _server.PreviewServer._STATIC_CONTENT_TYPES
    kinds = {".js": "application/javascript", ".css": "text/css", ".ttf": "font/ttf"}
    found: dict[str, tuple[Path, str]] = {}
    for path, name in _server.PreviewServer._STATIC_FILES.items():
        file = STATIC_FOLDER / name
        if file.is_file():
            found[path] = (file, known.get(name) or kinds.get(file.suffix, "text/plain"))
    return found

"""A network that is not there: discord.py runs unmodified down to its HTTP session and its gateway's socket.

It logs in, identifies, is sent READY and its servers, serialises every request and parses every answer, exactly as
on Discord; only the bytes go nowhere. So what is left out of a figure is the same on both sides: TLS and the wire.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from discord.ext import commands
from discord.http import Route

from benchmarks.payloads import APPLICATION, Json, fresh_id, guild, message, user

_CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
_JSON = {"content-type": "application/json"}
HELLO, HEARTBEAT, IDENTIFY, DISPATCH = 10, 1, 2, 0
UPDATE_MESSAGE = 7


class _Exchange:
    """One request and its answer, as discord.py uses aiohttp's."""

    status = 200
    reason = "OK"
    headers = _JSON

    def __init__(self, text: str) -> None:
        self._text = text

    async def __aenter__(self) -> _Exchange:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def text(self, encoding: str = "utf-8") -> str:
        """Return the body of the answer."""
        return self._text


class _Socket:
    """The gateway: says hello, and once the bot identified itself, sends READY and a GUILD_CREATE each."""

    close_code: int | None = None

    def __init__(self, guilds: Sequence[int]) -> None:
        self._guilds = guilds
        self._inbox: asyncio.Queue[str] = asyncio.Queue()
        self._put({"op": HELLO, "d": {"heartbeat_interval": 41_250}})

    def _put(self, payload: Json) -> None:
        self._inbox.put_nowait(json.dumps(payload))

    async def receive(self, timeout: float | None = None) -> aiohttp.WSMessage:  # noqa: ASYNC109 - aiohttp's own
        """Return the next message; wait where there is none."""
        return aiohttp.WSMessage(aiohttp.WSMsgType.TEXT, await self._inbox.get(), None)

    async def send_str(self, text: str) -> None:
        """Take what the bot says."""
        sent = json.loads(text)
        if sent["op"] == HEARTBEAT:
            self._put({"op": 11, "d": None})
        elif sent["op"] == IDENTIFY:
            self._put({"op": DISPATCH, "t": "READY", "s": 1, "d": _ready(self._guilds)})
            for sequence, guild_id in enumerate(self._guilds, start=2):
                self._put({"op": DISPATCH, "t": "GUILD_CREATE", "s": sequence, "d": guild(guild_id)})

    async def close(self, *, code: int = 1000, **_: object) -> None:
        """Note that it is over."""
        self.close_code = code


def _ready(guilds: Sequence[int]) -> Json:
    return {
        "v": 10,
        "user": user(APPLICATION, bot=True),
        "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in guilds],
        "session_id": "session",
        "resume_gateway_url": "wss://gateway.invalid",
        "shard": [0, 1],
        "application": {"id": str(APPLICATION), "flags": 0},
        "private_channels": [],
        "relationships": [],
    }


class Wire:
    """What one bot takes for an aiohttp session. `requests` counts what it sent, by method."""

    closed = False

    def __init__(self, guilds: Sequence[int] = ()) -> None:
        self._guilds = guilds
        self._answers: dict[int, str] = {}
        self.requests: Counter[str] = Counter()
        self.refusals: list[str] = []
        """Answers to a press that did not change the message: a refusal or a failure."""
        self.on_answer: Callable[[int], None] = lambda _: None
        """Called with the id of an interaction at the moment its answer would leave the machine."""

    def request(self, method: str, url: str, *, data: Any = None, **_: object) -> _Exchange:
        """Take a request and answer it."""
        found = _CALLBACK.search(url)
        if found is None:
            self.requests[method] += 1
            return _Exchange(self._answer(method, url, data))
        self.on_answer(int(found[1]))
        return _Exchange(self._callback_answer(data))

    def _callback_answer(self, data: str) -> str:
        """Return what Discord returns: the message as it stands after the answer.

        It is made once for each size of answer, so that making it is no part of a figure; parsing it is.
        """
        kind = len(data) // 64
        if kind not in self._answers:
            sent = json.loads(data)
            if sent["type"] != UPDATE_MESSAGE:
                self.refusals.append(data)
            body: Json = sent.get("data") or {}
            shown = message(
                fresh_id(),
                self._guilds[0] + 13 if self._guilds else 1,
                content=body.get("content") or "",
                embeds=body.get("embeds", ()),
                components=body.get("components", ()),
            )
            interaction = {"id": "1", "type": 3, "response_message_id": shown["id"]}
            self._answers[kind] = json.dumps(
                {"interaction": interaction, "resource": {"type": sent["type"], "message": shown}}
            )
        return self._answers[kind]

    def _answer(self, method: str, url: str, data: Any) -> str:
        path = url.split("/api/v10", 1)[-1]
        if path == "/gateway/bot":
            limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
            return json.dumps({"url": "wss://gateway.invalid", "shards": 1, "session_start_limit": limit})
        if path == "/users/@me":
            return json.dumps(user(APPLICATION, bot=True))
        if path == "/oauth2/applications/@me":
            return json.dumps(_APPLICATION)
        if "/messages" in path:
            channel = int(path.split("/")[2])
            known = path.split("/messages/")[1:]
            return json.dumps(message(int(known[0]) if known else fresh_id(), channel))
        if "/commands" in path:
            return "[]"
        return "{}"

    async def ws_connect(self, url: str, **_: object) -> _Socket:
        """Open the gateway."""
        return _Socket(self._guilds)

    async def close(self) -> None:
        """Nothing to close."""


_APPLICATION: Json = {
    "id": str(APPLICATION),
    "name": "Commonroom",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
    "owner": user(APPLICATION + 1),
    "team": None,
}

QUIET_SECONDS = 0.1
"""How long after the last server discord.py calls itself ready (2 s by default, which would hide everything else)."""


def take_offline(bot: commands.AutoShardedBot, wire: Wire) -> None:
    """Have `bot` use `wire` instead of a network when it is started."""
    http = bot.http

    async def static_login(token: str) -> Any:
        http._HTTPClient__session = wire  # type: ignore[attr-defined]
        http._global_over = asyncio.Event()
        http._global_over.set()
        http.token = token
        return await http.request(Route("GET", "/users/@me"))

    http.static_login = static_login
    bot._connection.guild_ready_timeout = QUIET_SECONDS


@asynccontextmanager
async def running(bot: commands.AutoShardedBot, wire: Wire) -> AsyncIterator[None]:
    """Start a bot on `wire`, lend it once it is ready, and close it."""
    take_offline(bot, wire)
    started = asyncio.create_task(bot.start("token"))
    ready = asyncio.create_task(_ready_or_failed(bot, started))
    try:
        await ready
        yield
    finally:
        await bot.close()
        await asyncio.gather(started, return_exceptions=True)


async def _ready_or_failed(bot: commands.AutoShardedBot, started: asyncio.Task[None]) -> None:
    while not bot.is_ready():
        if started.done():
            await started
            raise RuntimeError("the bot ended before it was ready")
        await asyncio.sleep(0.01)

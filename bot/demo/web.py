"""One address for the whole demo: the start page, the channels, the clock."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import simcord
from aiohttp import web

from bot.demo.cast import EVERYBODY
from bot.demo.portraits import emblem, portrait
from bot.demo.simulator import CAPABILITY_HEADER, PAGE_ROUTES, STATIC_FOLDER, static_files
from bot.demo.view import state_of
from bot.demo.world import DemoWorld, person_of

log = logging.getLogger(__name__)

PAGES = Path(__file__).with_name("pages")
LONGEST_SKIP = 31 * 86400
HERE = {"127.0.0.1", "localhost", "::1"}
CLOSED_DOOR = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'self'; connect-src 'self' blob:; img-src 'self' blob: data:; media-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
}
SKIN = (
    '<link rel="stylesheet" href="/demo/conversation.css">'
    '<script type="module" src="/demo/conversation.js"></script></head>'
)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Host:
    """Serves a DemoWorld on the loopback interface until closed."""

    def __init__(self, world: DemoWorld) -> None:
        self.world = world
        # handler_cancellation off: a reload must not cancel a click that is being played.
        app = web.Application(middlewares=[_only_from_here], client_max_size=30 * 1024 * 1024)
        app.router.add_get("/", self._file("shell.html", "text/html"))
        app.router.add_get("/demo/shell.css", self._file("shell.css", "text/css"))
        app.router.add_get("/demo/shell.js", self._file("shell.js", "application/javascript"))
        app.router.add_get("/demo/conversation.css", self._file("conversation.css", "text/css"))
        app.router.add_get("/demo/conversation.js", self._file("conversation.js", "application/javascript"))
        app.router.add_get("/demo/portraits/{key}.png", self._portrait)
        app.router.add_get("/favicon.ico", self._portrait)
        app.router.add_get("/demo/state", self._state)
        app.router.add_post("/demo/open", self._open)
        app.router.add_post("/demo/skip", self._skip)
        app.router.add_get("/conversation", self._conversation)
        for path, (file, kind) in static_files().items():
            if path != "/":
                app.router.add_get(path, self._static(file, kind))
        for method, path, handler in PAGE_ROUTES:
            app.router.add_route(method, path, self._page_route(handler))
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5, handler_cancellation=False)
        self.address = ""

    async def open(self, port: int) -> str:
        """Listen on 127.0.0.1 and return the address. OSError if the port is taken."""
        if self.runner.server is None:
            await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", port).start()
        taken = self.runner.addresses[0]
        self.address = f"http://127.0.0.1:{taken[1]}/"
        return self.address

    async def close(self) -> None:
        """Stop listening; does nothing when not open."""
        await self.runner.cleanup()

    # ------------------------------------------------------------- ours

    def _file(self, name: str, kind: str) -> Handler:
        async def serve(_: web.Request) -> web.StreamResponse:
            text = (PAGES / name).read_text(encoding="utf-8")
            return web.Response(text=text, content_type=kind, headers={"Cache-Control": "no-store"})

        return serve

    def _static(self, file: Path, kind: str) -> Handler:
        async def serve(_: web.Request) -> web.StreamResponse:
            headers = {"Content-Type": kind, "Cache-Control": "max-age=86400"}
            return web.FileResponse(file, headers=headers)

        return serve

    async def _conversation(self, _: web.Request) -> web.StreamResponse:
        page = (STATIC_FOLDER / "index.html").read_text(encoding="utf-8").replace("</head>", SKIN)
        page = page.replace("<title>SimCord Preview</title>", "<title>Commonroom demo</title>")
        return web.Response(text=page, content_type="text/html", headers={"Cache-Control": "no-store"})

    async def _portrait(self, request: web.Request) -> web.StreamResponse:
        faces = {person.key: person for person in EVERYBODY}
        person = faces.get(request.match_info.get("key", ""))
        png = portrait(person) if person else emblem()
        return web.Response(body=png, content_type="image/png", headers={"Cache-Control": "max-age=86400"})

    async def _state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(state_of(self.world, _person(request.query.get("as", ""))))

    async def _open(self, request: web.Request) -> web.StreamResponse:
        asked = await _json(request)
        person = _person(asked.get("as"))
        channel = self.world.simulation.backend.channels.get(_whole(asked.get("channel")))
        if channel is None:
            raise web.HTTPNotFound(text="There is no such channel any more.")
        try:
            conversation = await self.world.conversation(person, channel)
        except PermissionError:
            raise web.HTTPForbidden(text=f"{person.name} cannot see this channel.") from None
        return web.json_response({"page": f"/conversation#{conversation.capability}"})

    async def _skip(self, request: web.Request) -> web.StreamResponse:
        seconds = _whole((await _json(request)).get("seconds"))
        if not 0 < seconds <= LONGEST_SKIP:
            raise web.HTTPBadRequest(text="seconds must be between 1 and a month")
        try:
            await self.world.skip(seconds)
        except (TimeoutError, simcord.SetupError) as error:
            log.warning("Time did not get as far as asked: %s", str(error).partition("\n")[0])
        return web.json_response({"now": self.world.clock.now().timestamp()})

    # ------------------------------------------------------------- the simulator's

    def _page_route(self, name: str) -> Handler:
        async def serve(request: web.Request) -> web.StreamResponse:
            conversation = self.world.by_capability(request.headers.get(CAPABILITY_HEADER))
            if conversation is None:
                raise web.HTTPUnauthorized()
            return await getattr(conversation.server, name)(request)

        return serve


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another web site or another machine asks for."""
    here = urlsplit(f"//{request.headers.get('Host', '')}")
    origin = request.headers.get("Origin")
    if here.hostname not in HERE or (origin is not None and urlsplit(origin).netloc != here.netloc):
        raise web.HTTPForbidden(text="The demo answers to this machine only.")
    response = await handler(request)
    response.headers.update(CLOSED_DOOR)
    return response


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        value = await request.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        value = None
    if not isinstance(value, dict):
        raise web.HTTPBadRequest(text="a JSON object is needed")
    return value


def _person(key: object) -> Any:
    try:
        return person_of(str(key))
    except KeyError:
        raise web.HTTPNotFound(text="There is nobody of that name here.") from None


def _whole(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0

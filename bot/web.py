"""The little web server that calendars fetch feeds from: one kind of page, nothing to log in to, nothing to send.

An address that opens nothing, whatever is wrong with it, answers like any unknown page. Nothing that is requested is
logged, because an address is a secret.
"""

from __future__ import annotations

import asyncio
import contextvars
import hashlib
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from bot.domain.feeds import TOKEN, fingerprint
from bot.domain.ids import CommunityId
from bot.services import calendars, feeds
from bot.services.context import ServiceContext

_log = logging.getLogger(__name__)
_protocol_log = logging.getLogger(f"{__name__}.protocol")
# aiohttp quotes whatever comes that is no request, at ERROR, and on the internet such things come all day.
_protocol_log.setLevel(logging.CRITICAL)

NAME = "Commonroom"
"""What the server calls itself; `python -m bot check` knows a running bot by it."""
FRESH = timedelta(seconds=60)
"""How long a page is served from memory, so that many requests cost the store one read."""
MOST_A_MINUTE = 30
"""Requests for one feed; calendars ask a few times a day."""
MOST_PAGES = 200
_HEADERS = {
    "Server": NAME,
    "Cache-Control": "private, max-age=300",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}

ServerName = Callable[[CommunityId], str | None]
"""The name of a Discord server, None where the bot is not in it (any more)."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class _Page:
    """One community's calendar as it was at `made_at`; `since` is when it was first seen like this."""

    content: bytes
    etag: str
    since: datetime
    made_at: datetime


class FeedServer:
    """Serves feeds at `/feed/<token>.ics` from `start` until `close`."""

    def __init__(self, context: ServiceContext, server_name: ServerName, *, where: str, host: str, port: int) -> None:
        self._context = context
        self._server_name = server_name
        self._where = where
        self._address = (host, port)
        self._pages: dict[CommunityId, _Page] = {}
        self._asked: Counter[bytes] = Counter()
        self._minute: datetime | None = None
        app = web.Application(middlewares=[_dressed], client_max_size=1024)
        app.router.add_get(rf"/feed/{{token:{TOKEN.pattern}}}.ics", self._feed)
        self._runner = web.AppRunner(
            app, access_log=None, logger=_protocol_log, shutdown_timeout=2, keepalive_timeout=15
        )

    async def start(self) -> None:
        """Listen; raises OSError where the port is taken or the host is not this computer's."""
        # In a context of its own: what waits for connections belongs to no tap and no test.
        await contextvars.Context().run(asyncio.create_task, self._listen())

    async def _listen(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, *self._address).start()

    async def close(self) -> None:
        """Stop listening; harmless when it never did."""
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        """The port it listens at, which may have been chosen by the system (setting 0)."""
        return int(self._runner.addresses[0][1])

    async def _feed(self, request: web.Request) -> web.Response:
        token = request.match_info["token"]
        community_id = await feeds.community_of(self._context, token)
        name = None if community_id is None else self._server_name(community_id)
        if community_id is None or name is None:
            raise web.HTTPNotFound
        if self._is_too_much(fingerprint(token)):
            raise web.HTTPTooManyRequests(headers={"Retry-After": "60"})
        page = await self._page(community_id, name)
        response = web.Response(status=304) if _has(request, page) else web.Response(body=page.content)
        if response.status == 200:
            response.content_type, response.charset = "text/calendar", "utf-8"
            response.headers["Content-Disposition"] = 'inline; filename="commonroom.ics"'
        response.etag, response.last_modified = page.etag, page.since
        return response

    def _is_too_much(self, feed: bytes) -> bool:
        minute = self._context.clock.now().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self._asked.clear()
        self._asked[feed] += 1
        return self._asked[feed] > MOST_A_MINUTE

    async def _page(self, community_id: CommunityId, name: str) -> _Page:
        now, held = self._context.clock.now(), self._pages.get(community_id)
        if held is not None and timedelta() <= now - held.made_at < FRESH:
            return held
        content = await calendars.everything(self._context, community_id, name=name, where=self._where)
        etag = hashlib.sha256(content).hexdigest()[:32]
        since = held.since if held is not None and held.etag == etag else now
        if len(self._pages) >= MOST_PAGES:
            self._pages.clear()
        self._pages[community_id] = page = _Page(content, etag, since, now)
        return page


def _has(request: web.Request, page: _Page) -> bool:
    """Return whether whoever asks holds this very page; a fingerprint counts for more than a time (RFC 9110)."""
    if request.if_none_match is not None:
        return any(one.value in (page.etag, "*") for one in request.if_none_match)
    since = request.if_modified_since
    return since is not None and page.since.replace(microsecond=0) <= since


@web.middleware
async def _dressed(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give each answer the same headers, and what failed one line in the log that says nothing of the request."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        response = web.Response(status=error.status, text=f"{error.status}: {error.reason}", headers=_kept(error))
    except Exception as error:
        _log.exception("a calendar feed could not be served: %s", type(error).__name__)
        response = web.Response(status=500, text="500: this is our fault. Please try again later.")
    response.headers.update(_HEADERS)
    if response.status >= 400:
        response.headers["Cache-Control"] = "no-store"
    return response


def _kept(error: web.HTTPException) -> dict[str, str]:
    return {name: error.headers[name] for name in ("Retry-After", "Allow") if name in error.headers}

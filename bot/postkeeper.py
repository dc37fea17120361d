"""Keeps published messages true: sends what is owed, edits what changed, sends again what was deleted.

A burst of changes to one message becomes few edits: the first at once, the next not before `QUIET` has passed
(Discord limits edits of one message, not answers to clicks). What is owed is a row, so a crash delays, never loses.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from bot.domain.errors import Undeliverable
from bot.domain.ids import PostId
from bot.domain.posts import HIDDEN, QUIET, Post
from bot.domain.timers import NotNow
from bot.logs import log_context
from bot.services import posts
from bot.services.context import ServiceContext
from bot.ui.courier import Courier, MessageGone, Outgoing, SentMessage
from data.database import Change, Subject

_log = logging.getLogger(__name__)

Renderer = Callable[[Post], Awaitable[Outgoing | None]]
"""Returns what a post shows now, or None when its message is to be left as it is; raises NotNow to wait."""

REFRESH_SECONDS = 15
"""Longest time one post may hold up the others: discord.py waits out Discord's limit on renaming a forum post itself,
which may take ten minutes, and hiding another post must not."""


class Postkeeper:
    """Owns the refresh queue; `ring` after a change, `close` at the end."""

    def __init__(self, context: ServiceContext, courier: Courier, renderers: Mapping[str, Renderer]) -> None:
        self._context = context
        self._courier = courier
        self._renderers = renderers
        # Hiding a post never waits for an edit of what it showed before, so the two are counted apart.
        self._edited_at: dict[tuple[Subject, bool], datetime] = {}
        # Posts of which a message may stand although none is noted: Discord forgets a nonce after some minutes.
        self._maybe_sent: set[PostId] = set()
        self._passing = False
        self._rung_again = False
        self._closing = False
        self._task: asyncio.Task[None] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._wake: datetime | None = None
        self._put_off: datetime | None = None

    async def start(self) -> None:
        """Listen for changes and bring up to date what a crash left behind."""
        # What is unsent at start may have been sent by a process that ended before it could note it.
        self._maybe_sent |= await posts.unsent(self._context)
        self._context.database.listen(Change.POSTS, self.changed)
        self.ring()

    async def close(self) -> None:
        """Stop; what is still owed stays owed."""
        self._closing = True
        if self._alarm is not None:
            self._alarm.cancel()
        if self._task is not None and not self._task.done():
            await asyncio.wait([self._task], timeout=5)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def sweep(self) -> None:
        """Ring where an alarm was missed, as when the clock jumped or a pass failed; costs nothing otherwise."""
        if self._wake is None or self._wake <= self._context.clock.now():
            self.ring()

    def changed(self, subjects: frozenset[Subject] | None) -> None:
        """Ring, or only set the alarm where each of these posts was edited too lately to be edited now."""
        now = self._context.clock.now()
        quiet = [self._quiet_until(subject, now) for subject in subjects or ()]
        until = min((moment for moment in quiet if moment is not None), default=None)
        if until is None or None in quiet:
            self.ring()
        elif self._passing:
            self._put_off = min(until, self._put_off or until)
        elif self._wake is None or until < self._wake:
            self._set_alarm(until, now)

    def _quiet_until(self, subject: Subject, now: datetime, *, hidden: bool = False) -> datetime | None:
        """Return until when a post is to be left alone, or None if it may be edited now."""
        edited_at = self._edited_at.get((subject, hidden))
        if edited_at is None or not timedelta(0) <= now - edited_at < QUIET:
            return None
        return edited_at + QUIET

    def ring(self) -> None:
        """Have stale posts refreshed: now if no pass is under way, else right after it."""
        if self._closing:
            return
        if self._passing:
            self._rung_again = True
            return
        self._passing = True
        self._task = asyncio.get_running_loop().create_task(self._pass())

    async def _pass(self) -> None:
        try:
            while True:
                self._rung_again, self._put_off = False, None
                found, next_retry = await posts.stale(self._context)
                moments = [next_retry, *[await self._refresh(post) for post in found], self._put_off]
                now = self._context.clock.now()
                self._set_alarm(min((moment for moment in moments if moment is not None), default=None), now)
                self._edited_at = {key: at for key, at in self._edited_at.items() if now - at < QUIET}
                if not self._rung_again or self._closing:
                    return
        except Exception:
            _log.exception("a refresh pass failed; the next sweep tries again")
            self._wake = None
        finally:
            self._passing = False

    def _set_alarm(self, wake: datetime | None, now: datetime) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._wake = wake or datetime.max.replace(tzinfo=UTC)
        if wake is not None and not self._closing:
            delay = max(0.1, (wake - now).total_seconds())
            self._alarm = asyncio.get_running_loop().call_later(delay, self.ring)

    async def _refresh(self, post: Post) -> datetime | None:
        """Bring one post up to date, or return until when it has to wait first."""
        until = self._quiet_until(post.key, self._context.clock.now(), hidden=post.hidden)
        if until is not None:
            return until
        with log_context(post=post.id, kind=post.kind, community=post.community_id):
            try:
                async with asyncio.timeout(REFRESH_SECONDS):
                    await self._show(post)
            except NotNow as wait:
                return wait.until
            except Undeliverable as error:
                _log.warning("undeliverable: %s", error.code)
                await posts.failed(self._context, post, error)
            except Exception:
                _log.exception("a post could not be refreshed")
                await posts.failed(self._context, post, None)
        return None

    async def _show(self, post: Post) -> None:
        outgoing = await self._renderers[HIDDEN if post.hidden else post.kind](post)
        if outgoing is None:
            await posts.nothing_shown(self._context, post)
            return
        self._edited_at[post.key, post.hidden] = self._context.clock.now()
        if post.channel_id is None or post.message_id is None:
            await self._send(post, outgoing)
            return
        try:
            await self._courier.edit(post.channel_id, post.message_id, outgoing)
        except MessageGone:
            del self._edited_at[post.key, post.hidden]
            await posts.message_deleted(self._context, post.community_id, post.message_id)
        else:
            await posts.shown(self._context, post, post.channel_id, post.message_id)

    async def _send(self, post: Post, outgoing: Outgoing) -> None:
        """Send what was never noted as sent; where an earlier attempt may have sent it, take that message for it."""
        place = outgoing.channel_id
        if place is None:
            place = await posts.channel_for(self._context, post.community_id, post.place)
        if post.id in self._maybe_sent:
            for earlier in await self._courier.alike(place, outgoing):
                if not await posts.is_any_post(self._context, post.community_id, earlier.message_id):
                    await self._courier.edit(earlier.channel_id, earlier.message_id, outgoing)
                    await self._note(post, earlier)
                    return
        self._maybe_sent.add(post.id)
        await self._note(post, await self._courier.send(place, outgoing, post.nonce))

    async def _note(self, post: Post, sent: SentMessage) -> None:
        await posts.shown(self._context, post, sent.channel_id, sent.message_id)
        self._maybe_sent.discard(post.id)

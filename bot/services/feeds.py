"""Private calendar feeds: made, renewed and ended by their owners, read by their calendars without a login."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import feeds as rules
from bot.domain.errors import Conflict
from bot.domain.ids import CommunityId
from bot.domain.people import Actor
from bot.domain.timers import PlannedTimer
from bot.services.access import admit
from bot.services.context import ServiceContext
from bot.services.membership import admit_with_entry
from data import calendars, timers
from data.calendars import Feed
from data.database import Writer


@dataclass(frozen=True, slots=True)
class Subscription:
    """Somebody's feed. The `token` that its address ends with is known only at the moment it is made."""

    mark: str
    made_at: datetime
    token: str | None = None


async def subscribe(ctx: ServiceContext, actor: Actor) -> Subscription:
    """Give somebody a feed, with its address; whoever has one already is told so, without it."""
    async with ctx.database.write() as writer:
        await admit_with_entry(ctx, writer, actor)
        feed = await calendars.feed_of(writer, actor.community_id, actor.member_id)
        if feed is not None:
            return Subscription(rules.mark(feed.fingerprint), feed.made_at)
        return await _make(ctx, writer, actor)


async def renew(ctx: ServiceContext, actor: Actor, mark: str) -> Subscription:
    """Give somebody a new address in place of the one named by `mark`, which is dead from now on.

    Raises Conflict (`feed.moved_on`) if that is not their address any more.
    """
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        feed = await calendars.feed_of(writer, actor.community_id, actor.member_id)
        if feed is None or rules.mark(feed.fingerprint) != mark:
            raise Conflict("feed.moved_on")
        return await _make(ctx, writer, actor)


async def stop(ctx: ServiceContext, actor: Actor, mark: str) -> None:
    """End somebody's feed; ending it again changes nothing. Raises Conflict (`feed.moved_on`) for a newer one."""
    async with ctx.database.write() as writer:
        await admit(writer, actor)
        feed = await calendars.feed_of(writer, actor.community_id, actor.member_id)
        if feed is not None and rules.mark(feed.fingerprint) != mark:
            raise Conflict("feed.moved_on")
        await calendars.drop_feed(writer, actor.community_id, actor.member_id)


async def _make(ctx: ServiceContext, writer: Writer, actor: Actor) -> Subscription:
    now, token = ctx.clock.now(), rules.new_token()
    feed = Feed(actor.community_id, actor.member_id, rules.fingerprint(token), now, now)
    await calendars.save_feed(writer, feed)
    return Subscription(rules.mark(feed.fingerprint), now, token)


async def community_of(ctx: ServiceContext, token: str) -> CommunityId | None:
    """Return whose meetings a token opens, None if it opens nothing (any more).

    Once a day Discord is asked whether the owner is still in the server: no event tells the bot that somebody left.
    """
    presented, now = rules.fingerprint(token), ctx.clock.now()
    async with ctx.database.read() as reader:
        feed = await calendars.feed_by_fingerprint(reader, presented)
    if feed is None or not hmac.compare_digest(feed.fingerprint, presented):
        return None
    if now - feed.checked_at >= rules.LOOKED_AFTER:
        await _look_after(ctx, feed, now)
    return feed.community_id


async def _look_after(ctx: ServiceContext, feed: Feed, now: datetime) -> None:
    async with ctx.database.write() as writer:
        current = await calendars.feed_of(writer, feed.community_id, feed.member_id)
        if current != feed:
            return
        await calendars.save_feed(writer, replace(feed, checked_at=now))
        key = f"{rules.OWNER}:{feed.community_id}:{feed.member_id}:{now:%Y-%m-%dT%H:%M}"
        planned = PlannedTimer(rules.OWNER, feed.community_id, feed.member_id, key, now, member_id=feed.member_id)
        await timers.plan(writer, [planned])

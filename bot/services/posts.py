"""What the postkeeper asks of the store, and what deleted messages and channels mean for it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.errors import Undeliverable
from bot.domain.ids import CommunityId, PostId
from bot.domain.people import Place
from bot.domain.posts import QUIET, Post
from bot.domain.timers import pause_after
from bot.services.context import ServiceContext
from bot.services.notices import tell_undeliverable
from data import communities, posts


async def stale(context: ServiceContext) -> tuple[list[Post], datetime | None]:
    """Return the posts to be brought up to date now, and when the next failed one is to be tried again."""
    now = context.clock.now()
    async with context.database.read() as reader:
        return await posts.stale(reader, now)


async def channel_for(context: ServiceContext, community_id: CommunityId, place: Place) -> int:
    """Return the channel that serves as `place`; raises Undeliverable (`courier.place_missing`) if there is none."""
    async with context.database.read() as reader:
        community = await communities.find(reader, community_id)
    channel_id = community.channel_of(place) if community else None
    if channel_id is None:
        raise Undeliverable("courier.place_missing", place=place.value)
    return channel_id


async def shown(context: ServiceContext, post: Post, channel_id: int | None, message_id: int | None) -> None:
    """Note that a post's message shows its revision, and is to be left alone for a while."""
    again = context.clock.now() + QUIET
    async with context.database.write() as writer:
        await posts.mark_shown(writer, post, channel_id, message_id, again)


async def nothing_shown(context: ServiceContext, post: Post) -> None:
    """Note that there is nothing to show of a post's revision; its message, if any, stays as it is."""
    async with context.database.write() as writer:
        await posts.mark_shown(writer, post, post.channel_id, post.message_id)


async def unsent(context: ServiceContext) -> set[PostId]:
    """Return the posts of which no message is noted."""
    async with context.database.read() as reader:
        return await posts.unsent(reader)


async def is_any_post(context: ServiceContext, community_id: CommunityId, message_id: int) -> bool:
    """Return whether a message is known as the message of some post."""
    async with context.database.read() as reader:
        return await posts.is_post(reader, community_id, message_id)


async def message_deleted(context: ServiceContext, community_id: CommunityId, message_id: int) -> None:
    """Owe the community the post whose message was deleted, if it was one."""
    async with context.database.read() as reader:
        if not await posts.is_post(reader, community_id, message_id):
            return
    async with context.database.write() as writer:
        await posts.mark_gone(writer, community_id, message_id)


async def failed(context: ServiceContext, post: Post, error: Undeliverable | None) -> None:
    """Put a post off after a failure, and tell the facilitators once if they can mend it."""
    now = context.clock.now()
    async with context.database.write() as writer:
        failures = await posts.failures_of(writer, post)
        await posts.mark_failed(writer, post, now + pause_after(failures + 1))
        if error is not None:
            await tell_undeliverable(context, writer, post.community_id, error)


async def locale_of(context: ServiceContext, community_id: CommunityId) -> str:
    """Return the locale of what all members of a community read."""
    async with context.database.read() as reader:
        community = await communities.find(reader, community_id)
    return community.locale if community else "en-GB"

"""Sends messages that are not answers: to channels, forum posts and people. The only sender in the project.

Messages carry a nonce that Discord enforces (Create Message: a second message with the same nonce by the same
author within a few minutes is not made). A forum post cannot carry one, so its name must name its subject: a post
of ours with that name is adopted instead of made again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord

from bot.domain.errors import Undeliverable
from bot.domain.posts import Post
from bot.ui.pictures import Picture, drawn

_ARCHIVED = 50083
_CANNOT_DM = {50007, 50278}
_UNKNOWN_CHANNEL = 10003
_NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
    "read_message_history": "Read Message History",
}


class MessageGone(Exception):
    """The message to be edited was deleted, or its channel was."""


@dataclass(frozen=True, slots=True)
class SentMessage:
    """Where a message stands; for a forum post, `channel_id` is the post's thread."""

    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent. `pings` are the users who may be notified by their mention in it; nobody else is.

    `title` and `tags` (names) are for forum posts. `channel_id` is where a post is sent first, if that is not the
    channel of its place.
    """

    content: str | None = None
    embeds: Sequence[discord.Embed] = ()
    view: discord.ui.View | None = None
    files: Sequence[discord.File] = ()
    pictures: Sequence[Picture] = ()
    pings: Sequence[int] = ()
    title: str | None = None
    tags: Sequence[str] = field(default_factory=tuple)
    channel_id: int | None = None

    @property
    def allowed_mentions(self) -> discord.AllowedMentions:
        """Nobody but `pings`."""
        users = [discord.Object(user) for user in self.pings]
        return discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=users)


@dataclass(frozen=True, slots=True)
class Extra:
    """What another feature adds to a post: lines under its text, embeds after its own, buttons, forum tags."""

    lines: Sequence[str] = ()
    embeds: Sequence[discord.Embed] = ()
    items: Sequence[discord.ui.Item[Any]] = ()
    tags: Sequence[str] = ()


Addition = Callable[[Post, int], Awaitable[Extra | None]]
"""Returns what a feature adds to a post now, in at most so many characters of embeds; None for nothing."""


class Courier:
    """Sends through one bot; every failure that somebody can mend is an Undeliverable that names it."""

    def __init__(self, bot: discord.Client) -> None:
        self._bot = bot

    async def send(
        self, channel_id: int, outgoing: Outgoing, nonce: str, *, maybe_sent_since: datetime | None = None
    ) -> SentMessage:
        """Send to a channel or thread, or as a new post to a forum. Raises Undeliverable.

        Where an earlier attempt may have sent this `maybe_sent_since` then, a message of ours with the very same
        text is taken for it: Discord forgets a nonce after some minutes.
        """
        channel = await self._channel(channel_id)
        try:
            if isinstance(channel, discord.ForumChannel):
                return await self._send_forum_post(channel, outgoing)
            if not isinstance(channel, discord.abc.Messageable):
                raise Undeliverable("courier.channel_gone", place=str(channel_id))
            if earlier := await self._earlier(channel, outgoing, maybe_sent_since):
                return earlier
            message = await channel.send(
                outgoing.content,
                embeds=list(outgoing.embeds),
                files=[*outgoing.files, *await self._drawn(channel, outgoing)],
                view=outgoing.view or discord.utils.MISSING,
                allowed_mentions=outgoing.allowed_mentions,
                nonce=nonce,
            )
        except discord.Forbidden as error:
            raise self._missing_permission(channel) from error
        except discord.NotFound as error:
            raise Undeliverable("courier.channel_gone", place=_name(channel)) from error
        return SentMessage(message.channel.id, message.id)

    async def alike(self, channel_id: int, outgoing: Outgoing) -> list[SentMessage]:
        """Return our newest messages in a channel that have the same buttons, or without any the same words.

        After a crash one of them may be the message whose sending nobody noted; the caller knows whose the others are.
        """
        channel = await self._channel(channel_id)
        if not isinstance(channel, discord.TextChannel | discord.Thread) or self._bot.user is None:
            return []
        try:
            newest = [message async for message in channel.history(limit=50)]
        except discord.Forbidden:
            return []
        ours = [message for message in newest if message.author.id == self._bot.user.id]
        return [SentMessage(channel.id, message.id) for message in ours if _is_alike(message, outgoing)]

    async def edit(self, channel_id: int, message_id: int, outgoing: Outgoing) -> None:
        """Replace what a message of ours shows. Raises MessageGone, or Undeliverable for a missing permission."""
        try:
            channel = await self._channel(channel_id)
        except Undeliverable as error:
            raise MessageGone from error
        if not isinstance(channel, discord.abc.Messageable):
            raise MessageGone
        try:
            await self._edit(channel, message_id, outgoing)
        except discord.NotFound as error:
            raise MessageGone from error
        except discord.Forbidden as error:
            raise self._missing_permission(channel) from error
        except discord.HTTPException as error:
            if error.code != _ARCHIVED or not isinstance(channel, discord.Thread):
                raise
            await channel.edit(archived=False)
            await self._edit(channel, message_id, outgoing)

    async def delete(self, channel_id: int, message_id: int) -> None:
        """Delete a message, ours or another's; one that is gone already is fine.

        Raises Undeliverable (`courier.cannot_delete`) if the permission Manage Messages is missing.
        """
        try:
            channel = await self._channel(channel_id)
        except Undeliverable as error:
            if error.code == "courier.channel_gone":
                return
            raise
        if not isinstance(channel, discord.TextChannel | discord.Thread | discord.VoiceChannel):
            return
        message = channel.get_partial_message(message_id)
        try:
            try:
                await message.delete()
            except discord.HTTPException as error:
                if error.code != _ARCHIVED or not isinstance(channel, discord.Thread):
                    raise
                await channel.edit(archived=False)
                await message.delete()
        except discord.NotFound:
            return
        except discord.Forbidden as error:
            where = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
            raise Undeliverable(
                "courier.cannot_delete",
                permission="Manage Messages",
                channel=where,
                server=channel.guild.id,
                thread=channel.id,
                message=message_id,
            ) from error

    async def pin(self, channel_id: int, message_id: int) -> None:
        """Pin a message of ours; one that is pinned or gone is left. Raises Undeliverable for a missing permission."""
        channel = await self._channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            return
        try:
            await channel.get_partial_message(message_id).pin()
        except discord.NotFound:
            return
        except discord.Forbidden as error:
            raise Undeliverable("courier.permission_missing", permission="Pin Messages", channel=channel.id) from error

    async def thread_below(self, channel_id: int, message_id: int, name: str) -> int:
        """Return the thread below a message of ours, made with this name if there is none yet.

        Raises Undeliverable for a missing permission or channel. Discord gives a thread the id of its message.
        """
        with contextlib.suppress(Undeliverable):
            await self._channel(message_id)
            return message_id
        channel = await self._channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            raise Undeliverable("courier.channel_gone", place=_name(channel))
        try:
            thread = await channel.get_partial_message(message_id).create_thread(name=name[:100])
        except discord.Forbidden as error:
            raise Undeliverable(
                "courier.permission_missing", permission="Create Public Threads", channel=channel.id
            ) from error
        except discord.NotFound as error:
            raise Undeliverable("courier.channel_gone", place=_name(channel)) from error
        return thread.id

    async def dm(
        self, member_id: int, outgoing: Outgoing, nonce: str, *, maybe_sent_since: datetime | None = None
    ) -> SentMessage:
        """Send to one person. Only `bot.messenger` calls this: it knows whether they want to hear from us now.

        Raises Undeliverable (`courier.dm_closed`). For `maybe_sent_since` see `send`.
        """
        try:
            channel = await self._bot.create_dm(discord.Object(member_id))
            if earlier := await self._earlier(channel, outgoing, maybe_sent_since):
                return earlier
            message = await channel.send(
                outgoing.content,
                embeds=list(outgoing.embeds),
                files=[*outgoing.files, *await self._drawn(channel, outgoing)],
                view=outgoing.view or discord.utils.MISSING,
                allowed_mentions=outgoing.allowed_mentions,
                nonce=nonce,
            )
        except (discord.Forbidden, discord.NotFound) as error:
            raise Undeliverable("courier.dm_closed") from error
        return SentMessage(channel.id, message.id)

    async def _earlier(
        self, channel: discord.abc.Messageable, outgoing: Outgoing, since: datetime | None
    ) -> SentMessage | None:
        """Return the message of ours with this text that was sent since then, if there is one to be seen."""
        if since is None or outgoing.content is None or self._bot.user is None:
            return None
        try:
            async for message in channel.history(after=since, limit=100):
                if message.author.id == self._bot.user.id and message.content == outgoing.content:
                    return SentMessage(message.channel.id, message.id)
        except discord.Forbidden:
            return None
        return None

    async def _channel(self, channel_id: int) -> object:
        found = self._bot.get_channel(channel_id)
        if found is not None:
            return found
        try:
            return await self._bot.fetch_channel(channel_id)
        except discord.NotFound as error:
            raise Undeliverable("courier.channel_gone", place=str(channel_id)) from error
        except discord.Forbidden as error:
            raise Undeliverable("courier.permission_missing", permission="View Channel", channel=channel_id) from error

    async def _send_forum_post(self, forum: discord.ForumChannel, outgoing: Outgoing) -> SentMessage:
        name = outgoing.title or "…"
        for thread in forum.threads:
            if thread.name == name and self._bot.user is not None and thread.owner_id == self._bot.user.id:
                async for first in thread.history(limit=1, oldest_first=True):
                    return SentMessage(thread.id, first.id)
        tags = [tag for tag in forum.available_tags if tag.name in outgoing.tags]
        created = await forum.create_thread(
            name=name,
            content=outgoing.content or discord.utils.MISSING,
            embeds=list(outgoing.embeds),
            files=[*outgoing.files, *await self._drawn(forum, outgoing)],
            view=outgoing.view or discord.utils.MISSING,
            applied_tags=tags[:5],
            allowed_mentions=outgoing.allowed_mentions,
        )
        return SentMessage(created.thread.id, created.message.id)

    async def _edit(self, channel: discord.abc.Messageable, message_id: int, outgoing: Outgoing) -> None:
        if not isinstance(channel, discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.DMChannel):
            raise MessageGone
        hung = await self._hung(channel, message_id, outgoing) if outgoing.pictures else {}
        await channel.get_partial_message(message_id).edit(
            content=outgoing.content,
            embeds=list(outgoing.embeds),
            attachments=[*outgoing.files, *hung.values(), *await self._drawn(channel, outgoing, hung)],
            view=outgoing.view,
            allowed_mentions=outgoing.allowed_mentions,
        )
        # Afterwards: Discord lets a post be renamed so rarely that waiting for it would leave the text standing.
        if outgoing.channel_id is not None or not isinstance(channel, discord.Thread):
            return
        if isinstance(channel.parent, discord.ForumChannel):
            await self._retitle(channel, channel.parent, outgoing)

    async def _hung(
        self, channel: discord.abc.Messageable, message_id: int, outgoing: Outgoing
    ) -> dict[str, discord.Attachment]:
        """Return, by name, those of the pictures that hang on the message already."""
        wanted = {picture.name for picture in outgoing.pictures}
        try:
            message = await channel.fetch_message(message_id)
        except discord.Forbidden:
            return {}
        return {one.filename: one for one in message.attachments if one.filename in wanted}

    async def _drawn(
        self, channel: object, outgoing: Outgoing, hung: Collection[str] = frozenset()
    ) -> list[discord.File]:
        """Return the pictures that do not hang there yet, drawn; none where the bot may not attach files."""
        in_server = isinstance(channel, discord.abc.GuildChannel | discord.Thread)
        if in_server and not channel.permissions_for(channel.guild.me).attach_files:
            return []
        return await drawn(picture for picture in outgoing.pictures if picture.name not in hung)

    async def _retitle(self, thread: discord.Thread, forum: discord.ForumChannel, outgoing: Outgoing) -> None:
        """Bring a forum post's name and tags up to date, if they changed."""
        wanted = [tag for tag in forum.available_tags if tag.name in outgoing.tags][:5]
        name = outgoing.title or thread.name
        if thread.name != name or {tag.id for tag in thread.applied_tags} != {tag.id for tag in wanted}:
            await thread.edit(name=name, applied_tags=wanted)

    def _missing_permission(self, channel: object) -> Undeliverable:
        """Name the first permission that is missing in a channel."""
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return Undeliverable("courier.dm_closed")
        has = channel.permissions_for(channel.guild.me)
        missing = next((label for name, label in _NEEDED.items() if not getattr(has, name)), "Send Messages")
        return Undeliverable("courier.permission_missing", permission=missing, channel=channel.id)


def _name(channel: object) -> str:
    return str(getattr(channel, "name", "a channel"))


def _is_alike(message: discord.Message, outgoing: Outgoing) -> bool:
    """Return whether a message has the buttons of `outgoing`, whose ids name their subject; else its very words."""
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    found = {str(getattr(child, "custom_id", None)) for row in rows for child in row.children}
    items = outgoing.view.children if outgoing.view is not None else []
    wanted = {str(getattr(item, "custom_id", None)) for item in items}
    if found or wanted:
        return found == wanted
    return (message.content or None) == (outgoing.content or None) and [
        (embed.title, embed.description) for embed in message.embeds
    ] == [(embed.title, embed.description) for embed in outgoing.embeds]

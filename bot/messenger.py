"""The one way to write to one person: everything private passes the gate that knows how they want to be reached."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.errors import Undeliverable
from bot.domain.ids import MemberId
from bot.domain.posts import Post
from bot.domain.reach import Channel, Weight
from bot.domain.timers import Timer
from bot.services import reach
from bot.services.context import ServiceContext
from bot.ui.courier import Courier, Outgoing


@dataclass(frozen=True, slots=True)
class InPublic:
    """How a message may be said where others read it too: with a mention, in a channel.

    It stands in a thread below `post` for those who want it so, and in `channel_id` where messages are closed.
    """

    outgoing: Outgoing
    channel_id: int | None
    post: Post | None = None
    thread: str | None = None


class Messenger:
    """Writes to people, one at a time, each promise once."""

    def __init__(self, context: ServiceContext, courier: Courier) -> None:
        self._context = context
        self._courier = courier

    async def tell(
        self,
        timer: Timer,
        member_id: int,
        private: Outgoing,
        *,
        weight: Weight = Weight.ORDINARY,
        public: InPublic | None = None,
    ) -> bool:
        """Send what a timer promised to one person, in the way they chose; return whether it was sent.

        Raises NotNow if it has to wait, and Undeliverable (`courier.dm_closed`) if their messages are closed and
        nobody else may read it (`public` is None).
        """
        channel = await reach.pass_gate(self._context, timer, MemberId(member_id), weight)
        if channel is None:
            return False
        try:
            below = public is not None and public.post is not None
            if channel is Channel.THREAD and (weight is Weight.ORDINARY or below):
                return await self._in_thread(timer, member_id, public)
            await self._privately(timer, member_id, private, public)
        except Exception:
            if weight is Weight.ORDINARY:
                await reach.was_not_sent(self._context, timer)
            raise
        return True

    async def _in_thread(self, timer: Timer, member_id: int, public: InPublic | None) -> bool:
        """Mention them below the message it is about; what others may not read is not sent at all."""
        post = public.post if public is not None else None
        if public is None or post is None or post.channel_id is None or post.message_id is None:
            await reach.was_not_sent(self._context, timer)
            return False
        thread_id = await self._courier.thread_below(post.channel_id, post.message_id, public.thread or "…")
        outgoing = _mentioning(member_id, public.outgoing)
        await self._courier.send(thread_id, outgoing, timer.nonce, maybe_sent_since=timer.maybe_sent_since)
        return True

    async def _privately(self, timer: Timer, member_id: int, private: Outgoing, public: InPublic | None) -> None:
        since = timer.maybe_sent_since
        try:
            await self._courier.dm(member_id, private, timer.nonce, maybe_sent_since=since)
        except Undeliverable as error:
            if error.code != "courier.dm_closed" or public is None or public.channel_id is None:
                raise
            outgoing = _mentioning(member_id, public.outgoing)
            await self._courier.send(public.channel_id, outgoing, timer.nonce, maybe_sent_since=since)


def _mentioning(member_id: int, outgoing: Outgoing) -> Outgoing:
    content = f"<@{member_id}> {outgoing.content or ''}".strip()
    return replace(outgoing, content=content, pings=(member_id,))

"""Public messages are kept true, whatever becomes of any one of them."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from bot import postkeeper
from bot.domain.people import Community, Place
from bot.domain.posts import Post
from bot.postkeeper import Postkeeper
from bot.services.context import ServiceContext
from bot.ui.courier import Courier, Outgoing, SentMessage
from data import posts

STUCK, OTHER = 1, 2


class SlowCourier:
    """Discord, as discord.py shows it while a limit is waited out: the call for one post does not come back."""

    def __init__(self) -> None:
        self.sent: list[str | None] = []

    async def alike(self, channel_id: int, outgoing: Outgoing) -> list[SentMessage]:
        return []

    async def send(self, channel_id: int, outgoing: Outgoing, nonce: str) -> SentMessage:
        if outgoing.content == str(STUCK):
            await asyncio.Event().wait()
        self.sent.append(outgoing.content)
        return SentMessage(channel_id, 1000 + len(self.sent))


async def test_a_post_that_discord_holds_up_does_not_hold_up_the_others(
    context: ServiceContext, community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postkeeper, "REFRESH_SECONDS", 0.02)
    courier = SlowCourier()

    async def render(post: Post) -> Outgoing:
        return Outgoing(str(post.subject_id))

    keeper = Postkeeper(context, cast(Courier, courier), {"test": render})
    async with context.database.write() as writer:
        for subject in (STUCK, OTHER):
            await posts.keep(writer, community.id, "test", subject, Place.MEETINGS)
    await keeper.start()
    for _ in range(100):
        await asyncio.sleep(0.01)
        if courier.sent:
            break
    await keeper.close()
    assert courier.sent == [str(OTHER)]
    async with context.database.read() as reader:
        held_up = await posts.find(reader, community.id, "test", STUCK)
        assert held_up is not None
        assert held_up.message_id is None
        assert await posts.failures_of(reader, held_up) == 1, "it is tried again in a minute"

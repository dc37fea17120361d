"""The bot starts, restarts and ends in the simulator, and keeps its posts true there."""

from __future__ import annotations

import discord

from bot.domain.ids import CommunityId
from bot.domain.people import Place
from bot.domain.posts import Post
from bot.ui.courier import Outgoing
from data import posts
from tests.journeys.world import World


async def test_the_bot_starts_and_restarts_on_the_same_folder(world: World) -> None:
    await world.set_up()
    await world.restart()
    await world.advance(days=2)
    assert world.settings.database_path.exists()
    assert len(list(world.settings.backups_path.glob("nightly-*.db"))) == 2


async def test_a_post_is_sent_edited_and_sent_again_when_deleted(world: World) -> None:
    await world.set_up()
    shown = ["first"]

    async def render(post: Post) -> Outgoing:
        return Outgoing(embeds=[discord.Embed(description=shown[0])])

    world.bot.renderers["test"] = render

    async def change(text: str) -> None:
        shown[0] = text
        with world.as_bot():
            async with world.bot.context.database.write() as writer:
                await posts.keep(writer, CommunityId(world.guild.id), "test", 1, Place.GENERAL)
        await world.env.settle()

    await change("first")
    (message,) = world.messages("general")
    assert message.embeds[0].description == "first"

    await change("second")
    await change("third")
    assert world.messages("general")[0].embeds[0].description == "first", "edited at most once in ten seconds"
    await world.advance(seconds=11)
    assert world.messages("general")[0].embeds[0].description == "third"

    fiona = await world.facilitator()
    world.env.backend.delete_message(message.channel.id, message.id)
    await world.advance(seconds=61)
    (again,) = world.messages("general")
    assert again.id != message.id
    assert fiona


async def test_a_crash_between_sending_a_post_and_noting_it_doubles_nothing(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    when = "2026-03-12T19:30+08:00[Australia/Perth]"
    for title in ("Journal club", "Case night"):
        await fiona.slash(world.channel("general"), "meeting schedule", title=title, when=when)
    before = sorted(message.id for message in world.messages("meetings"))
    async with world.bot.context.database.write() as writer:
        await writer.run(
            "UPDATE post SET channel_id = NULL, message_id = NULL, shown_revision = 0"
            " WHERE kind = 'meeting' AND subject_id = (SELECT max(id) FROM meeting)"
        )
    await world.restart()
    await world.advance(minutes=5)
    assert sorted(message.id for message in world.messages("meetings")) == before

"""E2: no prompt interrupts people who talk, nor comes on a public holiday; what is counted holds no word of theirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
import simcord

from tests.journeys.file_steps import raw, rows
from tests.journeys.poll_steps import private
from tests.journeys.world import World, reply_text, text_of

TUESDAY_EIGHT = datetime(2026, 3, 3, tzinfo=UTC)
"""08:00 in Perth on the day after the world begins."""


@pytest.fixture
async def fiona(world: World) -> simcord.MemberActor:
    await world.set_up()
    return await world.facilitator()


async def schedule(world: World, fiona: Any, every: str = "weekday") -> str:
    return reply_text(await fiona.slash(world.channel("meetings"), "prompt schedule", every=every, at="08:00"))


def prompts(world: World) -> list[Any]:
    return [one for one in world.messages("general") if "Just reply here" in text_of(one)]


async def test_a_prompt_is_skipped_where_people_are_talking_already_and_the_facilitator_sees_why(
    world: World, fiona: Any
) -> None:
    await schedule(world, fiona)
    alice, bob = await world.member("alice"), await world.member("bob")
    await world.advance_to(TUESDAY_EIGHT - timedelta(minutes=30))
    for number in range(3):
        await alice.send(world.channel("general"), f"MARKERTALK {number}")
        await bob.send(world.channel("general"), f"MARKERREPLY {number}")
    await world.advance(minutes=2)
    await world.restart()
    await world.advance_to(TUESDAY_EIGHT + timedelta(minutes=5))
    assert prompts(world) == []
    listed = reply_text(await fiona.slash(world.channel("meetings"), "prompt list"))
    assert "as people were talking already" in listed
    counted = rows(world)["channel_talk"]
    assert [row[3] for row in counted] == [6]
    assert not any(str(one.id) in str(counted) for one in (alice, bob)), "nobody stands behind a count"
    assert b"MARKERTALK" not in raw(world)
    await world.advance(days=1)
    assert len(prompts(world)) == 1, "a day later it is quiet enough"


async def test_a_word_or_two_and_talk_elsewhere_skip_nothing(world: World, fiona: Any) -> None:
    await schedule(world, fiona)
    alice = await world.member("alice")
    await alice.send(world.channel("general"), "Thanks")
    for number in range(8):
        await alice.send(world.channel("meetings"), f"and {number}")
    await world.advance_to(TUESDAY_EIGHT + timedelta(minutes=5))
    assert len(prompts(world)) == 1


async def test_talk_in_a_thread_counts_for_its_channel(world: World, fiona: Any) -> None:
    await schedule(world, fiona)
    alice = await world.member("alice")
    said = await alice.send(world.channel("general"), "Shall we?")
    made = world.env.backend.create_thread(world.channel("general").id, "talk", owner_id=alice.id)
    thread = simcord.ChannelHandle(world.env, world.guild, made)
    for number in range(5):
        await alice.send(thread, f"yes {number}")
    assert said is not None
    await world.advance_to(TUESDAY_EIGHT + timedelta(minutes=5))
    assert prompts(world) == []


async def test_a_prompt_is_skipped_on_a_public_holiday_unless_the_community_wants_it(world: World, fiona: Any) -> None:
    echo = await schedule(world, fiona, "Friday")
    good_friday, after = datetime(2026, 4, 3, tzinfo=UTC), datetime(2026, 4, 10, tzinfo=UTC)
    world.env.backend.clock._epoch += good_friday - timedelta(hours=2) - world.env.now()
    await world.advance(hours=3)
    assert prompts(world) == []
    listed = reply_text(await fiona.slash(world.channel("meetings"), "prompt list"))
    assert "a public holiday" in listed
    assert f"<t:{int(after.timestamp())}:" in listed
    assert "public holidays" in echo
    screen = private(await fiona.slash(world.channel("general"), "community settings"))
    await fiona.click(screen, label="Questions and help")
    await fiona.select(screen, ["post"], custom_id=f"cop1:setting:{world.guild.id}:prompt_holidays")
    christmas = datetime(2026, 12, 25, tzinfo=UTC)
    world.env.backend.clock._epoch += christmas - timedelta(hours=2) - world.env.now()
    await world.advance(hours=3)
    assert len(prompts(world)) == 1


async def test_no_command_is_read_from_text_and_the_bots_own_messages_do_not_count(world: World, fiona: Any) -> None:
    alice = await world.member("alice")
    await alice.send(world.channel("general"), f"<@{world.bot.user.id}> help")  # pyright: ignore[reportOptionalMemberAccess]
    await fiona.slash(world.channel("meetings"), "prompt now")
    await world.advance(minutes=2)
    assert [row[3] for row in rows(world)["channel_talk"]] == [1]
    assert not discord.Intents(world.bot.intents.value).message_content

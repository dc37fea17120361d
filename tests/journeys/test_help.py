"""`/help` answers what people want to do, and names no command that does not exist."""

from __future__ import annotations

import re
from typing import Any

from discord import app_commands

from cogs.help.tasks import TASKS
from tests.journeys.world import World, reply_text


def commands(world: World) -> set[str]:
    return {
        command.qualified_name
        for command in world.bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }


async def offered(who: Any, world: World, typed: str = "") -> list[str]:
    found = await who.autocomplete(world.channel("general"), "help", "task", typed)
    return [choice["value"] for choice in found]


async def test_every_command_named_exists_and_every_command_is_named(world: World) -> None:
    named = {name for task in TASKS for name in re.findall(r"`/([a-z -]+?)`", task.answer)}
    assert named <= commands(world)
    assert commands(world) - named == {"help"}


async def test_every_task_fits_discord() -> None:
    assert len({task.key for task in TASKS}) == len(TASKS) <= 25
    assert all(len(task.wish) <= 100 and len(task.answer) <= 500 for task in TASKS)


async def test_each_is_offered_what_is_of_use_to_them(world: World) -> None:
    await world.set_up()
    stranger, mia, fiona = world.stranger("sam"), await world.member("mia"), await world.facilitator()
    assert await offered(stranger, world) == ["join", "privacy", "trouble"]
    for_member, for_facilitator = await offered(mia, world), await offered(fiona, world)
    assert {"case", "vote", "rsvp", "topic", "zone", "prompt"} <= set(for_member)
    assert "join" not in for_member
    assert "release" not in for_member
    assert {"release", "admit", "schedule", *for_member} <= set(for_facilitator)


async def test_a_task_is_found_by_its_words(world: World) -> None:
    await world.set_up()
    mia = await world.member("mia")
    general = world.channel("general")
    for typed in ("I want to share a case", "case", "how do i share my case"):
        assert "/case share" in reply_text(await mia.slash(general, "help", task=typed))
    assert (await offered(mia, world, "zone"))[0] == "zone"
    unknown = reply_text(await mia.slash(general, "help", task="xyzzy"))
    assert "This is what I can help with" in unknown


async def test_the_menu_answers_on_the_same_screen_also_after_a_restart(world: World) -> None:
    await world.set_up()
    mia = await world.member("mia")
    screen = await mia.slash(world.channel("general"), "help")
    assert screen.response is not None
    await world.restart()
    result = await mia.select(screen.response, ["vote"])
    assert "Cast my vote" in reply_text(result)


async def test_before_set_up_help_works_too(world: World) -> None:
    channel = world.guild.create_text_channel("lobby")
    assert "What would you like to do" in reply_text(await world.stranger("sam").slash(channel, "help"))

"""`/help` answers what people want to do, and names no command that does not exist."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from discord import app_commands

from cogs.help.cog import HelpMenu
from cogs.help.tasks import AREAS, TASKS, Area
from tests.journeys.world import World, menus, reply_text


def commands(world: World) -> set[str]:
    return {
        command.qualified_name
        for command in world.bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }


async def offered(who: Any, world: World) -> list[str]:
    """Return the keys of the tasks in all menus, in order."""
    screen = await who.slash(world.channel("general"), "help")
    return [option["value"] for menu in menus(screen.response) for option in menu["options"]]


async def test_every_command_named_exists_and_every_command_is_named(world: World) -> None:
    named = {name for task in TASKS for name in re.findall(r"`/([a-z -]+?)`", task.answer)}
    assert named <= commands(world)
    assert commands(world) - named == {"help"}


async def test_every_task_fits_discord() -> None:
    assert len({task.key for task in TASKS}) == len(TASKS)
    assert list(AREAS) == list(Area)
    assert len(AREAS) <= 5, "a message has five rows, and each menu takes one"
    assert max(Counter(task.area for task in TASKS).values()) <= 25
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
    suggested = await mia.autocomplete(general, "help", "task", "zone")
    assert suggested[0]["value"] == "zone"
    unknown = reply_text(await mia.slash(general, "help", task="xyzzy"))
    assert "This is what I can help with" in unknown


async def test_a_facilitator_finds_each_area_in_a_menu_of_its_own(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    screen = await fiona.slash(world.channel("general"), "help")
    assert screen.response is not None
    shown = menus(screen.response)
    assert [menu["placeholder"] for menu in shown] == list(AREAS.values())
    assert "`/meeting schedule`" not in reply_text(screen)
    result = await fiona.select(screen.response, ["schedule"], custom_id=shown[0]["custom_id"])
    assert "`/meeting schedule`" in reply_text(result)


async def test_the_menu_answers_on_the_same_screen_also_after_a_restart(world: World) -> None:
    await world.set_up()
    mia = await world.member("mia")
    screen = await mia.slash(world.channel("general"), "help")
    assert screen.response is not None
    await world.restart()
    votes = HelpMenu.id_of(world.guild.id, area=Area.VOTES)
    result = await mia.select(screen.response, ["vote"], custom_id=votes)
    assert "Cast my vote" in reply_text(result)


async def test_before_set_up_help_works_too(world: World) -> None:
    channel = world.guild.create_text_channel("lobby")
    assert "What would you like to do" in reply_text(await world.stranger("sam").slash(channel, "help"))

"""I2: `/community setup` has Discord itself block identifiers in the case channel."""

from __future__ import annotations

from typing import Any

import simcord

from bot.domain.automod import NAME
from bot.domain.blueprint import Grant
from tests.journeys.test_setup import convenor, restrict, run, writes
from tests.journeys.world import World, reply_text


def rules(world: World) -> dict[str, Any]:
    return {rule.name: rule for rule in world.env.backend.get_guild(world.guild.id).auto_mod_rules.values()}


async def built(world: World) -> simcord.MemberActor:
    boss = convenor(world)
    await run(world, boss, timezone="Perth")
    return boss


async def test_i2_the_rules_are_made_once_for_the_case_channel_alone(world: World) -> None:
    boss = convenor(world)
    answer = reply_text(await run(world, boss, timezone="Perth"))
    assert "AutoMod rules" in answer
    made = rules(world)
    assert made
    assert all(name.startswith(NAME) for name in made)
    channels = world.guild.channels
    others = {handle.id for name, handle in channels.items() if name not in {"cases", "Community of practice"}}
    for rule in made.values():
        assert rule.enabled
        assert rule.trigger_metadata["regex_patterns"]
        assert set(rule.exempt_channels) == others
        assert [action["type"] for action in rule.actions] == [1]
        assert len(rule.actions[0]["metadata"]["custom_message"]) <= 150
    await world.restart()
    before = len(world.env.http_requests)
    assert "nothing was changed" in reply_text(await run(world, boss))
    assert writes(world, before) == []


async def test_i2_drift_is_repaired_and_the_communitys_own_rules_are_left_alone(world: World) -> None:
    boss = await built(world)
    backend = world.env.backend
    own = backend.create_auto_mod_rule(
        world.guild.id, boss.id, {"name": "Ours", "event_type": 1, "trigger_type": 1, "trigger_metadata": {}}
    )
    first, second, *_ = [rule for rule in rules(world).values() if rule.name.startswith(NAME)]
    patterns = list(first.trigger_metadata["regex_patterns"])
    backend.edit_auto_mod_rule(world.guild.id, first.id, {"enabled": False, "trigger_metadata": {"regex_patterns": []}})
    backend.delete_auto_mod_rule(world.guild.id, second.id)
    world.guild.create_text_channel("journal-club")
    await world.env.settle()
    answer = reply_text(await run(world, boss))
    assert "Repaired" in answer
    assert "AutoMod rule" in answer
    mended = rules(world)
    assert mended[first.name].enabled
    assert mended[first.name].trigger_metadata["regex_patterns"] == patterns
    assert world.guild.channels["journal-club"].id in mended[first.name].exempt_channels
    assert second.name in mended
    assert mended["Ours"].id == own.id
    before = len(world.env.http_requests)
    await run(world, boss)
    assert writes(world, before) == []


async def test_i2_without_manage_server_the_rest_is_built_and_the_fix_is_told(world: World) -> None:
    boss = convenor(world)
    world.guild.create_text_channel("lobby")
    await world.env.settle()
    restrict(world, Grant.MANAGE_GUILD)
    await world.env.settle()
    answer = reply_text(await run(world, boss))
    assert "**Manage Server**" in answer
    assert "cases" in world.guild.channels
    assert rules(world) == {}
    restrict(world, Grant(0))
    await world.env.settle()
    assert "AutoMod rules" in reply_text(await run(world, boss))
    assert rules(world)


async def test_i2_when_the_server_has_no_room_for_more_rules_the_fix_is_told(world: World) -> None:
    path = f"/guilds/{world.guild.id}/auto-moderation/rules"
    message = "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED"
    world.env.inject_error("POST", path, status=400, code=50035, message=message, times=None)
    boss = convenor(world)
    answer = reply_text(await run(world, boss, timezone="Perth"))
    assert "delete one of your own" in answer
    assert "Partly done" in answer
    world.env.backend.faults.clear()
    assert "AutoMod rules" in reply_text(await run(world, boss))

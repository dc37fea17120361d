"""The backlog: topics are suggested once, supported by many, and found again."""

from __future__ import annotations

from tests.journeys.poll_steps import choose, chosen_in, private, stored, suggest
from tests.journeys.world import World, labels, reply_text, text_of


async def test_near_duplicates_are_offered_before_saving_across_a_restart(world: World) -> None:
    await world.set_up()
    alice, bob = await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    await suggest(world, [alice], ("Hypertension update",))
    why = "Two *this* week, @everyone"
    offered = private(await bob.slash(meetings, "topic suggest", title="Hypertension in pregnancy", why=why))
    assert "- **Hypertension update**: 1 supporter" in text_of(offered)
    assert labels(offered) == ["Support “Hypertension update”", "Add mine all the same"]
    assert await stored(world, "topic") == 1

    await world.restart()
    added = await bob.click(offered, label="Add mine all the same")
    assert "**Hypertension in pregnancy** is in the backlog" in reply_text(added)
    async with world.bot.context.database.read() as reader:
        assert [row[0] for row in await reader.all("SELECT why FROM topic ORDER BY id")] == [None, why]

    same = private(await bob.slash(meetings, "topic suggest", title="hypertension UPDATE!"))
    assert labels(same) == ["Support “Hypertension update”", "Support “Hypertension in pregnancy”"]
    taken = await bob.click(same, label="Support “Hypertension update”")
    assert "**Hypertension update**\nYou support it. It has 2 supporters." in reply_text(taken)
    back = await bob.click(same, label="Withdraw my support")
    assert "It has 1 supporter." in reply_text(back)


async def test_the_list_is_where_topics_are_supported_and_suggested(world: World) -> None:
    await world.set_up()
    alice, bob = await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    empty = private(await bob.slash(meetings, "topic list"))
    assert "The backlog is empty." in text_of(empty)
    form = await bob.click(empty, label="Suggest a topic")
    told = await bob.submit_modal(form, {"title": "Gout", "why": ""})
    assert "**Gout** is in the backlog" in reply_text(told)
    await suggest(world, [alice], ("Acne",))

    shown = private(await alice.slash(meetings, "topic list"))
    assert chosen_in(shown) == ["Acne"]
    await choose(alice, shown, "Gout")
    assert "1. **Gout**: 2 supporters, you among them\n2. **Acne**: no supporters yet" in text_of(shown)
    offered = await alice.autocomplete(meetings, "topic support", "topic", "go")
    assert [choice["name"] for choice in offered] == ["Gout"]

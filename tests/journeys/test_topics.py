"""The backlog: topics are suggested once, supported by many, and found again."""

from __future__ import annotations

from tests.journeys.poll_steps import choose, chosen_in, private, stored, suggest
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


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


async def test_another_word_for_a_topic_is_found_once_it_was_told(world: World) -> None:
    await world.set_up()
    alice, bob = await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    await suggest(world, [alice], ("Hypertension update",))
    known = private(await bob.slash(meetings, "topic suggest", title="HTN update"))
    assert labels(known) == ["Support “Hypertension update”", "Add mine all the same"]

    # What no dictionary knows is told by a member, once.
    fresh = private(await bob.slash(meetings, "topic suggest", title="The cuff evening"))
    asked = await bob.click(fresh, label="Same as another topic")
    await world.restart()
    done = await choose(bob, fresh, "Hypertension update")
    assert asked.response is not None
    assert "**The cuff evening** is part of **Hypertension update** now, which has 2 supporters." in reply_text(done)
    found = private(await alice.slash(meetings, "topic suggest", title="the cuff evening"))
    assert labels(found)[0] == "Support “Hypertension update”"
    supported = reply_text(await alice.slash(meetings, "topic support", topic="cuff evening"))
    assert "**The cuff evening**, suggested by" in supported
    back = await bob.click(fresh, label="Take it back")
    assert "**The cuff evening** is a topic of its own again, with 1 supporter." in reply_text(back)


async def test_a_facilitator_merges_looks_first_and_can_take_it_back(world: World) -> None:
    await world.set_up()
    fiona, alice, bob = await world.facilitator(), await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    await suggest(world, [alice, bob], ("BP stuff", "Hypertension update"))
    assert "Only facilitators" in reply_text(await alice.slash(meetings, "topic merge", topic="BP", into="Hyper"))
    offered = await fiona.autocomplete(meetings, "topic merge", "into", "htn")
    assert [choice["name"] for choice in offered] == ["Hypertension update"]
    itself = await fiona.slash(meetings, "topic merge", topic="BP stuff", into="BP stuff")
    assert "Both names mean **BP stuff**" in reply_text(itself)

    look = private(await fiona.slash(meetings, "topic merge", topic="BP stuff", into="htn update"))
    assert "**BP stuff** would become part of **Hypertension update**." in text_of(look)
    assert "together: 2 supporters" in text_of(look)
    assert labels(look) == ["Merge", "Keep the title “BP stuff”"]
    await fiona.click(look, label="Keep the title “BP stuff”")
    assert "**Hypertension update** would become part of **BP stuff**." in text_of(look)
    await fiona.click(look, label="Keep the title “Hypertension update”")
    await world.restart()
    taps = await world.tap_together([(fiona, look.message, custom_id(look, "Merge"))] * 3)
    assert all("is part of **Hypertension update** now" in reply_text(tap) for tap in taps if tap.response)
    shown = text_of(private(await bob.slash(meetings, "topic list")))
    assert "1. **Hypertension update**: 2 supporters, you among them. Also: “BP stuff”" in shown
    assert "2. **" not in shown
    # The private screen is gone by tomorrow; the topic itself offers to take it apart, to those who may.
    await world.advance(days=1)
    card = private(await fiona.slash(meetings, "topic support", topic="bp stuff"))
    assert f"**BP stuff**, suggested by <@{alice.id}>, became part of it <t:" in text_of(card)
    assert labels(card) == ["Withdraw my support", "Take apart: BP stuff"]
    assert labels(private(await bob.slash(meetings, "topic support", topic="bp stuff"))) == ["Withdraw my support"]
    await fiona.click(card, label="Take apart: BP stuff")
    assert "2. **" in text_of(private(await bob.slash(meetings, "topic list")))


async def test_a_dropped_topic_tells_its_supporters_why_and_may_come_back(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    meetings = world.channel("meetings")
    await suggest(world, [alice], ("Leeches",))
    dropped = private(await fiona.slash(meetings, "topic drop", topic="leeches", reason="Nobody *uses* them"))
    assert labels(dropped) == ["Bring it back"]
    await world.restart()
    told = text_of(private(await alice.slash(meetings, "topic list")))
    assert "**Leeches** was dropped <t:" in told
    assert "Nobody \\*uses\\* them You supported it." in told
    listed = private(await alice.slash(meetings, "topic list"))
    assert labels(listed) == ["Suggest a topic", "Support again: Leeches"]
    again = private(await alice.slash(meetings, "topic suggest", title="Leeches"))
    assert "**Leeches** was dropped" in text_of(again)
    await alice.click(again, label="Support “Leeches”")
    assert "1. **Leeches**: 1 supporter" in text_of(private(await alice.slash(meetings, "topic list")))
    # The facilitator's own screen from before is harmless.
    assert "is in the backlog again" in reply_text(await fiona.click(dropped, label="Bring it back"))


async def test_a_topic_is_raised_from_a_question_and_from_a_prompt(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    meetings = world.channel("meetings")
    form = await alice.slash(meetings, "case ask")
    await alice.submit_modal(form, {"question": "How do you stop sleeping tablets?", "setting": ""})
    await world.advance(seconds=25)
    (asked,) = world.messages(world.forum_posts()[-1])
    more = private(await alice.click(asked, label="More"))
    form = await alice.click(more, label="Suggest as a topic")
    said = reply_text(await alice.submit_modal(form, {"title": "Sleep without pills", "why": ""}))
    assert "**Sleep without pills** is in the backlog" in said
    card = reply_text(await fiona.slash(meetings, "topic support", topic="sleep"))
    assert f"[Where it was raised]({asked.jump_url})" in card

    await fiona.slash(meetings, "prompt now")
    (prompt,) = world.messages("general")
    assert labels(prompt) == ["Answer privately", "Suggest as a topic"]
    await world.restart()
    form = await fiona.click(prompt, label="Suggest as a topic")
    near = private(await fiona.submit_modal(form, {"title": "Sleep without pills at night", "why": ""}))
    assert labels(near)[-1] == "Add mine all the same"
    await fiona.click(near, label="Add mine all the same")
    card = reply_text(await alice.slash(meetings, "topic support", topic="at night"))
    assert f"[Where it was raised]({prompt.jump_url})" in card

"""D13: on a clinical question a poll gathers positions, each in its holder's words, none counted against another."""

from __future__ import annotations

import re
from typing import Any

from simcord import MemberActor

from tests.journeys.poll_steps import poll_message, private, stored, vote
from tests.journeys.talk_steps import REST, TEST
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

QUESTION = "Aspirin for primary prevention at 70?"


async def opened(world: World, fiona: MemberActor, **more: Any) -> Any:
    """Open the poll and return the facilitator's private screen."""
    options = {"question": QUESTION, "options": "Yes; No", **more}
    return private(await fiona.slash(world.channel("meetings"), "poll open", **options))


async def take(world: World, who: MemberActor, stance: dict[str, str]) -> str:
    """Take a position by the button on the poll."""
    form = await who.click(poll_message(world), label="How would you approach it?")
    return reply_text(await who.submit_modal(form, stance))


async def test_a_poll_on_a_clinical_question_gathers_positions_in_their_holders_words(world: World) -> None:
    await world.set_up()
    fiona, alice, bob = await world.facilitator(), await world.member("alice"), await world.member("bob")
    screen = await opened(world, fiona)
    assert labels(screen) == ["Gather positions"]
    assert labels(poll_message(world)) == ["Vote"]
    taps = await world.tap_together([(fiona, screen.message, custom_id(screen, "Gather positions"))] * 3)
    assert any("Members can say how they would approach it" in reply_text(tap) for tap in taps)
    assert await stored(world, "discussion") == 1
    await world.advance(seconds=30)
    assert labels(poll_message(world)) == ["Vote", "How would you approach it?"]
    results = [private(await who.slash(world.channel("meetings"), "poll results", poll="1")) for who in (fiona, alice)]
    assert [labels(one) for one in results] == [["Vote", "Gather positions"], ["Vote"]], "for when that screen is gone"
    await world.restart()

    for who, choice in ((fiona, "No"), (bob, "No"), (alice, "Yes")):
        await vote(who, poll_message(world), choice)
    assert "Your position stands." in await take(world, bob, TEST)
    await take(world, alice, REST)
    await fiona.slash(world.channel("meetings"), "poll close", poll="1")
    await world.advance(seconds=30)

    # Whoever is in the minority is read like everybody, and no share of votes heads the map.
    message = poll_message(world)
    summary = next(embed for embed in message.embeds if embed.title == "Positions, not a verdict")
    for who, stance in ((alice, REST), (bob, TEST)):
        assert f"**<@{who.id}>**\n{stance['approach']}" in (summary.description or "")
    assert re.search(r"\d+ ?%|\d+ of \d+", f"{summary.title}\n{summary.description}") is None
    assert labels(message) == ["How would you approach it?", "All positions"]
    (post,) = world.messages(world.forum_posts()[-1])
    assert QUESTION in text_of(post)
    assert post.jump_url in text_of(message)

    # A position changed, and one taken back, show there too.
    await take(world, alice, {**REST, "approach": "Talk about bleeding first."})
    await world.advance(seconds=30)
    assert "Talk about bleeding first." in text_of(poll_message(world))
    form = await alice.click(poll_message(world), label="How would you approach it?")
    thanks = private(await alice.submit_modal(form, REST))
    await alice.click(thanks, label="Take it back")
    await world.advance(seconds=30)
    assert f"<@{alice.id}>" not in text_of(poll_message(world))


async def test_agreeing_to_disagree_offers_to_put_positions_side_by_side(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    meetings = world.channel("meetings")
    await opened(world, fiona, method="consent", options="Stop it")
    closed = private(await fiona.slash(meetings, "poll close", poll="1"))
    assert labels(closed) == ["Say what becomes of it", "Gather positions"]
    form = await fiona.slash(meetings, "poll outcome", poll="1")
    said = private(await fiona.submit_modal(form, {"kind": ["disagree"], "why": "Both are sound", "review": ""}))
    assert labels(said) == ["Gather positions"]
    await world.restart()
    await fiona.click(said, label="Gather positions")
    await world.advance(seconds=30)
    again = reply_text(await fiona.click(said, label="Gather positions"))
    assert "are being gathered already: https://" in again
    assert labels(poll_message(world)) == ["How would you approach it?"]


async def test_a_flag_on_the_discussion_hides_its_positions_on_the_poll_too(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    screen = await opened(world, fiona)
    await fiona.click(screen, label="Gather positions")
    await world.advance(seconds=30)
    await take(world, alice, REST)
    await world.advance(seconds=30)
    assert REST["approach"] in text_of(poll_message(world))
    (post,) = world.messages(world.forum_posts()[-1])
    await alice.context_menu(world.forum_posts()[-1], "Flag possible identifier", post)
    await world.advance(seconds=30)
    assert REST["approach"] not in text_of(poll_message(world))
    assert labels(poll_message(world)) == ["Vote"]
    card = next(one for one in world.messages("facilitators") if "Erase" in labels(one))
    await fiona.click(card, label="Erase")
    await world.advance(seconds=60)
    assert await stored(world, "discussion") == 0
    assert labels(poll_message(world)) == ["Vote"]
    await vote(alice, poll_message(world), "Yes")


async def test_a_poll_over_topics_gathers_no_positions(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    meetings = world.channel("meetings")
    for title in ("Gout", "Acne"):
        await fiona.slash(meetings, "topic suggest", title=title)
    assert labels(private(await fiona.slash(meetings, "topic poll"))) == []
    assert labels(private(await fiona.slash(meetings, "poll close", poll="1"))) == ["Say what becomes of it"]

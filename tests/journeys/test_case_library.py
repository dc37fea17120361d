"""C12: members find released cases again, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
import simcord

from tests.journeys.case_steps import ASK, CLEAN_STORY, hand_in
from tests.journeys.test_flags import FLAG, flag_cards
from tests.journeys.world import World, labels, reply_text, text_of


async def share(world: World, alice: Any, fiona: Any, title: str, area: str = "Skin", **story: str) -> None:
    await hand_in(world, alice, CLEAN_STORY | {"title": title} | story, ASK | {"area": [area]})
    await fiona.click(world.messages("facilitators")[-1], label="Release")
    await world.env.settle()


async def people(world: World) -> tuple[simcord.MemberActor, simcord.MemberActor, simcord.MemberActor]:
    await world.set_up()
    return await world.member("alice"), await world.facilitator(), await world.member("bob")


async def look(world: World, who: simcord.MemberActor, **options: str) -> str:
    return reply_text(await who.slash(world.channel("general"), "case list", **options))


async def test_c12_a_member_finds_a_case_by_words_tag_and_status_and_reads_it(world: World) -> None:
    alice, fiona, bob = await people(world)
    await share(world, alice, fiona, "Gout that keeps returning", "Musculoskeletal")
    await share(world, alice, fiona, "Itch without a rash", "Skin", context="Also had gout once.")
    found = await look(world, bob, query="gout")
    assert found.index("keeps returning") < found.index("Itch")
    assert "discord.com/channels/" in found
    assert "Itch" not in await look(world, bob, tag="Musculoskeletal")
    assert "Itch" in await look(world, bob, status="open")
    assert "No case fits" in await look(world, bob, status="closed")
    assert "No case fits" in await look(world, bob, query="zebra")
    for typed in ("1", "case 1", "Gout that keeps returning", "returning"):
        shown = reply_text(await bob.slash(world.channel("general"), "case show", case=typed))
        assert "Seen three times since a bad cold" in shown, typed
    unclear = reply_text(await bob.slash(world.channel("general"), "case show", case="bloods"))
    assert "Several fit that" in unclear
    offered = await bob.autocomplete(world.channel("general"), "case show", "case", "itch")
    assert [(one["name"], one["value"]) for one in offered] == [("case 2 · Itch without a rash", "case 2")]


async def test_c12_what_was_learnt_is_found_and_stands_in_the_list(world: World) -> None:
    alice, fiona, bob = await people(world)
    await share(world, alice, fiona, "Gout that keeps returning")
    await share(world, alice, fiona, "Itch without a rash")
    general = world.channel("general")
    assert "No case fits" in await look(world, bob, status="follow-up")
    await alice.slash(general, "case followup", case="Gout that keeps returning", when="in 4 weeks")
    found = await look(world, bob, status="follow-up")
    assert "Gout" in found
    assert "Itch" not in found
    assert "open · follow-up" in found

    [message] = [one for post in world.forum_posts() for one in world.messages(post) if "Itch" in (post.name or "")]
    more = await fiona.click(message, label="More")
    assert more.response is not None
    form = await fiona.click(more.response, label="Add a learning point")
    await fiona.submit_modal(form, {"learning": "Look for scabies between the fingers."})
    await world.restart()
    found = await look(world, bob, query="scabies")
    assert "Learnt: Look for scabies between the fingers." in found
    assert "Gout" not in found
    assert "scabies" in reply_text(await bob.slash(general, "case show", case="scabies")), "any word names it"
    told = await alice.click(await _follow_up_screen(alice, general), label="Tell what happened")
    await alice.submit_modal(told, {"outcome": "It settled on permethrin.", "reason": ""})
    assert "Gout" in await look(world, bob, query="permethrin")
    assert "No case fits" in await look(world, bob, status="follow-up"), "the author has told"


async def _follow_up_screen(alice: simcord.MemberActor, general: simcord.ChannelHandle) -> Any:
    return (await alice.slash(general, "case followup", case="case 1")).response


async def test_c12_what_waits_is_flagged_or_erased_is_not_in_the_library(world: World) -> None:
    alice, fiona, bob = await people(world)
    await share(world, alice, fiona, "Gout")
    await hand_in(world, alice, CLEAN_STORY | {"title": "Gout waiting"}, ASK)
    assert "waiting" not in await look(world, bob, query="gout")
    [post] = world.forum_posts()
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    assert "No case fits" in await look(world, bob, query="gout")
    assert "hidden until a facilitator" in reply_text(await bob.slash(world.channel("general"), "case show", case="1"))
    await fiona.click(flag_cards(world)[0], label="Restore")
    await world.env.settle()
    assert "**Gout**" in await look(world, bob, query="gout")
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    await fiona.click(flag_cards(world)[-1], label="Erase")
    assert "No case fits" in await look(world, bob, query="gout")
    assert "no case or question" in reply_text(await bob.slash(world.channel("general"), "case show", case="Gout"))


async def test_c12_pages_turn_after_a_restart(world: World) -> None:
    alice, fiona, bob = await people(world)
    for number in range(9):
        await share(world, alice, fiona, f"Gout {number}")
    result = await bob.slash(world.channel("general"), "case list", query="gout!", tag="Skin")
    page = result.response
    assert page is not None
    assert labels(page) == ["More"]
    await world.restart()
    await bob.click(page, label="More")
    assert "Page 2" in text_of(page)
    assert text_of(page).count("**Gout") == 1
    await bob.click(page, label="Back")
    assert text_of(page).count("**Gout") == 8


@pytest.mark.parametrize("query", ['"', "((", ";;;", "title:x", "gout OR", "* *", "@everyone", "💊"])
async def test_c12_no_search_breaks_or_pings(world: World, query: str) -> None:
    alice, fiona, bob = await people(world)
    await share(world, alice, fiona, "Gout @everyone")
    answer = await look(world, bob, query=query)
    assert "Something went wrong" not in answer
    assert "@everyone" not in answer.replace("```\n@everyone\n```", "").replace("@​everyone", "")


async def test_c12_the_library_is_for_members(world: World) -> None:
    alice, fiona, _ = await people(world)
    await share(world, alice, fiona, "Gout")
    sam = world.stranger("sam")
    for command, options in (("case list", {}), ("case list", {"query": "gout"}), ("case show", {"case": "1"})):
        answer = reply_text(await sam.slash(world.channel("general"), command, **options))
        assert "/join" in answer
        assert "Gout" not in answer

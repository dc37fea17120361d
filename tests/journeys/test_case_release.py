from __future__ import annotations

import logging

import discord
import pytest

from tests.journeys.case_steps import (
    AFFIRM,
    CLEAN_STORY,
    anonymous,
    card,
    count,
    hand_in,
    press,
    screen,
    write,
)
from tests.journeys.world import World, labels, reply_text, text_of


async def test_two_facilitators_at_once_release_a_case_once(world: World) -> None:
    await world.set_up()
    alice, fiona, fred = await world.member("alice"), await world.facilitator(), await world.facilitator("fred")
    await hand_in(world, alice)
    answers = await press(world, (fiona, "Release"), (fred, "Release"), (fiona, "Release"), (fred, "Release"))
    assert sum("already released" in reply_text(answer) for answer in answers) == 3
    assert len(world.forum_posts()) == 1
    assert len(world.dms(alice)) == 1
    assert len(world.messages("facilitators")) == 1


async def test_release_and_decline_at_once_have_one_winner(world: World) -> None:
    await world.set_up()
    alice, fiona, fred = await world.member("alice"), await world.facilitator(), await world.facilitator("fred")
    await hand_in(world, alice)
    why = await fiona.click(card(world), label="Decline")
    await press(world, (fred, "Release"))
    late = await fiona.submit_modal(why, {"reason": "Too telling."})
    assert f"already released by <@{fred.id}>" in reply_text(late)
    assert len(world.forum_posts()) == 1
    assert "not released" not in "".join(text_of(message) for message in world.dms(alice))


async def test_submitting_twice_hands_in_once(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    await world.facilitator()
    private = await write(world, alice)
    first = await alice.click(private, label="Submit")
    second = await alice.click(private, label="Submit")
    await alice.submit_modal(first, AFFIRM)
    again = await alice.submit_modal(second, AFFIRM)
    assert "`/case share`" in reply_text(again)
    assert await count(world, "shared_case") == 1
    assert len(world.messages("facilitators")) == 1


async def test_a_screen_that_was_overtaken_cannot_submit_what_it_does_not_show(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    private = await write(world, alice)
    affirm = await alice.click(private, label="Submit")
    edit = await alice.click(private, label="Edit")
    await alice.submit_modal(edit, CLEAN_STORY | {"context": "Something else."})
    late = await alice.submit_modal(affirm, AFFIRM)
    assert "was changed" in reply_text(late)
    assert await count(world, "shared_case") == 0
    assert await count(world, "case_draft") == 1


async def test_nobody_releases_their_own_case_and_only_they_learn_why(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await world.set_up()
    fiona, fred = await world.facilitator(), await world.facilitator("fred")
    done = await hand_in(world, fiona, ask=anonymous())
    assert "somebody else has to release it" in reply_text(done)
    assert "If you are the only one" in reply_text(done)

    caplog.clear()
    before = [text_of(message) for message in world.messages("facilitators")]
    refused = await fiona.click(card(world), label="Release")
    assert "You wrote this case" in reply_text(refused)
    assert "give a colleague the Facilitator role" in reply_text(refused)
    assert screen(refused)
    ours = [record for record in caplog.records if record.name.startswith(("bot", "cogs", "data"))]
    assert ours == [], "a line in the log would tie the facilitator to the case"
    assert [text_of(message) for message in world.messages("facilitators")] == before
    assert str(fiona.id) not in "".join(before)
    assert labels(card(world)) == ["Release", "Decline"]
    assert world.forum_posts() == []

    await fred.click(card(world), label="Release")
    assert len(world.forum_posts()) == 1


async def test_only_facilitators_release_and_decline(world: World) -> None:
    await world.set_up()
    alice, bob = await world.member("alice"), await world.member("bob")
    await world.facilitator()
    await hand_in(world, alice)
    answers = await press(world, (bob, "Release"), (bob, "Decline"), (alice, "Release"))
    assert all("Only facilitators" in reply_text(answer) for answer in answers)
    assert world.forum_posts() == []


async def test_forged_ids_are_refused(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice)
    await write(world, alice)
    here, elsewhere = world.guild.id, world.guild.id + 1
    queued = card(world)
    forged = [f"{verb}:{elsewhere}:1" for verb in ("case-release", "case-decline", "case-back", "case-go-on")]
    forged += [f"{verb}:{here}:99" for verb in ("case-release", "case-decline", "case-back", "case-edit")]
    forged += [f"case-redact:{here}:2", f"case-submit:{here}:2:2"]
    for custom_id in forged:
        [answer] = await world.tap_together([(fiona, queued, f"cop1:{custom_id}")])
        assert answer.modal is None
        assert screen(answer)
    assert world.forum_posts() == []
    assert await count(world, "case_draft") == 1
    assert labels(card(world)) == ["Release", "Decline"]


async def test_a_deleted_case_channel_loses_nothing_once_it_is_repaired(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice)
    await hand_in(world, alice, CLEAN_STORY | {"title": "A second one"})
    first, second = world.messages("facilitators")
    await fiona.click(first, label="Release")
    assert [post.name for post in world.forum_posts()] == ["Tired after a virus · case 1"]

    world.env.backend.delete_channel(world.channel("cases").id)
    await world.env.settle()
    await fiona.click(second, label="Release")
    await world.restart()
    manager = world.guild.create_role("Boss", permissions=discord.Permissions(manage_guild=True, view_channel=True))
    boss = world.guild.add_member(world.env.create_user("connie"), roles=[manager])
    await boss.slash(world.channel("general"), "community setup")
    await world.advance(minutes=2)
    names = {post.name for post in world.forum_posts()}
    assert names == {"Tired after a virus · case 1", "A second one · case 2"}


async def test_two_cases_of_the_same_title_are_two_posts(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    for _ in range(2):
        await hand_in(world, alice)
        await fiona.click(card(world), label="Release")
    assert len(world.forum_posts()) == 2


async def test_a_deleted_queue_card_comes_back(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice)
    world.env.backend.delete_message(card(world).channel.id, card(world).id)
    await world.env.settle()
    await world.advance(minutes=2)
    await fiona.click(card(world), label="Release")
    assert len(world.forum_posts()) == 1


async def test_only_members_share(world: World) -> None:
    await world.set_up()
    stranger = world.stranger("stan")
    refused = await stranger.slash(world.channel("general"), "case share")
    assert refused.modal is None
    assert "`/join`" in reply_text(refused)
    assert screen(refused)

"""C11: whoever sees a possible identifier hides it at once, and the facilitators decide."""

from __future__ import annotations

from typing import Any

import simcord

from bot.domain.ids import CommunityId
from data import audit
from tests.journeys.case_steps import ASK, count, hand_in, stored_bytes
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

FLAG = "Flag possible identifier"
STORY: dict[str, Any] = {
    "title": "MARKERTITLE fatigue",
    "stage": ["middle-age"],
    "context": "MARKERCONTEXT since a cold.",
    "findings": "MARKERFINDINGS",
}
TOLD = ASK | {"tried": "MARKERTRIED", "question": "MARKERQUESTION"}


async def released(world: World) -> tuple[simcord.ChannelHandle, simcord.MemberActor, simcord.MemberActor]:
    """Have a case of Alice's released by Fiona, and return its post with both."""
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice, STORY, TOLD)
    await fiona.click(world.messages("facilitators")[-1], label="Release")
    await world.env.settle()
    [post] = world.forum_posts()
    return post, alice, fiona


def flag_cards(world: World) -> list[Any]:
    return [m for m in world.messages("facilitators") if "lag" in "".join(e.title or "" for e in m.embeds)]


async def flagged(world: World) -> tuple[simcord.ChannelHandle, simcord.MemberActor, simcord.MemberActor]:
    """Have Bob flag that case, and return its post with Alice and Fiona."""
    post, alice, fiona = await released(world)
    bob = await world.member("bob")
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    return post, alice, fiona


async def test_c11_a_flagged_case_is_hidden_in_three_seconds_and_kept_so(world: World) -> None:
    post, _, _ = await released(world)
    bob = await world.member("bob")
    began = world.env.now()
    answer = await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    assert (world.env.now() - began).total_seconds() < 3
    assert "being hidden now" in reply_text(answer)
    assert answer.response is not None
    assert answer.response.ephemeral
    [message] = world.messages(post)
    assert "MARKER" not in text_of(message)
    assert "Hidden for now" in text_of(message)
    assert not labels(message)
    assert "MARKER" not in str(world.env.backend.get_channel(post.id).name)
    await world.restart()
    await world.advance(hours=2)
    assert "MARKER" not in text_of(world.messages(post)[0]), "whatever changes, it stays hidden"


async def test_c11_only_facilitators_see_who_flagged(world: World) -> None:
    post, alice, _ = await released(world)
    bob = await world.member("bob")
    since = len(world.env.http_requests)
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    [card] = flag_cards(world)
    assert f"<@{bob.id}>" in text_of(card)
    assert str(bob.id) not in text_of(world.messages(post)[0])
    facilitators = world.channel("facilitators").id
    for entry in world.env.http_requests[since:]:
        if f"/channels/{facilitators}/" not in entry.path:
            assert str(bob.id) not in str(entry.json), entry.path
    async with world.bot.context.database.read() as reader:
        entries = await audit.entries(reader, CommunityId(world.guild.id))
    assert bob.id not in {entry.actor_id for entry in entries}, "members may read the audit log"
    assert alice.id != bob.id


async def test_c11_restore_brings_a_case_back_after_a_restart(world: World) -> None:
    post, alice, fiona = await flagged(world)
    await world.restart()
    [card] = flag_cards(world)
    assert labels(card) == ["Restore", "Erase", "See it"]
    seen = await fiona.click(card, label="See it")
    assert "MARKERCONTEXT" in reply_text(seen)
    assert seen.followups == [] or all(one.ephemeral for one in seen.followups)
    await fiona.click(card, label="Restore")
    await world.advance(minutes=1)
    assert "MARKERCONTEXT" in text_of(world.messages(post)[0])
    assert "MARKERTITLE" in str(world.env.backend.get_channel(post.id).name)
    [card] = flag_cards(world)
    assert f"Restored by <@{fiona.id}>" in text_of(card)
    assert not labels(card)
    bob = await world.member("bert")
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    assert "Hidden for now" in text_of(world.messages(post)[0]), "it may be flagged again"
    assert alice.id != fiona.id


async def test_c11_erase_takes_every_word_out_of_the_bytes_of_the_file_and_its_log(world: World) -> None:
    post, alice, fiona = await flagged(world)
    assert b"MARKERCONTEXT" in stored_bytes(world)
    await fiona.click(flag_cards(world)[0], label="Erase")
    await world.advance(minutes=2)
    assert "Removed" in text_of(world.messages(post)[0])
    assert b"marker" not in stored_bytes(world).lower(), "while the bot runs, the write-ahead log included"
    told = [text_of(message) for message in world.dms(alice) if "erased it" in text_of(message)]
    assert len(told) == 1, "the author knows"
    assert "MARKER" not in told[0]
    assert await count(world, "shared_case") == 1, "what belongs to others may go on pointing to it"
    for message in (*world.messages("facilitators"), *world.messages(post)):
        assert "MARKER" not in text_of(message)
    await world.restart()
    await world.advance(hours=1)
    assert "Removed" in text_of(world.messages(post)[0])
    await world.bot.close()
    assert b"marker" not in stored_bytes(world).lower()


async def test_c11_two_flags_at_once_make_one_card_and_two_decisions_one(world: World) -> None:
    post, _, fiona = await flagged(world)
    carol = await world.member("carol")
    again = await carol.context_menu(post, FLAG, world.messages(post)[0])
    assert "hidden already" in reply_text(again)
    [card] = flag_cards(world)
    greg = await world.member("greg", facilitator=True)
    await world.tap_together([(fiona, card, custom_id(card, "Erase")), (greg, card, custom_id(card, "Restore"))])
    assert await count(world, "flag") == 1
    async with world.bot.context.database.read() as reader:
        acts = [entry.act for entry in await audit.entries(reader, CommunityId(world.guild.id))]
    assert len([act for act in acts if act.startswith("flag.")]) == 1
    assert "hidden already" in reply_text(await carol.context_menu(post, FLAG, world.messages(post)[0]))


async def test_c11_anothers_message_is_deleted_and_said_again_when_restored(world: World) -> None:
    post, alice, fiona = await released(world)
    bob = await world.member("bob")
    await bob.send(post, "I think I know MARKERPERSON, the baker @everyone")
    message = world.messages(post)[-1]
    await alice.context_menu(post, FLAG, message)
    await world.env.settle()
    assert len(world.messages(post)) == 1, "deleted at once"
    assert b"MARKERPERSON" not in stored_bytes(world), "what it said is kept sealed"
    [card] = flag_cards(world)
    assert f"A message by <@{bob.id}>" in text_of(card)
    assert "MARKERPERSON" not in text_of(card)
    assert "MARKERPERSON" in reply_text(await fiona.click(card, label="See it"))
    await world.restart()
    await fiona.click(flag_cards(world)[0], label="Restore")
    await world.advance(minutes=1)
    said = world.messages(post)[-1]
    assert "MARKERPERSON" in text_of(said)
    assert "put it back" in text_of(said)
    assert not said.mention_everyone
    await world.advance(hours=1)
    assert len(world.messages(post)) == 2, "once"
    async with world.bot.context.database.read() as reader:
        assert await reader.value("SELECT sealed FROM flag") is None


async def test_c11_erasing_anothers_message_keeps_nothing(world: World) -> None:
    post, alice, fiona = await released(world)
    bob = await world.member("bob")
    await bob.send(post, "MARKERPERSON")
    await alice.context_menu(post, FLAG, world.messages(post)[-1])
    await world.env.settle()
    card = flag_cards(world)[0]
    await fiona.click(card, label="Erase")
    await world.advance(minutes=2)
    assert len(world.messages(post)) == 1
    async with world.bot.context.database.read() as reader:
        assert await reader.value("SELECT sealed FROM flag") is None


async def test_c11_without_manage_messages_the_facilitators_are_told_the_fix_and_it_goes_as_soon_as_it_may(
    world: World,
) -> None:
    post, alice, _ = await released(world)
    bob = await world.member("bob")
    await bob.send(post, "MARKERPERSON")
    message = world.messages(post)[-1]
    path = f"/channels/{post.id}/messages/{message.id}"
    world.env.inject_error("DELETE", path, status=403, code=50013, message="Missing Permissions", times=None)
    await alice.context_menu(post, FLAG, message)
    await world.advance(minutes=2)
    assert len(world.messages(post)) == 2
    told = [text_of(m) for m in world.messages("facilitators") if "Manage Messages**" in text_of(m) and not m.embeds]
    assert len(told) == 1
    assert str(message.id) in told[0]
    assert "being taken away" in text_of(flag_cards(world)[0])
    world.env.backend.faults.clear()
    await world.restart()
    await world.advance(hours=2)
    assert len(world.messages(post)) == 1
    assert "nobody reads it" in text_of(flag_cards(world)[0])


async def test_c11_a_message_of_another_channel_and_taps_of_others_are_refused(world: World) -> None:
    post, _, _ = await released(world)
    bob = await world.member("bob")
    await bob.send(world.channel("general"), "hello")
    elsewhere = await bob.context_menu(world.channel("general"), FLAG, world.messages("general")[-1])
    assert "**#cases**" in reply_text(elsewhere)
    assert await count(world, "flag") == 0
    sam = world.guild.add_member(world.env.create_user("sam"), roles=[world.member_role])
    refused = await sam.context_menu(post, FLAG, world.messages(post)[0])
    assert "/join" in reply_text(refused)
    assert await count(world, "flag") == 0
    await bob.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    [card] = flag_cards(world)
    for label in ("Restore", "Erase", "See it"):
        [answer] = await world.tap_together([(bob, card, custom_id(card, label))])
        assert "Only facilitators" in reply_text(answer)
    assert "Hidden for now" in text_of(world.messages(post)[0])


async def test_c11_the_author_of_a_case_does_not_put_it_back_alone(world: World) -> None:
    await world.set_up()
    greg, fiona = await world.member("greg", facilitator=True), await world.facilitator()
    await hand_in(world, greg, STORY, TOLD | {"name": "member"})
    await fiona.click(world.messages("facilitators")[-1], label="Release")
    await world.env.settle()
    [post] = world.forum_posts()
    await fiona.context_menu(post, FLAG, world.messages(post)[0])
    await world.env.settle()
    [card] = flag_cards(world)
    answer = await greg.click(card, label="Restore")
    assert "another facilitator" in reply_text(answer)
    assert "Hidden for now" in text_of(world.messages(post)[0])
    await greg.click(card, label="Erase")
    await world.env.settle()
    await world.advance(minutes=1)
    assert "Removed" in text_of(world.messages(post)[0])


async def test_c11_no_list_of_the_bot_names_a_hidden_case(world: World) -> None:
    post, _, fiona = await flagged(world)
    general = world.channel("general")
    for command in ("case summary", "case show"):
        offered = await fiona.autocomplete(general, command, "case", "")
        assert "MARKERTITLE" not in str(offered), command
        for typed in ("1", "MARKERTITLE fatigue", "MARKERTITLE"):
            answer = reply_text(await fiona.slash(general, command, case=typed))
            assert "MARKERTITLE fatigue" not in answer.replace(f"```\n{typed}\n```", ""), (command, typed)
            assert "MARKERCONTEXT" not in answer
    assert "MARKER" not in text_of(world.messages(post)[0])


async def test_c11_a_placeholder_that_somebody_deletes_does_not_come_back(world: World) -> None:
    post, _, fiona = await flagged(world)
    world.env.backend.delete_message(post.id, world.messages(post)[0].id)
    await world.advance(minutes=2)
    assert len(world.forum_posts()) == 1
    assert world.messages(post) == []
    await fiona.click(flag_cards(world)[0], label="Restore")
    await world.advance(minutes=2)
    shown = [message for one in world.forum_posts() for message in world.messages(one)]
    assert ["MARKERCONTEXT" in text_of(message) for message in shown] == [True]

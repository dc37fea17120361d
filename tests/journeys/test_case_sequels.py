"""C8: further parts of a case come out at their times, once, and not while anything of it is hidden."""

from __future__ import annotations

from typing import Any

import simcord

from tests.journeys.case_steps import (
    AFFIRM,
    anonymous,
    button,
    card,
    count,
    screen,
    stored_bytes,
    write,
)
from tests.journeys.test_flags import FLAG, flag_cards
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

FIRST: dict[str, Any] = {"next-1": "MARKERONE: the ferritin came back low.", "when": "2 days"}
SECOND: dict[str, Any] = {"next-2": "MARKERTWO: better on iron.", "when": "5 days after the release"}


async def told_in_parts(
    world: World, ask: dict[str, Any] | None = None
) -> tuple[simcord.MemberActor, simcord.MemberActor]:
    """Have Alice write a case in three parts and Fiona release it after having read all of them."""
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    private = await write(world, alice, **({"ask": ask} if ask else {}))
    await alice.submit_modal(await alice.click(private, label="Add what happened next"), FIRST)
    await alice.submit_modal(await alice.click(private, label="Add what happened next"), SECOND)
    await alice.submit_modal(await alice.click(private, label="Submit"), AFFIRM)
    assert b"MARKER" not in stored_bytes(world)
    shown = await fiona.click(card(world), label="Release")
    assert "MARKERONE" in reply_text(shown)
    assert "MARKERTWO" in reply_text(shown)
    assert "told 5 days after the release" in reply_text(shown)
    await fiona.click(screen(shown), label="Release")
    await world.env.settle()
    return alice, fiona


def thread(world: World) -> simcord.ChannelHandle:
    [post] = world.forum_posts()
    return post


def parts(world: World) -> list[str]:
    """Return what stands below the case, oldest first."""
    return [text_of(message) for message in world.messages(thread(world))[1:]]


async def author_screen(world: World, who: simcord.MemberActor) -> simcord.InteractionResult:
    more = await who.click(world.messages(thread(world))[0], label="More")
    return await who.click(screen(more), label="What happens next")


async def test_c8_further_parts_come_out_on_time_and_once(world: World) -> None:
    await told_in_parts(world)
    assert parts(world) == []
    assert "part 2 follows <t:" in text_of(world.messages(thread(world))[0])
    await world.advance(days=1, hours=23)
    assert parts(world) == []
    assert b"MARKER" not in stored_bytes(world), "sealed until it is told"
    await world.restart()
    await world.advance(hours=2)
    assert len(parts(world)) == 1
    assert "What happened next** · part 2 of 3" in parts(world)[0]
    assert "MARKERONE" in parts(world)[0]
    assert b"MARKERTWO" not in stored_bytes(world)
    await world.restart()
    await world.advance(days=4)
    assert ["MARKERONE" in parts(world)[0], "MARKERTWO" in parts(world)[1], len(parts(world))] == [True, True, 2]
    assert "follows" not in text_of(world.messages(thread(world))[0])
    await world.restart()
    await world.advance(days=1)
    assert len(parts(world)) == 2


async def test_c8_a_part_is_checked_like_the_case_and_shown_before_it_is_sent(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    private = await write(world, alice)
    form = await alice.click(private, label="Add what happened next")
    lost = await alice.submit_modal(form, {"next-1": "She rang from 0412 345 678.", "when": "soonish"})
    assert "could not read that as a time" in reply_text(lost)
    assert "0412 345 678" in reply_text(lost), "what was typed is given back"
    form = await alice.click(private, label="Add what happened next")
    await world.restart()
    await alice.submit_modal(form, {"next-1": "She rang from 0412 345 678.", "when": "3 days"})
    assert "- Part 2: “0412 345 678” looks like a phone number" in text_of(private)
    refused = await alice.click(private, label="Submit")
    assert refused.modal is None
    await alice.click(private, label="Redact all")
    assert "0412" not in text_of(private)
    form = await alice.click(private, label="Part 2")
    assert "[phone]" in str(form.modal)
    await alice.submit_modal(form, {"next-1": "", "when": ""})
    assert "Part 2" not in labels(private), "emptied, it is taken away"
    assert not button(private, "Submit").get("disabled")


async def test_c8_the_author_tells_now_moves_and_withdraws(world: World) -> None:
    alice, fiona = await told_in_parts(world, anonymous())
    bob = await world.member("bob")
    for other in (bob, fiona):
        assert "Only the author" in reply_text(await author_screen(world, other))
    shown = screen(await author_screen(world, alice))
    assert "MARKERTWO" in text_of(shown)
    await world.restart()
    now = custom_id(shown, "Release part 2 now")
    await world.tap_together([(alice, shown.message, now), (alice, shown.message, now)])
    await world.advance(minutes=1)
    assert len(parts(world)) == 1
    move = await alice.click(shown, label="Change its time")
    moved = await alice.submit_modal(move, {"when": "in 20 days"})
    assert "Part 3, told" in reply_text(moved)
    await world.advance(days=6)
    assert len(parts(world)) == 1, "the old time counts no more"
    await alice.click(shown, label="Withdraw it")
    await world.advance(days=20)
    assert len(parts(world)) == 1
    assert b"MARKERTWO" not in stored_bytes(world)
    assert "was withdrawn" in text_of(shown)
    rows = []
    async with world.bot.context.database.read() as reader:
        for table in ("case_sequel", "timer", "post"):
            rows += [tuple(row) for row in await reader.all(f"SELECT * FROM {table}")]
    assert not [row for row in rows if alice.id in row], "nothing leads to the author"


async def test_c8_nothing_more_is_told_while_the_case_is_hidden_nor_after_it_was_erased(world: World) -> None:
    _, fiona = await told_in_parts(world)
    bob = await world.member("bob")
    await world.advance(days=2, hours=1)
    assert len(parts(world)) == 1
    await bob.context_menu(thread(world), FLAG, world.messages(thread(world))[0])
    await world.env.settle()
    assert "MARKERONE" not in "".join(parts(world)), "what was told below it is hidden with it"
    await world.advance(days=4)
    assert len(parts(world)) == 1
    await fiona.click(flag_cards(world)[-1], label="Restore")
    await world.advance(minutes=20)
    assert ["MARKERONE" in one for one in parts(world)] == [True, False]
    assert "MARKERTWO" in parts(world)[1], "it comes when the case is back"

    await bob.context_menu(thread(world), FLAG, world.messages(thread(world))[2])
    await world.env.settle()
    assert "Hidden for now" in parts(world)[1]
    assert "MARKERONE" in parts(world)[0], "a part is hidden alone"
    await fiona.click(flag_cards(world)[-1], label="Erase")
    await world.advance(minutes=2)
    assert "Removed" in parts(world)[1]
    assert b"MARKERTWO" not in stored_bytes(world)
    await bob.context_menu(thread(world), FLAG, world.messages(thread(world))[0])
    await world.env.settle()
    await fiona.click(flag_cards(world)[-1], label="Erase")
    await world.restart()
    await world.advance(minutes=2)
    assert b"MARKERONE" not in stored_bytes(world)
    assert all("Removed" in one for one in parts(world))


async def test_c8_an_erased_case_tells_no_further_part(world: World) -> None:
    _, fiona = await told_in_parts(world)
    bob = await world.member("bob")
    await bob.context_menu(thread(world), FLAG, world.messages(thread(world))[0])
    await world.env.settle()
    await fiona.click(flag_cards(world)[-1], label="Erase")
    await world.advance(days=7)
    assert parts(world) == []
    async with world.bot.context.database.read() as reader:
        rows = await reader.all("SELECT state, sealed, text FROM case_sequel")
    assert [tuple(row) for row in rows] == [("erased", None, None)] * 2
    assert await count(world, "case_sequel") == 2

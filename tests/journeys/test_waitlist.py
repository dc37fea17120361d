"""A full meeting: who waits is offered the next free seat, in turn, and told once."""

from __future__ import annotations

from datetime import timedelta

import pytest_asyncio

from tests.journeys.meeting_steps import STARTS, card_of, private, schedule
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def test_a_freed_seat_is_offered_in_turn_and_each_is_told_once(ready: World) -> None:
    fiona, alice, bob, carol = (
        await ready.facilitator(),
        await ready.member("alice"),
        await ready.member("bob"),
        await ready.member("carol"),
    )
    await schedule(ready, fiona, seats=1)
    card = card_of(ready)
    await alice.click(card, label="Going")
    queued = await bob.click(card, label="Going")
    assert "number 1 on the waitlist" in reply_text(queued)
    await carol.click(card, label="Going")
    await ready.advance(seconds=30)
    shown = text_of(card_of(ready))
    assert "Waiting for a seat (2)" in shown
    assert f"<@{bob.id}>, <@{carol.id}>" in shown

    await alice.click(card, label="Can't go")
    await ready.restart()
    await ready.advance(seconds=50)
    (offer,) = ready.dms(bob)
    assert "A seat is free at **Journal club**" in offer.content
    assert labels(offer) == ["Take the seat", "Let it go"]
    assert f"A seat is kept for <@{bob.id}>" in text_of(card_of(ready))
    pushing = await carol.click(card_of(ready), label="Going")
    assert "number 2 on the waitlist" in reply_text(pushing)

    # Twelve hours pass, over a restart; the seat goes to the next, who is told once.
    await ready.advance(hours=6)
    await ready.restart()
    await ready.advance(hours=6, minutes=1)
    (second,) = ready.dms(carol)
    late = await bob.user.click(offer, label="Take the seat")
    assert late.acknowledged
    assert "number 2 on the waitlist" in text_of(ready.dms(bob)[0])
    await carol.user.click(second, label="Take the seat")
    await ready.advance(minutes=2)
    shown = text_of(card_of(ready))
    assert f"Going (1)\n<@{carol.id}>" in shown
    assert "Waiting for a seat (1)" in shown
    await ready.advance(hours=30)
    assert [len(ready.dms(actor)) for actor in (alice, bob, carol)] == [0, 1, 1]


async def test_a_seat_let_go_passes_on_at_once(ready: World) -> None:
    fiona, alice, bob, carol = (
        await ready.facilitator(),
        await ready.member("alice"),
        await ready.member("bob"),
        await ready.member("carol"),
    )
    await schedule(ready, fiona, seats=1)
    for actor in (alice, bob, carol):
        await actor.click(card_of(ready), label="Going")
    await alice.click(card_of(ready), label="Maybe")
    await ready.advance(seconds=30)
    await bob.user.click(ready.dms(bob)[0], label="Let it go")
    await ready.advance(seconds=59)
    assert len(ready.dms(carol)) == 1
    assert "You said you can’t go." in text_of(ready.dms(bob)[0])


async def test_who_takes_no_direct_messages_is_offered_the_seat_in_the_channel(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await schedule(ready, fiona, seats=1)
    for actor in (alice, bob):
        await actor.click(card_of(ready), label="Going")
    ready.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=50)
    await alice.click(card_of(ready), label="Can't go")
    await ready.advance(seconds=59)
    _, public = ready.messages("meetings")
    assert [user.id for user in public.mentions] == [bob.id]
    taken = await bob.click(public, label="Take the seat")
    assert "You said you are going." in private(taken)


async def test_a_hundred_taps_on_one_free_seat_give_it_to_the_one_it_is_kept_for(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    crowd = [await ready.member(f"gp{number}") for number in range(20)]
    await schedule(ready, fiona, seats=1)
    card = card_of(ready)
    going = custom_id(card, "Going")
    await alice.click(card, label="Going")
    await ready.tap_together([(member, card, going) for member in crowd])
    taps = [(alice, card, custom_id(card, "Can't go"))]
    await ready.tap_together(taps + [(member, card, going) for member in crowd for _ in range(5)])
    await ready.advance(seconds=59)
    assert f"Going (1)\n<@{crowd[0].id}>" in text_of(card_of(ready))
    assert [len(ready.dms(member)) for member in crowd[1:]] == [0] * 19


async def test_who_waits_hears_of_a_cancellation_but_gets_no_reminder(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await schedule(ready, fiona, seats=1)
    for actor in (alice, bob):
        await actor.click(card_of(ready), label="Going")
    await ready.advance_to(STARTS - timedelta(hours=23))
    assert [len(ready.dms(actor)) for actor in (alice, bob)] == [1, 0]
    asked = await fiona.slash(ready.channel("general"), "meeting cancel", meeting="Journal club")
    assert asked.response is not None
    await fiona.click(asked.response.message, label="Cancel the meeting")
    await ready.advance(minutes=1)
    assert "is cancelled" in text_of(ready.dms(bob)[0])
    await ready.advance_to(STARTS + timedelta(hours=1))
    assert [len(ready.dms(actor)) for actor in (alice, bob)] == [2, 1]

"""A whole meeting, as its people live it on their phones: from the invitation to what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.journeys.meeting_steps import NOON, STARTS_AT_NOON, card_of, private, schedule
from tests.journeys.test_pulse import give, pulse_post
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

STARTS = STARTS_AT_NOON


def screen_of(result: Any) -> Any:
    private(result)
    return result.response


async def test_a_full_meeting_with_a_waitlist_is_run_through_a_restart_to_its_minutes(world: World) -> None:
    await world.set_up()
    fiona, frank = await world.facilitator(), await world.facilitator("frank")
    alice, bob, carol = [await world.member(name) for name in ("alice", "bob", "carol")]
    dan, erin = [await world.member(name) for name in ("dan", "erin")]
    general, room = world.channel("general"), world.channel("Meeting room")

    # Three seats, four who want one; the fourth gets the seat that is let go.
    await schedule(world, fiona, title="Gout", when=NOON, seats=3, topic="When to start allopurinol")
    for who in (alice, bob, carol, dan):
        await who.click(card_of(world), label="Going")
    await world.advance(seconds=30)
    assert f"Waiting for a seat (1)\n<@{dan.id}>" in text_of(card_of(world))
    await carol.click(card_of(world), label="Can't go")
    await world.advance(minutes=1)
    (offer,) = world.dms(dan)
    await dan.user.click(offer, label="Take the seat")

    # Three in the voice channel, Erin on the phone; Fiona leads, the bot is down for two minutes, Frank helps.
    await world.advance_to(STARTS + timedelta(seconds=20))
    for who in (alice, bob, dan):
        await who.join_voice(room)
    sheet = screen_of(await fiona.slash(general, "meeting run"))
    assert "When to start allopurinol" in text_of(sheet)
    await fiona.click(sheet, label="Start now")
    await world.advance(minutes=4)
    await erin.click(card_of(world), label="I'm here")
    await fiona.click(sheet, label="Next")
    await world.advance(minutes=15)
    await world.down(minutes=2)
    theirs = screen_of(await frank.slash(general, "meeting run"))
    assert "Step 2 of 4: Talk it through" in text_of(theirs)
    await bob.leave_voice()
    await world.advance(minutes=10)
    await frank.click(theirs, label="Next")
    await frank.click(theirs, label="Next")
    stale = reply_text(await fiona.click(sheet, label="Next"))
    assert "This moved on" in stale
    assert "Step 4 of 4: One thing each will change" in stale
    await world.advance(minutes=9)
    done = await fiona.click(sheet, label="End")
    assert "It lasted 40 minutes; 60 were planned" in reply_text(done)
    await world.advance(seconds=30)

    # Attendance: Bob was on the phone for the second half, says so, and is believed.
    assert "40 of 40 minutes" in private(await erin.click(card_of(world), label="My attendance"))
    mine = await bob.click(card_of(world), label="My attendance")
    assert "21 of 40 minutes" in private(mine)
    form = await bob.click(screen_of(mine), label="That is not right")
    await bob.submit_modal(form, {"minutes": "38", "reason": "I stayed on by phone"})
    await world.advance(seconds=30)
    (asked,) = [one for one in world.messages("facilitators") if "contested" in text_of(one)]
    assert "Attendance is contested" in private(await frank.slash(general, "my todo"))
    await frank.click(asked, label="Set to 38 minutes")
    await world.advance(seconds=30)
    assert "38 count now" in world.dms(bob)[-1].content
    shown = screen_of(await fiona.click(sheet, label="Attendance"))
    for who, minutes in ((alice, 40), (bob, 38), (dan, 40), (erin, 40)):
        assert f"<@{who.id}>: {minutes} min" in text_of(shown)
    await fiona.click(shown, label="Confirm")

    # The pulse, a commitment, the minutes.
    assert "How was it? **Gout**" in private(await erin.slash(general, "my todo"))
    for who in (alice, dan, erin):
        screen = await give(world, who, "Yes", "Yes", "Partly")
    assert labels(screen.response) == ["Change it", "One thing I will change"]
    commitment = await erin.click(screen.response, label="One thing I will change")
    assert commitment.modal is not None
    form = await fiona.click(sheet, label="Minutes")
    written = await fiona.submit_modal(form, {"learning": "Start low, go slow", "decisions": ""})
    form = await fiona.click(screen_of(written), label="Add an action")
    await fiona.submit_modal(form, {"what": "Share the titration sheet", "owner": [dan], "due": "20 March"})
    await world.restart()
    over = text_of(screen_of(await frank.slash(general, "meeting run", meeting="Gout")))
    for part in ("4 people were there: confirmed", "**Pulse** It is open", "**Minutes** are written"):
        assert part in over
    await world.advance(hours=49)
    told = text_of(pulse_post(world))
    assert "3 people took part" in told
    assert "useful for your work?** Yes: 3" in told
    (minutes,) = [one for one in world.messages("meetings") if "Minutes: Gout" in text_of(one)]
    assert "Share the titration sheet" in text_of(minutes)
    again = await erin.slash(general, "meeting show", meeting="Gout")
    assert labels(again.response) == ["My attendance"]


async def test_a_zoom_meeting_is_run_from_the_noticeboard_and_the_card_alone(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    members = [await world.member(name) for name in ("alice", "bob", "carol")]
    await schedule(world, fiona, title="Balint group", when=NOON, place="Zoom")
    await world.advance_to(STARTS - timedelta(minutes=5))
    sheet = screen_of(await fiona.slash(world.channel("general"), "meeting run"))
    assert "The story, told freely" in text_of(sheet), "the title says which format it is"
    await fiona.click(sheet, label="Start now")
    await world.advance(minutes=1)
    board = world.messages("noticeboard")[0]
    assert "On now" in text_of(board)
    assert "I'm here" in labels(board)
    here = custom_id(board, "I'm here")
    await world.tap_together([(who, board, here) for who in members])
    await world.restart()
    await world.advance(minutes=49)
    end = await fiona.click(sheet, label="End")
    assert "steps are still to come" in reply_text(end)
    await fiona.click(sheet, label="End it now")
    await world.advance(seconds=30)
    assert "50 of 50 minutes" in private(await members[2].click(card_of(world), label="My attendance"))
    assert labels(pulse_post(world)) == ["How was it?", "One thing I will change"]
    world.env.backend.delete_message(pulse_post(world).channel.id, pulse_post(world).id)
    await world.advance(seconds=61)
    assert labels(pulse_post(world)) == ["How was it?", "One thing I will change"], "deleted, and owed still"

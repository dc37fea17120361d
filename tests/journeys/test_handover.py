"""One facilitator hands over to another: a list that is true, a note, and one tap."""

from __future__ import annotations

import pytest

from tests.journeys.case_steps import count, hand_in, screen
from tests.journeys.meeting_steps import schedule
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def test_all_that_is_open_is_handed_over_with_a_note_and_confirmed(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    alice = await started.member("alice")
    await hand_in(started, alice)
    await schedule(started, fiona)
    await fiona.slash(started.channel("general"), "prompt schedule", every="Tuesday", at="8:00")
    shown = screen(await fiona.slash(started.channel("general"), "facilitator handover", to=greta))
    for said in ("Case 1 waits for release", "Journal club", "nothing on the agenda yet", "Scheduled prompt"):
        assert said in text_of(shown)
    assert labels(shown) == ["Add a note", "Hand over"]
    form = await fiona.click(shown, label="Add a note")
    await started.restart()
    noted = await fiona.submit_modal(form, {"note": "Alice may need a call before the meeting."})
    assert "Alice may need a call" in reply_text(noted)
    await fiona.click(shown, label="Hand over")
    assert "Hand over" not in labels(shown)
    await started.advance(minutes=1)
    (brought,) = started.dms(greta)
    assert "Alice may need a call" in text_of(brought)
    assert "Case 1 waits for release" in text_of(brought)
    assert labels(brought) == ["I have it"]
    todo = screen(await greta.slash(started.channel("general"), "my todo"))
    assert "A hand-over waits" in text_of(todo)
    await greta.click(todo, label="Look at the hand-over")
    assert labels(todo) == ["I have it"]
    await fiona.click(started.messages("facilitators")[-1], label="Release")
    await started.restart()
    taken = await greta.user.click(brought, label="I have it")
    assert "This week is yours" in reply_text(taken)
    assert "waits for release" not in reply_text(taken), "it shows what is open now"
    await started.advance(minutes=1)
    assert "has taken over from you" in text_of(started.dms(fiona)[-1])
    rota = screen(await fiona.slash(started.channel("general"), "facilitator rota"))
    assert f"On duty now: <@{greta.id}>" in text_of(rota)
    assert await count(started, "handover") == 1


async def test_two_taps_hand_over_once(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    shown = screen(await fiona.slash(started.channel("general"), "facilitator handover", to=greta))
    tap = custom_id(shown, "Hand over")
    await started.tap_together([(fiona, shown, tap), (fiona, shown, tap)])
    await started.advance(minutes=1)
    (brought,) = started.dms(greta)
    await greta.user.click(brought, label="I have it")
    await started.advance(minutes=1)
    assert len(started.dms(fiona)) == 1
    assert labels(started.dms(greta)[0]) == []


async def test_whoever_lost_the_role_meanwhile_is_brought_nothing_and_the_giver_is_told(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    await started.advance(hours=13)  # ten in the evening: it waits for the morning
    shown = screen(await fiona.slash(started.channel("general"), "facilitator handover", to=greta))
    await fiona.click(shown, label="Hand over")
    await started.advance(minutes=1)
    started.env.backend.remove_member_role(started.guild.id, greta.id, started.facilitator_role.id)
    await started.restart()
    await started.advance(hours=10)
    assert started.dms(greta) == []
    (told,) = started.dms(fiona)
    assert f"did not reach <@{greta.id}>" in text_of(told)


async def test_members_hand_nothing_over_and_take_nothing_over(started: World) -> None:
    fiona, alice = await started.facilitator(), await started.member("alice")
    general = started.channel("general")
    assert "Only a facilitator can take over" in reply_text(
        await fiona.slash(general, "facilitator handover", to=alice)
    )
    assert "Only facilitators" in reply_text(await alice.slash(general, "facilitator handover", to=fiona))
    assert "That is you" in reply_text(await fiona.slash(general, "facilitator handover", to=fiona))

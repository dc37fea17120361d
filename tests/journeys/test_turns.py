"""E9: who presented and who chaired, right, and for facilitators only."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.case_steps import screen
from tests.journeys.meeting_steps import STARTS, schedule
from tests.journeys.poll_steps import choose
from tests.journeys.test_agenda import add, agenda
from tests.journeys.test_presenters import name, people_menu
from tests.journeys.world import World, labels, reply_text, text_of


def field(message: object, title: str) -> str:
    (embed,) = message.embeds  # type: ignore[attr-defined]
    return next(str(one.value) for one in embed.fields if one.name == title)


async def test_turns_are_right_and_shown_to_facilitators_only(world: World) -> None:
    await world.set_up()
    fiona, greta = await world.facilitator(), await world.facilitator("greta")
    alice, bob, carol = [await world.member(one) for one in ("alice", "bob", "carol")]
    general = world.channel("general")
    await schedule(world, fiona, topic="Red flags")
    await schedule(world, greta, title="Called off", topic="Gout")
    await name(world, fiona, "1. Red flags", alice)
    await world.advance(minutes=1)
    await alice.user.click(world.dms(alice)[0], label="I'll present")
    shown = await agenda(world, greta, meeting="Called off")
    await choose(greta, shown, "1. Gout")
    await greta.click(shown, label="Name a presenter")
    assert "Whose turn is it?" in labels(shown)
    await greta.select(shown, [greta], custom_id=people_menu(shown))
    before = screen(await fiona.slash(general, "facilitator turns"))
    assert field(before, "Presented") == "Nobody yet", "a meeting to come is no turn yet"
    question = screen(await greta.slash(general, "meeting cancel", meeting="Called off"))
    await greta.click(question, label="Cancel the meeting")
    await carol.slash(general, "my away", **{"from": "2026-03-10", "until": "2026-03-20"})
    await world.restart()
    await world.advance_to(STARTS + timedelta(hours=2))

    told = screen(await fiona.slash(general, "facilitator turns"))
    assert field(told, "Presented") == f"<@{alice.id}> once"
    assert field(told, "Chaired") == f"<@{fiona.id}> once", "what was called off counts for nobody"
    offered = field(told, "Perhaps one of these would like to present")
    assert f"<@{bob.id}>" in offered
    assert f"<@{alice.id}>" not in offered
    assert f"<@{carol.id}>" not in offered, "she is away"
    refused = await bob.slash(general, "facilitator turns")
    assert "Only facilitators" in reply_text(refused)
    assert f"<@{alice.id}>" not in reply_text(refused)

    later = "2026-03-26T19:30+08:00[Australia/Perth]"
    await schedule(world, fiona, title="Next one", when=later)
    next_agenda = screen(
        await fiona.click(screen(await fiona.slash(general, "facilitator turns")), label="Open the next agenda")
    )
    await add(fiona, next_agenda, "Sleep")
    await choose(fiona, next_agenda, "1. Sleep")
    await fiona.click(next_agenda, label="Name a presenter")
    lines = text_of(next_agenda)
    assert "has not presented in the last year" in lines
    assert f"<@{alice.id}>" not in lines, "she had a turn; others are offered first"
    assert f"<@{fiona.id}>" not in lines, "she need not ask herself"
    turns = screen(await fiona.click(next_agenda, label="Whose turn is it?"))
    assert "Only facilitators see this" in text_of(turns)

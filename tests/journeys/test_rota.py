"""Facilitators share the weeks: they take turns, swap, and step in for whoever is away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from simcord import MemberActor

from tests.journeys.case_steps import count, screen
from tests.journeys.meeting_steps import schedule
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

NEXT_MONDAY = datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
"""08:00 in Perth."""
WEEKS = ["2026-03-02", "2026-03-09", "2026-03-16"]


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def rota(world: World, who: MemberActor) -> Any:
    return screen(await who.slash(world.channel("general"), "facilitator rota"))


async def choose(world: World, who: MemberActor, week: str) -> str:
    menu = f"cop1:rota-week:{world.guild.id}"
    return reply_text(await who.select(await rota(world, who), [week], custom_id=menu))


async def duty_only(world: World, who: MemberActor) -> None:
    shown = screen(await who.slash(world.channel("general"), "community settings"))
    await who.click(shown, label="Keeping it alive")
    await who.select(shown, ["duty"], custom_id=f"cop1:setting:{world.guild.id}:digest_to_duty")


def line_of(shown: Any, number: int) -> str:
    """Return a line of the rota: 0 is who is on duty, then one for each week."""
    lines = [line for line in text_of(shown).splitlines() if line.startswith(("On duty", "Week of"))]
    return lines[number]


async def test_turns_are_taken_given_back_and_shown_with_the_meetings(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    await schedule(started, fiona)
    shown = await rota(started, fiona)
    assert line_of(shown, 0) == "On duty now: nobody"
    taken = reply_text(await fiona.click(shown, label="Take a turn"))
    assert f"On duty now: <@{fiona.id}>" in taken
    assert "is yours" in taken
    await started.restart()
    await greta.click(await rota(started, greta), label="Take a turn")
    shown = await rota(started, greta)
    assert str(greta.id) in line_of(shown, 2)
    assert "• Journal club" in text_of(shown).split(str(greta.id))[1].split("Week of")[0], "in the week it is in"
    await started.advance(minutes=1)
    assert f"Facilitated by <@{greta.id}>" in text_of(started.messages("noticeboard")[0])
    assert "Given back" in await choose(started, greta, WEEKS[1])
    assert "nobody yet" in line_of(await rota(started, greta), 2)
    await started.advance(minutes=1)
    assert "Facilitated by" not in text_of(started.messages("noticeboard")[0])


async def test_a_swap_is_asked_privately_and_answered_once(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    await fiona.click(await rota(started, fiona), label="Take a turn")
    await greta.click(await rota(started, greta), label="Take a turn")
    assert "They are asked privately" in await choose(started, fiona, WEEKS[1])
    assert "asked already" in await choose(started, fiona, WEEKS[1])
    await started.advance(minutes=1)
    (question,) = started.dms(greta)
    assert labels(question) == ["Swap", "Keep mine"]
    todo = screen(await greta.slash(started.channel("general"), "my todo"))
    assert f"<@{fiona.id}> asks for your week" in text_of(todo)
    assert labels(todo) == ["Let them have my week", "Keep my week"]
    await started.restart()
    assert "have changed hands" in reply_text(await greta.user.click(question, label="Swap"))
    await started.advance(minutes=1)
    assert "have changed hands" in text_of(started.dms(fiona)[-1])
    shown = await rota(started, fiona)
    assert [str(one.id) in line_of(shown, n) for n, one in ((1, greta), (2, fiona))] == [True, True]
    await choose(started, fiona, WEEKS[0])
    await started.advance(minutes=1)
    await greta.user.click(started.dms(greta)[-1], label="Keep mine")
    await started.advance(minutes=1)
    assert f"<@{greta.id}> keeps the week" in text_of(started.dms(fiona)[-1])


async def test_whoever_is_no_facilitator_any_more_takes_no_week_by_an_old_question(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    await fiona.click(await rota(started, fiona), label="Take a turn")
    await greta.click(await rota(started, greta), label="Take a turn")
    await choose(started, fiona, WEEKS[1])
    await started.advance(minutes=1)
    (question,) = started.dms(greta)
    started.env.backend.remove_member_role(started.guild.id, greta.id, started.facilitator_role.id)
    assert "Only facilitators" in reply_text(await greta.user.click(question, label="Swap"))
    assert str(fiona.id) in line_of(await rota(started, fiona), 1)


async def test_a_swap_is_off_once_the_weeks_changed_hands_otherwise(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    await greta.click(await rota(started, greta), label="Take a turn")
    await choose(started, fiona, WEEKS[0])
    await started.advance(minutes=1)
    (question,) = started.dms(greta)
    assert labels(question) == ["Let them have it", "Keep mine"]
    await choose(started, greta, WEEKS[0])
    assert "nothing was swapped" in reply_text(await greta.user.click(question, label="Let them have it"))
    assert await count(started, "rota_turn") == 0


async def test_the_digest_goes_to_whoever_is_on_duty_and_to_the_next_if_they_are_away(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    hanna = await started.facilitator("hanna")
    everybody = (fiona, greta, hanna)
    for one in everybody:
        await one.slash(started.channel("general"), "facilitator digest")
    await duty_only(started, fiona)
    for one, week in ((greta, WEEKS[1]), (fiona, WEEKS[2]), (hanna, "2026-03-23")):
        await choose(started, one, week)
    await started.advance_to(NEXT_MONDAY + timedelta(minutes=2))
    assert [len(started.dms(one)) for one in everybody] == [0, 1, 0]
    await fiona.slash(started.channel("general"), "my away", **{"from": "16 Mar", "until": "18 Mar"})
    shown = await rota(started, greta)
    assert f"<@{fiona.id}>, who is away; <@{hanna.id}> steps in" in line_of(shown, 2)
    await started.restart()
    await started.advance_to(NEXT_MONDAY + timedelta(days=7, minutes=2))
    assert [len(started.dms(one)) for one in everybody] == [0, 1, 1], "the next in the rota steps in"
    await started.advance_to(NEXT_MONDAY + timedelta(days=21, minutes=2))
    assert [len(started.dms(one)) for one in everybody] == [1, 2, 3], "in a week that is nobody's it goes to all"


async def test_members_see_no_rota(started: World) -> None:
    alice = await started.member("alice")
    refused = await alice.slash(started.channel("general"), "facilitator rota")
    assert "Only facilitators" in reply_text(refused)


async def test_two_who_take_the_next_week_at_once_get_two_weeks(started: World) -> None:
    everybody = [await started.facilitator(name) for name in ("fiona", "greta", "hanna")]
    screens = [await rota(started, one) for one in everybody]
    tap = custom_id(screens[0], "Take a turn")
    await started.tap_together([(one, shown, tap) for one, shown in zip(everybody, screens, strict=True)])
    async with started.bot.context.database.read() as reader:
        held = await reader.all("SELECT week, member_id FROM rota_turn ORDER BY week")
    assert [row[0] for row in held] == WEEKS
    assert {row[1] for row in held} == {one.id for one in everybody}

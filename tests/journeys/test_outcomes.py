"""D11: what became of a poll is said by a facilitator, shown to all, and looked at again."""

from __future__ import annotations

import pytest

from tests.journeys.poll_steps import poll_message, stored, vote
from tests.journeys.world import World, reply_text, text_of


async def test_an_outcome_is_shown_reviewed_and_linked_to_the_one_before(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    meetings = world.channel("meetings")
    await fiona.slash(meetings, "poll open", question="Which evening?", options="Monday; Friday")
    assert "is open until" in reply_text(await fiona.slash(meetings, "poll outcome", poll="1"))
    await vote(alice, poll_message(world), "Monday")
    await fiona.slash(meetings, "poll close", poll="1")
    assert "Only facilitators" in reply_text(await alice.slash(meetings, "poll outcome", poll="1"))

    form = await fiona.slash(meetings, "poll outcome", poll="evening")
    await world.restart()
    said = await fiona.submit_modal(form, {"kind": ["disagree"], "why": "Both *fit* somebody", "review": "in 4 weeks"})
    assert "**Agreed to disagree**" in reply_text(said)
    await world.advance(seconds=30)
    shown = text_of(poll_message(world))
    assert "**Agreed to disagree** on <t:" in shown
    assert f"stated by <@{fiona.id}>: Both \\*fit\\* somebody" in shown
    assert "To be looked at again <t:" in shown

    await world.restart()
    await world.advance(days=28, minutes=2)
    (task,) = [one.content for one in world.messages("facilitators") if "due to be looked at again" in one.content]
    assert "poll #1" in task
    form = await fiona.slash(meetings, "poll outcome", poll="1")
    await fiona.submit_modal(form, {"kind": ["decided"], "why": "Mondays it is", "review": ""})
    await world.advance(seconds=30)
    shown = text_of(poll_message(world))
    assert "**Decided** on" in shown
    assert "Before that: **Agreed to disagree** on" in shown
    assert await stored(world, "poll_outcome") == 2


async def test_only_the_latest_outcome_is_reviewed(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    meetings = world.channel("meetings")
    await fiona.slash(meetings, "poll open", question="Which evening?", options="Monday; Friday")
    await fiona.slash(meetings, "poll close", poll="1")
    for why, review in (("first", "in 2 weeks"), ("second", "in 3 weeks")):
        form = await fiona.slash(meetings, "poll outcome", poll="1")
        await fiona.submit_modal(form, {"kind": ["parked"], "why": why, "review": review})
    await world.advance(days=30)
    told = [one for one in world.messages("facilitators") if "due to be looked at again" in one.content]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("why", "review", "told"),
    [
        ("  ", "", "in a few words why"),
        ("Ring 0412 345 678", "", "may identify a person"),
        ("Fine", "in 300 weeks", "two years"),
        ("Fine", "32 Dec", "32 Dec"),
        ("Fine", "yesterday 8pm", "yesterday 8pm"),
    ],
)
async def test_a_form_that_cannot_be_used_gives_everything_back(world: World, why: str, review: str, told: str) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    meetings = world.channel("meetings")
    await fiona.slash(meetings, "poll open", question="Which evening?", options="Monday; Friday")
    await fiona.slash(meetings, "poll close", poll="1")
    form = await fiona.slash(meetings, "poll outcome", poll="1")
    answer = reply_text(await fiona.submit_modal(form, {"kind": ["parked"], "why": why, "review": review}))
    assert told in answer
    assert why.strip() in answer
    assert await stored(world, "poll_outcome") == 0

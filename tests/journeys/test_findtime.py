"""A time is found by asking everybody privately, and booked with one tap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
import simcord

from tests.journeys.meeting_steps import count, private
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

SLOTS = "10 March 2026 19:30; 12 March 2026 19:30; 12 March 2026 07:30am"
SECOND = datetime(2026, 3, 10, 11, 30, tzinfo=UTC)
THIRD = datetime(2026, 3, 12, 11, 30, tzinfo=UTC)


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def asked(world: World, fiona: simcord.MemberActor, **options: Any) -> Any:
    """Ask for a time and return the public question."""
    values = {"title": "Journal club", "slots": SLOTS, **options}
    drafted = await fiona.slash(world.channel("general"), "meeting find-time", **values)
    if "slots" not in options:
        assert f"<t:{int(SECOND.timestamp())}:F>" in private(drafted)
    assert world.messages("meetings") == []
    assert drafted.response is not None
    button = custom_id(drafted.response, "Ask everybody")
    await world.restart()
    await world.tap_together([(fiona, drafted.response.message, button)] * 3)
    (question,) = world.messages("meetings")
    return question


async def says(world: World, member: simcord.MemberActor, question: Any, *answers: str) -> None:
    screen = await member.click(question, label="When I can")
    private(screen)
    assert screen.response is not None
    for answer in answers:
        await member.click(screen.response.message, label=answer)


async def test_everybody_says_privately_and_the_best_is_booked_in_one_tap(ready: World) -> None:
    fiona, alice, bob = (
        await ready.facilitator(),
        await ready.member("alice", "Europe/London"),
        await ready.member("bob", "America/Toronto"),
    )
    question = await asked(ready, fiona, required=f"<@{alice.id}>")
    assert labels(question) == ["When I can", "Best times"]
    await says(ready, alice, question, "No", "If need be", "Yes")
    await ready.restart()
    await says(ready, bob, question, "Yes", "Yes", "No")
    await says(ready, fiona, question, "Yes", "Yes", "Yes")
    await ready.advance(seconds=30)
    (shown,) = ready.messages("meetings")
    assert "3 people have answered" in text_of(shown)
    for name in (alice, bob):
        assert str(name.id) not in text_of(shown), "nobody sees what others say"
    refused = await bob.click(question, label="Best times")
    assert "Only facilitators" in private(refused)

    found = await fiona.click(question, label="Best times")
    said = private(found)
    assert said.index(str(int(THIRD.timestamp()))) < said.index(str(int(SECOND.timestamp())))
    assert "everyone who answered" in said
    assert f"without <@{alice.id}>, who is required" in said
    assert found.response is not None
    book = custom_id(found.response, "Book number 3")
    await ready.tap_together([(fiona, found.response.message, book)] * 4)
    await ready.advance(seconds=30)
    assert await count(ready, "meeting") == 1
    first, card = ready.messages("meetings")
    assert "Booked" in text_of(first)
    assert labels(first) == []
    assert f"<t:{int(THIRD.timestamp())}:F>" in text_of(card)
    assert "Going" in labels(card)
    (late,) = await ready.tap_together([(bob, first, custom_id(question, "When I can"))])
    assert "moved on" in private(late)


async def test_ties_are_shown_as_ties_and_answers_can_be_changed(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    question = await asked(ready, fiona)
    await says(ready, alice, question, "Yes", "No", "Yes", "Change an answer", "No", "Back", "Yes")
    found = await fiona.click(question, label="Best times")
    assert reply_text(found).count("Tied for 1") == 2


async def test_a_time_at_night_for_somebody_is_flagged_in_words(ready: World) -> None:
    fiona = await ready.facilitator()
    bob = await ready.member("bob", "America/Toronto")
    question = await asked(ready, fiona, slots="11 March 2026 18:30; 12 March 2026 21:30")
    await says(ready, bob, question, "Yes", "Yes")
    await says(ready, fiona, question, "Yes", "No")
    found = reply_text(await fiona.click(question, label="Best times"))
    assert "everyone who answered; 06:30 for Toronto" in found
    assert "everyone but one" in found
    assert found.count("for Toronto") == 1


async def test_the_running_total_counts_who_met_outside_their_day(ready: World) -> None:
    fiona, bob = await ready.facilitator(), await ready.member("bob", "America/Toronto")
    question = await asked(ready, fiona, slots="11 March 2026 18:30; 12 March 2026 18:30")
    found = await fiona.click(question, label="Best times")
    assert found.response is not None
    await fiona.click(found.response.message, label="Book number 1")
    await ready.advance(seconds=20)
    card = next(one for one in ready.messages("meetings") if "Going" in labels(one))
    await bob.click(card, label="Going")
    drafted = await fiona.slash(
        ready.channel("general"), "meeting find-time", title="Next", slots="18 March 2026 19:30; 19 March 2026 19:30"
    )
    assert drafted.response is not None
    await fiona.click(drafted.response.message, label="Ask everybody")
    await ready.advance(seconds=20)
    another = ready.messages("meetings")[-1]
    shown = reply_text(await fiona.click(another, label="Best times"))
    assert f"<@{bob.id}>: 1" in shown


@pytest.mark.parametrize(
    "options",
    [
        {"slots": "tomorrow 19:30"},
        {"slots": "32 Dec; tomorrow 19:30"},
        {"slots": "1 March 2026 10:00; tomorrow 19:30"},
        {"slots": "; ".join(f"{day} March 2026 19:30" for day in range(10, 28))},
        {"required": "everybody"},
        {"title": " "},
        {"duration": "3 weeks"},
    ],
    ids=str,
)
async def test_what_cannot_be_is_refused_and_stores_nothing(ready: World, options: dict[str, str]) -> None:
    fiona = await ready.facilitator()
    values = {"title": "Journal club", "slots": SLOTS, **options}
    said = private(await fiona.slash(ready.channel("general"), "meeting find-time", **values))
    assert "went wrong" not in said
    assert await count(ready, "time_poll") == 0
    assert ready.env.now() < THIRD - timedelta(days=3)

"""The demo's community has a past and a tomorrow, and everything a visitor is told to try works."""

from __future__ import annotations

from typing import Any

import pytest

from bot.demo.acting import Actor, find_message, labels, words
from bot.demo.cast import ALICE, EVERYBODY, GRACE, HANNA, MEMBERS
from bot.demo.smoke import smoke
from bot.demo.story import CASES, LATER, LEARNT, MEETINGS, PRIVATE_ANSWERS, SUGGESTIONS, TAKEN_ON, TOMORROW, WAITING
from bot.demo.tries import TRIES
from bot.demo.world import DemoWorld
from tests.demo.conftest import NOW, Browser

# One world for all, so the order counts: those who only look come first.
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_year_has_passed_and_tomorrow_is_planned(world: DemoWorld) -> None:
    said = "\n".join(words(message) for message in world.handle(world.channel("meetings")).history())
    for title in (*(meeting.title for meeting in MEETINGS), TOMORROW, LATER):
        assert title in said
    assert "Poll closed" in said
    assert "6 people took part" in said, "the pulse of the opioid evening"
    assert all(meeting.talk[1] in said for meeting in MEETINGS if meeting.talk is not None), "on the cards"
    assert all(point in said for point in LEARNT), "the minutes of the last meeting"
    assert 0 <= (NOW - world.clock.now()).total_seconds() + 60 <= 120
    posts = [channel.name or "" for channel in world.places(GRACE) if channel.is_thread]
    assert all(any(post.startswith(case.form["Title"]) for post in posts) for case in CASES)
    assert world.failures() == []


async def test_what_was_answered_privately_stands_in_one_post_without_names(world: DemoWorld) -> None:
    said = [words(message) for message in world.handle(world.channel("general")).history()]
    [post] = [one for one in said if "What you answered" in one]
    assert all(f"> {text}" in post for text in PRIVATE_ANSWERS.values())
    assert not any(person.name in post for person in PRIVATE_ANSWERS)


async def test_what_the_start_page_promises_is_there(world: DemoWorld, visitor: Browser) -> None:
    assert len(TRIES) == 5
    for one in TRIES:
        names = [place["name"] for place in (await visitor.state(one.person.key))["places"]]
        assert one.where in names, f"{one.person.name} cannot see #{one.where}"
    noticeboard = labels(find_message(world, "noticeboard", TOMORROW, "Join"))
    assert {"Vote", "Going", "Share a case", "Join"} <= set(noticeboard)
    assert "Vote" in labels(find_message(world, "meetings", SUGGESTIONS[-1].title, "Vote"))
    assert "Release" in labels(find_message(world, "facilitators", WAITING.form["Title"], "Release"))
    assert "Going" in labels(find_message(world, "meetings", LATER, "Going"))


async def test_only_members_see_the_members_channels(world: DemoWorld) -> None:
    for person in EVERYBODY:
        names = {channel.name for channel in world.places(person)}
        assert ("meetings" in names) == (person in MEMBERS), person.name
        assert ("facilitators" in names) == (person in (ALICE, GRACE)), person.name
    assert "general" in {channel.name for channel in world.places(HANNA)}


async def test_nothing_private_is_left_lying_about(world: DemoWorld) -> None:
    stored = world.simulation.backend.messages.values()
    assert not [message for messages in stored for message in messages.values() if message.is_ephemeral]


async def test_its_facilitator_sees_whose_turn_it_is_and_what_is_still_to_be_done(world: DemoWorld) -> None:
    alice = Actor(world, ALICE)
    turns = words(await alice.type("facilitators", "facilitator turns"))
    assert f"<@{world.people['carol'].id}> 2 times" in turns
    assert "Nobody yet" not in turns
    assert TAKEN_ON[1] in words(await alice.type("facilitators", "meeting agenda"))


async def test_mentions_on_cards_are_names(world: DemoWorld, visitor: Browser) -> None:
    meetings = await visitor.open("grace", "meetings")
    shown = repr([meetings.snapshot["messages"][one]["embeds"] for one in meetings.snapshot["timeline"]])
    assert "Dr Erin Tremblay" in shown
    inbox = await visitor.open("grace", "Commonroom")
    assert "Meeting room" in repr(inbox.snapshot["messages"])


async def test_the_smoke_run_passes_and_says_what_it_did(world: DemoWorld) -> None:
    lines: list[str] = []
    async with world.turn:  # or the visitor's flowing time would act in between
        await smoke(world, lines.append)
    assert len(lines) == 5
    assert all(line.startswith("ok  ") for line in lines)


async def test_a_day_pushed_on_brings_the_reminder(world: DemoWorld, visitor: Browser) -> None:
    inbox = await visitor.open("grace", "Commonroom")
    before = len(inbox.texts)
    earlier = await visitor.state("hanna")
    status, _ = await visitor.post("demo/skip", {"seconds": 86400})
    assert status == 200
    fresh = (await inbox.look())[before:]
    assert len(fresh) == 1
    assert TOMORROW in fresh[0]
    assert mail(await visitor.state("hanna"), "grace") > mail(earlier, "grace"), "the start page does not say so"


def mail(state: dict[str, Any], who: str) -> int:
    return next(int(one["mail"] or 0) for one in state["people"] if one["key"] == who)

"""The facilitator's digest, handled by buttons alone, and the gentle question to the silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.case_steps import hand_in, screen
from tests.journeys.meeting_steps import schedule
from tests.journeys.world import World, labels, reply_text, text_of


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def digest(world: World, who: Any) -> Any:
    return screen(await who.slash(world.channel("general"), "facilitator digest"))


async def test_nothing_needs_you_when_nothing_does(started: World) -> None:
    fiona = await started.facilitator()
    shown = await digest(started, fiona)
    assert "Nothing needs you" in text_of(shown)
    assert labels(shown) == ["Not each Monday"]


async def test_members_are_not_shown_the_digest(started: World) -> None:
    alice = await started.member("alice")
    refused = await alice.slash(started.channel("general"), "facilitator digest")
    assert "Only facilitators" in reply_text(refused)


async def test_each_line_is_dealt_with_by_its_own_button(started: World) -> None:
    fiona = await started.facilitator()
    alice, bob = await started.member("alice"), await started.member("bob")
    await hand_in(started, alice)
    await schedule(started, fiona)
    await started.advance(days=5)
    shown = await digest(started, fiona)
    assert "Case 1 waits for release" in text_of(shown)
    assert "0 going, 3 have not answered" in text_of(shown)
    assert labels(shown) == ["1. Look at it", "2. Ask them again", "Not each Monday"]
    await started.restart()
    before = len(started.dms(bob))
    asked = await fiona.click(shown, label="2. Ask them again")
    assert "3 colleagues" in reply_text(asked)
    await fiona.click(shown, label="2. Ask them again")
    await started.advance(minutes=2)
    assert len(started.dms(bob)) == before + 1, "asked once a day, however often it is tapped"
    card = screen(await fiona.click(shown, label="1. Look at it"))
    await fiona.click(card, label="Release")
    await started.advance(minutes=1)
    assert "waits for release" not in text_of(await digest(started, fiona))
    await started.advance(days=3)
    again = await digest(started, fiona)
    assert "Case 1 was released" in text_of(again)
    (thread,) = started.forum_posts()
    await bob.send(thread, "Have you thought of the thyroid?")
    await started.advance(minutes=1)
    assert "Case 1" not in text_of(await digest(started, fiona))


async def test_it_comes_on_monday_morning_in_each_facilitators_zone_until_told_to_stop(started: World) -> None:
    fiona = await started.facilitator(zone="Australia/Perth")
    greta = await started.facilitator("greta", zone="Europe/London")
    for one in (fiona, greta):
        await digest(started, one)
    perth, london = datetime(2026, 3, 9, 0, 0, tzinfo=UTC), datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    await started.advance_to(perth + timedelta(minutes=1))
    assert [len(started.dms(one)) for one in (fiona, greta)] == [1, 1]  # in London this day's eight had been to come
    await started.restart()
    await started.advance_to(london + timedelta(minutes=1))
    assert [len(started.dms(one)) for one in (fiona, greta)] == [1, 2]
    await greta.user.click(started.dms(greta)[0], label="Not each Monday")
    await started.advance_to(london + timedelta(days=7, minutes=1))
    assert [len(started.dms(one)) for one in (fiona, greta)] == [2, 2]


async def test_the_silent_are_asked_privately_once_and_their_wish_is_obeyed(started: World) -> None:
    fiona = await started.facilitator()
    alice = await started.member("alice")
    async with started.bot.context.database.write() as writer:
        past = int((started.env.now() - timedelta(weeks=7)).timestamp())
        await writer.run("UPDATE member SET joined_at = :past WHERE id = :id", past=past, id=alice.id)
    shown = await digest(started, fiona)
    assert "1 member has not been heard from" in text_of(shown)
    await fiona.click(shown, label="1. Ask if all is well")
    await fiona.click(shown, label="1. Ask if all is well")
    await started.advance(minutes=1)
    (question,) = started.dms(alice)
    assert "Is all well?" in text_of(question)
    await started.restart()
    await alice.user.click(question, label="Pause for 60 days")
    profile = await alice.slash(started.channel("general"), "my profile")
    assert "both included" in reply_text(profile)
    assert not any(f"<@{alice.id}>" in text_of(one) for one in started.messages("general"))
    assert "Nothing needs you" in text_of(await digest(started, fiona))

"""Reminders reach the right people once, in time or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest_asyncio

from tests.journeys.meeting_steps import ANSWERS, STARTS, card_of, private, schedule
from tests.journeys.world import World, labels, text_of


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def test_reminders_reach_the_right_people_only_once_and_survive_restarts(ready: World) -> None:
    fiona = await ready.facilitator()
    alice, bob = await ready.member("alice", "Europe/London"), await ready.member("bob", "America/Toronto")
    carol, dan = await ready.member("carol"), await ready.member("dan")
    await schedule(ready, fiona)
    card = card_of(ready)
    await fiona.click(card, label="Can't go")
    await alice.click(card, label="Going")
    await bob.click(card, label="Maybe")
    await carol.click(card, label="Can't go")
    everybody = {"fiona": fiona, "alice": alice, "bob": bob, "carol": carol, "dan": dan}

    def received() -> dict[str, int]:
        return {name: len(ready.dms(actor)) for name, actor in everybody.items() if ready.dms(actor)}

    await ready.advance_to(STARTS - timedelta(days=7, minutes=1))
    assert received() == {}
    await ready.restart()
    await ready.advance(minutes=2)
    assert received() == {"dan": 1}
    (asked,) = ready.dms(dan)
    assert labels(asked) == ANSWERS
    assert "You have not answered yet." in text_of(asked)
    assert str(card.id) in text_of(asked)
    await dan.user.click(asked, label="Can't go")
    assert "You said you can’t go." in text_of(ready.dms(dan)[0])
    assert "Can’t go (3)" in text_of(card_of(ready))

    await ready.advance_to(STARTS - timedelta(hours=24, minutes=1))
    await ready.restart()
    assert received() == {"dan": 1}
    await ready.advance(minutes=2)
    assert received() == {"alice": 1, "bob": 1, "dan": 1}
    assert f"<t:{int(STARTS.timestamp())}:F>" in text_of(ready.dms(alice)[0])
    await bob.user.click(ready.dms(bob)[0], label="Can't go")
    await ready.restart()
    await ready.advance_to(STARTS - timedelta(minutes=58))
    assert received() == {"alice": 2, "bob": 1, "dan": 1}
    await ready.advance_to(STARTS + timedelta(hours=3))
    assert received() == {"alice": 2, "bob": 1, "dan": 1}


async def test_a_reminder_comes_within_a_minute(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona)
    await alice.click(card_of(ready), label="Going")
    await ready.advance_to(STARTS - timedelta(hours=24) + timedelta(seconds=59))
    (reminder,) = ready.dms(alice)
    assert abs(reminder.created_at - (STARTS - timedelta(hours=24))) <= timedelta(seconds=60)


async def test_who_takes_no_direct_messages_is_reminded_in_the_meetings_channel(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await ready.member("dan")
    await schedule(ready, fiona)
    await alice.click(card_of(ready), label="Going")
    ready.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=50)
    await ready.advance_to(STARTS - timedelta(days=6))
    assert len(ready.messages("meetings")) == 1, "nobody is told in public that they owe an answer"
    await ready.advance_to(STARTS - timedelta(hours=23))
    fallback = ready.messages("meetings")[-1]
    assert fallback.content.startswith(f"<@{alice.id}>")
    assert [user.id for user in fallback.mentions] == [alice.id]
    assert labels(fallback) == ANSWERS
    changed = await fiona.click(fallback, label="Maybe")
    assert "You said maybe." in private(changed)


async def test_a_crash_between_sending_and_noting_it_doubles_no_reminder(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona)
    await alice.click(card_of(ready), label="Going")
    await ready.advance_to(STARTS - timedelta(hours=24) + timedelta(seconds=30))
    assert len(ready.dms(alice)) == 1
    async with ready.bot.context.database.write() as writer:
        await writer.run("UPDATE timer SET state = 'pending' WHERE kind LIKE 'meeting.remind%' AND state = 'done'")
    await ready.restart()
    await ready.advance(minutes=3)
    assert len(ready.dms(alice)) == 1


async def test_a_reminder_that_could_not_be_sent_before_the_meeting_is_dropped(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona)
    await alice.click(card_of(ready), label="Going")
    await ready.advance_to(STARTS - timedelta(hours=2))
    assert len(ready.dms(alice)) == 1
    ready.errors_expected = True
    ready.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    await ready.advance_to(STARTS + timedelta(minutes=1))
    ready.env.backend.faults.clear()
    await ready.advance(hours=3)
    assert len(ready.dms(alice)) == 1


async def test_the_day_the_clocks_change_keeps_the_hour_that_was_said(ready: World) -> None:
    fiona, alice = await ready.facilitator(zone="Europe/London"), await ready.member("alice", zone="Europe/London")
    starts = datetime(2026, 3, 29, 18, 30, tzinfo=UTC)  # 19:30 British Summer Time, which began that morning
    result = await schedule(ready, fiona, when="29 March 19:30")
    assert str(int(starts.timestamp())) in private(result)
    assert result.response is not None
    await fiona.click(result.response.message, label="Post it")
    await alice.click(card_of(ready), label="Going")
    await ready.advance_to(starts - timedelta(hours=24, minutes=1))
    assert len(ready.dms(alice)) == 0
    await ready.advance(minutes=2)
    assert len(ready.dms(alice)) == 1

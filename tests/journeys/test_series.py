"""Meetings that repeat: posted in time, at their hour, and changed one by one or from one on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
import simcord

from tests.journeys.meeting_steps import STARTS, cards_of, private, schedule
from tests.journeys.world import World, custom_id, labels, text_of

PERTH = ZoneInfo("Australia/Perth")


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def begins(world: World, state: str = "scheduled") -> list[datetime]:
    """Return when the meetings begin, in UTC, the first first."""
    async with world.bot.context.database.read() as reader:
        rows = await reader.all("SELECT starts_at FROM meeting WHERE state = :state ORDER BY starts_at", state=state)
    return [datetime.fromtimestamp(row[0], UTC) for row in rows]


async def changed(
    world: World, actor: simcord.MemberActor, command: str, tap: str, **options: Any
) -> simcord.InteractionResult:
    asked = await actor.slash(world.channel("general"), f"meeting {command}", **options)
    private(asked)
    assert asked.response is not None
    await world.restart()
    button = custom_id(asked.response, tap)
    (result, *_) = await world.tap_together([(actor, asked.response.message, button)] * 3)
    await world.advance(seconds=50)
    return result


@pytest.mark.parametrize("zone", ["Australia/Sydney", "Europe/London", "America/Toronto"])
async def test_a_fortnightly_series_keeps_its_hour_over_a_change_of_the_clocks(ready: World, zone: str) -> None:
    fiona = await ready.facilitator(zone=zone)
    asked = await schedule(ready, fiona, when="5 March 2026 19:30", repeat="every 2 weeks, 5 times")
    assert "every 2 weeks, 5 times" in private(asked)
    assert await begins(ready) == []
    assert asked.response is not None
    await ready.restart()
    await fiona.click(asked.response.message, label="Post it")
    await ready.advance(seconds=30)
    horizon = ready.env.now() + timedelta(weeks=8)
    assert len(await begins(ready)) == 4
    assert max(await begins(ready)) <= horizon
    assert len(cards_of(ready)) == 1, "later cards come two weeks ahead"
    await ready.advance(days=2)
    await ready.restart()
    await ready.advance(days=2)
    starts = await begins(ready)
    assert len(starts) == 5, "the next becomes a meeting as it comes near"
    assert {f"{one.astimezone(ZoneInfo(zone)):%a %H:%M}" for one in starts} == {"Thu 19:30"}
    assert len({one.time() for one in starts}) == 2, "in UTC it moved with the clocks"
    assert len(cards_of(ready)) == 2


async def test_one_occurrence_moves_alone_and_who_said_yes_is_told_once(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await schedule(ready, fiona, repeat="weekly, 4 times")
    card = next(one for one in ready.messages("meetings") if one.embeds)
    await alice.click(card, label="Going")
    await bob.click(card, label="Can't go")
    before = await begins(ready)
    await changed(ready, fiona, "move", "Only this one", meeting="1", when="2026-03-13T20:00+08:00[Australia/Perth]")
    moved = datetime(2026, 3, 13, 12, 0, tzinfo=UTC)
    assert await begins(ready) == [moved, *before[1:]]
    assert [len(ready.dms(actor)) for actor in (alice, bob, fiona)] == [1, 0, 0]
    told = text_of(ready.dms(alice)[0])
    assert f"<t:{int(STARTS.timestamp())}:F>" in told
    assert f"<t:{int(moved.timestamp())}:F>" in told
    card = next(one for one in ready.messages("meetings") if one.id == card.id)
    assert f"<t:{int(moved.timestamp())}:F>" in text_of(card)
    await ready.advance_to(moved - timedelta(hours=23))
    reminded = [one for one in ready.dms(alice) if one.content.startswith("Reminder")]
    assert len(reminded) == 1, "reminded at the new time, not at the old one"
    times = {event.start_time for event in await ready.bot.get_guild(ready.guild.id).fetch_scheduled_events()}  # type: ignore[union-attr]
    assert times == {moved, *before[1:]}


async def test_a_meeting_moved_and_moved_back_gets_its_reminders_again(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona)
    await alice.click(ready.messages("meetings")[0], label="Going")
    await changed(ready, fiona, "move", "Change it", meeting="1", when="2026-03-20T19:30+08:00[Australia/Perth]")
    await changed(ready, fiona, "move", "Change it", meeting="1", when="2026-03-12T19:30+08:00[Australia/Perth]")
    assert len(ready.dms(alice)) == 2
    await ready.advance_to(STARTS - timedelta(hours=24) + timedelta(minutes=1))
    assert len(ready.dms(alice)) == 3
    await ready.advance_to(STARTS + timedelta(hours=1))
    assert len(ready.dms(alice)) == 4, "a day and an hour ahead"
    async with ready.bot.context.database.read() as reader:
        left = await reader.value("SELECT count(*) FROM timer WHERE kind LIKE 'meeting.rem%' AND state = 'pending'")
    assert left == 0, "nothing at the time it was moved from"


async def test_from_here_on_all_later_ones_move_and_each_person_is_told_once(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, repeat="weekly, 6 times")
    for number in ("2", "3"):
        shown = await alice.slash(ready.channel("general"), "meeting show", meeting=number)
        assert shown.response is not None
        await alice.click(shown.response.message, label="Going")
    before = await begins(ready)
    await changed(ready, fiona, "move", "From here on", meeting="2", when="2026-03-20T18:00+08:00[Australia/Perth]")
    after = await begins(ready)
    assert after[0] == before[0] == STARTS
    assert [f"{one.astimezone(PERTH):%a %H:%M}" for one in after[1:]] == ["Fri 18:00"] * 5
    assert len(ready.dms(alice)) == 1
    assert "The meetings after it change in the same way." in text_of(ready.dms(alice)[0])


async def test_skipping_leaves_the_others_and_ending_takes_all_that_follow(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, repeat="weekly")
    before = await begins(ready)
    assert len(before) == 7
    for number in ("2", "4", "5"):
        shown = await alice.slash(ready.channel("general"), "meeting show", meeting=number)
        assert shown.response is not None
        await alice.click(shown.response.message, label="Going")
    asked = await fiona.slash(ready.channel("general"), "meeting skip", meeting="2")
    assert asked.response is not None
    assert labels(asked.response) == ["Only this one", "From here on", "Leave it as it is"]
    await changed(ready, fiona, "skip", "Only this one", meeting="2")
    assert await begins(ready) == [before[0], *before[2:]]
    assert len(ready.dms(alice)) == 1
    await changed(ready, fiona, "skip", "From here on", meeting="4")
    assert await begins(ready) == [before[0], before[2]]
    assert len(ready.dms(alice)) == 2, "two meetings, one message"
    await ready.advance(days=8)
    assert await begins(ready) == [before[0], before[2]]


async def test_an_edit_changes_what_later_occurrences_say_and_seats_cannot_vanish(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await schedule(ready, fiona, repeat="weekly, 12 times", seats=3)
    for actor in (alice, bob):
        await actor.click(ready.messages("meetings")[0], label="Going")
    refused = await fiona.slash(ready.channel("general"), "meeting edit", meeting="1", seats=1)
    assert "2 people have a seat" in private(refused)
    await changed(
        ready, fiona, "edit", "From here on", meeting="1", title="Balint *group*", duration="90", place="Room 4"
    )
    assert [len(ready.dms(actor)) for actor in (alice, bob)] == [1, 1]
    await ready.advance(days=8)
    async with ready.bot.context.database.read() as reader:
        rows = await reader.all("SELECT DISTINCT title, minutes, place FROM meeting")
    assert [tuple(row) for row in rows] == [("Balint *group*", 90, "Room 4")]
    somebody_else = await alice.slash(ready.channel("general"), "meeting move", meeting="8", when="tomorrow 19:30")
    assert "Only facilitators" in private(somebody_else)


@pytest.mark.parametrize(
    "repeat", ["now and then", "every second Tuesday", "every week on Monday", "weekly until 10 March"]
)
async def test_a_rule_that_cannot_be_is_refused_and_stores_nothing(ready: World, repeat: str) -> None:
    fiona = await ready.facilitator()
    said = private(await schedule(ready, fiona, repeat=repeat))
    assert "went wrong" not in said
    assert await begins(ready) == []


async def test_rules_are_offered_while_one_types(ready: World) -> None:
    fiona = await ready.facilitator()
    offered = await fiona.autocomplete(
        ready.channel("general"), "meeting schedule", "repeat", "tue", title="x", when="x"
    )
    assert "second tuesday of every month" in [one["value"] for one in offered]


async def test_an_end_and_dates_to_leave_out_are_read_as_people_write_them(ready: World) -> None:
    fiona = await ready.facilitator()
    said = private(await schedule(ready, fiona, repeat="weekly until 9 April, except 19 March and 2 Apr"))
    assert "Posted" in said
    days = [f"{one.astimezone(PERTH):%d %b}" for one in await begins(ready)]
    assert days == ["12 Mar", "26 Mar", "09 Apr"]
    card = next(one for one in ready.messages("meetings") if one.embeds)
    assert "every week, until 2026-04-09, except 2026-03-19, 2026-04-02" in text_of(card)

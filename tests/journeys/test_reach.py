"""How people set when they are reached, and that everything sent to one person obeys it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.case_steps import screen
from tests.journeys.meeting_steps import STARTS, schedule
from tests.journeys.world import World, labels, reply_text, text_of

FORM: dict[str, Any] = {
    "quiet_from": "9pm",
    "quiet_until": "7am",
    "days": ["0", "1", "2", "3", "4", "5", "6"],
    "channel": "dm",
    "cap": "5",
}


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def set_profile(world: World, who: Any, **changes: Any) -> str:
    """Open the profile, change it by its button, and return what it shows then."""
    shown = await who.slash(world.channel("general"), "my profile")
    form = await who.click(screen(shown), label="Change")
    await who.submit_modal(form, {**FORM, **changes})
    return reply_text(await who.slash(world.channel("general"), "my profile"))


async def test_a_reminder_that_falls_into_the_night_comes_at_seven_unless_the_meeting_is_near(started: World) -> None:
    fiona = await started.facilitator()
    nora = await started.member("nora", zone="America/Vancouver")  # the meeting is at half past four there
    await schedule(started, fiona)
    await nora.click(started.messages("meetings")[-1], label="Going")
    seven = datetime(2026, 3, 11, 14, 0, tzinfo=UTC)
    await started.advance_to(seven - timedelta(minutes=1))
    assert not started.dms(nora)
    await started.restart()
    await started.advance_to(seven + timedelta(minutes=1))
    assert len(started.dms(nora)) == 1
    await started.advance_to(STARTS - timedelta(minutes=58))
    assert len(started.dms(nora)) == 2, "an hour ahead it cannot wait, and she said she is going"


async def test_quiet_hours_days_and_cap_are_set_by_a_form_and_kept_over_a_restart(started: World) -> None:
    alice = await started.member("alice")
    await set_profile(started, alice, quiet_from="20:00", cap="2", days=["0", "1"], channel="none")
    await started.restart()
    shown = reply_text(await alice.slash(started.channel("general"), "my profile"))
    assert "**At most** 2 a week" in shown
    assert "Monday, Tuesday" in shown
    assert "**Reminders** none" in shown


async def test_a_profile_that_makes_no_sense_gives_back_what_was_typed(started: World) -> None:
    alice = await started.member("alice")
    shown = await alice.slash(started.channel("general"), "my profile")
    form = await alice.click(screen(shown), label="Change")
    answer = reply_text(await alice.submit_modal(form, {**FORM, "cap": "ten"}))
    assert "from 1 to 20" in answer
    assert "ten" in answer


async def test_whoever_wants_no_reminders_gets_none_but_hears_of_a_cancellation(started: World) -> None:
    fiona = await started.facilitator()
    alice, bob = await started.member("alice"), await started.member("bob")
    await set_profile(started, alice, channel="none")
    await schedule(started, fiona)
    for one in (alice, bob):
        await one.click(started.messages("meetings")[-1], label="Going")
    await started.advance_to(STARTS - timedelta(hours=23))
    assert not started.dms(alice)
    assert started.dms(bob)
    question = await fiona.slash(started.channel("general"), "meeting cancel", meeting="Journal club")
    await fiona.click(screen(question), label="Cancel the meeting")
    await started.advance(minutes=2)
    assert "cancelled" in text_of(started.dms(alice)[-1])


async def test_whoever_wants_none_gets_none_an_hour_ahead_either(started: World) -> None:
    fiona, alice = await started.facilitator(), await started.member("alice")
    await set_profile(started, alice, channel="none")
    await schedule(started, fiona)
    await alice.click(started.messages("meetings")[-1], label="Going")
    await started.advance_to(STARTS + timedelta(hours=1))
    assert not started.dms(alice)


async def test_which_reminders_one_wants_is_chosen_in_the_profile_and_holds_at_once(started: World) -> None:
    fiona, alice, bob = await started.facilitator(), await started.member("alice"), await started.member("bob")
    await schedule(started, fiona)
    for one in (alice, bob):
        await one.click(started.messages("meetings")[-1], label="Going")
    shown = screen(await alice.slash(started.channel("general"), "my profile"))
    await started.restart()
    await alice.select(shown, ["7d", "1h"])
    chosen = await alice.select(shown, ["7d", "1h"])
    assert "**Before a meeting** 7 days before, 1 hour before" in reply_text(chosen)
    await set_profile(started, alice, cap="4")  # the form leaves the choice alone
    await started.advance_to(STARTS - timedelta(hours=2))
    assert (len(started.dms(alice)), len(started.dms(bob))) == (0, 1)
    await started.advance_to(STARTS + timedelta(hours=1))
    assert (len(started.dms(alice)), len(started.dms(bob))) == (1, 2)


async def test_the_profile_says_which_reminders_the_community_does_not_send(started: World) -> None:
    fiona, alice = await started.facilitator(), await started.member("alice")
    opened = screen(await fiona.slash(started.channel("general"), "community settings"))
    menu = f"cop1:setting:{started.guild.id}:reminders"
    await fiona.select(opened, ["24h"], custom_id=menu)
    shown = reply_text(await alice.slash(started.channel("general"), "my profile"))
    assert "**Before a meeting** 24 hours before (this community sends none 7 days before, 1 hour before)" in shown


async def test_reminders_may_stand_in_a_thread_below_the_card(started: World) -> None:
    fiona = await started.facilitator()
    alice = await started.member("alice")
    await set_profile(started, alice, channel="thread")
    await schedule(started, fiona)
    card = started.messages("meetings")[-1]
    await alice.click(card, label="Going")
    await started.advance_to(STARTS - timedelta(hours=23))
    assert not started.dms(alice)
    (thread,) = started.channel("meetings").threads
    assert [f"<@{alice.id}>" in text_of(one) for one in started.messages(thread)] == [True]


async def test_somebody_away_hears_nothing_until_back_and_then_only_what_is_still_true(started: World) -> None:
    fiona = await started.facilitator()
    alice = await started.member("alice")
    told = await alice.slash(started.channel("general"), "my away", **{"from": "today", "until": "6 March"})
    assert "both included" in reply_text(told)
    await schedule(started, fiona)  # a week ahead is 5 March, while she is away
    await started.advance_to(datetime(2026, 3, 6, 10, tzinfo=UTC))
    assert not started.dms(alice)
    await started.advance_to(datetime(2026, 3, 7, 1, tzinfo=UTC))
    (reminder,) = started.dms(alice)
    assert "You have not answered yet" in text_of(reminder)


async def test_one_is_away_and_back_by_buttons_alone(started: World) -> None:
    alice = await started.member("alice")
    shown = await alice.slash(started.channel("general"), "my profile")
    form = await alice.click(screen(shown), label="I will be away")
    away = await alice.submit_modal(form, {"from": "tomorrow", "until": "20 March"})
    assert "You are away" in reply_text(away)
    await started.restart()
    await alice.click(screen(away), label="I am back")
    again = await alice.slash(started.channel("general"), "my profile")
    assert "**Away** no" in reply_text(again)
    assert "I am back" not in labels(screen(again))


async def test_the_weekly_cap_holds_back_what_can_wait(started: World) -> None:
    fiona = await started.facilitator()
    alice = await started.member("alice")
    await set_profile(started, alice, cap="1")
    for hour in (17, 18, 19):
        await schedule(started, fiona, title=f"Talk at {hour}", when=f"2026-03-12T{hour}:30+08:00[Australia/Perth]")
    await started.advance_to(datetime(2026, 3, 8, tzinfo=UTC))
    assert len(started.dms(alice)) == 1

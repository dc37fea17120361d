"""Facilitators set how their community wants it, on one screen; what is planned already obeys."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import CommunityId
from bot.domain.settings import SETTINGS
from cogs.settings.sentences import AREAS, WORDS
from data import audit
from tests.journeys.case_steps import screen
from tests.journeys.meeting_steps import STARTS, card_of, count, schedule
from tests.journeys.world import World, reply_text


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def choose(world: World, who: Any, setting: str, *codes: str) -> str:
    """Open the settings, choose in one menu, and return what the screen shows then."""
    shown = await who.slash(world.channel("general"), "community settings")
    return reply_text(await who.select(screen(shown), list(codes), custom_id=menu_id(world, setting)))


def menu_id(world: World, setting: str) -> str:
    return f"cop1:setting:{world.guild.id}:{setting}"


def test_every_setting_option_and_area_has_its_words() -> None:
    assert set(WORDS) == {setting.name for setting in SETTINGS}
    assert set(AREAS) == {setting.area for setting in SETTINGS}
    for setting in SETTINGS:
        assert list(WORDS[setting.name].options) == list(setting.options)


async def test_reminders_set_for_the_community_hold_for_meetings_already_planned(started: World) -> None:
    fiona, alice, dan = await started.facilitator(), await started.member("alice"), await started.member("dan")
    await schedule(started, fiona)
    await alice.click(card_of(started), label="Going")
    assert "**24 hours before**" in await choose(started, fiona, "reminders", "24h")
    await started.restart()
    await started.advance_to(STARTS - timedelta(hours=25))
    assert not started.dms(dan), "no word a week ahead"
    await started.advance_to(STARTS - timedelta(hours=23))
    assert len(started.dms(alice)) == 1
    assert "**1 hour before**" in await choose(started, fiona, "reminders", "1h")
    await started.advance_to(STARTS + timedelta(hours=1))
    assert len(started.dms(alice)) == 2, "what was switched on again comes"


async def test_no_reminders_at_all_may_be_chosen_and_each_change_is_in_the_log_once(started: World) -> None:
    fiona = await started.facilitator()
    assert "**no reminders**" in await choose(started, fiona, "reminders")
    assert "**no reminders**" in await choose(started, fiona, "reminders")
    async with started.bot.context.database.read() as reader:
        entries = await audit.entries(reader, CommunityId(started.guild.id))
    assert [(one.act, one.actor_id) for one in entries if one.act.startswith("settings")] == [
        ("settings.reminders", fiona.id)
    ]


async def test_a_free_seat_is_kept_as_long_as_the_community_says(started: World) -> None:
    fiona, alice, bob = await started.facilitator(), await started.member("alice"), await started.member("bob")
    await choose(started, fiona, "offer_hours", "2")
    await schedule(started, fiona, seats=1)
    for one in (alice, bob):
        await one.click(card_of(started), label="Going")
    await alice.click(card_of(started), label="Can't go")
    async with started.bot.context.database.read() as reader:
        until = await reader.value("SELECT offered_until FROM waitlist WHERE member_id = :id", id=bob.id)
    kept = datetime.fromtimestamp(int(str(until)), started.env.now().tzinfo) - started.env.now()
    assert timedelta(minutes=119) < kept <= timedelta(hours=2)


async def test_only_facilitators_see_or_change_settings_also_on_a_screen_of_before(started: World) -> None:
    fiona, alice = await started.facilitator(), await started.member("alice")
    refused = reply_text(await alice.slash(started.channel("general"), "community settings"))
    assert "facilitators" in refused
    shown = screen(await fiona.slash(started.channel("general"), "community settings"))
    roles = started.env.backend.get_guild(started.guild.id).members[fiona.id].role_ids
    roles.remove(started.facilitator_role.id)
    assert reply_text(await fiona.select(shown, ["1h"], custom_id=menu_id(started, "reminders"))) == refused
    assert await count(started, "setting") == 0

"""Discord's own scheduled event goes with the meeting, and facilitators hear of it when it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest_asyncio
import simcord

from tests.journeys.world import World, custom_id, labels, reply_text, text_of

STARTS = datetime(2026, 3, 12, 11, 30, tzinfo=UTC)


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def schedule(world: World, actor: simcord.MemberActor, starts: datetime = STARTS, **options: Any) -> None:
    when = f"{starts:%Y-%m-%dT%H:%M}+00:00[UTC]"
    given = {"title": "Journal club", "when": when, **options}
    result = await actor.slash(world.channel("general"), "meeting schedule", **given)
    assert "Posted" in reply_text(result)


async def cancel(world: World, actor: simcord.MemberActor) -> None:
    asked = await actor.slash(world.channel("general"), "meeting cancel", meeting="Journal club")
    assert asked.response is not None
    await actor.click(asked.response.message, label="Cancel the meeting")


def events(world: World) -> list[Any]:
    return list(world.env.backend.get_guild(world.guild.id).scheduled_events.values())


def deny(world: World, *names: str) -> None:
    """Take permissions away from the bot."""
    bot_id = world.env.backend.bot_user.id
    guild = world.env.backend.get_guild(world.guild.id)
    for role_id in [world.guild.id, *guild.members[bot_id].role_ids]:
        role = guild.roles[role_id]
        mask = sum(discord.Permissions(**{name: True}).value for name in names)
        world.env.backend.edit_role(guild.id, role_id, {"permissions": int(role.permissions) & ~mask})


async def test_a_meeting_with_a_place_has_one_external_event(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona, place="Room 4", duration="90", topic="Gout")
    await ready.restart()
    await ready.advance(minutes=5)
    (event,) = events(ready)
    assert (event.name, event.entity_type) == ("Journal club", discord.EntityType.external.value)
    assert event.entity_metadata == {"location": "Room 4"}
    assert datetime.fromisoformat(event.scheduled_start_time) == STARTS
    assert datetime.fromisoformat(event.scheduled_end_time) == STARTS + timedelta(minutes=90)
    assert "Gout" in event.description


async def test_a_meeting_without_a_place_is_in_the_voice_channel(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona)
    (event,) = events(ready)
    assert event.entity_type == discord.EntityType.voice.value
    assert event.channel_id == ready.channel("Meeting room").id


async def test_the_event_is_made_eight_weeks_ahead_and_not_before(ready: World) -> None:
    fiona = await ready.facilitator()
    starts = STARTS + timedelta(weeks=10)
    await schedule(ready, fiona, starts)
    assert events(ready) == []
    await ready.advance_to(starts - timedelta(weeks=8, minutes=1))
    assert events(ready) == []
    await ready.advance(minutes=2)
    assert len(events(ready)) == 1


async def test_the_event_is_cancelled_with_the_meeting_and_nobody_is_asked(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona)
    await cancel(ready, fiona)
    await ready.advance(minutes=2)
    assert [event.status for event in events(ready)] == [discord.EventStatus.cancelled.value]
    assert ready.messages("facilitators") == []


async def test_a_meeting_cancelled_before_its_event_was_due_never_gets_one(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona, STARTS + timedelta(weeks=10))
    await cancel(ready, fiona)
    await ready.advance(weeks=3)
    assert events(ready) == []


async def test_an_event_deleted_in_discord_is_asked_about_and_made_again(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona)
    (event,) = events(ready)
    ready.env.backend.delete_scheduled_event(ready.guild.id, event.id)
    await ready.env.settle()
    (question,) = ready.messages("facilitators")
    assert "was deleted" in text_of(question)
    assert labels(question) == ["Make it again", "Cancel the meeting"]
    await ready.restart()
    await ready.tap_together([(fiona, question, custom_id(question, "Make it again"))] * 3)
    assert len(events(ready)) == 1
    (answered,) = ready.messages("facilitators")
    assert labels(answered) == []
    await ready.restart()
    await ready.advance(minutes=2)
    assert len(events(ready)) == 1


async def test_an_event_deleted_in_discord_may_mean_the_meeting_is_off(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona)
    ready.env.backend.edit_scheduled_event(
        ready.guild.id, events(ready)[0].id, {"status": discord.EventStatus.cancelled.value}
    )
    await ready.env.settle()
    (question,) = ready.messages("facilitators")
    asked = await fiona.click(question, label="Cancel the meeting")
    assert asked.response is not None
    assert asked.response.ephemeral
    await fiona.click(asked.response.message, label="Cancel the meeting")
    await ready.advance(seconds=30)
    (card,) = ready.messages("meetings")
    assert "Cancelled" in text_of(card)
    forged = await ready.tap_together([(alice, card, custom_id(question, "Make it again"))])
    assert "out of date" in reply_text(forged[0])


async def test_an_event_changed_in_discord_is_asked_about_once_and_put_back(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona)
    (event,) = events(ready)
    moved = (STARTS + timedelta(hours=1)).isoformat()
    for _ in range(2):
        ready.env.backend.edit_scheduled_event(ready.guild.id, event.id, {"scheduled_start_time": moved})
        await ready.env.settle()
    (question,) = ready.messages("facilitators")
    assert "no longer says what the meeting says" in text_of(question)
    await fiona.click(question, label="Put it back")
    (event,) = events(ready)
    assert datetime.fromisoformat(event.scheduled_start_time) == STARTS
    assert len(ready.messages("facilitators")) == 1


async def test_events_that_are_not_ours_are_left_alone(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona)
    other = ready.env.backend.create_scheduled_event(
        ready.guild.id,
        name="Journal club",
        entity_type=3,
        scheduled_start_time=STARTS.isoformat(),
        scheduled_end_time=(STARTS + timedelta(hours=1)).isoformat(),
        entity_metadata={"location": "Pub"},
        creator_id=fiona.id,
        description="Commonroom meeting 1",
    )
    await cancel(ready, fiona)
    ready.env.backend.delete_scheduled_event(ready.guild.id, other.id)
    await ready.env.settle()
    assert ready.messages("facilitators") == []


async def test_a_missing_permission_is_named_with_its_fix_once_and_mended_later(ready: World) -> None:
    fiona = await ready.facilitator()
    kept = {
        role_id: int(role.permissions) for role_id, role in ready.env.backend.get_guild(ready.guild.id).roles.items()
    }
    deny(ready, "create_events", "manage_events", "administrator")
    await ready.env.settle()
    await schedule(ready, fiona)
    await ready.advance(hours=3)
    assert events(ready) == []
    (notice,) = ready.messages("facilitators")
    assert "**Create Events**" in text_of(notice)
    assert "Server Settings, Roles" in text_of(notice)
    assert len(ready.messages("meetings")) == 1, "the meeting itself is posted all the same"
    for role_id, permissions in kept.items():
        ready.env.backend.edit_role(ready.guild.id, role_id, {"permissions": permissions})
    await ready.advance(hours=2)
    assert len(events(ready)) == 1


async def test_what_was_done_to_events_while_the_bot_was_away_is_asked_about_once(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona)
    await schedule(ready, fiona, STARTS + timedelta(days=7), title="Back pain")
    await schedule(ready, fiona, STARTS + timedelta(days=14), title="Gout")
    kept = ready.env.backend.get_guild(ready.guild.id).scheduled_events
    first, second, _ = sorted(kept.values(), key=lambda event: event.scheduled_start_time)
    del kept[first.id]  # nobody hears of it, as while the bot is down
    second.name = "Cake"
    await ready.restart()
    await ready.restart()
    await ready.advance(seconds=30)
    asked = sorted(text_of(message) for message in ready.messages("facilitators"))
    assert len(asked) == 2
    assert "**Back pain** was changed" in asked[0]
    assert "**Journal club** was deleted" in asked[1]
    question = next(one for one in ready.messages("facilitators") if "Journal club" in text_of(one))
    await ready.tap_together([(fiona, question, custom_id(question, "Make it again"))] * 2)
    await ready.advance(seconds=30)
    assert sorted(event.name for event in events(ready)) == ["Cake", "Gout", "Journal club"]

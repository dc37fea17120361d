"""Prompts as facilitators and members see them: posted by hand, on a schedule, through restarts and faults."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
import pytest_asyncio
import simcord
import simcord.interactions
from simcord.backend import serializers

from bot.domain.prompts import Kind
from bot.services import prompt_turns
from bot.ui.components import buttons
from bot.ui.courier import Outgoing
from cogs.prompts.views import ChangeSchedule
from data.prompt_bank import bundled
from tests.journeys.world import World, labels, reply_text, text_of

TUESDAY_EIGHT = datetime(2026, 3, 3, tzinfo=UTC)
"""08:00 in Perth on the day after the world begins."""


@pytest_asyncio.fixture
async def fiona(world: World) -> simcord.MemberActor:
    await world.set_up()
    return await world.facilitator()


async def say(world: World, who: simcord.MemberActor, command: str, **options: object) -> str:
    """Send a command in the meetings channel and return the private answer."""
    result = await who.slash(world.channel("meetings"), command, **options)
    assert result.response is not None
    assert result.response.ephemeral
    return reply_text(result)


def questions(world: World, channel: str | simcord.ChannelHandle = "general") -> list[str]:
    return [message.embeds[0].title or "" for message in world.messages(channel)]


def jump_to(world: World, instant: datetime) -> None:
    """Set the clocks of the world, as a machine that slept finds them; nothing happens on the way."""
    world.env.backend.clock._epoch += instant - world.env.now()


def sent_nonces(world: World) -> list[str]:
    """The nonces of all prompts that the bot tried to send."""
    bodies = [request.json for request in world.env.http_requests if request.method == "POST"]
    nonces = [str(body.get("nonce")) for body in bodies if isinstance(body, dict) and body.get("enforce_nonce")]
    return [nonce for nonce in nonces if nonce.startswith("prompt-")]


async def choose_in_menu(world: World, who: simcord.MemberActor, shown: Any, custom_id: str, value: str) -> str:
    """Send what a client could send for a menu, whether or not the menu offers it."""
    backend = world.env.backend
    stored = backend.get_message(shown.channel_id, shown.id)
    record, payload = simcord.interactions.base_payload(
        backend,
        type=3,
        channel_id=stored.channel_id,
        guild_id=world.guild.id,
        user_id=who.id,
        data={"custom_id": custom_id, "component_type": 3, "values": [value]},
    )
    payload["message"] = dict(serializers.message_payload(backend, stored))
    record.source_message_id = stored.id
    backend.emit("INTERACTION_CREATE", payload)
    await world.env.settle()
    return reply_text(simcord.InteractionResult(world.env, record))


async def test_now_twice_posts_two_different_prompts_and_tells_where_and_why(world: World, fiona: Any) -> None:
    first = await say(world, fiona, "prompt now", kind="common-problem")
    await say(world, fiona, "prompt now", kind="common-problem")
    one, other = world.messages("general")
    assert one.embeds[0].title != other.embeds[0].title
    assert str(one.id) in first
    why = {prompt.text: prompt.rationale for prompt in bundled()}
    assert why[one.embeds[0].title or ""] in first


async def test_the_message_says_how_to_answer_and_keeps_patients_out(world: World, fiona: Any) -> None:
    await say(world, fiona, "prompt now", kind="evidence")
    await say(world, fiona, "prompt now", kind="warm-up")
    clinical, light = (message.embeds[0] for message in world.messages("general"))
    assert clinical.author.name == "Evidence"
    assert "open a thread" in (clinical.description or "")
    assert "Discord is not a clinical system" in (clinical.footer.text or "")
    assert light.footer.text is None
    bodies = [request.json for request in world.env.http_requests if isinstance(request.json, dict)]
    pinging = [body for body in bodies if body.get("embeds") and body.get("allowed_mentions", {}).get("parse")]
    assert pinging == []


async def test_a_schedule_survives_a_restart_and_arrives_at_eight_in_perth(world: World, fiona: Any) -> None:
    echo = await say(world, fiona, "prompt schedule", every="Tuesday", at="08:00", kind="reflection")
    for week in range(3):
        assert f"<t:{int((TUESDAY_EIGHT + timedelta(weeks=week)).timestamp())}:F>" in echo
    assert "Australia/Perth" in echo
    await world.restart()
    await world.advance_to(TUESDAY_EIGHT - timedelta(minutes=1))
    assert questions(world) == []
    await world.advance(minutes=2)
    (message,) = world.messages("general")
    assert message.embeds[0].author.name == "Reflection"
    assert abs(message.created_at - TUESDAY_EIGHT) < timedelta(minutes=1)
    await world.restart()
    await world.advance(days=7)
    assert len(set(questions(world))) == 2


async def test_eight_o_clock_in_london_stays_eight_when_summer_time_begins(world: World) -> None:
    await world.set_up("Europe/London")
    fiona = await world.facilitator()
    jump_to(world, datetime(2026, 3, 25, 12, tzinfo=UTC))
    await say(world, fiona, "prompt schedule", every="Thursday", at="8am")
    for before in (datetime(2026, 3, 26, 7, 58, tzinfo=UTC), datetime(2026, 4, 2, 6, 58, tzinfo=UTC)):
        jump_to(world, before)
        await world.advance(minutes=5)
    hours = [message.created_at.hour for message in world.messages("general")]
    assert hours == [8, 7], "the second Thursday is in summer time"


async def test_a_schedule_posts_in_the_channel_that_was_chosen(world: World, fiona: Any) -> None:
    await say(world, fiona, "prompt schedule", every="weekday", at="08:00", channel=world.channel("meetings"))
    await world.advance(days=1)
    assert len(questions(world, "meetings")) == 1
    assert questions(world) == []
    await say(world, fiona, "prompt now")
    assert len(questions(world, "meetings")) == 2, "by hand it goes where prompts usually go"


async def test_pausing_stops_and_resuming_starts_without_making_up(world: World, fiona: Any) -> None:
    await say(world, fiona, "prompt schedule", every="weekday", at="08:00")
    await say(world, fiona, "prompt pause")
    await world.advance(days=3)
    assert questions(world) == []
    answer = await say(world, fiona, "prompt resume")
    assert f"<t:{int((TUESDAY_EIGHT + timedelta(days=3)).timestamp())}:" in answer
    assert questions(world) == []
    await world.advance(days=1)
    assert len(questions(world)) == 1


async def test_a_jump_of_three_days_sends_at_most_one(world: World, fiona: Any) -> None:
    await say(world, fiona, "prompt schedule", every="weekday", at="08:00")
    jump_to(world, world.env.now() + timedelta(days=3))
    await world.advance(minutes=5)
    assert len(questions(world)) == 1, "Thursday's, an hour late; Tuesday and Wednesday are gone"
    jump_to(world, world.env.now() + timedelta(days=3, hours=8))
    await world.advance(minutes=5)
    assert len(questions(world)) == 1, "Sunday evening: Friday's is not made up for"
    await world.advance(days=1)
    assert len(questions(world)) == 2


async def test_a_crash_between_send_and_settle_sends_the_same_prompt_under_the_same_nonce(
    world: World, fiona: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await say(world, fiona, "prompt schedule", every="Tuesday", at="08:00")
    world.errors_expected = True
    real = prompt_turns.posted

    async def crash(*_: object) -> None:
        monkeypatch.setattr(prompt_turns, "posted", real)
        raise RuntimeError("the process died here")

    monkeypatch.setattr(prompt_turns, "posted", crash)
    await world.advance_to(TUESDAY_EIGHT + timedelta(seconds=30))
    await world.restart()
    await world.advance(hours=3)
    first, again = sent_nonces(world)
    assert first == again
    assert len(set(questions(world))) == 1
    await world.advance(days=1)
    assert len(sent_nonces(world)) == 2


async def test_discord_failing_once_delays_the_prompt_and_changes_nothing_else(world: World, fiona: Any) -> None:
    await say(world, fiona, "prompt schedule", every="Tuesday", at="08:00")
    world.errors_expected = True
    world.env.inject_error("POST", "/channels/*/messages", status=500, times=2)
    await world.advance_to(TUESDAY_EIGHT + timedelta(minutes=30))
    assert len(questions(world)) == 1
    assert len(set(sent_nonces(world))) == 1


async def test_by_hand_while_discord_fails_is_posted_later_and_once(world: World, fiona: Any) -> None:
    world.errors_expected = True
    world.env.inject_error("POST", "/channels/*/messages", status=500, times=2)
    answer = await say(world, fiona, "prompt now")
    assert "within a few minutes" in answer
    assert questions(world) == []
    await world.advance(minutes=10)
    assert len(questions(world)) == 1
    assert len(set(sent_nonces(world))) == 1


async def test_a_deleted_channel_is_told_to_the_facilitators_once(world: World, fiona: Any) -> None:
    lounge = world.guild.create_text_channel("lounge")
    await say(world, fiona, "prompt schedule", every="weekday", at="08:00", channel=lounge)
    world.env.backend.delete_channel(lounge.id)
    await world.advance(days=3)
    told = [text_of(message) for message in world.messages("facilitators")]
    assert len(told) == 1
    assert "/prompt list" in told[0]
    assert questions(world) == []


async def test_by_hand_into_a_deleted_channel_says_so_at_once(world: World, fiona: Any) -> None:
    world.env.backend.delete_channel(world.channel("general").id)
    await world.env.settle()
    told = len(world.messages("facilitators"))
    answer = await say(world, fiona, "prompt now")
    assert "/community setup" in answer
    await world.advance(hours=1)
    assert sent_nonces(world) == []
    assert len(world.messages("facilitators")) == told, "who asked was answered; nobody else needs to know"


async def test_a_channel_the_bot_may_not_post_in_is_refused_with_the_fix(world: World, fiona: Any) -> None:
    everyone = world.guild.default_role
    closed = world.guild.create_text_channel(
        "closed", overwrites={everyone: discord.PermissionOverwrite(view_channel=True, send_messages=False)}
    )
    answer = await say(world, fiona, "prompt schedule", every="week", at="08:00", channel=closed)
    assert "Send Messages" in answer
    assert "None yet" in await say(world, fiona, "prompt list")


async def test_the_list_pauses_resumes_and_removes_each_schedule(world: World, fiona: Any) -> None:
    await say(world, fiona, "prompt schedule", every="Tuesday", at="08:00")
    await say(world, fiona, "prompt schedule", every="2 weeks on Friday", at="12:30", kind="support")
    result = await fiona.slash(world.channel("meetings"), "prompt list")
    shown = result.response
    text = reply_text(result)
    assert "Every Tuesday" in text
    assert "Every 2 weeks on Friday" in text
    assert "Looking after each other" in text
    await world.restart()
    menu = shown.components[0]["components"][0]
    pause = next(option["value"] for option in menu["options"] if option["label"].startswith("Pause 1."))
    await fiona.select(shown, [pause], custom_id=menu["custom_id"])
    assert "paused" in reply_text(result)
    await world.advance(days=1)
    assert questions(world) == []
    menu = result.response.components[0]["components"][0]
    remove = next(option["value"] for option in menu["options"] if option["label"].startswith("Remove 2."))
    await fiona.select(result.response, [remove], custom_id=menu["custom_id"])
    assert "Every 2 weeks" not in reply_text(result)
    again = await choose_in_menu(world, fiona, shown, menu["custom_id"], remove)
    assert "not here any more" in again


async def test_own_prompts_are_added_listed_by_page_posted_and_removed(world: World, fiona: Any) -> None:
    for number in range(12):
        await say(world, fiona, "prompt add", text=f"Which *pathway* number {number} puzzles you?", kind="evidence")
    result = await fiona.slash(world.channel("meetings"), "prompt list")
    assert "number 11 puzzles" in reply_text(result)
    assert "number 1 puzzles" not in reply_text(result)
    assert labels(result.response) == ["Older"]
    await fiona.click(result.response, label="Older")
    assert "number 1 puzzles" in reply_text(result)
    menu = result.response.components[0]["components"][0]
    await fiona.select(result.response, [menu["options"][0]["value"]], custom_id=menu["custom_id"])
    assert "number 1 puzzles" not in reply_text(result)
    await say(world, fiona, "prompt now", kind="evidence")
    (question,) = questions(world)
    assert "\\*pathway\\*" in question


async def test_the_longest_list_and_the_longest_prompt_fit_into_discord(world: World, fiona: Any) -> None:
    days = "12 weeks on mon tue wed thu fri sat sun"
    for hour in range(8, 18):
        await say(world, fiona, "prompt schedule", every=days, at=str(hour), kind="support")
        await say(world, fiona, "prompt add", text=f"{hour}" + "_*" * 119, kind="evidence")
    listed = await say(world, fiona, "prompt list")
    assert listed.count("Every 12 weeks") == 10
    assert listed.count("not posted yet") == 10
    await say(world, fiona, "prompt now", kind="evidence")
    (message,) = world.messages("general")
    assert "open a thread" in (message.embeds[0].description or "")


async def test_members_and_strangers_are_told_who_may(world: World, fiona: Any) -> None:
    alice, stranger = await world.member("alice"), world.stranger("sam")
    for command, options in (
        ("prompt now", {}),
        ("prompt schedule", {"every": "week", "at": "08:00"}),
        ("prompt list", {}),
        ("prompt add", {"text": "What do you do on Mondays?", "kind": "warm-up"}),
        ("prompt pause", {}),
        ("prompt resume", {}),
    ):
        assert "Only facilitators" in await say(world, alice, command, **options)
        result = await stranger.slash(world.channel("general"), command, **options)
        assert "Only facilitators" in reply_text(result)
    assert questions(world) == []


async def test_another_servers_schedule_cannot_be_touched(world: World, fiona: Any) -> None:
    await say(world, fiona, "prompt schedule", every="weekday", at="08:00")
    home, home_channel = world.guild, world.channel("general")
    world.guild = world.env.create_guild("Other GPs")
    await world.env.settle()
    await world.set_up()
    eve = await world.facilitator("eve")
    await say(world, eve, "prompt schedule", every="Friday", at="08:00")
    result = await eve.slash(world.channel("meetings"), "prompt list")
    own_menu = f"cop1:prompt-plan:{world.guild.id}:0"
    for act in ("pause", "remove", "resume"):
        assert "not here any more" in await choose_in_menu(world, eve, result.response, own_menu, f"{act}-1")
    carried = ChangeSchedule.select(
        options=[discord.SelectOption(label="Pause", value="pause-1")], community=home.id, page=0
    )
    with world.as_bot():
        await world.bot.courier.send(world.channel("general").id, Outgoing("carried over", view=buttons(carried)), "n")
    (message,) = world.messages("general")
    assert "another server" in reply_text(await eve.select(message, ["pause-1"]))
    assert "out of date" in await choose_in_menu(world, eve, result.response, own_menu, "pause-1; DROP TABLE x")
    await say(world, eve, "prompt pause")
    await world.advance(days=1)
    assert len(questions(world, home_channel)) == 1
    assert world.messages("general") == [message]


@pytest.mark.parametrize(
    ("command", "options", "sentence"),
    [
        ("prompt schedule", {"every": " ", "at": "08:00"}, "I could not read how often"),
        ("prompt schedule", {"every": "🙂 @everyone **x** `y`", "at": "08:00"}, "I could not read how often"),
        ("prompt schedule", {"every": "x" * 4000, "at": "08:00"}, "I could not read how often"),
        ("prompt schedule", {"every": "day", "at": "08:00"}, "Every single day"),
        ("prompt schedule", {"every": "100 weeks", "at": "08:00"}, "at most 12 weeks"),
        ("prompt schedule", {"every": "week", "at": "25:00"}, "I could not read the hour"),
        ("prompt schedule", {"every": "week", "at": "tomorrow"}, "I could not read the hour"),
        ("prompt schedule", {"every": "week", "at": "23:00"}, "in the daytime"),
        ("prompt schedule", {"every": "week", "at": "03:00"}, "in the daytime"),
        ("prompt add", {"text": "Why?", "kind": "support"}, "at least 10 characters"),
        ("prompt add", {"text": "é" * 4000, "kind": "support"}, "at most 240 characters"),
        ("prompt add", {"text": "Who rings 0412 345 678 for me, please?", "kind": "support"}, "could identify"),
        ("prompt pause", {}, "No prompts are scheduled"),
        ("prompt resume", {}, "No prompts are scheduled"),
    ],
)
async def test_bad_input_gets_one_helpful_sentence_and_nothing_is_stored(
    world: World, fiona: Any, command: str, options: dict[str, str], sentence: str
) -> None:
    answer = await say(world, fiona, command, **options)
    assert sentence in answer
    typed = next((value for value in options.values() if value[:20] in answer and len(value.strip()) > 9), None)
    assert typed or len(max(options.values(), default="", key=len)) < 10
    assert len(answer) <= 2000
    async with world.bot.context.database.read() as reader:
        rows = await reader.value(
            """
            SELECT (SELECT count(*) FROM prompt_schedule) + (SELECT count(*) FROM prompt_own)
                + (SELECT count(*) FROM prompt_sending) + (SELECT count(*) FROM timer WHERE kind LIKE 'prompt%')
            """
        )
    assert rows == 0
    assert questions(world) == []


async def test_everyone_in_an_own_prompt_pings_nobody(world: World, fiona: Any) -> None:
    await say(world, fiona, "prompt add", text="Hello @everyone, how was the week?", kind="warm-up")
    await say(world, fiona, "prompt now", kind="warm-up")
    (message,) = world.messages("general")
    assert not message.mention_everyone
    assert "@everyone" not in (message.embeds[0].title or "")


async def test_autocomplete_reads_what_is_typed_and_never_fails(world: World, fiona: Any) -> None:
    place = world.channel("meetings")
    every = await fiona.autocomplete(place, "prompt schedule", "every", "2 weeks on tue")
    assert every[0] == {"name": "Every 2 weeks on Tuesday", "value": "2 weeks on tue"}
    assert len(await fiona.autocomplete(place, "prompt schedule", "every", "")) >= 8
    assert len(await fiona.autocomplete(place, "prompt schedule", "every", "tuesday")) == 1, "one reading, offered once"
    assert await fiona.autocomplete(place, "prompt schedule", "every", "🙂" * 100) == []
    at = await fiona.autocomplete(place, "prompt schedule", "at", "8pm")
    assert at[0] == {"name": "20:00 (Australia/Perth)", "value": "20:00"}
    assert len(await fiona.autocomplete(place, "prompt schedule", "at", "")) <= 25
    assert await fiona.autocomplete(place, "prompt schedule", "at", "11pm") == [], "the night is not offered"
    alice = await world.member("alice")
    assert await alice.autocomplete(place, "prompt schedule", "at", "") == []


async def test_a_used_up_kind_tells_when_the_next_is_free(world: World, fiona: Any) -> None:
    count = sum(1 for prompt in bundled() if prompt.kind is Kind.SUPPORT)
    for _ in range(count):
        await say(world, fiona, "prompt now", kind="support")
    assert len(set(questions(world))) == count
    answer = await say(world, fiona, "prompt now", kind="support")
    free = world.env.now() + timedelta(weeks=26)
    assert f"<t:{int(free.timestamp())}"[:-4] in answer


async def test_every_command_that_a_prompt_speaks_of_exists(world: World) -> None:
    known = {command.qualified_name for command in world.bot.tree.walk_commands()}
    spoken = {name for prompt in bundled() for name in re.findall(r"/([a-z]+ [a-z]+)", prompt.text)}
    assert "case share" in spoken
    assert spoken <= known

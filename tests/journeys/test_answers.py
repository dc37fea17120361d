"""Every interaction is answered: when the store is slow, when the code fails, when a button or form is from before."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.client import CommunityBot
from bot.domain.errors import Conflict, Invalid
from bot.domain.people import Actor
from bot.ui import respond as respond_module
from bot.ui.components import Action, Form, buttons
from bot.ui.respond import redraw, respond, show_form
from tests.journeys.world import World, custom_id, reply_text, text_of

MARKER = "MARKER-typed-by-a-person"


DEFER_WITH_MESSAGE, DEFER_UPDATE = 5, 6  # Interaction Callback Type


def first_answers(world: World) -> list[int]:
    """Return the types of the first answers that the bot gave, in order."""
    callbacks = [request.json for request in world.env.http_requests if request.path.endswith("/callback")]
    return [body["type"] for body in callbacks if body]


class DoButton(Action, verb="test-do", pattern=r"(?P<what>\w+)"):
    async def press(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        await act(interaction, self.ids["what"])


class TryForm(Form):
    text: discord.ui.Label[Any] = discord.ui.Label(text="Text", component=discord.ui.TextInput(custom_id="text"))

    async def submit(self, interaction: discord.Interaction[Any], actor: Actor) -> None:
        await act(interaction, "fail")


async def act(interaction: discord.Interaction[Any], what: str) -> None:
    match what:
        case "slow":
            await asyncio.sleep(0.15)
            await respond(interaction, "done slowly")
        case "slow_redraw":
            await asyncio.sleep(0.15)
            await redraw(interaction, "redrawn")
        case "slow_fail":
            await asyncio.sleep(0.15)
            raise RuntimeError(MARKER)
        case "fail":
            raise RuntimeError(MARKER)
        case "refuse":
            raise Conflict("button.stale")
        case "invalid":
            raise Invalid("discord.unavailable", typed=MARKER)
        case "form":
            await show_form(interaction, TryForm(title="Form", community=interaction.guild_id))
        case _:
            names = ("slow", "slow_redraw", "slow_fail", "fail", "form")
            items = [DoButton.button(name, community=interaction.guild_id or 0, what=name) for name in names]
            await respond(interaction, "buttons", view=buttons(*items), ephemeral=False)


class TryCog(commands.Cog):
    @app_commands.command(description="Test")
    async def act(self, interaction: discord.Interaction[Any], what: str) -> None:
        await act(interaction, what)


async def prepare(world: World) -> Any:
    world.errors_expected = True
    await load(world.bot)
    await world.set_up()
    return await world.member("alice")


async def load(bot: CommunityBot) -> None:
    await bot.add_cog(TryCog())
    bot.add_actions(DoButton)
    await bot.tree.sync()


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(respond_module, "PATIENCE_SECONDS", 0.05)


async def test_k3_a_command_that_takes_long_is_deferred_and_then_answered(world: World) -> None:
    alice = await prepare(world)
    result = await alice.slash(world.channel("general"), "act", what="slow")
    assert first_answers(world)[-1:] == [DEFER_WITH_MESSAGE]
    assert "done slowly" in reply_text(result)


@pytest.mark.parametrize("what", ["slow", "slow_redraw"])
async def test_k3_a_press_that_takes_long_is_deferred_and_then_answered(world: World, what: str) -> None:
    alice = await prepare(world)
    await alice.slash(world.channel("general"), "act", what="buttons")
    message = world.messages("general")[-1]
    result = await alice.click(message, label=what)
    assert first_answers(world)[-1] == DEFER_UPDATE
    if what == "slow":
        assert "done slowly" in reply_text(result)
    else:
        assert text_of(world.messages("general")[-1]) == "redrawn"


@pytest.mark.parametrize("what", ["fail", "slow_fail"])
async def test_an_unknown_failure_gives_a_code_that_is_in_the_log_without_what_was_typed(
    world: World, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    alice = await prepare(world)
    await alice.slash(world.channel("general"), "act", what="buttons")
    with caplog.at_level(logging.DEBUG):
        result = await alice.click(world.messages("general")[-1], label=what)
    answer = reply_text(result)
    assert "Something went wrong" in answer
    (incident,) = [record.getMessage() for record in caplog.records if record.getMessage().startswith("incident")]
    assert incident.split()[1] in answer
    assert MARKER not in answer


async def test_a_failing_command_and_a_refusal_are_one_private_sentence(world: World) -> None:
    alice = await prepare(world)
    for what in ("fail", "refuse", "invalid"):
        result = await alice.slash(world.channel("general"), "act", what=what)
        assert result.response is not None
        assert result.response.ephemeral
    assert MARKER in reply_text(result), "what was typed is given back"


async def test_a_form_that_fails_gives_the_text_back(world: World) -> None:
    alice = await prepare(world)
    shown = await alice.slash(world.channel("general"), "act", what="form")
    result = await alice.submit_modal(shown, {"text": "three minutes of typing"})
    assert "three minutes of typing" in reply_text(result)
    assert result.response is not None
    assert result.response.ephemeral


async def test_a_form_open_across_a_restart_gives_the_text_back(world: World) -> None:
    alice = await prepare(world)
    shown = await alice.slash(world.channel("general"), "act", what="form")
    await world.restart()
    result = await alice.submit_modal(shown, {"text": "three minutes of typing"})
    assert "three minutes of typing" in reply_text(result)
    assert "restarted" in reply_text(result)


async def test_a_button_works_after_a_restart(world: World) -> None:
    alice = await prepare(world)
    await alice.slash(world.channel("general"), "act", what="buttons")
    await world.restart()
    with world.as_bot():
        await load(world.bot)
    result = await alice.click(world.messages("general")[-1], label="slow")
    assert "done slowly" in reply_text(result)


async def test_a_button_that_no_version_knows_any_more_says_so(world: World) -> None:
    alice = await prepare(world)
    await alice.slash(world.channel("general"), "act", what="buttons")
    await world.restart()
    result = await alice.click(world.messages("general")[-1], label="slow")
    assert "out of date" in reply_text(result)


async def test_i10_a_button_of_another_server_does_nothing(world: World) -> None:
    alice = await prepare(world)
    await alice.slash(world.channel("general"), "act", what="buttons")
    message = world.messages("general")[-1]
    stored = world.env.backend.get_message(message.channel.id, message.id)
    forged = custom_id(message, "slow").replace(str(world.guild.id), "12345")
    for row in stored.components:
        for component in row["components"]:
            if component["label"] == "slow":
                component["custom_id"] = forged
    result = await alice.click(message, custom_id=forged)
    assert "another server" in reply_text(result)
    assert "done slowly" not in reply_text(result)

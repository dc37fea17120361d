"""Whatever is typed into any command or form: one helpful private answer, nothing broken, nobody pinged.

The commands are taken from the tree itself, so a new one is tried without anybody thinking of it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
import simcord

from tests.journeys.world import World, reply_text

HOSTILE = {
    "blank": "   ",
    "long": "Hypertension " * 300,
    "emoji": "🙂👩🏽‍⚕️" * 60,
    "markdown": "**bold** `code` ||spoiler|| # title\n> quote [link](https://example.invalid) ```block```",
    "mentions": "@everyone @here <@1> <@&1> <#1> </x:1> <t:1:R>",
    "unknown id": "999999999",
    "another server's id": "1",
    "negative": "-1",
    "number": "99999999999999999999999999",
    "past": "1 January 1999 10:00",
    "impossible": "32 Dec 25:61",
    "control": "a\u202e\u200b\x00\x1b[31m",
    "sql": "'; DROP TABLE member; --",
    "separators": ";;;;",
    "braces": "{name} {0} %s {",
}
PLAUSIBLE: dict[str, Any] = {
    "title": "Blood pressure at home",
    "question": "Which day suits?",
    "options": "Monday; Tuesday",
    "when": "tomorrow 19:30",
    "closes": "in 3 days at 19:00",
    "at": "08:00",
    "every": "week",
    "text": "What did you learn from a patient this week?",
    "zone": "Europe/London",
    "timezone": "Europe/London",
}
STRING, INTEGER, BOOLEAN, USER, CHANNEL = 3, 4, 5, 6, 7


def leaves(command: dict[str, Any], path: str = "") -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the invocable commands below one, each with its options."""
    name = f"{path} {command['name']}".strip()
    options = command.get("options", [])
    if any(option["type"] in (1, 2) for option in options):
        return [leaf for option in options for leaf in leaves(option, name)]
    return [(name, options)]


def total_rows(world: World) -> int:
    """Count everything in the store, but timers and posts that come due by themselves."""
    with closing(sqlite3.connect(world.settings.database_path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        counted = [name for name in names if name not in {"bookkeeping", "notice", "timer", "post"}]
        return sum(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in counted)


def fits(option: dict[str, Any], value: Any, person: Any) -> Any:
    """Return what Discord's client would let somebody send for this option; `person` where it asks for one."""
    if option["type"] == USER:
        return person
    if option["type"] == STRING and option.get("choices") and not option.get("autocomplete"):
        return option["choices"][0]["value"]
    if option["type"] == STRING:
        return str(value)[: option.get("max_length", 6000)].ljust(option.get("min_length", 0), "x")
    if option["type"] == INTEGER:
        return option.get("min_value", 1)
    return True


async def tried(world: World, actor: Any, name: str, options: dict[str, Any]) -> simcord.InteractionResult:
    """Send a command, fill whatever form it opens with the same values, and check the answer."""
    before, requests, refusals = total_rows(world), len(world.env.http_requests), world.env.error_cursor
    result = await actor.slash(world.channel("general"), name, **options)
    filling = next(iter(options.values()), "")
    if result.modal is not None:
        result = await actor.submit_modal(result, filled(result.modal, str(filling)))
    check_answer(result, f"/{name} {options}")
    for request in world.env.http_requests[requests:]:
        check_mentions(request.json)
    if world.env.errors_since(refusals):
        assert total_rows(world) == before, f"/{name} {options} was refused and stored something all the same"
    return result


def filled(modal: dict[str, Any], text: str) -> dict[str, Any]:
    """Return values for every control of a modal: the text in text inputs, the first choice elsewhere."""
    values: dict[str, Any] = {}
    for label in modal["components"]:
        for control in [label["component"]] if "component" in label else label.get("components", []):
            if control["type"] == 4:
                length = control.get("max_length") or 4000
                typed = text[:length].ljust(max(control.get("min_length") or 0, 1), "x")
                values[control["custom_id"]] = typed
            elif control.get("options"):
                first = control["options"][0]["value"]
                many = control["type"] in (3, 22)
                least = max(control.get("min_values") or 1, 1)
                chosen = [option["value"] for option in control["options"]][:least]
                values[control["custom_id"]] = chosen if many else first
    return values


def check_answer(result: simcord.InteractionResult, what: str) -> None:
    assert result.acknowledged, f"{what} was not answered"
    answers = [result.response] if result.response else []
    answers += result.followups
    assert answers or result.modal, f"{what} said nothing"
    for answer in answers:
        assert answer.ephemeral, f"{what} was answered in public"
    text = reply_text(result)
    assert "Something went wrong" not in text, f"{what}: {text}"
    assert "Traceback" not in text


def check_mentions(body: Any) -> None:
    """Nothing the bot sends may ping everyone, here or a role."""
    if isinstance(body, dict):
        allowed = body.get("allowed_mentions")
        if allowed is not None:
            assert not set(allowed.get("parse", [])), body
            assert not allowed.get("roles")
        for value in body.values():
            check_mentions(value)
    elif isinstance(body, list):
        for value in body:
            check_mentions(value)


@pytest.mark.parametrize("kind", HOSTILE)
async def test_bad_input_gets_one_helpful_private_answer(world: World, kind: str) -> None:
    await world.set_up()
    world.typed.append(HOSTILE["past"])
    fiona, ben = await world.facilitator(), await world.member("ben")
    commands = [command.to_dict(world.bot.tree) for command in world.bot.tree.get_commands()]
    for command in commands:
        if command.get("type", 1) != 1:
            continue
        for name, options in leaves(command):
            if name == "community setup":
                continue  # has a journey of its own
            typed = [option for option in options if option["type"] in (STRING, INTEGER, BOOLEAN, USER)]
            for tested in [option for option in typed if option["type"] == STRING] or typed[:1] or [None]:
                values = {
                    option["name"]: fits(
                        option, HOSTILE[kind] if option is tested else PLAUSIBLE.get(option["name"], "1"), ben
                    )
                    for option in typed
                    if option is tested or option.get("required")
                }
                await tried(world, fiona, name, values)
                await world.env.settle()


async def test_a_stranger_gets_a_way_in_and_nothing_else(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    stranger = world.stranger("sam")
    for command in [command.to_dict(world.bot.tree) for command in world.bot.tree.get_commands()]:
        for name, options in leaves(command):
            if name in {"join", "help", "community about"} or command.get("type", 1) != 1:
                continue
            values = {
                option["name"]: fits(option, PLAUSIBLE.get(option["name"], "1"), fiona)
                for option in options
                if option.get("required")
            }
            before = total_rows(world)
            result = await stranger.slash(world.channel("general"), name, **values)
            check_answer(result, f"/{name} as a stranger")
            assert total_rows(world) == before, f"/{name} let a stranger store something"


async def test_before_set_up_every_command_says_what_to_do(world: World) -> None:
    general = world.guild.create_text_channel("anything")
    await world.env.settle()
    someone = world.stranger("sam")
    for command in [command.to_dict(world.bot.tree) for command in world.bot.tree.get_commands()]:
        for name, options in leaves(command):
            if name in {"community setup", "help"} or command.get("type", 1) != 1:
                continue
            values = {
                option["name"]: fits(option, PLAUSIBLE.get(option["name"], "1"), someone)
                for option in options
                if option.get("required")
            }
            result = await someone.slash(general, name, **values)
            check_answer(result, f"/{name} before set-up")
            assert result.modal is not None or "/community setup" in reply_text(result), (
                f"/{name}: {reply_text(result)}"
            )

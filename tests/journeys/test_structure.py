"""The shape of what the bot shows Discord and people, over all features at once."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies

from bot.ui.components import MOST_ID_CHARACTERS, Action, Form
from tests.journeys.world import World

ROOT = Path(__file__).resolve().parent.parent.parent
REFUSALS = {"Invalid", "NotAllowed", "NotFound", "Conflict", "Undeliverable"}


def _trees(*tops: str) -> list[tuple[Path, ast.Module]]:
    paths = [path for top in tops for path in sorted((ROOT / top).rglob("*.py"))]
    return [(path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def _codes() -> set[str]:
    """Every code that is raised or told to facilitators, found in the source."""
    found: set[str] = set()
    for _, tree in _trees("bot", "cogs", "data"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rsplit(".", 1)[-1]
            if name in REFUSALS:
                candidates = node.args[:1]
            elif name == "tell_facilitators":
                candidates = node.args[3:4] + [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            else:
                continue
            found |= {one.value for one in candidates if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def test_every_refusal_has_its_sentence(started: World) -> None:
    missing = {code for code in _codes() if code not in started.bot.sentences}
    assert not missing, f"add to cogs/<area>/sentences.py: {sorted(missing)}"


async def test_every_sentence_is_used(started: World) -> None:
    source = "\n".join(path.read_text() for top in ("bot", "cogs") for path in (ROOT / top).rglob("*.py"))
    # A code may be put together: f"community.{what}_lost".
    composed = [
        re.compile(re.sub(r"\\{.*?\\}", ".+", re.escape(text))) for text in re.findall(r'f"([a-z_.{}]+)"', source)
    ]
    unused = [
        code
        for code in started.bot.sentences
        if source.count(f'"{code}"') < 2 and not any(pattern.fullmatch(code) for pattern in composed)
    ]
    assert not unused, f"nothing raises these any more: {unused}"


async def test_commands_fit_discords_limits_and_have_one_name_each(started: World) -> None:
    commands = [command.to_dict(started.bot.tree) for command in started.bot.tree.get_commands()]
    names = [command["name"] for command in commands]
    assert len(names) == len(set(names)) <= 100
    for command in commands:
        assert _characters(command) <= 4000, f"/{command['name']} is too long for Discord"
        for option in _walk(command):
            assert re.fullmatch(r"[a-z0-9_-]{1,32}", option["name"]) or option.get("type") == 3, option["name"]
            assert len(option.get("description", "")) <= 100
            assert len(option.get("options", [])) <= 25
            assert len(option.get("choices", [])) <= 25


def _walk(command: dict[str, Any]) -> list[dict[str, Any]]:
    return [command, *(deeper for option in command.get("options", []) for deeper in _walk(option))]


def _characters(command: dict[str, Any]) -> int:
    """Discord counts names, descriptions and choice values of a whole command (Application Commands, limits)."""
    total = 0
    for part in _walk(command):
        total += len(part["name"]) + len(part.get("description", ""))
        total += sum(len(choice["name"]) + len(str(choice["value"])) for choice in part.get("choices", []))
    return total


async def test_every_command_works_in_servers_only(started: World) -> None:
    for command in started.bot.tree.get_commands():
        payload = command.to_dict(started.bot.tree)
        assert payload.get("contexts") == [0] or payload.get("dm_permission") is False, payload["name"]


async def test_every_button_round_trips_within_100_characters(started: World) -> None:
    for action in started.bot._actions:
        _check_round_trip(action)


def _check_round_trip(action: type[Action]) -> None:
    pattern = re.compile(action.__discord_ui_compiled_template__.pattern, re.ASCII)

    @hypothesis.settings(max_examples=20, deadline=None, database=None)
    @hypothesis.given(strategies.from_regex(pattern, fullmatch=True))
    def check(custom_id: str) -> None:
        match = pattern.fullmatch(custom_id)
        assert match is not None
        ids = match.groupdict()
        community = int(ids.pop("community"))
        if len(custom_id) <= MOST_ID_CHARACTERS:
            rebuilt = action.id_of(community, **ids)
            again = pattern.fullmatch(rebuilt)
            assert again is not None
            assert {name: value for name, value in again.groupdict().items() if name != "community"} == ids

    check()


def test_no_component_escapes_the_doors() -> None:
    """Views and modals of discord.py's own would fail without an answer; all of ours are Actions and Forms."""
    allowed = {Path("bot/ui/components.py")}
    for path, tree in _trees("bot/ui", "cogs"):
        if path in allowed:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base) for base in node.bases}
                assert not bases & {"discord.ui.View", "ui.View", "discord.ui.Modal", "ui.Modal", "ui.Button"}, path
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"discord.ui.View", "ui.View"}:
                pytest.fail(f"{path}:{node.lineno} use buttons(): a view that ends takes its buttons with it")


async def test_every_button_and_form_answers_in_press_and_submit(started: World) -> None:
    for action in started.bot._actions:
        assert action.press is not Action.press, action
        assert action.callback is Action.callback, action
    for form in _concrete(Form):
        assert form.submit is not Form.submit, form
        assert form.on_submit is Form.on_submit, form


def _concrete(form: type[Form]) -> list[type[Form]]:
    """Return the forms that people see: the classes that nothing is derived from."""
    derived = form.__subclasses__()
    return [leaf for one in derived for leaf in _concrete(one)] if derived else [form]


def test_people_are_not_shouted_at() -> None:
    shout = re.compile(r"[A-Za-z]!(\s|$|\")")
    for path, tree in _trees("cogs", "bot/ui"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and shout.search(node.value):
                pytest.fail(f"{path}:{node.lineno} has an exclamation mark: {node.value!r}")


def test_a_features_package_loads_in_its_init_and_does_nothing_else_there() -> None:
    for package in sorted((ROOT / "cogs").iterdir()):
        if not (package / "__init__.py").exists():
            continue
        tree = ast.parse((package / "__init__.py").read_text())
        functions = [node.name for node in tree.body if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)]
        assert functions == ["setup"], package


def test_constraints_and_configuration_name_no_address() -> None:
    for name in ("constraints.txt", "pyproject.toml", ".ci/run"):
        text = (ROOT / name).read_text()
        assert "://" not in text, name
        assert "index-url" not in text, name

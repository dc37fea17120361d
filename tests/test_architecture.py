"""Who may import whom, and other rules of the house; each failure says what to do instead."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OWN = {"bot", "cogs", "data"}
RIM = {"bot.app", "bot.__main__", "bot.demo"}

# Module (and everything below it) -> what of ours, and which third parties, it may import.
# The most specific entry counts; RIM may import everything.
MAY_IMPORT: dict[str, set[str]] = {
    "bot": set(),
    "bot.domain": {
        "bot.domain",
        "dateutil",
        "dateparser",
        "phonenumbers",
        "rapidfuzz",
        "icalendar",
        "tzdata",
        "holidays",
    },
    "bot.charts": {"PIL", "bot.charts"},
    "bot.clock": set(),
    "bot.config": {"pydantic", "pydantic_settings", "bot.domain"},
    "bot.texts": {"bot.domain"},
    "bot.logs": {"bot.domain"},
    "data": {"aiosqlite", "cryptography", "bot.domain", "bot.clock", "data"},
    "bot.services": {"bot.domain", "bot.clock", "bot.services", "data", "icalendar", "PIL"},
    "bot.maintenance": {"bot.clock", "bot.config", "bot.services", "data"},
    "bot.checkup": {"bot.clock", "bot.config", "bot.name_worker", "data"},
    "bot.name_worker": set(),
    "bot.name_model": {"bot.name_worker"},
    "bot.timekeeper": {"apscheduler", "bot.domain", "bot.clock", "bot.logs", "bot.services", "data"},
    "bot.postkeeper": {"bot.domain", "bot.clock", "bot.logs", "bot.services", "bot.ui", "data"},
    "bot.messenger": {"bot.domain", "bot.services", "bot.ui"},
    "bot.ui": {"discord", "bot.ui", "bot.domain", "bot.texts", "bot.logs"},
    "bot.client": {
        "discord",
        "bot.clock",
        "bot.config",
        "bot.domain",
        "bot.maintenance",
        "bot.messenger",
        "bot.name_model",
        "bot.postkeeper",
        "bot.services",
        "bot.texts",
        "bot.timekeeper",
        "bot.ui",
        "bot.web",
        "data",
    },
    "bot.web": {"aiohttp", "bot.domain", "bot.services"},
    "cogs": {
        "discord",
        "bot.charts",
        "bot.client",
        "bot.messenger",
        "bot.domain",
        "bot.services",
        "bot.texts",
        "bot.ui",
    },
}
LESSONS = {
    "bot.domain": "the domain is pure: take what you need as a parameter",
    "bot.charts": "charts turn values into pictures; words, Discord and the store are none of their business",
    "bot.services": "services know the store and the rules; what Discord shows belongs to cogs",
    "cogs": "a cog calls one service and renders; SQL belongs to data/, and another cog is none of its business",
    "data": "data/ turns rows into domain values; decisions belong to services",
    "bot.ui": "bot/ui answers Discord; it must not know the store",
}


def _modules() -> list[tuple[str, ast.Module]]:
    found = []
    for top in sorted(OWN):
        for path in sorted((ROOT / top).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found.append((name, ast.parse(path.read_text(encoding="utf-8"))))
    return found


MODULES = _modules()


def _imports(tree: ast.Module, module: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: import absolutely"
            base = node.module or ""
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def _covers(entry: str, name: str) -> bool:
    return name == entry or name.startswith(f"{entry}.")


def _is_standard(name: str) -> bool:
    import sys

    return name.split(".")[0] in sys.stdlib_module_names or name.split(".")[0] == "__future__"


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=[name for name, _ in MODULES])
def test_a_module_imports_only_what_its_room_may_know(module: str, tree: ast.Module) -> None:
    if any(_covers(room, module) for room in RIM):
        return
    room = max((entry for entry in MAY_IMPORT if _covers(entry, module)), key=len)
    allowed = MAY_IMPORT[room]
    for name in _imports(tree, module):
        if _is_standard(name):
            continue
        fine = any(_covers(entry, name) for entry in allowed)
        if room == "cogs":
            own_package = ".".join(module.split(".")[:2])
            fine = fine or _covers(own_package, name) or (module == "cogs" and _covers("cogs", name))
        assert fine, f"{module} imports {name}: {LESSONS.get(room, 'see MAY_IMPORT in this test')}"


def test_only_the_clock_reads_the_time() -> None:
    readers = re.compile(r"datetime\.(now|utcnow|today)|date\.today|time\.time|discord\.utils\.utcnow|utcnow")
    for module, tree in MODULES:
        if module == "bot.clock" or _covers("bot.demo", module):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and readers.fullmatch(ast.unparse(node.func)):
                pytest.fail(f"{module}:{node.lineno} reads the time; ask the Clock you were handed")


def test_only_the_messenger_writes_to_one_person() -> None:
    for module, tree in MODULES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and re.search(r"(courier\.dm|create_dm|user\.send)$", ast.unparse(node.func)):
                assert module in {"bot.messenger", "bot.ui.courier"}, (
                    f"{module}:{node.lineno}: use bot.messenger.tell, which knows quiet hours, away dates and caps"
                )


def test_sql_stands_in_data_only() -> None:
    statement = re.compile(r"^\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\s", re.S)
    for module, tree in MODULES:
        if _covers("data", module):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and statement.match(node.value):
                pytest.fail(f"{module}:{node.lineno} holds SQL; write a function in data/ instead")


def test_the_domain_does_nothing_but_decide() -> None:
    for module, tree in MODULES:
        if not _covers("bot.domain", module):
            continue
        for node in ast.walk(tree):
            asynchronous = isinstance(node, ast.AsyncFunctionDef | ast.Await)
            assert not asynchronous, f"{module} is asynchronous; the domain is pure"
            if isinstance(node, ast.Import | ast.ImportFrom):
                name = node.names[0].name if isinstance(node, ast.Import) else node.module
                assert name not in {"logging", "os", "sqlite3", "asyncio", "random"}, f"{module} imports {name}"


def test_importing_the_domain_loads_no_discord() -> None:
    import subprocess
    import sys

    code = "import bot.domain.people, sys; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0  # noqa: S603


def test_no_cog_answers_discord_past_the_one_place() -> None:
    """`interaction.response…` and `followup` belong to bot/ui/respond.py, which knows every state of an interaction."""
    for module, tree in MODULES:
        if not _covers("cogs", module):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"response", "followup", "edit_original_response"}:
                text = ast.unparse(node)
                assert not text.startswith("interaction."), f"{module}:{node.lineno} use bot.ui.respond"


def test_files_stay_small_enough_to_read() -> None:
    crowded = {}
    for top in (*OWN, "tests"):
        for path in (ROOT / top).rglob("*.py"):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > 450:
                crowded[str(path.relative_to(ROOT))] = lines
    assert not crowded, f"crowded rooms; cut them by what they do: {crowded}"

"""What the demo takes from inside simcord is still there, and is taken in one place only."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest
import simcord
from simcord.preview import Preview
from simcord.preview._pages import _Page

from bot.demo import simulator

DEMO = Path(simulator.__file__).parent
HINT = "simcord changed. Mend bot/demo/simulator.py, then its PRIVATE_NAMES."


@pytest.mark.parametrize(
    ("owner", "name"),
    [(owner, name) for owner, names in simulator.PRIVATE_NAMES.items() for name in names],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "__name__", ""),
)
def test_every_private_name_still_exists(owner: object, name: str) -> None:
    # What an instance is given at birth is not on its class.
    born = owner.__init__.__code__.co_names if inspect.isclass(owner) else ()
    assert hasattr(owner, name) or name in born, HINT


def test_overridden_methods_keep_their_parameters() -> None:
    expected = {
        simcord.Env._record_error: ["self", "error"],
        Preview._action: ["self", "context_id", "body"],
        Preview._open_page: ["self", "viewer_id", "target_id"],
        Preview._get_page: ["self", "context_id"],
    }
    for method, parameters in expected.items():
        assert list(inspect.signature(method).parameters) == parameters, HINT
    preview = set(inspect.signature(Preview.__init__).parameters)
    assert {"env", "channel", "viewers", "layout", "display", "locale", "timezone", "assets", "port"} <= preview, HINT
    assert {"revision", "target_id", "window_end_id"} <= set(_Page.__dataclass_fields__), HINT


def test_the_page_still_has_what_the_mends_hold_on_to() -> None:
    static = simulator.STATIC_FOLDER
    page = (static / "index.html").read_text(encoding="utf-8")
    for needle in ("</head>", 'id="action-status"', "preview-toolbar", "messages-sidebar", "inspector-panel"):
        assert needle in page, HINT
    assert "command-context-close" in (static / "commands.js").read_text(encoding="utf-8"), HINT
    status = (static / "actions.js").read_text(encoding="utf-8")
    assert "Action outcome uncertain" in status, HINT
    assert "Action was not completed" in status, HINT


def test_the_pages_find_all_their_files() -> None:
    files = simulator.static_files()
    assert "/app.js" in files
    assert "/preview.css" in files
    assert all(file.is_file() for file, _ in files.values())


def test_no_other_module_of_the_demo_reaches_inside() -> None:
    reaching: list[str] = []
    for file in DEMO.glob("*.py"):
        if file.name == "simulator.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
                if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")):
                    reaching.append(f"{file.name}:{node.lineno} {node.attr}")
            elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("simcord"):
                names = [node.module, *(alias.name for alias in node.names)]
                reaching += [f"{file.name}:{node.lineno} {name}" for name in names if "._" in f".{name}"]
    assert not reaching, f"only simulator.py may know the inside of simcord: {reaching}"

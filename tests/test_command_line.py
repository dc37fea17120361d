"""`python -m bot`: exit 0 fine, 1 failed, 2 wrong settings or arguments; each failure is one clear line."""

from __future__ import annotations

import http.server
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot import logs
from bot.__main__ import main
from bot.config import Settings
from data import prompt_bank

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"COMMONROOM_{name.upper()}", raising=False)
    # The log of the whole test run must not be rerouted.
    monkeypatch.setattr(logs, "configure", lambda *_, **__: None)


@pytest.mark.parametrize("token", ["", "   "])
def test_a_missing_token_is_one_clear_line_and_exit_2(
    token: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMONROOM_TOKEN", token)
    assert main(["run"]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    assert "COMMONROOM_TOKEN" in lines[0]


def test_a_wrong_setting_is_named_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMONROOM_BACKUPS_KEPT", "many")
    assert main(["check"]) == 2
    assert "COMMONROOM_BACKUPS_KEPT" in capsys.readouterr().err


def test_an_unknown_setting_in_the_env_file_is_named_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_text("COMMONROOM_TOKEM=abc\n")
    assert main(["check"]) == 2
    error = capsys.readouterr().err
    assert "TOKEM" in error.upper()
    assert "abc" not in error


def test_a_misspelt_setting_in_the_environment_is_named_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMONROOM_TOKEM", "abc")
    assert main(["run"]) == 2
    assert capsys.readouterr().err == "COMMONROOM_TOKEM is no setting of Commonroom. See .env.example.\n"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_running_bot_that_is_told_to_stop_closes_and_exits_0(how: signal.Signals, tmp_path: Path) -> None:
    """Discord itself is replaced where the bot would connect; everything before and after that is real."""
    stopped = subprocess.run(  # noqa: S603
        [sys.executable, "-c", STOPPED_WHILE_RUNNING, str(int(how))],
        env={**os.environ, "COMMONROOM_TOKEN": "a.b.c", "COMMONROOM_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (stopped.returncode, stopped.stdout) == (0, "open\nclosed\n"), stopped.stderr
    assert "Traceback" not in stopped.stderr


STOPPED_WHILE_RUNNING = """
import asyncio, os, signal, sys
# A job started in the background inherits an ignored SIGINT, which Python then leaves ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
from bot.__main__ import main
from bot.client import CommunityBot

async def start(bot, token):
    ended = asyncio.Event()
    bot.ended = ended
    print("open", flush=True)
    os.kill(os.getpid(), int(sys.argv[1]))
    await ended.wait()

async def close(bot):
    if not getattr(bot, "was_closed", False):
        bot.was_closed = True
        print("closed", flush=True)
        bot.ended.set()

CommunityBot.start, CommunityBot.close = start, close
sys.exit(main(["run"]))
"""


def test_unknown_arguments_exit_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["dance"])
    assert stopped.value.code == 2


@pytest.mark.parametrize("command", [[], ["run"], ["demo"], ["check"], ["backup"]], ids=lambda names: " ".join(names))
def test_every_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    assert "usage: python -m bot" in capsys.readouterr().out


def test_check_says_what_it_looked_at_and_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 1
    printed = capsys.readouterr().out
    assert "FAIL token: not set" in printed
    assert "Set COMMONROOM_TOKEN" in printed
    monkeypatch.setenv("COMMONROOM_TOKEN", "a.b.c")
    assert main(["check"]) == 0
    assert not Path("data").exists(), "a check changes nothing"


def test_check_tells_a_busy_port_for_calendar_feeds_from_the_running_bot(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMONROOM_TOKEN", "abc")
    monkeypatch.setenv("COMMONROOM_WEB_URL", "https://cal.example.org")

    class Handler(http.server.BaseHTTPRequestHandler):
        def version_string(self) -> str:
            return answered_by[0]

        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    answered_by = ["nginx"]
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        monkeypatch.setenv("COMMONROOM_WEB_PORT", str(server.server_port))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert main(["check"]) == 1
        output = capsys.readouterr().out
        assert f"cannot listen at 127.0.0.1:{server.server_port}" in output
        assert "Set COMMONROOM_WEB_PORT to a free port" in output
        answered_by[0] = "Commonroom"
        assert main(["check"]) == 0
        assert "the running bot serves them" in capsys.readouterr().out
        server.shutdown()
    assert main(["check"]) == 0
    assert "to be served at 127.0.0.1" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["cal.example.org", "http://cal.example.org", "https://", "https://a.b/?x=1"])
def test_an_address_for_feeds_that_calendars_cannot_use_or_others_could_read_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMMONROOM_WEB_URL", address)
    assert main(["check"]) == 2
    assert "COMMONROOM_WEB_URL" in capsys.readouterr().err


def test_check_finds_a_spoilt_prompt_bank(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("COMMONROOM_TOKEN", "a.b.c")
    monkeypatch.setattr(prompt_bank, "bundled", lambda: prompt_bank.load(tmp_path))
    assert main(["check"]) == 1
    assert "FAIL prompt bank" in capsys.readouterr().out


def test_check_finds_a_spoilt_database(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COMMONROOM_TOKEN", "a.b.c")
    Path("data/var").mkdir(parents=True)
    Path("data/var/commonroom.db").write_bytes(b"this is no database, it is a sentence" * 100)
    assert main(["check"]) == 1
    assert "FAIL database" in capsys.readouterr().out


def test_backup_writes_a_sound_copy_and_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import UTC, datetime

    from data.migrate import migrate

    migrate(tmp_path / "data/var/commonroom.db", backups=tmp_path, now=datetime(2026, 3, 2, tzinfo=UTC))
    assert main(["backup", "copy.db"]) == 0
    with closing(sqlite3.connect("copy.db")) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert main(["backup", "copy.db"]) == 1
    assert "nothing was overwritten" in capsys.readouterr().err


def test_backup_without_a_database_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "copy.db"]) == 1
    assert "was not written" in capsys.readouterr().err


def test_env_example_lists_every_setting_with_its_default() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    listed = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    expected = {}
    for name, field in Settings.model_fields.items():
        default = field.default
        text = "" if default is None else str(default).lower() if isinstance(default, bool) else str(default)
        expected[f"COMMONROOM_{name.upper()}"] = text
    assert listed == expected
    for field in Settings.model_fields.values():
        assert any(field.description in line for line in lines if field.description), field.description

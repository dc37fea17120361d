"""The name model's process, answering, late, failing and dying; the model itself only where it is installed."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing import active_children
from pathlib import Path

import pytest

from bot import checkup, name_worker
from bot.clock import SystemClock
from bot.config import Settings
from bot.domain.identifiers import Tier, find
from bot.name_model import NameModel, Work
from bot.services import identifier_check
from data import lexicon
from tests import name_workers

TEXT = "We met Quillfeather by the lake."
AMPLE = 60
"""Seconds in which even a busy machine has started a process."""


@asynccontextmanager
async def opened(work: Work, *, seconds: float = AMPLE) -> AsyncIterator[NameModel]:
    model = NameModel(work, seconds=seconds)
    await model.open()
    try:
        yield model
    finally:
        await model.close()


async def test_the_process_answers_where_a_text_names_people() -> None:
    async with opened(name_workers.answering) as model:
        assert await model.people(TEXT) == ((7, 19),)
        assert await model.people("Nobody.") == ()
    assert await model.people(TEXT) is None, "closed"


async def test_a_late_answer_is_not_waited_for_and_closing_ends_its_process() -> None:
    before = set(active_children())
    async with opened(name_workers.late, seconds=0.2) as model:
        assert await model.people(TEXT) is None
        assert await model.people(TEXT) is None
        assert set(active_children()) - before
    assert not set(active_children()) - before


async def test_the_event_loop_goes_on_while_the_model_is_asked() -> None:
    async with opened(name_workers.late, seconds=0.5) as model:
        asked = asyncio.create_task(model.people(TEXT))
        turns = 0
        while not asked.done():
            await asyncio.sleep(0.01)
            turns += 1
        assert turns > 3


async def test_a_failing_model_gives_no_answer_and_its_words_reach_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with opened(name_workers.raising) as model:
            assert await model.people("MARKER") is None
    assert "ValueError" in caplog.text
    assert "MARKER" not in caplog.text


async def test_a_process_that_died_is_replaced_and_answers_again(tmp_path: Path) -> None:
    async with opened(name_workers.dying_once) as model:
        assert await model.people(f"file:{tmp_path / 'died'}") is None
        assert (tmp_path / "died").exists()
        assert await model.people(TEXT) == ((7, 19),)


async def test_a_process_that_dies_again_is_not_replaced_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)  # whatever ran before may have silenced all logging, as a benchmark does
    before = set(active_children())
    async with opened(name_workers.dying) as model:
        for _ in range(4):
            assert await model.people("MARKER") is None
        assert not set(active_children()) - before
    assert [record.levelname for record in caplog.records if record.name == "bot.name_model"] == ["WARNING", "ERROR"]
    assert "MARKER" not in caplog.text


async def test_two_who_ask_while_it_dies_replace_it_once() -> None:
    async with opened(name_workers.dying_once) as model:
        died = f"file:{os.devnull}"
        assert await asyncio.gather(model.people(died), model.people(died)) == [None, None]
        assert await model.people(TEXT) == ((7, 19),)


async def test_what_the_model_finds_is_asked_about_and_never_demanded() -> None:
    assert [one for one in await identifier_check.check(TEXT) if one.tier is not Tier.HINT] == []
    async with opened(name_workers.answering) as model:
        identifier_check.add_name_reader(model.people)
        try:
            reading = await identifier_check.read(TEXT)
        finally:
            identifier_check.remove_name_reader(model.people)
    assert [(one.why, one.tier.value, TEXT[one.start : one.end]) for one in reading.findings] == [
        ("name.model", "confirm", "Quillfeather")
    ]
    assert not reading.model_silent


def test_the_check_needs_no_model_and_loads_none() -> None:
    program = (
        "import sys, bot.domain.identifiers, bot.services.identifier_check, bot.name_model\n"
        "sys.exit(any(name.split('.')[0] in ('spacy', 'thinc', 'numpy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603


GUARDED = [
    ("She has Graves' disease now.", "Graves"),
    ("We began Estelle last week.", "Estelle"),
    ("Today the Monday clinic ran late.", "Monday"),
    ("As Quillfeather et al. (2019) found, it helps.", "Quillfeather"),
    ("See doi:10.1000/Quillfeather.12 for more.", "Quillfeather"),
]


@pytest.mark.parametrize(("text", "named"), GUARDED, ids=[named for _, named in GUARDED])
def test_the_guards_of_the_rules_hold_for_the_model_too(text: str, named: str) -> None:
    at = text.index(named)
    found = find(text, lexicon=lexicon.load(), people=[(at, at + len(named))])
    assert [one for one in found if one.why == "name.model"] == []


def test_a_models_stretch_is_mapped_through_what_normalising_drops() -> None:
    text = "\u200b\u200bWe met Quill\u200bfeather by the lake."
    at, end = text.index("Quill"), text.index(" by")
    found = find(text, lexicon=lexicon.load(), people=[(at, end)])
    assert [text[one.start : one.end] for one in found if one.why == "name.model"] == ["Quill\u200bfeather"]


@pytest.mark.parametrize("span", [(0, 0), (5, 2), (0, 10_000), (900, 950), (-5, -1), (-3, 4)])
def test_a_stretch_that_lies_outside_the_text_breaks_nothing(span: tuple[int, int]) -> None:
    find(TEXT, lexicon=lexicon.load(), people=[span])
    find("\u200b" + TEXT, lexicon=lexicon.load(), people=[span])


def findings(folder: Path, *, ner: bool) -> list[checkup.Finding]:
    settings = Settings(_env_file=None, data=folder, ner=ner)  # pyright: ignore[reportCallIssue]
    return [one for one in asyncio.run(checkup.examine(settings, SystemClock())) if one.what.startswith("name model")]


def test_a_missing_model_that_is_wanted_fails_the_check_and_one_not_wanted_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_worker, "installed", lambda: False)
    assert [one.fix for one in findings(tmp_path, ner=False)] == [None]
    wanted = findings(tmp_path, ner=True)
    assert "not installed" in wanted[0].what
    assert "[ner]" in str(wanted[0].fix)


def test_a_model_that_does_not_load_fails_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_worker, "installed", lambda: True)
    monkeypatch.setattr(name_worker, "people", name_workers.raising)
    assert "does not load (ValueError)" in findings(tmp_path, ner=True)[0].what


@pytest.mark.slow
async def test_the_real_model_names_people_or_is_honestly_absent(tmp_path: Path) -> None:
    found = await asyncio.to_thread(findings, tmp_path, ner=True)
    model = NameModel(seconds=AMPLE)
    await model.open()
    try:
        people = await model.people("I saw Margaret Whitlam at home.")
    finally:
        await model.close()
    if name_worker.installed():
        assert [(one.what, one.fix) for one in found] == [("name model: installed, loads", None)]
        assert people == ((6, 22),)
    else:
        assert "not installed" in found[0].what
        assert people is None
        rules = await identifier_check.check("I saw Mrs Margaret Whitlam at home.")
        assert [one.kind.value for one in rules] == ["name"]

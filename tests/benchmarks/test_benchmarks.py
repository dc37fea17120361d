"""Every benchmark runs and prints its rows; how fast anything is, no test says."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from benchmarks.__main__ import BENCHMARKS, main


@pytest.fixture(autouse=True)
def _hear_the_log_afterwards() -> Iterator[None]:
    """Undo what a benchmark silences, for the tests that come after it in this process."""
    yield
    logging.disable(logging.NOTSET)


def test_without_a_name_it_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in BENCHMARKS)


def test_an_unknown_name_lists_them_too_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["unknown"]) == 2
    assert "interactions" in capsys.readouterr().out


def test_interactions_prints_a_row_for_each_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["interactions", "--quick"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("machine: ")
    for row in ("bare bot  ", "bare bot + one insert", "vote", "answer to a meeting"):
        assert printed.count(f"\n  {row}") == 2, "once with 1 and once with 16 in flight"


def test_startup_prints_a_row_for_each_bot(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["startup", "--quick"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("machine: ")
    assert printed.count("\n  bare bot") == printed.count("\n  commonroom") == 2


def test_library_prints_a_row_for_each_search(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "--quick"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("machine: ")
    for row in ("newest first", "a rare word", "a word of every case", "two letters of every case"):
        assert f"\n  {row}" in printed


def test_times_prints_a_row_for_our_reader_and_each_library_that_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["times", "--quick"]) == 0
    printed = capsys.readouterr().out
    assert "machine: " in printed
    for row in ("ours (bot/domain/times)", "python-dateutil", "python-dateutil, guarded"):
        assert f"\n| {row} |" in printed


@pytest.mark.slow
def test_identifiers_prints_a_row_for_each_kind_and_each_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["identifiers", "--quick"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("machine: ")
    for row in ("nhs", "phone", "patient", "all names", "false alarms in clean texts", "p95 per 500 words"):
        assert f"\n| {row} |" in printed
    assert "hostile texts of 4000 characters" in printed


def test_pictures_prints_a_row_for_each_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pictures", "--quick"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("machine: ")
    assert "\n  bot.charts (Pillow)" in printed
    assert "failed" not in printed
    assert "the event loop stands still for" in printed

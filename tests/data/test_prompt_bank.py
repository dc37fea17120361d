"""The bank that comes with the bot keeps its rules, and a wrong file says where it is wrong."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.prompts import LONGEST_TEXT, Kind, Phase
from data.prompt_bank import FOLDER, PromptBankError, bundled, load

GOOD = """\
kind = "{kind}"

[[prompt]]
id = "{kind}-one"
text = "What would you like to ask?"
why = "Because it helps."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind in Kind:
        (tmp_path / f"{kind}.toml").write_text(GOOD.format(kind=kind))
    return tmp_path


def test_every_kind_has_more_than_26_prompts_so_a_weekly_schedule_of_one_kind_never_runs_dry():
    per_kind = Counter(prompt.kind for prompt in bundled())
    assert set(per_kind) == set(Kind)
    assert min(per_kind.values()) >= 27
    assert len(bundled()) >= 183, "a prompt on each day of 26 weeks"


def test_ids_and_words_are_unique():
    keys = Counter(prompt.key for prompt in bundled())
    words = Counter(re.sub(r"\W", "", prompt.text.casefold()) for prompt in bundled())
    assert keys.most_common(1)[0][1] == 1
    assert words.most_common(1)[0][1] == 1


@pytest.mark.parametrize("prompt", bundled(), ids=lambda prompt: prompt.key)
def test_each_prompt_is_short_calm_and_names_its_reason(prompt):
    assert prompt.text.endswith((".", "?", "…", "/case share."))
    assert "!" not in prompt.text + prompt.rationale
    assert len(prompt.text) <= 170, "longer than a glance on a phone"
    assert prompt.rationale.endswith((".", "?"))
    assert not re.search(r"\b\d{1,2}[:.]\d{2}\b", prompt.text), "a bare clock time"
    assert prompt.text.isprintable()


def test_no_prompt_asks_for_a_patient_by_name_or_for_their_details():
    asking = re.compile(
        r"\b(name of (the|your) patient|how old|date of birth|which patient|your patient'?s name)\b", re.I
    )
    assert [prompt.key for prompt in bundled() if asking.search(prompt.text)] == []


def test_case_invitations_say_where_the_checked_way_in_is():
    invitations = [prompt for prompt in bundled() if prompt.kind is Kind.CASE_INVITATION]
    assert [prompt.key for prompt in invitations if "/case share" not in prompt.text] == []


def test_each_phase_has_prompts():
    assert {prompt.phase for prompt in bundled()} == set(Phase)


def test_the_folder_holds_one_file_a_kind():
    assert {path.stem for path in FOLDER.glob("*.toml")} == {kind.value for kind in Kind}


def test_a_good_folder_is_read_in_the_order_of_the_kinds(folder):
    assert [prompt.kind for prompt in load(folder)] == list(Kind)


ENTRY = '\n[[prompt]]\nid = "second"\ntext = "How do you do it where you are?"\nwhy = "It is a good question."\n'


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            lambda text: text + ENTRY.replace("second", "support-one"),
            r"support\.toml:8: prompt 2 \(support-one\): .*used",
        ),
        (
            lambda text: text + ENTRY.replace('why = "It is a good question."\n', ""),
            r":8: prompt 2 \(second\): why is miss",
        ),
        (
            lambda text: text + ENTRY.replace("you are?", "you are!"),
            r":8: prompt 2 \(second\): text has an exclamation",
        ),
        (lambda text: text + ENTRY.replace("How do", "How  do"), r":8: .* one line"),
        (lambda text: text + ENTRY.replace("How", "x" * LONGEST_TEXT), r":8: .*text has \d+ characters"),
        (lambda text: text + ENTRY.replace("second", "Second One"), r":8: .*lower-case"),
        (lambda text: text + ENTRY.replace('id = "second"\n', ""), r":8: prompt 2 \(without id\): id is missing"),
        (lambda text: text + ENTRY + 'phase = "always"\n', r":8: .*phase must be one of any, forming, settled"),
        (lambda text: text + ENTRY + 'colour = "red"\n', r":8: .*unknown key 'colour'"),
        (lambda text: text + "\nid = \n", r"support\.toml: .*line 8"),
        (lambda text: text.replace('kind = "support"', 'kind = "suport"'), r'support\.toml:1: .*kind = "support"'),
        (lambda text: 'kind = "support"\n', r":1: no \[\[prompt\]\] entries"),
        (lambda text: 'kind = "support"\nprompt = [1]\n', r":1: prompt 1 \(without id\): id is missing"),
        (lambda text: 'title = "x"\n' + text, r":1: unknown key 'title'"),
    ],
)
def test_a_wrong_file_is_told_with_file_line_and_entry(folder, change, complaint):
    path = folder / "support.toml"
    path.write_text(change(path.read_text()))
    with pytest.raises(PromptBankError, match=complaint):
        load(folder)


def test_a_missing_file_and_a_stranger_are_told(folder):
    (folder / "jokes.toml").write_text('kind = "jokes"\n')
    with pytest.raises(PromptBankError, match=r"jokes\.toml: no such kind; kinds are warm-up, "):
        load(folder)
    (folder / "support.toml").unlink()
    with pytest.raises(PromptBankError, match=r"support\.toml: missing"):
        load(folder)

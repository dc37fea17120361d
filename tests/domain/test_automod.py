from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.domain.automod import (
    MOST_EXEMPT,
    MOST_PATTERN,
    MOST_PATTERNS,
    MOST_RULES,
    SeenRule,
    faults,
    plan,
    wanted,
)
from data.automod_packs import AutomodPackError, bundled

PACKS = {pack.country: pack for pack in bundled()}


def caught(text: str, country: str | None = None) -> bool:
    patterns = [p for pack in PACKS.values() if country in (None, pack.country) for p in pack.patterns]
    return any(re.search(pattern, text) for pattern in patterns)


def test_the_rules_fit_discord_and_leave_room_for_the_communitys_own() -> None:
    assert set(PACKS) == {"all", "AU", "UK", "NZ", "CA", "US", "IE"}
    rules = wanted(PACKS.values(), range(1, 200), 7)
    assert len(rules) <= MOST_RULES // 2
    for rule in rules:
        assert 1 <= len(rule.patterns) <= MOST_PATTERNS
        assert all(len(pattern) <= MOST_PATTERN for pattern in rule.patterns)
        assert len(rule.exempt) <= MOST_EXEMPT
        assert 7 not in rule.exempt
    assert sum(len(rule.patterns) for rule in rules) == sum(len(pack.patterns) for pack in PACKS.values())


@pytest.mark.parametrize("pattern", [r"a(?=b)", r"(?<!a)b", r"(a)\1", "a" * 261, "(", r"(?P=name)", r"a++"])
def test_what_rust_or_discord_would_refuse_is_found(pattern: str) -> None:
    assert faults(pattern)


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("all", "DOB 12/03/1962"),
        ("all", "she was born on 3 March 1962"),
        ("all", "MRN: 448812"),
        ("all", "write to jane.doe@example.com"),
        ("AU", "Medicare 2123 45670 1"),
        ("AU", "ihi 8003 6012 3456 7890"),
        ("AU", "ring 0412 345 678"),
        ("UK", "943 476 5919"),
        ("UK", "NHS no 9434765919"),
        ("UK", "AB123456C"),
        ("UK", "07700 900 123"),
        ("NZ", "ZAC5361"),
        ("NZ", "ABC12DE"),
        ("NZ", "nhi zac 5361"),
        ("NZ", "021 345 678"),
        ("CA", "130 692 544"),
        ("CA", "5584 486 674 YM"),
        ("CA", "DUNM 6203 1212"),
        ("US", "123-45-6789"),
        ("US", "1EG4-TE5-MK73"),
        ("US", "(212) 555-0123"),
        ("IE", "1234567FA"),
        ("IE", "087 123 4567"),
    ],
)
def test_each_countrys_numbers_are_caught(country: str, text: str) -> None:
    assert caught(f"Seen today, {text}, thanks", country)


@pytest.mark.parametrize(
    "text",
    [
        "BP 120/80, HbA1c 48 mmol/mol, eGFR 45",
        "Metformin 500 mg twice a day for 12 weeks",
        "See PMID 31234567 and NICE NG136",
        "NCT01234567",
        "In 2019 the guideline changed; 2023 again",
        "DOI 10.1001/jama.2020.1234",
        "Lifeline is 13 11 14, or 1-800-273-8255",
        "ICD code E11.9, MBS item 721",
        "potassium 5.4, sodium 138, CRP 112",
        "meeting on 14/03 at 19:30",
    ],
)
def test_what_colleagues_write_about_medicine_passes(text: str) -> None:
    assert not caught(text)


def test_only_what_differs_is_done() -> None:
    rules = wanted(PACKS.values(), [1, 2, 3], 2)
    assert [step.id for step in plan(rules, [])] == [None] * len(rules)
    seen = [
        SeenRule(10 + number, rule.name, rule.patterns, rule.exempt, guards=True) for number, rule in enumerate(rules)
    ]
    assert plan(rules, seen) == ()
    off = SeenRule(10, rules[0].name, rules[0].patterns, rules[0].exempt, guards=False)
    assert [(step.id, step.rule) for step in plan(rules, [off, *seen[1:]])] == [(10, rules[0])]
    moved = wanted(PACKS.values(), [1, 2, 3, 4], 2)
    assert [step.id for step in plan(moved, seen)] == [one.id for one in seen]


def test_a_broken_pack_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text("country = 'XX'\npatterns = ['a(?=b)']\n")
    with pytest.raises(AutomodPackError, match=r"xx\.toml"):
        bundled(tmp_path)

"""I6: what facilitators did stands in a log that they read in full, and members without names."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import CommunityId, MemberId
from cogs.audit.sentences import ACTS, words_for
from data import audit
from tests.journeys.case_steps import screen
from tests.journeys.meeting_steps import schedule
from tests.journeys.talk_steps import released
from tests.journeys.world import World, labels, text_of

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def log(world: World, who: Any) -> Any:
    return screen(await who.slash(world.channel("general"), "facilitator audit"))


async def test_facilitators_read_who_did_what_and_members_how_often(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    alice = await started.member("alice")
    await released(started, alice, fiona)
    await schedule(started, greta)
    shown = text_of(await log(started, greta))
    assert f"<@{fiona.id}> released case 1" in shown
    assert f"<@{greta.id}> scheduled meeting 1" in shown
    summary = text_of(await log(started, alice))
    assert "Cases released: 1" in summary
    assert "Meetings scheduled: 1" in summary
    assert "<@" not in summary, "no name in what members see"
    stranger = started.stranger("sam")
    assert "This is for members" in text_of(await log(started, stranger))


async def test_the_log_is_paged_from_the_latest_to_the_first(started: World) -> None:
    fiona = await started.facilitator()
    here = CommunityId(started.guild.id)
    async with started.bot.context.database.write() as writer:
        for number in range(1, 31):
            at = started.env.now() + timedelta(seconds=number)
            await audit.add(writer, here, "case.released", MemberId(fiona.id), at, subject_id=number)
    shown = await log(started, fiona)
    seen: list[str] = []
    for _ in range(3):
        seen += [line for line in text_of(shown).splitlines() if "released case" in line]
        if "Older" in labels(shown):
            await started.restart()
            await fiona.click(shown, label="Older")
    assert [line.rsplit(" ", 1)[1] for line in seen] == [str(number) for number in range(30, 0, -1)]
    assert labels(shown) == ["Latest"]
    await fiona.click(shown, label="Latest")
    assert "released case 30" in text_of(shown)


def test_every_act_that_is_noted_has_its_words() -> None:
    noted: set[str] = set()
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"audit.add", "_note"}:
                noted |= {
                    one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    assert len(noted) > 20
    assert all(words_for(act) is not words_for("nothing.at_all") for act in noted), noted - ACTS.keys()


async def test_an_anonymous_author_does_not_stand_in_the_log(started: World) -> None:
    fiona, alice = await started.facilitator(), await started.member("alice")
    await released(
        started, alice, fiona, ask={"tried": "", "question": "What next?", "area": ["Skin"], "name": "member"}
    )
    async with started.bot.context.database.read() as reader:
        entries = await audit.entries(reader, CommunityId(started.guild.id))
    assert alice.id not in {person for one in entries for person in (one.actor_id, one.member_id)}

"""D4, D5: an anonymous poll's file leads from no member to a choice, and its result tells nothing of one member."""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from simcord import MemberActor

from tests.journeys.file_steps import about, keys, raw, rows
from tests.journeys.poll_steps import poll_message, private, stored, vote
from tests.journeys.world import World, reply_text, text_of


async def open_anonymous(world: World, fiona: MemberActor, **more: Any) -> Any:
    options = {"question": "Which evening?", "options": "Monday; Thursday; Friday", "method": "single", **more}
    told = await fiona.slash(world.channel("meetings"), "poll open", anonymous=True, **options)
    assert "It is anonymous, and stays so" in reply_text(told)
    return poll_message(world)


async def people(world: World, n: int) -> list[MemberActor]:
    return [await world.member(f"member{number}") for number in range(n)]


async def test_the_file_leads_from_no_member_to_a_choice(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await world.set_up()
    fiona, voters = await world.facilitator(), await people(world, 5)
    message = await open_anonymous(world, fiona)
    assert "Anonymous: the ballot says exactly what is hidden" in text_of(message)
    ballot = text_of(private(await voters[0].click(message, label="Vote")))
    assert "the key is destroyed: then nobody can tell how you voted, and neither can I" in ballot
    assert "Not hidden: how many have voted; that you tapped here, which Discord knows" in ballot
    assert len(keys(world)) == 1
    before = [about(world, who) for who in voters]

    caplog.set_level(logging.INFO)
    choices = ["Thursday", "Friday", "Thursday", "Friday", "Thursday"]
    for who, choice in zip(voters, choices, strict=True):
        assert f"It counts for **{choice}**." in await vote(who, message, choice)
    await world.restart()
    # A vote can be changed, and counts once; the ballot remembers it.
    ballot = text_of(private(await voters[1].click(message, label="Vote")))
    assert "Your vote now: **Friday**." in ballot
    assert "Your vote is changed" in await vote(voters[1], message, "Thursday")

    assert [about(world, who) for who in voters] == before, "voting leaves nothing under a name"
    ours = [record for record in caplog.records if record.name.startswith(("bot", "cogs", "data"))]
    assert not [record for record in ours if any(str(who.id) in str(record.__dict__) for who in voters)]
    content = raw(world)
    with closing(sqlite3.connect(world.settings.database_path)) as connection:
        options = [row[0] for row in connection.execute("SELECT id FROM poll_option")]
    for option in options:
        assert json.dumps({str(option): 1}).encode() not in content
    for who in voters:
        for digest in (hashlib.sha256(str(who.id).encode()), hashlib.sha256(f"{who.id}1".encode())):
            assert digest.hexdigest().encode() not in content
            assert digest.digest() not in content
    assert await stored(world, "ballot") == 0
    assert await stored(world, "ballot_box") == 1

    await world.advance(days=7, seconds=30)
    assert keys(world) == [], "the link is destroyed"
    after = rows(world)
    assert after["ballot_box"] == []
    marks = [row[3] for row in after["counted_ballot"]]
    assert len(marks) == 5
    assert marks == sorted(marks), "the order is what they say, not when they came"
    assert [about(world, who) for who in voters] == before
    told = text_of(poll_message(world))
    assert "**Thursday** comes first" in told


async def test_the_sealed_piece_has_one_length_whatever_is_chosen(world: World) -> None:
    await world.set_up()
    fiona, (alice, bob) = await world.facilitator(), await people(world, 2)
    message = await open_anonymous(world, fiona, method="approval")

    def length() -> int:
        ((_, _, sealed),) = rows(world)["ballot_box"]
        return len(sealed)

    await vote(alice, message, "Monday")
    one = length()
    await vote(alice, message, "Monday", "Thursday", "Friday")
    assert length() == one
    await vote(bob, message, "Friday")
    assert length() > one


async def test_the_order_of_voting_leaves_no_trace(world: World) -> None:
    await world.set_up()
    fiona, voters = await world.facilitator(), await people(world, 4)
    found = []
    for number, order in enumerate((voters, voters[::-1]), start=1):
        message = await open_anonymous(world, fiona)
        for who in order:
            await vote(who, message, "Monday" if who in voters[:3] else "Friday")
        await fiona.slash(world.channel("meetings"), "poll close", poll=str(number))
        await world.advance(seconds=30)
        mine = [row for row in rows(world)["counted_ballot"] if row[1] == number]
        first = min(int(option) for row in mine for option in json.loads(row[3]))
        found.append([(row[2], {int(key) - first: mark for key, mark in json.loads(row[3]).items()}) for row in mine])
    assert found[0] == found[1]


async def test_figures_under_three_are_not_shown(world: World) -> None:
    await world.set_up()
    fiona, voters = await world.facilitator(), await people(world, 6)
    message = await open_anonymous(world, fiona)
    for who, choice in zip(voters, ["Monday"] * 4 + ["Friday", "Thursday"], strict=True):
        await vote(who, message, choice)
    await fiona.slash(world.channel("meetings"), "poll close", poll="1")
    await world.advance(seconds=30)
    told = text_of(poll_message(world))
    assert "1 vote" not in told
    assert "2 votes" not in told
    assert "- Thursday: fewer than 3, or not shown" in told
    assert "- Friday: fewer than 3, or not shown" in told


async def test_two_votes_are_too_few_to_show_anything(world: World) -> None:
    await world.set_up()
    fiona, (alice, bob) = await world.facilitator(), await people(world, 2)
    message = await open_anonymous(world, fiona)
    await vote(alice, message, "Monday")
    await vote(bob, message, "Monday")
    await fiona.slash(world.channel("meetings"), "poll close", poll="1")
    await world.advance(seconds=30)
    told = text_of(poll_message(world))
    assert "Fewer than 3 members voted in an anonymous poll, so I show nothing of it" in told
    assert "**Monday**" not in told


@pytest.mark.parametrize("results", ["live", "after-vote"])
async def test_totals_that_move_with_a_vote_are_refused(world: World, results: str) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    answer = await fiona.slash(
        world.channel("meetings"), "poll open", question="Q?", options="a;b", anonymous=True, results=results
    )
    assert "would tell how somebody voted" in reply_text(answer)
    assert await stored(world, "poll") == 0
    assert keys(world) == []


@pytest.mark.parametrize("column", ["anonymous", "results", "quorum", "method"])
async def test_terms_cannot_be_loosened_later(world: World, column: str) -> None:
    await world.set_up()
    await open_anonymous(world, await world.facilitator())
    values = {"anonymous": 0, "results": "live", "quorum": 1, "method": "approval"}
    with pytest.raises(sqlite3.IntegrityError, match="terms of a poll are fixed"):
        async with world.bot.context.database.write() as writer:
            await writer.run(f"UPDATE poll SET {column} = :value", value=values[column])
    with pytest.raises(sqlite3.IntegrityError, match="no ballot under a name"):
        async with world.bot.context.database.write() as writer:
            await writer.run(
                """
                INSERT INTO ballot (community_id, poll_id, member_id, marks, cast_at)
                SELECT community_id, id, 5, '{}', 0 FROM poll
                """
            )


async def test_a_lost_key_is_told_and_never_hidden(world: World) -> None:
    await world.set_up()
    fiona, (alice, bob) = await world.facilitator(), await people(world, 2)
    message = await open_anonymous(world, fiona)
    await vote(alice, message, "Monday")
    keys(world)[0].unlink()
    assert "The key of this anonymous poll is missing" in await vote(bob, message, "Friday")
    await fiona.slash(world.channel("meetings"), "poll close", poll="1")
    await world.advance(seconds=75)
    assert any("Its votes cannot be read" in found.content for found in world.messages("facilitators"))

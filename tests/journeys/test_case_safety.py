from __future__ import annotations

import json
import logging
from typing import Any

import discord
import pytest

from bot.domain.cases import LIMITS, Part
from bot.services import identifier_check
from tests.journeys.case_steps import (
    AFFIRM,
    ASK,
    CLEAN_STORY,
    anonymous,
    button,
    card,
    count,
    hand_in,
    screen,
    stored_bytes,
    write,
)
from tests.journeys.world import World, reply_text, text_of

MARKED: dict[str, Any] = {
    "title": "MARKER-title",
    "stage": ["child"],
    "context": "MARKER-context since a cold.",
    "findings": "MARKER-findings",
}
MARKED_ASK = ASK | {"tried": "MARKER-tried", "question": "MARKER-question"}


async def test_the_file_holds_no_text_of_a_draft_or_of_a_waiting_case(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    opened = await alice.slash(world.channel("general"), "case share")
    private = screen(await alice.submit_modal(opened, MARKED))
    assert await count(world, "case_draft") == 1
    assert b"MARKER" not in stored_bytes(world)
    await alice.submit_modal(await alice.click(private, label="Continue"), MARKED_ASK)
    assert b"MARKER" not in stored_bytes(world)

    await alice.submit_modal(await alice.click(private, label="Submit"), AFFIRM)
    assert "MARKER-context" in text_of(card(world))
    assert b"MARKER" not in stored_bytes(world), "a waiting case is sealed too"
    await fiona.submit_modal(await fiona.click(card(world), label="Decline"), {"reason": "MARKER-reason"})
    assert "MARKER-reason" in text_of(world.dms(alice)[-1])
    assert b"MARKER" not in stored_bytes(world)


async def test_an_expired_draft_is_gone_from_the_bytes_of_the_file(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    await write(world, alice, MARKED, MARKED_ASK)
    async with world.bot.context.database.read() as reader:
        sealed = await reader.value("SELECT sealed FROM case_draft")
    assert isinstance(sealed, bytes)
    await world.advance(hours=73)
    assert await count(world, "case_draft") == 0
    await world.bot.close()
    assert sealed[:200] not in stored_bytes(world), "not even the sealed text is left"
    assert b"MARKER" not in stored_bytes(world)


async def test_no_word_of_a_case_is_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("discord").setLevel(logging.INFO)
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice, MARKED, MARKED_ASK)
    await fiona.submit_modal(await fiona.click(card(world), label="Decline"), {"reason": "MARKER-reason"})
    await world.advance(hours=80)
    await hand_in(world, alice, MARKED | {"context": "MARKER 0412 345 678"}, MARKED_ASK)
    await fiona.click(card(world), label="Release")
    lines = [
        f"{record.getMessage()} {getattr(record, 'ids', '')} {record.exc_text or ''}"
        for record in caplog.records
        if not record.name.startswith("aiosqlite")  # silenced below WARNING by `bot.logs`, see tests/test_logs.py
    ]
    assert not [line for line in lines if "MARKER" in line]


async def test_an_anonymous_author_is_nowhere_to_be_seen(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    sent = len(world.env.http_requests)
    await hand_in(world, alice, ask=anonymous())
    queued = card(world)
    assert "Posted for a member" in text_of(queued)
    await fiona.click(queued, label="Release")
    [post] = world.forum_posts()
    assert "Posted for a member" in text_of(world.messages(post)[0])

    public = [
        json.dumps(entry.json, default=str)
        for entry in world.env.http_requests[sent:]
        if entry.method in ("POST", "PATCH", "PUT")
        and "/interactions/" not in entry.path
        and "/webhooks/" not in entry.path
        and "/users/@me" not in entry.path
        and f"/channels/{world.env.backend.dm_channels[alice.id]}/" not in entry.path
    ]
    assert public
    seen = "".join(public)
    for name in (str(alice.id), "alice", "Dr Alice"):
        assert name not in seen
    async with world.bot.context.database.read() as reader:
        rows = [
            tuple(row)
            for table in ("shared_case", "timer", "post")
            for row in await reader.all(f"SELECT * FROM {table}")
        ]
    assert not [row for row in rows if alice.id in row]


async def test_everyone_in_a_title_pings_nobody(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    shout = "@everyone @here <@&1> **loud** ||hidden|| `code` # head"
    story = CLEAN_STORY | {"title": shout, "context": shout, "findings": shout}
    sent = len(world.env.http_requests)
    await hand_in(world, alice, story, ASK | {"tried": shout, "question": shout})
    await fiona.click(card(world), label="Release")
    [post] = world.forum_posts()
    [message] = world.messages(post)
    for shown in (message, card(world)):
        assert not shown.mention_everyone
        assert "@everyone" not in text_of(shown)
        assert "**loud**" not in text_of(shown)
    for entry in world.env.http_requests[sent:]:
        body = entry.json if isinstance(entry.json, dict) else {}
        body = body.get("message", body.get("data", body)) or {}
        if body.get("content") or body.get("embeds"):
            assert body.get("allowed_mentions", {}).get("parse") == [], entry.path


@pytest.mark.parametrize("character", ["😀", "*", "_", "@", "é", "\\", "漢"])
async def test_the_longest_case_fits_discord_in_any_script(world: World, character: str) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    story = CLEAN_STORY | {part.value: character * LIMITS[part] for part in (Part.TITLE, Part.CONTEXT, Part.FINDINGS)}
    ask = ASK | {part.value: character * LIMITS[part] for part in (Part.TRIED, Part.QUESTION)}
    await hand_in(world, alice, story, ask)
    shown = text_of(card(world))
    await fiona.click(card(world), label="Release")
    [post] = world.forum_posts()
    assert len(post.name or "") <= 100
    assert "…" not in shown, "whoever releases a case has read all of it"
    assert "…" not in text_of(world.messages(post)[0])


async def test_the_post_has_its_tags(world: World) -> None:
    await world.set_up()
    manager = world.guild.create_role("Boss", permissions=discord.Permissions(manage_guild=True, view_channel=True))
    boss = world.guild.add_member(world.env.create_user("connie"), roles=[manager])
    await boss.slash(world.channel("general"), "community setup")
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice)
    await fiona.click(card(world), label="Release")
    [post] = world.forum_posts()
    thread = world.bot.get_channel(post.id)
    assert isinstance(thread, discord.Thread)
    assert {tag.name for tag in thread.applied_tags} == {"open", "Infection"}


async def test_a_check_that_cannot_run_hands_nothing_in_and_keeps_the_draft(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.errors_expected = True
    await world.set_up()
    alice = await world.member("alice")
    private = await write(world, alice)

    def broken(text: str, **_: object) -> None:
        raise ValueError(text)

    monkeypatch.setattr(identifier_check, "find", broken)
    refused = await alice.click(private, label="Submit")
    assert refused.modal is None
    assert "did not work just now" in reply_text(refused)
    assert world.messages("facilitators") == []
    monkeypatch.undo()
    await alice.submit_modal(await alice.click(private, label="Submit"), AFFIRM)
    assert len(world.messages("facilitators")) == 1


async def test_a_questioned_detail_is_redacted_or_kept_with_a_reason_that_the_releaser_reads(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    await world.facilitator()
    private = await write(world, alice, CLEAN_STORY | {"context": "Unwell since 14 March."})
    assert "1 detail to look at" in text_of(private)
    assert "“14 March” looks like a date" in text_of(private)
    affirm = await alice.click(private, label="Submit")
    assert "Why does 1 questioned detail stay?" in str(affirm.modal)
    empty = await alice.submit_modal(affirm, AFFIRM | {"reason": "   "})
    assert "Please say why" in reply_text(empty)
    assert await count(world, "shared_case") == 0
    affirm = await alice.click(private, label="Submit")
    await alice.submit_modal(affirm, AFFIRM | {"reason": "The day of the public fair."})
    assert "“14 March” (a date)" in text_of(card(world))
    assert "The day of the public fair." in text_of(card(world))


async def test_a_clean_case_has_nothing_to_redact(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    private = await write(world, alice)
    assert button(private, "Redact all").get("disabled")

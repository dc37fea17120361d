"""E3: a prompt answered privately; the answers become one post, without names unless that was told beforehand."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from datetime import timedelta
from typing import Any

import pytest
from simcord import MemberActor

from tests.journeys.answer_steps import answer, ask, compiled, open_screen
from tests.journeys.file_steps import about, keys, raw, rows
from tests.journeys.poll_steps import stored
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

SAID = ("MARKERONE breathing out slowly", "MARKERTWO a walk at noon", "MARKERTHREE my choir", "MARKERFOUR nothing yet")


@pytest.fixture
async def fiona(world: World) -> MemberActor:
    await world.set_up()
    return await world.facilitator()


async def people(world: World, n: int) -> list[MemberActor]:
    return [await world.member(f"member{number}") for number in range(n)]


async def test_private_answers_become_one_post_without_names_at_the_time_that_was_told(
    world: World, fiona: Any, caplog: pytest.LogCaptureFixture
) -> None:
    prompt, who = await ask(world, fiona), await people(world, 4)
    told = text_of(await open_screen(who[0], prompt))
    closes = int((prompt.created_at + timedelta(days=3)).timestamp())
    assert f"<t:{closes}" in told
    assert "**Without names:**" in told
    assert "or earlier if a facilitator taps **Compile now**. Fewer than 3, and nothing is posted" in told
    assert "Then the key is destroyed" in told
    before = [about(world, one) for one in who]
    caplog.set_level(logging.INFO)
    for one, text in zip(who, SAID, strict=True):
        shown = await answer(one, prompt, text)
        assert f"> {text}" in text_of(shown)
        assert "Compile now" not in labels(shown)
    await world.restart()
    shown = await answer(who[1], prompt, "MARKERCHANGED a walk at one")
    assert "Your answer is changed." in text_of(shown)
    assert [about(world, one) for one in who] == before, "an answer leaves nothing under a name"
    content = raw(world)
    assert b"MARKER" not in content
    for one in who:
        assert hashlib.sha256(str(one.id).encode()).hexdigest().encode() not in content
    ours = [record for record in caplog.records if record.name.startswith(("bot", "cogs", "data"))]
    assert not [record for record in ours if any(str(one.id) in str(record.__dict__) for one in who)]
    assert len(keys(world)) == 1
    assert compiled(world) == []

    await world.advance(days=3, minutes=1)
    [post] = compiled(world)
    said = text_of(post)
    assert "4 answers, without names and shuffled" in said
    for text in (SAID[0], "MARKERCHANGED a walk at one", *SAID[2:]):
        assert f"> {text}" in said
    assert SAID[1] not in said
    assert not any(str(one.id) in said or f"member{number}" in said.casefold() for number, one in enumerate(who))
    assert keys(world) == [], "the link is destroyed"
    assert rows(world)["prompt_answer_box"] == []
    assert [about(world, one) for one in who] == before
    assert "are posted: https://" in text_of(await open_screen(who[0], prompt))


async def test_the_sealed_answers_have_one_length_whatever_they_say(world: World, fiona: Any) -> None:
    prompt, (alice, bob) = await ask(world, fiona), await people(world, 2)

    def length() -> int:
        ((_, _, sealed),) = rows(world)["prompt_answer_box"]
        return len(sealed)

    await answer(alice, prompt, "no")
    one = length()
    await answer(alice, prompt, "𝔘" * 600)
    assert length() == one
    await answer(alice, prompt, '"\\' * 300)
    assert length() == one
    await answer(bob, prompt, "a")
    assert length() > one


async def test_two_answers_without_names_are_never_posted_and_are_deleted(world: World, fiona: Any) -> None:
    prompt, (alice, bob) = await ask(world, fiona), await people(world, 2)
    await answer(alice, prompt, SAID[0])
    await answer(bob, prompt, SAID[1])
    screen = await open_screen(fiona, prompt)
    assert "2 answers so far" in text_of(screen)
    refused = await fiona.click(screen, label="Compile now")
    assert "Fewer than 3 colleagues" in reply_text(refused)
    await world.restart()
    await world.advance(days=3, minutes=1)
    assert compiled(world) == []
    assert keys(world) == []
    assert await stored(world, "prompt_answer_box") == await stored(world, "prompt_answer") == 0
    assert "nothing was posted" in text_of(await open_screen(alice, prompt))


async def test_a_facilitator_compiles_earlier_and_a_double_tap_makes_one_post(world: World, fiona: Any) -> None:
    prompt, who = await ask(world, fiona), await people(world, 3)
    screen = await open_screen(fiona, prompt)
    for one, text in zip(who, SAID, strict=False):
        await answer(one, prompt, text)
    late = await who[0].click(await open_screen(who[0], prompt), label="Change my answer")
    wanted = custom_id(screen, "Compile now")
    await world.tap_together([(fiona, screen, wanted), (fiona, screen, wanted)])
    await world.advance(minutes=1)
    assert len(compiled(world)) == 1
    assert keys(world) == []
    acts = [row[3] for row in rows(world)["audit"] if "answers" in str(row)]
    assert acts == ["answers.compiled"]
    refused = await who[0].submit_modal(late, {"text": "MARKERLATE, after all"})
    assert "was not kept" in reply_text(refused)
    assert "MARKERLATE, after all" in reply_text(refused), "what was typed is given back"
    await world.advance(days=3, minutes=1)
    assert len(compiled(world)) == 1
    assert "MARKERLATE" not in text_of(compiled(world)[0])


async def test_only_facilitators_compile_and_another_servers_ids_do_nothing(world: World, fiona: Any) -> None:
    prompt, (alice,) = await ask(world, fiona), await people(world, 1)
    mine = await answer(alice, prompt, SAID[0])
    refused = await world.tap_together(
        [(alice, prompt, custom_id(prompt, "Answer privately").replace("prompt-answer", "answer-compile"))]
    )
    assert reply_text(refused[0])
    assert compiled(world) == []
    forged = custom_id(prompt, "Answer privately").replace(f":{world.guild.id}:", ":4711:")
    (refused_too,) = await world.tap_together([(alice, prompt, forged)])
    assert "> " not in reply_text(refused_too)
    assert "Take it back" in labels(mine)


async def test_an_answer_taken_back_is_gone(world: World, fiona: Any) -> None:
    prompt, (alice,) = await ask(world, fiona), await people(world, 1)
    screen = await answer(alice, prompt, SAID[0])
    wanted = custom_id(screen, "Take it back")
    await world.tap_together([(alice, screen, wanted), (alice, screen, wanted)])
    assert await stored(world, "prompt_answer_box") == 0
    assert "Your answer now" not in text_of(await open_screen(alice, prompt))


async def test_an_identifier_in_an_answer_is_refused_with_the_text_given_back(world: World, fiona: Any) -> None:
    prompt, (alice,) = await ask(world, fiona), await people(world, 1)
    form = await alice.click(await open_screen(alice, prompt), label="Write my answer")
    refused = reply_text(await alice.submit_modal(form, {"text": "Ask him yourself on 0412 345 678, he said."}))
    assert "0412 345 678" in refused
    assert "Ask him yourself" in refused
    assert await stored(world, "prompt_answer_box") == 0


async def test_a_form_open_over_a_restart_is_taken(world: World, fiona: Any) -> None:
    prompt, (alice,) = await ask(world, fiona), await people(world, 1)
    form = await alice.click(await open_screen(alice, prompt), label="Write my answer")
    await world.restart()
    assert SAID[0] in reply_text(await alice.submit_modal(form, {"text": SAID[0]}))
    assert await stored(world, "prompt_answer_box") == 1


async def test_compiled_answers_are_flagged_and_erased_from_the_bytes_of_the_file(world: World, fiona: Any) -> None:
    prompt, who = await ask(world, fiona), await people(world, 3)
    for one, text in zip(who, SAID, strict=False):
        await answer(one, prompt, text)
    await fiona.click(await open_screen(fiona, prompt), label="Compile now")
    await world.advance(minutes=1)
    [post] = compiled(world)
    told = await who[2].context_menu(world.channel("general"), "Flag possible identifier", post)
    assert "being hidden now" in reply_text(told)
    await world.advance(seconds=20)
    assert not any("MARKER" in text_of(one) for one in world.messages("general"))
    card = world.messages("facilitators")[-1]
    await fiona.click(card, label="Erase")
    await world.restart()
    await world.advance(minutes=2)
    assert b"MARKER" not in raw(world)
    elsewhere = await who[2].context_menu(world.channel("general"), "Flag possible identifier", prompt)
    assert "please tell a facilitator" in reply_text(elsewhere)


async def test_answers_are_gone_after_180_days_from_file_and_post(world: World, fiona: Any) -> None:
    prompt, who = await ask(world, fiona), await people(world, 3)
    for one, text in zip(who, SAID, strict=False):
        await answer(one, prompt, text)
    await fiona.click(await open_screen(fiona, prompt), label="Compile now")
    await world.advance(minutes=1)
    world.env.backend.clock._epoch += timedelta(days=179)
    await world.advance(minutes=2)
    assert "MARKERONE" in text_of(compiled(world)[0])
    world.env.backend.clock._epoch += timedelta(days=1)
    await world.restart()
    await world.advance(minutes=2)
    assert "kept for 180 days, and are gone" in text_of(compiled(world)[0])
    assert b"MARKER" not in raw(world)
    assert await stored(world, "prompt_answer") == 0


async def test_what_may_identify_somebody_is_told_and_may_be_changed(world: World, fiona: Any) -> None:
    prompt, (alice,) = await ask(world, fiona), await people(world, 1)
    shown = text_of(await answer(alice, prompt, "I sleep badly since 14 March, when it happened."))
    assert "Please look once more: “14 March”" in shown
    assert await stored(world, "prompt_answer_box") == 1


async def test_where_the_channel_was_deleted_the_answers_stand_in_the_general_one(world: World, fiona: Any) -> None:
    salon = world.guild.create_text_channel("salon")
    await fiona.slash(world.channel("meetings"), "prompt schedule", every="Friday", at="08:00", channel=salon)
    await fiona.slash(world.channel("meetings"), "prompt now")
    prompt, who = world.messages("salon")[-1], await people(world, 3)
    for one, text in zip(who, SAID, strict=False):
        await answer(one, prompt, text)
    await fiona.slash(world.channel("meetings"), "prompt now")
    other = world.messages("salon")[-1]
    for one, text in zip(who, SAID, strict=False):
        await answer(one, other, text)
    await fiona.click(await open_screen(fiona, prompt), label="Compile now")
    await world.advance(minutes=1)
    assert len(compiled(world, "salon")) == 1, "in the channel of its prompt"
    world.env.backend.delete_channel(salon.id)
    await world.advance(days=3, minutes=1)
    assert len(compiled(world)) == 1


async def test_a_deleted_post_of_answers_comes_back(world: World, fiona: Any) -> None:
    prompt, who = await ask(world, fiona), await people(world, 3)
    for one, text in zip(who, SAID, strict=False):
        await answer(one, prompt, text)
    await fiona.click(await open_screen(fiona, prompt), label="Compile now")
    await world.advance(minutes=1)
    world.env.backend.delete_message(world.channel("general").id, compiled(world)[0].id)
    await world.advance(minutes=1)
    assert len(compiled(world)) == 1


async def test_answers_that_do_not_fit_are_read_page_by_page(world: World, fiona: Any) -> None:
    prompt, who = await ask(world, fiona), await people(world, 8)
    for number, one in enumerate(who):
        await answer(one, prompt, f"MARKER{number} " + "*" * 590)
    await fiona.click(await open_screen(fiona, prompt), label="Compile now")
    await world.advance(minutes=1)
    [post] = compiled(world)
    page = (await who[0].click(post, label="Read them all")).response
    assert page is not None
    read = text_of(page)
    for _ in range(int(read.rsplit(" ", 1)[-1]) - 1):
        await who[0].click(page, label="Later")
        read += text_of(page)
    assert "Page 4 of 4" in read
    assert {number for number in range(8) if f"MARKER{number}" in read} == set(range(8))


async def test_the_schema_itself_refuses_a_name_without_names(world: World, fiona: Any) -> None:
    await ask(world, fiona)
    for statement, message in (
        (
            "INSERT INTO prompt_named_answer (sending_id, community_id, member_id, sealed) "
            "SELECT sending_id, community_id, 5, X'00' FROM prompt_round",
            "under no name",
        ),
        (
            "INSERT INTO prompt_answer (sending_id, community_id, place, member_id, text) "
            "SELECT sending_id, community_id, 1, 5, 'x' FROM prompt_round",
            "under no name",
        ),
        ("UPDATE prompt_round SET named = 1", "is fixed"),
    ):
        with pytest.raises(sqlite3.IntegrityError, match=message):
            async with world.bot.context.database.write() as writer:
                await writer.run(statement)


async def test_a_lost_key_is_told_and_nothing_is_posted(world: World, fiona: Any) -> None:
    prompt, who = await ask(world, fiona), await people(world, 3)
    for one, text in zip(who, SAID, strict=False):
        await answer(one, prompt, text)
    keys(world)[0].unlink()
    form = await who[0].click(await open_screen(who[0], prompt), label="Write my answer")
    refused = reply_text(await who[0].submit_modal(form, {"text": "again"}))
    assert "key of these private answers is missing" in refused
    await world.advance(days=3, minutes=2)
    assert compiled(world) == []
    assert any("cannot be read" in one.content for one in world.messages("facilitators"))

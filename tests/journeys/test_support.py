"""I7: words of distress in private: a list of help at once, never posted unasked, never blocked, nobody told."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from simcord import MemberActor

from bot.domain.ids import CommunityId, MemberId
from bot.services import membership
from tests.journeys.answer_steps import answer, ask, compiled, open_screen
from tests.journeys.case_steps import ASK, CLEAN_STORY
from tests.journeys.file_steps import about, raw, rows
from tests.journeys.poll_steps import choose, private, stored
from tests.journeys.world import World, labels, reply_text, text_of

HEAVY = "MARKERHEAVY I can't go on like this."
LIGHT = ("MARKERONE a walk at noon", "MARKERTWO my choir", "MARKERTHREE good colleagues")


@pytest.fixture
async def fiona(world: World) -> MemberActor:
    await world.set_up()
    return await world.facilitator()


async def people(world: World, n: int) -> list[MemberActor]:
    return [await world.member(f"member{number}") for number in range(n)]


async def write(who: MemberActor, prompt: Any, text: str) -> tuple[Any, str]:
    """Answer privately; return the screen, and what came after it."""
    screen = await open_screen(who, prompt)
    label = next(one for one in labels(screen) if one in {"Write my answer", "Change my answer"})
    result = await who.submit_modal(await who.click(screen, label=label), {"text": text})
    return private(result), "\n".join(text_of(one) for one in result.followups)


async def name(world: World, fiona: MemberActor, person: MemberActor) -> None:
    """Have the community name somebody to turn to."""
    screen = private(await fiona.slash(world.channel("general"), "community settings"))
    await fiona.click(screen, label="Questions and help")
    await fiona.select(screen, [person], custom_id=f"cop1:setting:{world.guild.id}:turn_to")
    assert f"<@{person.id}>" in text_of(screen)


async def test_distress_words_in_a_private_answer_are_never_posted_never_blocked_and_help_is_offered(
    world: World, fiona: Any, caplog: pytest.LogCaptureFixture
) -> None:
    prompt, (alice, *others) = await ask(world, fiona), await people(world, 5)
    await name(world, fiona, others[0])
    before, seen = about(world, alice), len(world.messages("facilitators"))
    caplog.set_level(logging.DEBUG)
    screen, offered = await write(alice, prompt, HEAVY)
    assert "Kept. Only you see it." in text_of(screen)
    assert "Drs4Drs, for doctors and medical students**: 1300 374 377" in offered
    assert "In danger now, in Australia: **000**" in offered
    assert f"<@{others[0].id}> is somebody to turn to" in offered
    assert "Nobody is told" in offered
    ours = [record for record in caplog.records if record.name.startswith(("bot", "cogs", "data"))]
    assert not [record for record in ours if str(alice.id) in str(record.__dict__)], "nothing is noted"
    assert about(world, alice) == before
    assert len(world.messages("facilitators")) == seen
    assert [text_of(one) for one in world.dms(others[0]) + world.dms(fiona)] == []
    for one, text in zip(others, LIGHT, strict=False):
        await answer(one, prompt, text)
    await world.restart()
    assert "3 answers so far" in text_of(await open_screen(fiona, prompt)), "what is held is not counted"
    await world.advance(days=3, minutes=1)
    [post] = compiled(world)
    assert "3 answers" in text_of(post)
    assert "MARKERHEAVY" not in text_of(post)
    assert b"MARKERHEAVY" not in raw(world)


async def test_words_of_distress_bring_help_even_where_what_was_typed_is_refused(world: World, fiona: Any) -> None:
    prompt, (alice,) = await ask(world, fiona), await people(world, 1)
    screen = await open_screen(alice, prompt)
    form = await alice.click(screen, label="Write my answer")
    refused = await alice.submit_modal(form, {"text": f"{HEAVY} Please ring 0412 345 678."})
    assert "0412 345 678" in reply_text(refused)
    offered = "\n".join(text_of(one) for one in refused.followups)
    assert "Drs4Drs, for doctors and medical students**: 1300 374 377" in offered
    assert "Nobody is told" in offered


async def test_whoever_wishes_has_a_heavy_answer_posted_all_the_same(world: World, fiona: Any) -> None:
    prompt, (alice, *others) = await ask(world, fiona), await people(world, 3)
    screen, _ = await write(alice, prompt, HEAVY)
    await world.restart()
    await alice.click(screen, label="Post it with the others")
    assert "It will be posted" in screen.content
    assert "Post it with the others" not in labels(screen)
    for one, text in zip(others, LIGHT, strict=False):
        await answer(one, prompt, text)
    await fiona.click(await open_screen(fiona, prompt), label="Compile now")
    await world.advance(minutes=1)
    assert "MARKERHEAVY" in text_of(compiled(world)[0])


async def test_with_names_no_column_tells_that_an_answer_is_held(world: World, fiona: Any) -> None:
    earlier = await ask(world, fiona, "warm-up")
    screen = private(await fiona.slash(world.channel("general"), "community settings"))
    await fiona.click(screen, label="Questions and help")
    await fiona.select(screen, ["with"], custom_id=f"cop1:setting:{world.guild.id}:answer_names")
    prompt, (alice, bob) = await ask(world, fiona), await people(world, 2)
    assert "**With your name:**" in text_of(await open_screen(alice, prompt))
    assert "**Without names:**" in text_of(await open_screen(alice, earlier)), "what was fixed before stays so"
    await write(alice, prompt, HEAVY)
    await answer(bob, prompt, LIGHT[0])
    assert b"MARKER" not in raw(world)
    heavy, light = sorted(rows(world)["prompt_named_answer"], key=lambda row: row[2])
    assert [type(value) for value in heavy] == [type(value) for value in light] == [int, int, int, bytes]
    await world.advance(days=3, minutes=1)
    [post] = compiled(world)
    assert f"<@{bob.id}>" in text_of(post)
    assert "MARKERONE" in text_of(post)
    assert f"<@{alice.id}>" not in text_of(post)


async def test_whoever_leaves_takes_what_stands_under_their_name_with_them(world: World, fiona: Any) -> None:
    screen = private(await fiona.slash(world.channel("general"), "community settings"))
    await fiona.click(screen, label="Questions and help")
    await fiona.select(screen, ["with"], custom_id=f"cop1:setting:{world.guild.id}:answer_names")
    prompt, (alice, bob) = await ask(world, fiona), await people(world, 2)
    await answer(alice, prompt, LIGHT[0])
    await answer(bob, prompt, LIGHT[1])
    with world.as_bot():
        await membership.has_left(world.bot.context, CommunityId(world.guild.id), MemberId(alice.id))
    assert [row[2] for row in rows(world)["prompt_named_answer"]] == [bob.id]


async def test_a_changed_answer_without_such_words_is_posted(world: World, fiona: Any) -> None:
    prompt, (alice,) = await ask(world, fiona), await people(world, 1)
    await write(alice, prompt, HEAVY)
    screen, offered = await write(alice, prompt, LIGHT[0])
    assert "Post it with the others" not in labels(screen)
    assert offered == ""


async def test_a_patient_at_risk_leads_to_the_emergency_number_of_the_writers_country(world: World, fiona: Any) -> None:
    prompt = await ask(world, fiona)
    gwen = await world.member("gwen", "Europe/Dublin")
    _, offered = await write(gwen, prompt, "She texted that she will kill herself tonight, I can't reach her")
    assert "too slow for that" in offered
    assert "In danger now, in Ireland: **112 or 999**" in offered
    assert "for doctors" not in offered


async def test_a_case_in_the_writers_own_distress_goes_on_with_help_beside_it(world: World, fiona: Any) -> None:
    alice = await world.member("alice")
    form = await alice.slash(world.channel("general"), "case share")
    story = CLEAN_STORY | {"context": "A patient with suicidal ideation, no plan, seen today."}
    clinical = await alice.submit_modal(form, story)
    assert clinical.followups == []
    again = await alice.click(private(clinical), label="Continue")
    told = await alice.submit_modal(again, ASK | {"tried": "Everything, and I can't cope any more."})
    assert "Drs4Drs" in reply_text(told)
    assert "Submit" in labels(private(clinical))


async def test_a_commitment_in_distress_is_kept_with_help_beside_it(world: World, fiona: Any) -> None:
    alice = await world.member("alice")
    form = await alice.slash(world.channel("general"), "commit")
    written = {
        "change": "Go home at six",
        "patients": "None",
        "due": "in 6 weeks",
        "certainty": ["2"],
        "barriers": ["time"],
    }
    shown = await alice.submit_modal(form, written)
    assert shown.followups == []
    more = await alice.click(private(shown), label="Say what would help")
    told = await alice.submit_modal(more, {"obstacles": "I can't cope with the results any more.", "support": ""})
    assert "Drs4Drs" in reply_text(told)
    assert await stored(world, "commitment") == 1


async def test_help_in_another_country_is_one_choice_away(world: World, fiona: Any) -> None:
    prompt, (alice,) = await ask(world, fiona), await people(world, 1)
    screen = await open_screen(alice, prompt)
    form = await alice.click(screen, label="Write my answer")
    result = await alice.submit_modal(form, {"text": HEAVY})
    (listed,) = result.followups
    await world.restart()
    await choose(alice, listed, "New Zealand")
    assert "0800 225 5677" in text_of(listed)


async def test_only_a_member_is_named_as_somebody_to_turn_to(world: World, fiona: Any) -> None:
    screen = private(await fiona.slash(world.channel("general"), "community settings"))
    await fiona.click(screen, label="Questions and help")
    stranger = world.stranger("sam")
    refused = await fiona.select(screen, [stranger], custom_id=f"cop1:setting:{world.guild.id}:turn_to")
    assert "has joined this community" in reply_text(refused)

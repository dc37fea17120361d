"""E10: after a meeting, three taps without names; nobody and nothing tells who said what."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from simcord import MemberActor

from tests.journeys.meeting_steps import NOON, STARTS_AT_NOON, card_of, count, private, schedule
from tests.journeys.test_anonymity import about, people, raw, rows
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

ENDS = STARTS_AT_NOON + timedelta(hours=1)


def keys(world: World) -> list[Path]:
    return sorted((world.settings.ballot_keys_path / "pulses").glob("*"))


def pulse_post(world: World) -> Any:
    (found,) = [
        one for one in world.messages("meetings") if one.embeds and "How was it?" in (one.embeds[0].title or "")
    ]
    return found


async def held(world: World, n: int) -> tuple[MemberActor, list[MemberActor]]:
    """Hold a Zoom meeting at which the first `n` members tap I'm here."""
    await world.set_up()
    fiona, attending = await world.facilitator(), await people(world, n)
    await schedule(world, fiona, when=NOON, place="Zoom")
    await world.advance_to(STARTS_AT_NOON + timedelta(minutes=1))
    for who in attending:
        await who.click(card_of(world), label="I'm here")
    await world.advance_to(ENDS + timedelta(seconds=30))
    return fiona, attending


async def give(world: World, who: MemberActor, *replies: str) -> Any:
    screen = await who.click(pulse_post(world), label="How was it?")
    for reply in replies:
        assert screen.response is not None
        await who.click(screen.response, label=reply)
    return screen


async def test_the_file_leads_from_no_member_to_a_reply(world: World, caplog: pytest.LogCaptureFixture) -> None:
    fiona, attending = await held(world, 5)
    assert "Three taps, without names" in text_of(pulse_post(world))
    before = [about(world, who) for who in attending]
    assert keys(world) == []
    caplog.set_level(logging.INFO)
    screen = await attending[0].click(pulse_post(world), label="How was it?")
    told = private(screen)
    for part in ("Nobody sees who said what", "the key is destroyed", "Not hidden: that you tapped here", "1 of 3"):
        assert part in told
    assert screen.response is not None
    await attending[0].click(screen.response, label="Yes")
    assert len(keys(world)) == 1
    await world.restart()  # in the middle of three taps: what was tapped counts
    screen = await give(world, attending[0], "Partly", "No")
    assert "Thank you, that was all" in text_of(screen.response)
    for who in attending[1:4]:
        await give(world, who, "Yes", "Yes", "No")
    await give(world, attending[4], "Partly", "No", "No")
    lengths = [len(row[2]) for row in rows(world)["pulse_box"]]
    again = await attending[4].click(pulse_post(world), label="How was it?")
    assert again.response is not None
    await attending[4].click(again.response, label="Change it")
    await attending[4].click(again.response, label="Yes")
    assert [len(row[2]) for row in rows(world)["pulse_box"]] == lengths, "one length, whatever is said"
    for marks in (b"ypn", b"yyn", b"pnn", b"ynn"):
        assert marks not in raw(world), "nothing is readable"
    assert await count(world, "pulse_figure") == 0
    assert [about(world, who) for who in attending] == before, "a reply leaves nothing under a name"
    ours = [record for record in caplog.records if record.name.startswith(("bot", "cogs", "data"))]
    assert not [record for record in ours if any(str(who.id) in str(record.__dict__) for who in attending)]
    trend = await fiona.slash(world.channel("general"), "meeting run")
    assert trend.response is not None
    assert "No pulse has closed yet" in private(await fiona.click(trend.response, label="How the last ones felt"))

    await world.advance(hours=49)
    assert keys(world) == [], "the link is destroyed"
    assert await count(world, "pulse_box") == 0
    assert [about(world, who) for who in attending] == before
    given = {(row[2], row[3]): row[4] for row in rows(world)["pulse_figure"]}
    assert (given["useful", "yes"], given["safe", "partly"], given["change", "no"]) == (5, 1, 5)
    told = text_of(pulse_post(world))
    for part in ("5 people took part", "useful for your work?** Yes: 5\n", "openly what you thought?** Yes: 3\n"):
        assert part in told
    assert labels(pulse_post(world)) == []
    shown = private(await fiona.click(trend.response, label="How the last ones felt"))
    assert "n = 5" in shown
    assert "Useful? Yes: 5" in shown


async def test_only_those_who_were_there_are_asked_and_find_it_in_their_todo(world: World) -> None:
    _, attending = await held(world, 3)
    absent = await world.member("absent")
    general = world.channel("general")
    assert "nothing is counted for you there" in private(await absent.click(pulse_post(world), label="How was it?"))
    assert "How was it" not in reply_text(await absent.slash(general, "my todo"))
    listed = await attending[0].slash(general, "my todo")
    assert "How was it? **Journal club**: three taps" in private(listed)
    assert listed.response is not None
    assert "How was it? Journal club" in labels(listed.response)
    screen = await attending[0].click(listed.response, label="How was it? Journal club")
    assert screen.response is not None
    for _ in range(2):
        await attending[0].click(screen.response, label="Yes")
    assert "How was it?" in reply_text(await attending[0].slash(general, "my todo")), "two of three"
    await attending[0].click(screen.response, label="No")
    assert "How was it?" not in reply_text(await attending[0].slash(general, "my todo"))
    (outside,) = await world.tap_together(
        [(world.stranger("zoe"), pulse_post(world), custom_id(pulse_post(world), "How was it?"))]
    )
    assert "for members" in private(outside)


async def test_two_who_were_there_get_no_pulse_until_a_third_is_on_the_list(world: World) -> None:
    fiona, attending = await held(world, 2)
    third = await world.member("third")
    assert await count(world, "pulse") == 0
    sheet = await fiona.slash(world.channel("general"), "meeting attendance")
    assert sheet.response is not None
    for minutes in ("", "30"):
        form = await fiona.click(sheet.response, label="Add or correct")
        await fiona.submit_modal(form, {"people": [third], "minutes": minutes})
    await world.advance(seconds=30)
    assert await count(world, "pulse") == 1
    for who in (third, attending[0]):
        await give(world, who, "Yes", "Yes", "Yes")
    await world.advance(hours=49)
    assert "Fewer than 3 took part" in text_of(pulse_post(world))
    late = await world.member("late")
    assert "Yes" not in text_of(pulse_post(world))
    assert labels(pulse_post(world)) == []
    assert "How was it" not in reply_text(await late.slash(world.channel("general"), "my todo"))


async def test_a_closed_pulse_says_so_and_double_taps_count_once(world: World) -> None:
    _, attending = await held(world, 3)
    screens = [await who.click(pulse_post(world), label="How was it?") for who in attending]
    taps = []
    for who, screen in zip(attending, screens, strict=True):
        assert screen.response is not None
        taps += [(who, screen.response.message, custom_id(screen.response, "Yes"))] * 2
    await world.tap_together(taps)
    await world.advance(hours=49)
    assert "3 people took part" in text_of(pulse_post(world))
    assert "Yes: 3" in text_of(pulse_post(world))
    assert screens[0].response is not None
    late = await attending[0].click(screens[0].response, label="No")
    assert "This pulse closed at" in private(late)
    assert await count(world, "pulse_figure WHERE given > 0") == 1


async def test_a_lost_key_is_told_and_never_hidden(world: World) -> None:
    _, attending = await held(world, 3)
    await give(world, attending[0], "Yes")
    keys(world)[0].unlink()
    screen = await attending[1].click(pulse_post(world), label="How was it?")
    assert screen.response is not None
    assert "key of this pulse is missing" in reply_text(await attending[1].click(screen.response, label="Yes"))
    await world.advance(hours=49)
    assert any("answers to a pulse cannot be read" in one.content for one in world.messages("facilitators"))


async def test_of_two_who_answered_the_file_keeps_only_that_they_were_two(world: World) -> None:
    _, attending = await held(world, 4)
    for who in attending[:2]:
        await give(world, who, "Yes", "No", "Partly")
    await world.advance(days=2, minutes=2)
    assert "Fewer than 3 took part" in text_of(pulse_post(world))
    assert rows(world)["pulse_figure"] == []
    assert rows(world)["pulse_box"] == []
    assert keys(world) == []

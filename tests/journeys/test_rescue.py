"""A case that nobody answers: two colleagues are asked privately, in turn, and nobody learns who."""

from __future__ import annotations

from typing import Any

import pytest
from simcord import MemberActor

from tests.journeys.case_steps import ASK, anonymous, close_dms, count, screen
from tests.journeys.talk_steps import released
from tests.journeys.world import World, labels, reply_text, text_of

WAIT = "nobody has replied yet"


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def people(world: World, *names: str) -> list[MemberActor]:
    return [await world.member(name) for name in names]


async def digest(world: World, who: Any) -> Any:
    return screen(await who.slash(world.channel("general"), "facilitator digest"))


async def rescue(world: World, who: Any) -> str:
    """Let two days and a half pass and have the facilitator tap the line; return what they are told."""
    await world.advance(days=2, hours=2)
    shown = await digest(world, who)
    label = next(one for one in labels(shown) if "Ask two colleagues" in one)
    told = reply_text(await who.click(shown, label=label))
    await who.click(shown, label=label)
    await world.advance(minutes=2)
    return told


def asked(world: World, actors: list[MemberActor]) -> list[str]:
    return [one.name for one in actors if any("A colleague's case waits" in text_of(dm) for dm in world.dms(one))]


async def like(world: World, who: MemberActor, *areas: str) -> None:
    profile = screen(await who.slash(world.channel("general"), "my profile"))
    menu = screen(await who.click(profile, label="My interests"))
    chosen = await who.select(menu, list(areas), custom_id=f"cop1:my-interested:{world.guild.id}")
    assert areas[0] in reply_text(chosen)


async def test_two_are_asked_and_the_next_two_at_the_next_case_over_a_restart(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    (alice,) = await people(started, "alice")
    others = await people(started, "ben", "carol", "dan", "eve")
    for one in (*others, greta):
        await one.slash(started.channel("general"), "my away", **{"from": "today", "until": "1 Apr"})
    for one in others:
        await one.click(screen(await one.slash(started.channel("general"), "my profile")), label="I am back")
    await released(started, alice, greta)
    assert "2 colleagues are asked privately" in await rescue(started, fiona)
    first = asked(started, others)
    assert len(first) == 2
    assert asked(started, [alice, fiona, greta]) == [], "neither the author, nor who is away, nor who wished it"
    assert "Colleagues have been asked privately" in text_of(await digest(started, fiona))
    assert await count(started, "case_asking") == 2, "once a case, however often it is tapped"
    await started.restart()
    await released(started, alice, greta, title="Another one")
    await rescue(started, fiona)
    assert sorted(asked(started, others)) == ["ben", "carol", "dan", "eve"], "the other two had their turn"


async def test_who_is_interested_is_asked_first(started: World) -> None:
    fiona, (alice, ben, carol, dan) = await started.facilitator(), await people(started, "alice", "ben", "carol", "dan")
    for one in (ben, dan):
        await like(started, one, "Infection", "Skin")
    await released(started, alice, fiona)
    await rescue(started, fiona)
    assert asked(started, [ben, carol, dan]) == ["ben", "dan"]
    assert "You said that **Infection** interests you" in text_of(started.dms(dan)[-1])


async def test_not_now_passes_it_to_the_next_once(started: World) -> None:
    fiona, (alice, ben, carol) = await started.facilitator(), await people(started, "alice", "ben", "carol")
    dan, eve = await people(started, "dan", "eve")
    for one in (ben, carol):
        await like(started, one, "Infection")
    await released(started, alice, fiona)
    await rescue(started, fiona)
    (question,) = [dm for dm in started.dms(ben) if WAIT in text_of(dm)]
    await started.restart()
    await ben.user.click(question, label="Not now")
    assert "nobody learns" in text_of(started.dms(ben)[-1])
    await started.advance(hours=1, minutes=2)
    third = asked(started, [dan, eve, fiona])
    assert len(third) == 1
    helper = next(one for one in (dan, eve, fiona) if one.name == third[0])
    await helper.user.click(started.dms(helper)[-1], label="Not now")
    await started.advance(hours=1, minutes=2)
    assert await count(started, "case_asking") == 3, "the question is passed on once, then it rests"


async def test_an_anonymous_author_cannot_be_told_from_those_who_are_asked(started: World) -> None:
    fiona, (alice, ben, carol, dan) = await started.facilitator(), await people(started, "alice", "ben", "carol", "dan")
    for one in (alice, ben):
        await like(started, one, "Infection")
    await released(started, alice, fiona, anonymous(ASK))
    assert "2 colleagues are asked" in await rescue(started, fiona), "as many as if the author were nobody"
    (told,) = [dm for dm in started.dms(alice) if WAIT in text_of(dm)]
    assert text_of(told).startswith("Your case")
    assert labels(told) == ["Open the case"]
    await ben.user.click(next(dm for dm in started.dms(ben) if WAIT in text_of(dm)), label="Not now")
    await started.advance(hours=1, minutes=2)
    assert len(asked(started, [carol, dan, fiona])) == 2, "somebody was asked in the author's place, too"
    async with started.bot.context.database.read() as reader:
        turns = await reader.all("SELECT member_id, turn, passed, asked_at FROM case_asking WHERE turn = 1")
        sent = await reader.all(
            "SELECT timer.state, sending.sent_at FROM timer JOIN sending ON sending.timer_id = timer.id "
            "WHERE kind = 'rescue.ask' AND timer.member_id IN (:alice, :ben)",
            alice=alice.id,
            ben=ben.id,
        )
        due = await reader.all("SELECT due_at FROM timer WHERE kind = 'rescue.ask' AND member_id NOT IN (:a, :b)",
            a=alice.id, b=ben.id)  # fmt: skip
    assert {row[0] for row in turns} == {alice.id, ben.id}
    assert len({tuple(row)[1:] for row in turns}) == 1, "the author's row says what the other's says"
    assert len({tuple(row) for row in sent}) == 1
    assert len(sent) == 2
    assert len({row[0] for row in due}) == 1, "both were replaced at the same full hour"


async def test_nobody_is_asked_once_somebody_has_replied(started: World) -> None:
    fiona, (alice, ben) = await started.facilitator(zone="Europe/London"), await people(started, "alice", "ben")
    await released(started, alice, fiona)
    await started.advance(days=2, hours=14)  # 23:00 in Perth: Ben is asked in the morning
    shown = await digest(started, fiona)
    await fiona.click(shown, label="1. Ask two colleagues")
    await started.advance(minutes=2)
    assert asked(started, [ben]) == []
    await fiona.send(started.forum_posts()[-1], "Have you thought of the thyroid?")
    await started.advance(hours=12)
    assert asked(started, [ben]) == []
    assert "Colleagues have replied" in reply_text(await fiona.click(shown, label="1. Ask two colleagues"))


async def test_closed_messages_pass_it_on_too(started: World) -> None:
    fiona, (alice, ben, carol, dan) = await started.facilitator(), await people(started, "alice", "ben", "carol", "dan")
    for one in (ben, carol):
        await like(started, one, "Infection")
    close_dms(started, ben)
    await released(started, alice, fiona)
    await rescue(started, fiona)
    await started.advance(hours=1, minutes=2)
    assert len(asked(started, [dan, fiona])) == 1


async def test_a_community_may_have_it_done_without_a_tap(started: World) -> None:
    fiona, (alice, *others) = await started.facilitator(), await people(started, "alice", "ben", "carol")
    settings = screen(await fiona.slash(started.channel("general"), "community settings"))
    await fiona.click(settings, label="Keeping it alive")
    await fiona.select(settings, ["auto"], custom_id=f"cop1:setting:{started.guild.id}:rescue")
    await released(started, alice, fiona)
    await started.advance(days=1, hours=23)
    await started.restart()
    assert asked(started, [*others, fiona]) == []
    await started.advance(hours=3)
    assert len(asked(started, [*others, fiona])) == 2


async def test_a_rescue_by_itself_that_finds_nobody_is_tried_again(started: World) -> None:
    fiona, (alice, ben) = await started.facilitator(), await people(started, "alice", "ben")
    general = started.channel("general")
    settings = screen(await fiona.slash(general, "community settings"))
    await fiona.click(settings, label="Keeping it alive")
    await fiona.select(settings, ["auto"], custom_id=f"cop1:setting:{started.guild.id}:rescue")
    for one in (ben, fiona):
        await one.slash(general, "my away", **{"from": "today", "until": "1 Apr"})
    await released(started, alice, fiona)
    await started.advance(days=2, hours=1)
    await ben.click(screen(await ben.slash(general, "my profile")), label="I am back")
    await started.restart()
    await started.advance(days=1, hours=1)
    assert asked(started, [ben, fiona]) == ["ben"]

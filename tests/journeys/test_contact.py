"""E5: the silent are asked privately whether all is well, seldom, never in public, and their wish is obeyed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from simcord import MemberActor

from tests.journeys.case_steps import screen
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

ASK = "Ask if all is well"
OPEN_CHANNELS = ("general", "meetings", "noticeboard", "facilitators")


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def silent(world: World, *names: str) -> list[MemberActor]:
    """Let members be in who have given no sign for seven weeks."""
    people = [await world.member(name) for name in names]
    past = int((world.env.now() - timedelta(weeks=7)).timestamp())
    async with world.bot.context.database.write() as writer:
        for one in people:
            await writer.run("UPDATE member SET joined_at = :past WHERE id = :id", past=past, id=one.id)
    return people


async def digest(world: World, who: Any) -> Any:
    return screen(await who.slash(world.channel("general"), "facilitator digest"))


def days_pass(world: World, days: int) -> None:
    world.env.backend.clock._epoch += timedelta(days=days)


def asked(world: World, who: MemberActor) -> int:
    return sum("Is all well?" in text_of(dm) or "All well, stay as it is" in labels(dm) for dm in world.dms(who))


async def test_two_facilitators_at_once_ask_once_and_nobody_again_for_60_days(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    (alice,) = await silent(started, "alice")
    screens = [await digest(started, fiona), await digest(started, greta)]
    label = f"1. {ASK}"
    await started.tap_together(
        [(who, shown, custom_id(shown, label)) for who, shown in zip((fiona, greta), screens, strict=True)]
    )
    await started.advance(minutes=2)
    assert asked(started, alice) == 1
    for days in (30, 29):
        days_pass(started, days)
        await started.restart()
        assert f"<@{alice.id}>" not in text_of(await digest(started, fiona)), "not again within 60 days"
    days_pass(started, 2)
    shown = await digest(started, fiona)
    assert f"<@{alice.id}>" in text_of(shown)
    await fiona.click(shown, label=next(one for one in labels(shown) if ASK in one))
    await started.advance(minutes=2)
    assert asked(started, alice) == 2


async def test_whoever_wants_no_direct_messages_is_asked_nowhere_else(started: World) -> None:
    fiona = await started.facilitator()
    people = await silent(started, "alice", "ben")
    async with started.bot.context.database.write() as writer:
        for one, channel in zip(people, ("thread", "none"), strict=True):
            await writer.run(
                "INSERT INTO habit (community_id, member_id, quiet_from, quiet_until, working_days, channel, "
                "weekly_cap) VALUES (:community, :id, 0, 0, '0123456', :channel, 5)",
                community=started.guild.id,
                id=one.id,
                channel=channel,
            )
    before = {name: len(started.messages(name)) for name in OPEN_CHANNELS}
    threads = len(started.env.backend.channels)
    await fiona.click(await digest(started, fiona), label=f"1. {ASK}")
    await started.advance(minutes=2)
    assert [asked(started, one) for one in people] == [0, 0]
    assert {name: len(started.messages(name)) for name in OPEN_CHANNELS} == before
    assert len(started.env.backend.channels) == threads, "no thread was made for it"


@pytest.mark.parametrize(("label", "said"), [("Less, please", "**At most** 1 a week"), ("All well, stay", "5 a week")])
async def test_the_wish_is_obeyed_and_told_to_nobody(started: World, label: str, said: str) -> None:
    fiona = await started.facilitator()
    (alice,) = await silent(started, "alice")
    await fiona.click(await digest(started, fiona), label=f"1. {ASK}")
    await started.advance(minutes=2)
    (question,) = started.dms(alice)
    full = next(one for one in labels(question) if one.startswith(label))
    await started.restart()
    await alice.user.click(question, label=full)
    assert said in text_of(screen(await alice.slash(started.channel("general"), "my profile")))
    shown = text_of(await digest(started, fiona)) + reply_text(
        await fiona.slash(started.channel("general"), "facilitator audit")
    )
    assert f"<@{alice.id}>" not in shown

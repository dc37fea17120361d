"""Study buddies: members wish it, a facilitator pairs them, and everybody meets everybody."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from simcord import MemberActor

from bot.domain.pairing import SNOOZE
from tests.journeys.case_steps import count, screen, stored_bytes
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def own(world: World, who: MemberActor) -> Any:
    profile = screen(await who.slash(world.channel("general"), "my profile"))
    return screen(await who.click(profile, label="Study buddy"))


async def wishing(world: World, *names: str) -> list[MemberActor]:
    found = [await world.member(name) for name in names]
    for one in found:
        assert "You take part" in reply_text(await one.click(await own(world, one), label="Pair me"))
    return found


async def pair_them(world: World, who: MemberActor) -> str:
    shown = screen(await who.slash(world.channel("general"), "facilitator pairing"))
    told = reply_text(await who.click(shown, label="Pair them now"))
    assert "They were paired" in reply_text(await who.click(shown, label="Pair them now")), "two taps are one round"
    await world.advance(minutes=2)
    return told


def told(world: World, who: MemberActor, number: int) -> str:
    return text_of([dm for dm in world.dms(who) if "tudy budd" in text_of(dm)][number])


def buddy(world: World, who: MemberActor, number: int) -> int | None:
    found = re.search(r"this time is <@(\d+)>", told(world, who, number))
    return int(found[1]) if found else None


async def test_two_rounds_with_a_snooze_and_a_restart(started: World) -> None:
    fiona = await started.facilitator()
    people = await wishing(started, "alice", "ben", "carol", "dan")
    assert "2 pairs are told privately" in await pair_them(started, fiona)
    first = {one.id: buddy(started, one, 0) for one in people}
    assert all(first[other] == one for one, other in first.items() if other is not None)
    assert None not in first.values()
    questions = {told(started, one, 0).split("> ")[1] for one in people}
    assert len(questions) == 1, "both begin with the same question"
    alice, *others = people
    snoozed = await alice.user.click(started.dms(alice)[0], label="Snooze")
    assert "You sit out until" in reply_text(snoozed)
    assert "Pair me" in labels(await own(started, alice))
    await started.restart()
    assert "1 pair is told privately" in await pair_them(started, fiona)
    assert len(started.dms(alice)) == 1, "who snoozes is not paired"
    second = {one.id: buddy(started, one, 1) for one in others}
    assert list(second.values()).count(None) == 1, "three are no even number: one sits out"
    assert all(first[one] != other for one, other in second.items() if other is not None), "nobody meets twice"
    await alice.click(await own(started, alice), label="Pair me")
    await pair_them(started, fiona)
    third = {one.id: buddy(started, one, 1 if one is alice else 2) for one in people}
    met = [frozenset(two) for found in (first, second, third) for two in found.items() if None not in two]
    assert len(set(met)) == 5, "five of the six pairs that four people can form"
    assert alice.id in third


async def test_a_snooze_ends_by_itself_and_stop_ends_it_all(started: World) -> None:
    fiona = await started.facilitator()
    alice, ben, carol = await wishing(started, "alice", "ben", "carol")
    await alice.click(await own(started, alice), label="Snooze")
    assert "You do not" not in reply_text(await carol.click(await own(started, carol), label="Stop"))
    shown = await fiona.slash(started.channel("general"), "facilitator pairing")
    assert "1 member would be paired now" in reply_text(shown)
    assert "A pair needs two" in reply_text(await fiona.click(screen(shown), label="Pair them now"))
    started.env.backend.clock._epoch += SNOOZE
    await pair_them(started, fiona)
    assert (buddy(started, alice, 0), buddy(started, ben, 0)) == (ben.id, alice.id)
    assert started.dms(carol) == []


async def test_whom_somebody_does_not_want_stays_between_them_and_the_bot(started: World) -> None:
    fiona = await started.facilitator()
    people = await wishing(started, "alice", "ben", "carol", "dan")
    alice, ben, *_ = people
    form = await alice.click(await own(started, alice), label="Not with…")
    mine = reply_text(await alice.submit_modal(form, {"others": [ben]}))
    assert f"Never paired with: <@{ben.id}>" in mine
    for _ in range(4):
        await pair_them(started, fiona)
        started.env.backend.clock._epoch += SNOOZE
    pairs = [{one.id, buddy(started, one, number)} for one in people for number in range(4)]
    assert {alice.id, ben.id} not in pairs
    theirs = "".join(text_of(dm) for dm in started.dms(ben)) + text_of(await own(started, ben))
    seen = theirs + text_of(screen(await fiona.slash(started.channel("general"), "facilitator pairing")))
    assert "Never" not in seen
    assert f"[{ben.id}]".encode() not in stored_bytes(started), "the file holds it sealed only"
    await alice.click(await own(started, alice), label="Stop")
    await alice.click(await own(started, alice), label="Pair me")
    assert f"<@{ben.id}>" in text_of(await own(started, alice)).split("Never paired with")[1], "it outlives the wish"


async def test_the_digest_offers_a_round_and_says_when_it_was(started: World) -> None:
    fiona = await started.facilitator()
    await wishing(started, "alice", "ben")
    shown = screen(await fiona.slash(started.channel("general"), "facilitator digest"))
    assert "2 members wish for a study buddy; there was no round yet" in text_of(shown)
    assert "1 pair is told" in reply_text(await fiona.click(shown, label="1. Pair them"))
    await started.restart()
    assert "They were paired" in reply_text(await fiona.click(shown, label="1. Pair them"))
    assert await count(started, "buddy_round") == 1
    again = screen(await fiona.slash(started.channel("general"), "facilitator digest"))
    assert "Nothing needs you" in text_of(again)


async def test_a_community_may_have_rounds_every_few_weeks_by_itself(started: World) -> None:
    fiona = await started.facilitator()
    settings = screen(await fiona.slash(started.channel("general"), "community settings"))
    await fiona.click(settings, label="Keeping it alive")
    await fiona.select(settings, ["2"], custom_id=f"cop1:setting:{started.guild.id}:pairing_weeks")
    people = await wishing(started, "alice", "ben", "carol", "dan")
    for expected in (1, 1, 2, 2, 3):
        await started.advance(days=7)
        await started.restart()
        assert await count(started, "buddy_round") == expected
    pairs = {frozenset({one.id, buddy(started, one, number)}) for one in people for number in range(3)}
    assert pairs == {frozenset({one.id, other.id}) for one, other in combinations(people, 2)}


async def test_members_may_not_pair_others(started: World) -> None:
    alice, ben = await wishing(started, "alice", "ben")
    refused = await alice.slash(started.channel("general"), "facilitator pairing")
    assert "Only facilitators" in reply_text(refused)
    assert await count(started, "buddy_round") == 0
    assert started.dms(ben) == []


async def test_two_facilitators_at_once_begin_one_round(started: World) -> None:
    fiona, greta = await started.facilitator(), await started.facilitator("greta")
    people = await wishing(started, "alice", "ben", "carol", "dan")
    general = started.channel("general")
    screens = [screen(await one.slash(general, "facilitator pairing")) for one in (fiona, greta)]
    tap = custom_id(screens[0], "Pair them now")
    await started.tap_together([(fiona, screens[0], tap), (greta, screens[1], tap)])
    await started.advance(minutes=2)
    assert await count(started, "buddy_round") == 1
    assert [len(started.dms(one)) for one in people] == [1, 1, 1, 1]


async def test_whoever_wants_no_reminders_but_a_buddy_is_told_in_their_waking_hours(started: World) -> None:
    fiona = await started.facilitator()
    alice, _ = await wishing(started, "alice", "ben")
    async with started.bot.context.database.write() as writer:
        await writer.run(
            "INSERT INTO habit (community_id, member_id, quiet_from, quiet_until, working_days, channel, weekly_cap) "
            "VALUES (:community, :id, 480, 720, '0123456', 'none', 5)",  # quiet from 8:00 to 12:00
            community=started.guild.id,
            id=alice.id,
        )
    await pair_them(started, fiona)
    assert started.dms(alice) == []
    await started.advance(hours=3)
    assert "Your study buddy" in told(started, alice, 0)

"""The digest as a facilitator works through it: votes that are missing, buttons that are out of date, many lines."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.ids import CommunityId, MemberId
from bot.domain.people import MemberState
from data import applications, members
from tests.journeys.case_steps import hand_in, screen
from tests.journeys.meeting_steps import schedule
from tests.journeys.poll_steps import poll_message, vote
from tests.journeys.talk_steps import released
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


@pytest.fixture
async def started(world: World) -> World:
    await world.set_up()
    return world


async def digest(world: World, who: Any) -> Any:
    return screen(await who.slash(world.channel("general"), "facilitator digest"))


async def open_poll(world: World, who: Any, **more: Any) -> Any:
    terms = {"question": "Which evening?", "options": "Monday; Friday", "closes": "2 days", "quorum": 60, **more}
    await who.slash(world.channel("meetings"), "poll open", **terms)
    return poll_message(world)


async def test_a_poll_short_of_its_quorum_is_told_and_each_is_reminded_once(started: World) -> None:
    fiona = await started.facilitator()
    alice, bob, carol = [await started.member(name) for name in ("alice", "bob", "carol")]
    message = await open_poll(started, fiona)
    await vote(alice, message, "Monday")
    shown = await digest(started, fiona)
    assert "may decide nothing: 1 of the 3 votes it needs are in" in text_of(shown)
    assert "2 colleagues" not in reply_text(await fiona.click(shown, label="1. Remind them"))
    await started.restart()
    await fiona.click(shown, label="1. Remind them")
    await started.advance(minutes=2)
    assert [len(started.dms(one)) for one in (alice, bob, carol)] == [0, 1, 1]
    await started.advance(hours=25)
    assert [len(started.dms(one)) for one in (alice, bob, carol)] == [0, 1, 1], "the reminder came forward, not twice"
    assert labels(await digest(started, fiona)) == ["1. Open the poll", "Not each Monday"]
    for one in (bob, carol):
        await vote(one, message, "Monday")
    assert "may decide nothing" not in text_of(await digest(started, fiona))
    assert "closes" in reply_text(await fiona.click(shown, label="1. Remind them"))
    await started.advance(days=2)
    assert "closed" in reply_text(await fiona.click(shown, label="1. Remind them"))


async def test_members_who_are_away_are_not_counted_towards_a_quorum_at_risk(started: World) -> None:
    fiona = await started.facilitator()
    alice, bob = [await started.member(name) for name in ("alice", "bob")]
    message = await open_poll(started, fiona)
    await vote(alice, message, "Monday")
    assert "1 of the 2 votes" in text_of(await digest(started, fiona))
    for one in (bob, fiona):
        await one.slash(started.channel("general"), "my away", **{"from": "today", "until": "20 Mar"})
    assert "may decide nothing" not in text_of(await digest(started, fiona))


async def test_of_an_anonymous_poll_at_risk_only_the_public_turnout_is_told(started: World) -> None:
    fiona = await started.facilitator()
    alice, bob = [await started.member(name) for name in ("alice", "bob")]
    message = await open_poll(started, fiona, anonymous=True)
    await vote(alice, message, "Monday")
    shown = await digest(started, fiona)
    assert "1 of the 2 votes it needs are in" in text_of(shown)
    assert labels(shown) == ["1. Open the poll", "Not each Monday"], "who has not voted is not told apart"
    answer = await fiona.click(shown, label="1. Open the poll")
    assert f"<@{bob.id}>" not in reply_text(answer)


async def test_a_facilitator_handles_a_whole_digest_by_buttons_and_stale_ones_say_what_became(started: World) -> None:
    fiona = await started.facilitator()
    alice = await started.member("alice")
    bob = started.stranger("bob")
    await hand_in(started, alice)
    await schedule(started, fiona, when="2026-03-05T19:30+08:00[Australia/Perth]")
    async with started.bot.context.database.write() as writer:
        here, him = CommunityId(started.guild.id), MemberId(bob.id)
        await members.enter(writer, here, him, MemberState.APPLICANT, started.env.now(), 1)
        await applications.add(
            writer, here, him, particulars=b"x", gave_number=False, agreement_version=1, now=started.env.now()
        )
    shown = await digest(started, fiona)
    assert labels(shown) == ["1. Look at it", "2. Decide", "3. Ask them again", "Not each Monday"]
    card = screen(await fiona.click(shown, label="1. Look at it"))
    await fiona.click(card, label="Release")
    assert f"<@{bob.id}> would like to join" in reply_text(await fiona.click(shown, label="2. Decide"))
    async with started.bot.context.database.write() as writer:
        await writer.run("UPDATE application SET state = 'approved', decided_by = 1, decided_at = applied_at")
    for one in (fiona, alice):
        await one.click(started.messages("meetings")[-1], label="Going")
    await started.restart()
    again = screen(await fiona.click(shown, label="1. Look at it"))
    assert "Release" not in labels(again), "the card says that it was released"
    assert "The application was approved" in reply_text(await fiona.click(shown, label="2. Decide"))
    assert "enough have answered" in reply_text(await fiona.click(shown, label="3. Ask them again"))
    await started.advance(days=4)
    assert "began" in reply_text(await fiona.click(shown, label="3. Ask them again"))


async def test_more_lines_than_fit_stand_on_pages_each_with_its_button(started: World) -> None:
    fiona = await started.facilitator()
    here, now = CommunityId(started.guild.id), started.env.now()
    async with started.bot.context.database.write() as writer:
        for number in range(1, 26):
            him = MemberId(number)
            await members.enter(writer, here, him, MemberState.APPLICANT, now, 1)
            at = now - timedelta(minutes=number)
            await applications.add(writer, here, him, particulars=b"x", gave_number=False, agreement_version=1, now=at)
    shown = await digest(started, fiona)
    seen = [label for label in labels(shown) if label[0].isdigit()]
    assert labels(shown)[10:] == ["More", "Not each Monday"]
    await started.restart()
    await fiona.click(shown, label="More")
    third = custom_id(shown, "More")
    assert third.endswith(":2")
    seen += [label for label in labels(shown) if label[0].isdigit()]
    await fiona.click(shown, label="More")
    seen += [label for label in labels(shown) if label[0].isdigit()]
    assert labels(shown)[5:] == ["Back", "Not each Monday"]
    assert seen == [f"{number}. Decide" for number in range(1, 26)]
    assert "Page 3 of 3" in text_of(shown)


async def test_the_weekly_message_deals_with_its_lines_too_where_roles_are_not_told(started: World) -> None:
    fiona = await started.facilitator()
    alice, ben = await started.member("alice"), await started.member("ben")
    await digest(started, fiona)
    await released(started, alice, fiona)
    await hand_in(started, ben)
    await started.advance(days=7)
    weekly = started.dms(fiona)[-1]
    assert labels(weekly) == ["1. Look at it", "2. Ask two colleagues", "Not each Monday"]
    await started.restart()
    shown = await fiona.user.click(weekly, label="1. Look at it")
    assert "Case 2 waits for release" in reply_text(shown)
    assert labels(screen(shown)) == ["Look at it"], "a link to the card in the server, where it is decided"
    assert "asked privately" in reply_text(await fiona.user.click(weekly, label="2. Ask two colleagues"))
    started.env.backend.remove_member_role(started.guild.id, fiona.id, started.facilitator_role.id)
    refused = await fiona.user.click(weekly, label="2. Ask two colleagues")
    assert "Only facilitators" in reply_text(refused), "the role counts when it is pressed, not when it was sent"

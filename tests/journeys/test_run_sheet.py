"""B13: a facilitator leads a meeting from a phone, through a restart and with a colleague who steps in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest_asyncio
import simcord

from bot.domain.ids import CommunityId, MeetingId, MemberId
from data import agenda
from tests.journeys.meeting_steps import NOON, STARTS_AT_NOON, card_of, count, private, schedule
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

STARTS = STARTS_AT_NOON


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def run(world: World, who: simcord.MemberActor, **options: Any) -> Any:
    result = await who.slash(world.channel("general"), "meeting run", **options)
    private(result)
    assert result.response is not None
    return result.response


def minutes(instant_offset: float) -> str:
    """Return the relative timestamp of so many minutes after the planned beginning."""
    return f"<t:{int((STARTS + timedelta(minutes=instant_offset)).timestamp())}:R>"


async def test_a_meeting_is_led_through_a_restart_and_by_two_without_losing_its_place(ready: World) -> None:
    fiona, frank = await ready.facilitator(), await ready.facilitator("frank")
    await schedule(ready, fiona, title="Back pain", when=NOON, topic="Red *flags*")
    screen = await run(ready, fiona)
    assert "half an hour before" in text_of(screen)
    assert labels(screen) == []
    await ready.advance_to(STARTS - timedelta(minutes=10))
    screen = await run(ready, fiona)
    assert r"Talk it through (Red \*flags\*): 45 min" in text_of(screen)
    await fiona.select(screen, ["journal-club"])
    await ready.restart()
    screen = await run(ready, fiona)
    await fiona.select(screen, ["plain"])
    await ready.advance_to(STARTS)
    start = custom_id(screen, "Start now")
    await ready.tap_together([(fiona, screen.message, start), (fiona, screen.message, start)])
    assert await count(ready, "meeting_run") == 1

    screen = await run(ready, fiona)
    for part in ("Step 1 of 4: Welcome", minutes(5), r"Red \*flags\*", "On time", "45 min"):
        assert part in text_of(screen)
    assert labels(screen) == ["Next", "+5 min", "End"]
    await ready.advance(minutes=7)
    following = custom_id(screen, "Next")
    await ready.tap_together([(fiona, screen.message, following), (frank, screen.message, following)])
    await ready.restart()
    theirs = await run(ready, frank)
    for part in ("Step 2 of 4: Talk it through", minutes(52), "2 minutes behind"):
        assert part in text_of(theirs)
    await frank.click(theirs, label="+5 min")
    screen = await run(ready, fiona, meeting="Back")
    assert minutes(57) in text_of(screen)
    assert "7 minutes behind" in text_of(screen)
    assert f"; people were told {minutes(60).replace(':R', ':t')}." in text_of(screen)
    await ready.advance(minutes=30)
    assert "This moved on" not in reply_text(await frank.click(theirs, label="Next"))
    old = await fiona.click(screen, label="+5 min")
    assert "This moved on" in reply_text(old)
    assert "Step 3 of 4" in reply_text(old)
    assert "ahead" in reply_text(old)
    assert "people were told" not in reply_text(old), "it ends in time"

    asked = await fiona.click(screen, label="End")
    assert "1 step is still to come" in reply_text(asked)
    await fiona.click(screen, label="Not yet")
    await fiona.click(screen, label="Next")
    await ready.advance(minutes=3)
    await ready.restart()
    await ready.tap_together([(fiona, screen.message, custom_id(screen, "End"))] * 2)
    over = await run(ready, fiona)
    assert "It lasted 40 minutes; 60 were planned" in text_of(over)
    assert labels(over)[:2] == ["Attendance", "Minutes"]
    await ready.advance(seconds=30)
    assert labels(card_of(ready)) == ["My attendance"]
    form = await fiona.click(over, label="Minutes")
    await fiona.submit_modal(form, {"learning": "Ask about sleep", "decisions": ""})
    assert "**Minutes** are written" in text_of(await run(ready, frank))


async def test_the_screen_is_the_facilitators_and_never_public(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    general = ready.channel("general")
    assert "No meeting is coming up" in private(await fiona.slash(general, "meeting run"))
    await schedule(ready, fiona, when=NOON)
    assert "Only facilitators" in private(await alice.slash(general, "meeting run"))
    await ready.advance_to(STARTS + timedelta(minutes=4))
    before = sum(len(ready.messages(name)) for name in ("general", "meetings", "facilitators", "noticeboard"))
    screen = await run(ready, fiona)
    assert labels(screen) == ["Start now", "It began in time"]
    (nosy,) = await ready.tap_together([(alice, screen.message, custom_id(screen, "Start now"))])
    assert "Only facilitators" in private(nosy)
    await fiona.click(screen, label="It began in time")
    assert minutes(4) in text_of(await run(ready, fiona)), "a journal club's welcome takes four minutes"
    after = sum(len(ready.messages(name)) for name in ("general", "meetings", "facilitators", "noticeboard"))
    assert before == after
    assert await count(ready, "meeting WHERE began_at = starts_at") == 1


async def test_minutes_are_those_of_the_meeting_as_it_was_run_and_not_as_planned(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, title="Gout", when=NOON)
    await ready.advance_to(STARTS - timedelta(minutes=20))
    await alice.join_voice(ready.channel("Meeting room"))
    await ready.advance(minutes=10)
    screen = await run(ready, fiona)
    await fiona.click(screen, label="Start now")
    await ready.advance_to(STARTS + timedelta(minutes=75))
    await fiona.click(screen, label="End")
    await fiona.click(screen, label="End it now")
    assert "It lasted 85 minutes; 60 were planned" in text_of(await run(ready, fiona))
    await ready.advance(seconds=30)
    assert "85 of 85 minutes" in private(await alice.click(card_of(ready), label="My attendance"))


async def test_a_run_sheet_that_nobody_ended_is_over_two_hours_later_as_planned(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, title="Gout", when=NOON, place="Zoom")
    await ready.advance_to(STARTS)
    screen = await run(ready, fiona)
    await fiona.click(screen, label="Start now")
    await ready.advance(seconds=30)
    await alice.click(card_of(ready), label="I'm here")
    await ready.advance(minutes=90)
    assert labels(card_of(ready)) == ["I'm here", "Add to calendar"], "still on"
    await ready.down(hours=2)
    await ready.advance(seconds=90)
    assert "60 of 60 minutes" in private(await alice.click(card_of(ready), label="My attendance"))
    assert "It lasted 60 minutes" in text_of(await run(ready, fiona))


async def test_the_longest_names_in_any_script_fit_every_screen(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    bob, carol = await ready.member("bob"), await ready.member("carol")
    title = "*" * 99 + "\N{ANATOMICAL HEART}"
    await schedule(ready, fiona, title=title, when=NOON, topic="_" * 199 + "\N{ANATOMICAL HEART}", place="*" * 100)
    async with ready.bot.context.database.write() as writer:
        for number in range(8):
            await agenda.add(
                writer,
                CommunityId(ready.guild.id),
                MeetingId(1),
                title=f"{number}" + "@everyone~" * 19,
                topic_id=None,
                presenter_id=MemberId(alice.id),
            )
    await ready.advance_to(STARTS)
    screen = await run(ready, fiona)
    await fiona.select(screen, ["echo"])
    await fiona.click(screen, label="Start now")
    await ready.advance(seconds=30)
    for who in (alice, bob, carol):
        await who.click(card_of(ready), label="I'm here")
    for _ in range(21):
        await fiona.click(screen, label="Next")
    await ready.advance(minutes=5)
    ended = await fiona.click(screen, label="End")
    assert "It lasted 6 minutes; 60 were planned" in reply_text(ended)
    await ready.advance(seconds=30)
    assert "6 of 6 minutes" in private(await bob.click(card_of(ready), label="My attendance"))
    sheet = await fiona.click(screen, label="Attendance")
    assert f"<@{alice.id}>: 6 min" in reply_text(sheet)
    posted = [one for one in ready.messages("meetings") if one.embeds and "How was it?" in (one.embeds[0].title or "")]
    assert len(posted) == 1
    assert all(message.mentions == [] and not message.mention_everyone for message in ready.messages("meetings"))


async def test_what_is_taken_off_the_agenda_or_hidden_leaves_the_sheet_of_a_running_meeting(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona, title="Gout", when=NOON, topic="The farmer with the tractor")
    await ready.advance_to(STARTS)
    screen = await run(ready, fiona)
    await fiona.click(screen, label="Start now")
    await fiona.click(screen, label="Next")
    assert "The farmer with the tractor" in text_of(screen)
    async with ready.bot.context.database.write() as writer:
        (item,) = await agenda.of_meeting(writer, CommunityId(ready.guild.id), MeetingId(1))
        await agenda.remove(writer, CommunityId(ready.guild.id), item.id)  # as erasing a case does
    shown = text_of(await run(ready, fiona))
    assert "Step 2 of 4: Talk it through" in shown
    assert "farmer" not in shown
    assert await count(ready, "run_step WHERE title LIKE '%farmer%' OR hint LIKE '%farmer%'") == 0

"""B14: who was at a meeting, seen in the voice channel, said by phone, ticked by facilitators, contested by members."""

from __future__ import annotations

from datetime import timedelta

import pytest_asyncio
import simcord

from bot.domain.ids import CommunityId
from data import audit
from tests.journeys.meeting_steps import NOON, STARTS_AT_NOON, card_of, count, private, schedule
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

STARTS = STARTS_AT_NOON
ENDS = STARTS + timedelta(hours=1)


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def minutes_of(world: World, who: simcord.MemberActor) -> str:
    return private(await who.click(card_of(world), label="My attendance"))


async def acts(world: World) -> list[audit.Entry]:
    async with world.bot.context.database.read() as reader:
        found = await audit.entries(reader, CommunityId(world.guild.id))
    return [entry for entry in found if entry.act.startswith("attendance.")]


async def test_leaves_and_rejoins_add_up_also_over_a_restart(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    carol, dave = await ready.member("carol"), await ready.member("dave")
    room = ready.channel("Meeting room")
    await schedule(ready, fiona, when=NOON)
    await ready.advance_to(STARTS - timedelta(minutes=10))
    await alice.join_voice(room)  # ten minutes early: they do not count
    await ready.advance_to(STARTS + timedelta(minutes=5))
    await bob.join_voice(room)
    await bob.set_voice(self_mute=True)
    await dave.join_voice(room)
    await ready.advance(minutes=10)
    await alice.leave_voice()
    await ready.advance(minutes=5)
    await alice.join_voice(room)
    await ready.advance(minutes=10, seconds=5)

    watches = "timer WHERE kind = 'meeting.watch' AND state = 'pending'"
    assert await count(ready, watches) == 1, "one look a minute is enough"

    def meanwhile() -> None:
        ready.unheard(dave, None)
        ready.unheard(carol, "Meeting room")

    # 30 minutes in, the bot is down for ten: Bob and Alice stay, Dave leaves, Carol comes.
    await ready.down(meanwhile, minutes=10)
    await ready.advance_to(ENDS + timedelta(seconds=30))

    assert "55 of 60 minutes are counted for you" in await minutes_of(ready, alice)
    assert "55 of 60 minutes" in await minutes_of(ready, bob)
    assert "25 of 60 minutes" in await minutes_of(ready, dave), "until last seen"
    assert "20 of 60 minutes" in await minutes_of(ready, carol), "from when the bot was back"
    assert "0 of 60 minutes" in await minutes_of(ready, fiona)
    listed = private(await fiona.slash(ready.channel("general"), "meeting attendance"))
    for who, minutes in ((alice, 55), (bob, 55), (dave, 25), (carol, 20)):
        assert f"<@{who.id}>: {minutes} min, voice channel" in listed
    assert f"<@{fiona.id}>" not in listed


async def test_a_bot_that_was_down_over_the_end_counts_until_last_seen_or_the_end(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await schedule(ready, fiona, when=NOON)
    await ready.advance_to(STARTS + timedelta(seconds=5))
    for who in (alice, bob):
        await who.join_voice(ready.channel("Meeting room"))
    await ready.advance(minutes=40)
    await ready.down(lambda: ready.unheard(bob, None), hours=3)
    await ready.advance(seconds=90)
    assert "60 of 60 minutes" in await minutes_of(ready, alice), (
        "there before and after: stayed, but not beyond the end"
    )
    assert "40 of 60 minutes" in await minutes_of(ready, bob)
    assert await count(ready, "presence WHERE until IS NULL") == 0


async def test_a_meeting_that_was_moved_and_made_longer_is_watched_and_ends_at_its_new_time(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    general = ready.channel("general")
    await schedule(ready, fiona, when=NOON)
    moved = await fiona.slash(general, "meeting move", meeting="Journal club", when="13:00")
    assert moved.response is not None
    await fiona.click(moved.response, label="Change it")
    longer = await fiona.slash(general, "meeting edit", meeting="Journal club", duration="90")
    assert longer.response is not None
    await fiona.click(longer.response, label="Change it")
    await alice.join_voice(ready.channel("Meeting room"))
    await ready.advance_to(STARTS + timedelta(minutes=61))
    assert labels(card_of(ready)) == ["I'm here", "Add to calendar"], "the old end ends nothing"
    assert "Whoever is in the voice channel is counted" in text_of(card_of(ready))
    await ready.advance_to(STARTS + timedelta(minutes=151))
    assert "90 of 90 minutes" in await minutes_of(ready, alice)


async def test_strangers_other_channels_and_other_times_are_not_noted(ready: World) -> None:
    fiona, alice, zoe = await ready.facilitator(), await ready.member("alice"), ready.stranger("zoe")
    lounge = ready.guild.create_voice_channel("Lounge")
    room = ready.channel("Meeting room")
    await schedule(ready, fiona, when=NOON)
    await alice.join_voice(room)
    assert await count(ready, "presence") == 0, "no meeting is on"
    await alice.leave_voice()
    await ready.advance_to(STARTS + timedelta(minutes=1))
    ready.env.backend.set_voice_state(ready.guild.id, zoe.id, room.id)
    await ready.env.settle()
    await alice.join_voice(lounge)
    assert await count(ready, "presence") == 0
    await ready.advance_to(ENDS + timedelta(minutes=1))
    await alice.join_voice(room)
    assert await count(ready, "presence") == 0, "it is over"


async def test_a_zoom_meeting_counts_who_says_they_are_here_and_whom_the_facilitator_ticks(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    carol, dave = await ready.member("carol"), await ready.member("dave")
    general = ready.channel("general")
    await schedule(ready, fiona, when=NOON, place="Zoom")
    await dave.click(card_of(ready), label="Going")
    await ready.advance_to(STARTS + timedelta(minutes=4))
    await carol.join_voice(ready.channel("Meeting room"))
    card = card_of(ready)
    assert labels(card) == ["I'm here", "Add to calendar"]
    assert "I'm here" in text_of(card)
    here = custom_id(card, "I'm here")
    await ready.tap_together([(alice, card, here), (alice, card, here)])
    await ready.restart()
    await ready.advance(minutes=16)
    said = await bob.click(card_of(ready), label="I'm here")
    assert "until the meeting ends" in private(said)
    await ready.advance(minutes=20)
    assert said.response is not None
    left = await bob.click(said.response, label="I'm leaving")
    assert "you have left" in reply_text(left)
    still = await fiona.slash(general, "meeting attendance")
    assert "still on, 40 minutes so far" in private(still)
    assert still.response is not None
    assert labels(still.response) == []
    await ready.advance_to(ENDS + timedelta(seconds=30))

    card = card_of(ready)
    assert labels(card) == ["My attendance"]
    (late,) = await ready.tap_together([(carol, card, here)])
    assert "moved on" in private(late)
    assert "was over" in reply_text(await bob.click(said.response, label="I'm back"))
    assert "60 of 60 minutes" in await minutes_of(ready, alice), "who says so in the first minutes was there from it"
    assert "20 of 60 minutes" in await minutes_of(ready, bob)
    assert "0 of 60 minutes" in await minutes_of(ready, carol), "this meeting was not in the voice channel"
    assert await count(ready, "presence") == 2

    sheet = await fiona.slash(general, "meeting attendance", meeting="Journal")
    assert f"Said they would come, not seen\n<@{dave.id}>" in private(sheet)
    assert sheet.response is not None
    assert labels(sheet.response) == ["Tick who came", "Add or correct", "Confirm", "How the last ones felt"]
    form = await fiona.click(sheet.response, label="Tick who came")
    zoe = ready.stranger("zoe")
    refused = await fiona.submit_modal(form, {"people": [dave, zoe], "minutes": ""})
    assert "Only members" in private(refused)
    assert await count(ready, "attendance_fix") == 0
    form = await fiona.click(sheet.response, label="Tick who came")
    await fiona.submit_modal(form, {"people": [dave, carol], "minutes": ""})
    form = await fiona.click(sheet.response, label="Add or correct")
    assert "nobody was there for longer" in private(await fiona.submit_modal(form, {"people": [bob], "minutes": "61"}))
    form = await fiona.click(sheet.response, label="Add or correct")
    await fiona.submit_modal(form, {"people": [bob], "minutes": "0"})
    await ready.restart()
    screen = sheet.response.message
    await ready.tap_together([(fiona, screen, custom_id(screen, "Confirm"))] * 2)
    found = [(entry.act, entry.actor_id, entry.member_id, entry.was, entry.became) for entry in await acts(ready)]
    assert found == [
        ("attendance.confirmed", fiona.id, None, None, None),
        ("attendance.corrected", fiona.id, bob.id, 20, 0),
        ("attendance.corrected", fiona.id, carol.id, 0, 60),
        ("attendance.corrected", fiona.id, dave.id, 0, 60),
    ]
    assert "60 of 60 minutes" in await minutes_of(ready, dave)
    mine = await minutes_of(ready, bob)
    assert "0 of 60 minutes" in mine
    assert "A facilitator set this; 20 minutes were added up" in mine


async def test_a_member_contests_their_own_minutes_and_a_facilitator_settles_it(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    frank = await ready.facilitator("frank")
    await schedule(ready, fiona, when=NOON)
    await ready.advance_to(STARTS + timedelta(minutes=30))
    await alice.join_voice(ready.channel("Meeting room"))
    early = await fiona.slash(ready.channel("general"), "meeting attendance")
    assert "Corrections come after it" in private(early)
    await ready.advance_to(ENDS + timedelta(seconds=30))
    mine = await alice.click(card_of(ready), label="My attendance")
    assert "30 of 60 minutes" in private(mine)
    assert mine.response is not None
    form = await alice.click(mine.response, label="That is not right")
    given_back = await alice.submit_modal(form, {"minutes": "", "reason": "Ring me on 0412 345 678"})
    assert "0412 345 678" in private(given_back)
    assert await count(ready, "attendance_contest") == 0
    form = await alice.click(mine.response, label="That is not right")
    await ready.restart()
    done = await alice.submit_modal(form, {"minutes": "", "reason": "I was on the phone line for the first half"})
    assert "A facilitator looks at it" in private(done)
    await ready.advance(seconds=30)
    (asked,) = [one for one in ready.messages("facilitators") if "contested" in text_of(one)]
    for part in (f"<@{alice.id}> says 60 of 60 minutes; counted were 30", "phone line for the first half"):
        assert part in text_of(asked)
    assert labels(asked) == ["Set to 60 minutes", "Leave at 30", "Open the list"]
    path = ready.settings.database_path
    everything = b"".join(one.read_bytes() for one in (path, path.with_name(path.name + "-wal")) if one.exists())
    assert b"phone line" not in everything, "encrypted until settled"
    grant, leave = custom_id(asked, "Set to 60 minutes"), custom_id(asked, "Leave at 30")
    (nosy,) = await ready.tap_together([(bob, asked, grant)])
    assert "Only facilitators" in private(nosy)
    await ready.tap_together([(fiona, asked, grant), (frank, asked, leave)])
    await ready.restart()
    await ready.advance(seconds=30)
    (told,) = ready.dms(alice)
    assert "your minutes are put right, 60 count now" in told.content
    (asked,) = [one for one in ready.messages("facilitators") if "contested" in text_of(one)]
    assert labels(asked) == []
    assert "phone line" not in text_of(asked)
    (entry,) = await acts(ready)
    assert (entry.act, entry.member_id, entry.was, entry.became) == ("attendance.corrected", alice.id, 30, 60)
    after = await minutes_of(ready, alice)
    assert "60 of 60 minutes" in after
    assert "a facilitator put it right" in after
    assert "0 of 60 minutes" in await minutes_of(ready, bob), "each sees their own only"
    form = await alice.click(mine.response, label="That is not right")
    same = await alice.submit_modal(form, {"minutes": "60", "reason": "All of it"})
    assert "nothing to put right" in private(same)


async def test_a_long_list_stands_on_pages(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona, when=NOON, place="Zoom")
    await ready.advance_to(ENDS + timedelta(seconds=30))
    async with ready.bot.context.database.write() as writer:
        for number in range(100):
            await writer.run(
                "INSERT INTO presence (community_id, meeting_id, member_id, source, since, until, seen_at) "
                "VALUES (:community, 1, :member, 'said', :since, :until, :since)",
                community=ready.guild.id,
                member=10**18 + number,
                since=int(STARTS.timestamp()) + number,
                until=int(ENDS.timestamp()),
            )
    first = await fiona.slash(ready.channel("general"), "meeting attendance")
    seen = [private(first)]
    assert first.response is not None
    for _ in range(2):
        await fiona.click(first.response, label="More people")
        seen.append(text_of(first.response))
    assert "100 people; page 3 of 3" in seen[2]
    assert labels(first.response)[-1] == "Back"
    for number in range(100):
        assert sum(f"<@{10**18 + number}>" in page for page in seen) == 1


async def test_attendance_is_the_facilitators_and_of_this_server_only(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    general = ready.channel("general")
    assert "No meeting has begun yet" in private(await fiona.slash(general, "meeting attendance"))
    assert "Only facilitators" in private(await alice.slash(general, "meeting attendance"))
    await schedule(ready, fiona, when=NOON)
    assert "has not begun yet" in private(await fiona.slash(general, "meeting attendance", meeting="Journal"))
    await ready.advance_to(ENDS + timedelta(minutes=1))
    card, here = card_of(ready), ready.guild.id
    for forged in (f"cop1:mymins:{here + 1}:1", f"cop1:attok:{here + 1}:1", f"cop1:attok:{here}:1"):
        (result,) = await ready.tap_together([(alice, card, forged)])
        assert "out of date" in private(result)
    assert await acts(ready) == []

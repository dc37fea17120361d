"""A meeting's life as a facilitator and as members see it: planned, answered, reminded of, called off."""

from __future__ import annotations

from datetime import timedelta

import pytest
import pytest_asyncio
from icalendar import Calendar

from tests.journeys.meeting_steps import ANSWERS, STARTS, card_of, count, private, schedule
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


# ---------------------------------------------------------------- planning


async def test_a_time_picked_from_the_suggestions_posts_the_card_at_once(ready: World) -> None:
    fiona = await ready.facilitator()
    options = await fiona.autocomplete(
        ready.channel("general"), "meeting schedule", "when", "12 March 19:30", title="Journal club"
    )
    assert options[0]["name"] == "Thu, March 12, 2026, 7:30 PM (Perth)"
    result = await schedule(ready, fiona, when=options[0]["value"], seats=8, place="Room 4", topic="Gout")
    assert f"<t:{int(STARTS.timestamp())}:F>" in private(result)
    card = card_of(ready)
    assert labels(card) == ANSWERS
    shown = text_of(card)
    for part in (
        "Journal club",
        f"<t:{int(STARTS.timestamp())}:F>",
        "R>",
        "Room 4",
        "8 of 8 free",
        "Gout",
        "Going (0)",
    ):
        assert part in shown


async def test_a_typed_time_is_echoed_before_it_counts_and_posted_once(ready: World) -> None:
    fiona = await ready.facilitator()
    result = await schedule(ready, fiona, when="12 March 7:30pm", duration="1h30")
    assert f"<t:{int(STARTS.timestamp())}:F>" in private(result)
    assert "90 minutes" in reply_text(result)
    assert result.response is not None
    assert labels(result.response) == ["Post it", "Change"]
    assert "has begun" not in reply_text(result)
    assert ready.messages("meetings") == []
    await ready.restart()
    post = custom_id(result.response, "Post it")
    await ready.tap_together([(fiona, result.response.message, post)] * 5)
    assert labels(card_of(ready)) == ANSWERS
    assert "Posted" in reply_text(result)
    assert len(ready.messages("meetings")) == 1


async def test_a_draft_is_changed_in_a_form_before_it_is_posted(ready: World) -> None:
    fiona = await ready.facilitator()
    result = await schedule(ready, fiona, when="11 March 7:30pm", topic="Gout")
    assert result.response is not None
    form = await fiona.click(result.response.message, label="Change")
    assert form.modal is not None
    done = await fiona.submit_modal(
        form,
        {
            "title": "Back pain",
            "when": "12 March 19:30",
            "duration": "45 min",
            "seats": "6",
            "place": "Room 2",
        },
    )
    assert done.acknowledged
    await fiona.click(result.response.message, label="Post it")
    shown = text_of(card_of(ready))
    for part in ("Back pain", str(int(STARTS.timestamp())), "45 minutes", "6 of 6 free", "Room 2", "Gout"):
        assert part in shown


async def test_an_ambiguous_time_is_asked_and_the_chosen_one_is_posted(ready: World) -> None:
    fiona = await ready.facilitator()
    result = await schedule(ready, fiona, when="12 March 7:30")
    private(result)
    assert result.response is not None
    choices = labels(result.response)
    assert choices[:-1] == ["Thu, March 12, 2026, 7:30 PM (Perth)", "Thu, March 12, 2026, 7:30 AM (Perth)"]
    assert ready.messages("meetings") == []
    await fiona.click(result.response.message, label=choices[0])
    assert f"<t:{int(STARTS.timestamp())}:F>" in text_of(card_of(ready))


@pytest.mark.parametrize(
    "options",
    [
        {"when": "32 Dec"},
        {"when": "1 March 2026 10:00"},
        {"when": "x" * 4000},
        {"when": "😀 @everyone **now**"},
        {"when": "29 March 2026 1:30am London"},
        {"when": "3 Dec 2090 19:30"},
        {"title": " "},
        {"title": "x" * 4000},
        {"title": "😀" * 4000},
        {"place": "p" * 4000},
        {"topic": "t" * 4000},
        {"duration": "soon"},
        {"duration": "3 weeks"},
    ],
    ids=lambda options: str({name: value[:20] for name, value in options.items()}),
)
async def test_bad_input_gets_one_private_sentence_and_stores_nothing(ready: World, options: dict[str, str]) -> None:
    fiona = await ready.facilitator()
    result = await schedule(ready, fiona, **options)
    said = private(result)
    assert "went wrong" not in said
    assert len(said) <= 2000
    assert await count(ready, "meeting") == 0
    assert ready.messages("meetings") == []


async def test_hostile_words_ping_nobody_and_break_no_card(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    hostile = "@everyone **<@1>** 🫀 `x` [a](http://b) " + "_" * 50
    await schedule(ready, fiona, title=hostile, place=hostile, topic=hostile)
    card = card_of(ready)
    assert "@everyone" not in text_of(card)
    assert not card.mention_everyone
    assert card.mentions == []
    listed = await alice.slash(ready.channel("general"), "meeting list")
    assert "@everyone" not in private(listed)
    wrong = await alice.slash(ready.channel("general"), "meeting show", meeting="@everyone " + "x" * 3000)
    assert "nearest" in private(wrong)


async def test_only_facilitators_plan_and_cancel(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    assert "Only facilitators" in private(await schedule(ready, alice))
    await schedule(ready, fiona)
    result = await alice.slash(ready.channel("general"), "meeting cancel", meeting="Journal club")
    assert "Only facilitators" in private(result)
    stranger = ready.stranger("zoe")
    assert "/join" in private(await stranger.slash(ready.channel("general"), "meeting list"))


# ---------------------------------------------------------------- answering


async def test_one_tap_answers_another_changes_it_and_the_card_follows(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await schedule(ready, fiona, seats=2)
    card = card_of(ready)
    await alice.click(card, label="Going")
    await bob.click(card, label="Going")
    assert f"<@{alice.id}>, <@{bob.id}>" in text_of(card_of(ready))
    assert "all 2 taken" in text_of(card_of(ready))
    await bob.click(card, label="Can't go")
    await fiona.click(card, label="Going")
    shown = text_of(card_of(ready))
    assert f"<@{alice.id}>, <@{fiona.id}>" in shown
    assert "Can’t go (1)" in shown
    twice = await alice.click(card, label="Going")
    assert "You said you are going." in reply_text(twice)
    assert text_of(card_of(ready)) == shown


async def test_a_hundred_taps_at_once_fill_eight_seats_exactly(ready: World) -> None:
    fiona = await ready.facilitator()
    crowd = [await ready.member(f"gp{number}") for number in range(50)]
    await schedule(ready, fiona, seats=8)
    card = card_of(ready)
    going = custom_id(card, "Going")
    await ready.tap_together([(member, card, going) for member in crowd for _ in range(2)])
    await ready.advance(seconds=30)
    shown = text_of(card_of(ready))
    assert "Going (8)" in shown
    assert "all 8 taken" in shown
    assert ", ".join(f"<@{member.id}>" for member in crowd[:8]) in shown
    assert "Waiting for a seat (42)" in shown
    assert await count(ready, "rsvp WHERE answer = 'going'") == 8


async def test_a_deleted_card_comes_back_with_all_answers(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona)
    card = card_of(ready)
    await alice.click(card, label="Going")
    await ready.advance(seconds=30)
    ready.env.backend.delete_message(card.channel.id, card.id)
    await ready.advance(seconds=61)
    again = card_of(ready)
    assert again.id != card.id
    assert f"<@{alice.id}>" in text_of(again)
    assert labels(again) == ANSWERS


async def test_a_card_that_was_cleared_away_with_others_comes_back(ready: World) -> None:
    await schedule(ready, await ready.facilitator())
    card = card_of(ready)
    ready.env.backend.bulk_delete_messages(card.channel.id, [card.id])
    await ready.advance(seconds=61)
    assert card_of(ready).id != card.id


@pytest.mark.parametrize(
    ("typed", "missing", "offered"),
    [("next week", "does not say on which day", 4), ("next Tue", "does not say at what time of day", 4)],
)
async def test_a_time_without_day_or_hour_says_what_is_missing_and_offers_moments(
    ready: World, typed: str, missing: str, offered: int
) -> None:
    fiona = await ready.facilitator()
    asked = await schedule(ready, fiona, when=typed)
    assert missing in private(asked)
    assert asked.response is not None
    choices = labels(asked.response)[:-1]
    assert len(choices) == offered
    await ready.restart()
    await fiona.click(asked.response.message, label=choices[1])
    assert await count(ready, "meeting") == 1
    assert card_of(ready)


async def test_an_answer_after_the_beginning_moved_on_and_the_card_says_so(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona)
    going = custom_id(card_of(ready), "Going")
    await ready.advance_to(STARTS + timedelta(minutes=2))
    card = card_of(ready)
    assert labels(card) == ["I'm here", "Add to calendar"]
    (late,) = await ready.tap_together([(alice, card, going)])
    assert "moved on" in private(late)
    assert await count(ready, "rsvp") == 0


async def test_ids_of_another_server_and_forged_ids_do_nothing(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona)
    card = card_of(ready)
    here = ready.guild.id
    for forged in (
        f"cop1:rsvp:{here + 1}:1:going",
        f"cop1:rsvp:{here}:999:going",
        f"cop1:meetoff:{here}:1",
        f"cop1:meetpost:{here}:1",
        f"cop1:meetpick:{here}:1:9999999999",
        f"cop1:rsvp:{here}:1:never",
        f"cop1:rsvp:{here}:{'9' * 18}:going",
    ):
        (result,) = await ready.tap_together([(alice, card, forged)])
        said = private(result)
        assert "went wrong" not in said, forged
    assert await count(ready, "rsvp") == 0
    assert await count(ready, "meeting WHERE state = 'scheduled'") == 1


async def test_the_list_and_one_meeting_in_full_show_my_own_answer(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    general = ready.channel("general")
    assert "No meeting is coming up" in private(await alice.slash(general, "meeting list"))
    assert "No meeting is coming up" in private(await alice.slash(general, "meeting show"))
    await schedule(ready, fiona)
    await schedule(ready, fiona, title="Back pain", when="2026-03-20T12:00+08:00[Australia/Perth]")
    shown = await alice.slash(general, "meeting show")
    assert "Journal club" in private(shown)
    assert shown.response is not None
    await alice.click(shown.response.message, label="Maybe")
    listed = private(await alice.slash(general, "meeting list"))
    assert listed.index("Journal club") < listed.index("Back pain")
    assert "You said maybe." in listed
    offered = await alice.autocomplete(general, "meeting show", "meeting", "back")
    assert [choice["name"] for choice in offered] == ["Back pain: Fri, March 20, 2026, 12:00 PM (Perth)"]
    assert "Back pain" in private(await alice.slash(general, "meeting show", meeting=offered[0]["value"]))
    assert "nearest: **Back pain" in private(await alice.slash(general, "meeting show", meeting="bakc pain"))


async def test_add_to_calendar_gives_a_file_that_another_reader_understands(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, place="Room 4")
    result = await alice.click(card_of(ready), label="Add to calendar")
    private(result)
    assert result.response is not None
    (attachment,) = result.response.attachments
    assert attachment.filename.endswith(".ics")
    content = await attachment.read()
    (event,) = Calendar.from_ical(content.decode()).walk("VEVENT")
    assert event.decoded("dtstart") == STARTS
    assert event.decoded("dtend") == STARTS + timedelta(hours=1)
    assert event.decoded("sequence") == 0


# ---------------------------------------------------------------- calling off


async def test_a_cancelled_meeting_tells_everybody_who_meant_to_come_once(ready: World) -> None:
    fiona, alice, bob, carol = (
        await ready.facilitator(),
        await ready.member("alice"),
        await ready.member("bob"),
        await ready.member("carol"),
    )
    await schedule(ready, fiona)
    card = card_of(ready)
    for actor, label in ((alice, "Going"), (bob, "Maybe"), (carol, "Can't go")):
        await actor.click(card, label=label)
    general = ready.channel("general")
    asked = await fiona.slash(general, "meeting cancel", meeting="Journal club", reason="Flood *on* the road")
    assert "2 people meant to come" in private(asked)
    assert asked.response is not None
    assert labels(asked.response) == ["Cancel the meeting", "Keep it"]
    kept = await fiona.slash(general, "meeting cancel", meeting="Journal club")
    assert kept.response is not None
    await fiona.click(kept.response.message, label="Keep it")
    assert ready.dms(alice) == []

    await ready.restart()
    off = custom_id(asked.response, "Cancel the meeting")
    await ready.tap_together([(fiona, asked.response.message, off)] * 3)
    await ready.restart()
    await ready.advance(minutes=5)
    cancelled = card_of(ready)
    assert "Cancelled: Journal club" in text_of(cancelled)
    assert r"Flood \*on\* the road" in text_of(cancelled)
    assert labels(cancelled) == []
    assert [len(ready.dms(actor)) for actor in (alice, bob, carol, fiona)] == [1, 1, 0, 0]
    assert "is cancelled" in text_of(ready.dms(alice)[0])
    await ready.advance_to(STARTS + timedelta(hours=1))
    assert [len(ready.dms(actor)) for actor in (alice, bob, carol, fiona)] == [1, 1, 0, 0]
    (late,) = await ready.tap_together([(carol, cancelled, custom_id(card, "Going"))])
    assert "moved on" in private(late)
    again = await fiona.slash(general, "meeting cancel", meeting="Journal club")
    assert "moved on" in private(again)

"""B12 and D12: presenters are asked privately, once, and answer with a button."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest_asyncio

from tests.journeys.case_steps import anonymous, close_dms, screen
from tests.journeys.meeting_steps import STARTS, agendas, card_of, schedule
from tests.journeys.poll_steps import choose, poll_message, private, suggest, vote
from tests.journeys.talk_steps import refreshed, released
from tests.journeys.test_agenda import agenda
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def name(world: World, facilitator: Any, item: str, person: Any) -> Any:
    """Have somebody asked by menus and buttons; return the private screen after it."""
    shown = await agenda(world, facilitator)
    await choose(facilitator, shown, item)
    await facilitator.click(shown, label="Name a presenter")
    answer = await facilitator.select(shown, [person], custom_id=people_menu(shown))
    return screen(answer) if answer.response is not None and answer.response.ephemeral else shown


def people_menu(message: Any) -> str:
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return str(next(item["custom_id"] for row in rows for item in row["components"] if item["type"] == 5))


def told(world: World, words: str) -> list[Any]:
    """Return what the facilitators were told with these words."""
    return [one for one in world.messages("facilitators") if words in text_of(one)]


async def test_a_presenter_accepts_another_declines_and_the_facilitators_hear_of_it_once(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await schedule(ready, fiona, topic="Red flags")
    shown = await name(ready, fiona, "1. Red flags", alice)
    assert "was asked to present it and has not answered yet" in text_of(shown)
    await fiona.click(shown, label="Name a presenter")
    again = await fiona.select(shown, [alice], custom_id=people_menu(shown))
    assert "was asked already" in (text_of(shown) + reply_text(again))
    await ready.advance(minutes=1)
    (question,) = ready.dms(alice)
    assert "Would you present **Red flags** at **Journal club**" in text_of(question)
    assert labels(question) == ["I'll present", "I can't"]
    assert f"<@{alice.id}>" not in text_of(await agenda(ready, bob)), "who was asked is the facilitators' business"
    assert labels(await agenda(ready, alice)) == ["I'll present: Red flags", "I can't present: Red flags"]
    awaiting = screen(await alice.slash(ready.channel("general"), "my todo"))
    assert "Will you present **Red flags**?" in text_of(awaiting)
    assert labels(awaiting)[-2:] == ["I'll present", "I can't"]

    await ready.restart()
    await alice.user.click(question, label="I can't")
    await alice.user.click(question, label="I'll present")
    await alice.user.click(question, label="I can't")
    await ready.advance(minutes=1)
    (first,) = told(ready, "can't present **Red flags**")
    assert labels(first) == ["Name a presenter"]
    offered = screen(await fiona.click(first, label="Name a presenter"))
    await fiona.select(offered, [bob], custom_id=people_menu(offered))
    await ready.restart()
    await ready.advance(minutes=1)
    assert len(ready.dms(alice)) == 1, "asked once"
    late = await alice.user.click(ready.dms(alice)[0], label="I'll present")
    assert "moved on" in reply_text(late)
    (question,) = ready.dms(bob)
    await bob.user.click(question, label="I'll present")
    await bob.user.click(question, label="I can't")
    await bob.user.click(question, label="I'll present")
    await ready.advance(seconds=30)
    assert f"Red flags (<@{bob.id}>)" in text_of(card_of(ready))
    assert f"Red flags (<@{bob.id}>)" in text_of(await agenda(ready, alice))
    assert "Will you present" not in reply_text(await bob.slash(ready.channel("general"), "my todo"))


async def test_a_double_tap_answers_once_and_nobody_answers_for_another(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await schedule(ready, fiona, topic="Red flags")
    await name(ready, fiona, "1. Red flags", alice)
    await ready.advance(minutes=1)
    listed = screen(await alice.slash(ready.channel("general"), "my todo"))
    no = custom_id(listed, "I can't")
    (foreign,) = await ready.tap_together([(bob, listed.message, no)])
    assert "not on the agenda any more" in reply_text(foreign)
    await ready.tap_together([(alice, listed.message, no)] * 3)
    await ready.advance(minutes=1)
    assert len(told(ready, "can't present")) == 1


async def test_a_volunteer_takes_a_free_item_from_the_posted_agenda_and_may_step_back(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await schedule(ready, fiona, topic="Red flags")
    await ready.advance_to(STARTS - timedelta(days=3) + timedelta(minutes=1))
    (posted,) = agendas(ready)
    assert labels(posted) == ["I'll present this", "Suggest a topic"]
    await ready.restart()
    both = await ready.tap_together([(who, posted, custom_id(posted, "I'll present this")) for who in (alice, bob)])
    answers = [reply_text(one) for one in both]
    assert sum("You present **Red flags**" in one for one in answers) == 1
    assert sum("Somebody was quicker" in one for one in answers) == 1
    first = 0 if "You present" in answers[0] else 1
    await ready.advance(seconds=30)
    assert labels(agendas(ready)[0]) == ["Suggest a topic"]
    assert f"(<@{(alice, bob)[first].id}>)" in text_of(agendas(ready)[0])
    await ready.restart()
    own = await agenda(ready, (alice, bob)[first])
    assert labels(own) == ["I can't present: Red flags"]
    assert labels(await agenda(ready, (bob, alice)[first])) == []
    await (alice, bob)[first].click(own, label="I can't present: Red flags")
    await ready.advance(seconds=30)
    assert labels(agendas(ready)[0]) == ["I'll present this", "Suggest a topic"]
    assert len(told(ready, "can't present **Red flags**")) == 1
    assert ready.dms(alice) == [] or "Would you present" not in text_of(ready.dms(alice)[-1])


async def test_there_is_no_question_for_oneself_nor_for_somebody_away_or_outside(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    zoe = ready.stranger("zoe")
    await schedule(ready, fiona, topic="Red flags")
    await alice.slash(ready.channel("general"), "my away", **{"from": "2026-03-10", "until": "2026-03-14"})
    shown = await agenda(ready, fiona)
    await choose(fiona, shown, "1. Red flags")
    await fiona.click(shown, label="Name a presenter")
    away = await fiona.select(shown, [alice], custom_id=people_menu(shown))
    assert "away on that day" in reply_text(away)
    outside = await fiona.select(shown, [zoe], custom_id=people_menu(shown))
    assert "not a member" in reply_text(outside)
    await fiona.select(shown, [fiona], custom_id=people_menu(shown))
    await ready.advance(minutes=1)
    assert ready.dms(fiona) == []
    assert f"(<@{fiona.id}>)" in text_of(card_of(ready))


async def test_a_presenter_who_goes_away_and_leaves_is_told_of_once(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, topic="Red flags")
    await name(ready, fiona, "1. Red flags", alice)
    await ready.advance(minutes=1)
    await alice.user.click(ready.dms(alice)[0], label="I'll present")
    for _ in range(2):
        await alice.slash(ready.channel("general"), "my away", **{"from": "2026-03-10", "until": "2026-03-14"})
    await ready.advance(minutes=1)
    assert len(told(ready, "said they are away then")) == 1
    ready.guild.remove_member(alice)
    await ready.advance_to(STARTS - timedelta(days=3) + timedelta(minutes=1))
    assert len(told(ready, "has left")) == 1
    assert f"<@{alice.id}>" not in text_of(agendas(ready)[0])
    assert "I'll present this" in labels(agendas(ready)[0])


async def test_a_button_in_a_direct_message_does_nothing_for_whoever_has_left_the_server(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, topic="Red flags")
    await name(ready, fiona, "1. Red flags", alice)
    await ready.advance(minutes=1)
    (question,) = ready.dms(alice)
    ready.guild.remove_member(alice)  # no event tells the bot
    await ready.restart()
    assert "This is for members" in reply_text(await alice.user.click(question, label="I'll present"))
    shown = text_of(await agenda(ready, fiona))
    assert f"<@{alice.id}>" not in shown, "from then on it is known, and the item is free"
    assert "Red flags" in shown


async def test_whoever_cannot_after_all_is_told_of_each_time(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, topic="Red flags")
    await name(ready, fiona, "1. Red flags", alice)
    await ready.advance(minutes=1)
    (question,) = ready.dms(alice)
    for times in (1, 2):
        await alice.user.click(question, label="I can't")
        await ready.advance(minutes=2)
        assert len(told(ready, "can't present **Red flags**")) == times
        await alice.user.click(question, label="I'll present")
        await ready.advance(minutes=2)


async def test_who_cannot_be_asked_is_told_of_once_and_who_is_relieved_hears_of_it(ready: World) -> None:
    fiona = await ready.facilitator()
    bob, carol = await ready.member("bob"), await ready.member("carol")
    await schedule(ready, fiona, topic="Red flags")
    close_dms(ready, bob)
    await name(ready, fiona, "1. Red flags", bob)
    await ready.advance(minutes=1)
    await ready.restart()
    await ready.advance(minutes=10)
    assert len(told(ready, "I could not ask")) == 1
    await name(ready, fiona, "1. Red flags", carol)
    await ready.advance(minutes=1)
    await carol.user.click(ready.dms(carol)[0], label="I'll present")
    shown = await agenda(ready, fiona)
    await choose(fiona, shown, "1. Red flags")
    await fiona.click(shown, label="Remove")
    await ready.advance(minutes=1)
    assert "You need not present" in text_of(ready.dms(carol)[-1])


async def test_booking_a_topic_asks_for_a_presenter_who_brought_or_supports_it_first(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    bob, carol = await ready.member("bob"), await ready.member("carol")
    meetings = ready.channel("meetings")
    await suggest(ready, [alice], ("Gout", "Acne"))
    await bob.slash(meetings, "topic support", topic="Gout")
    await fiona.slash(meetings, "topic poll", closes="in 2 days", method="single")
    await schedule(ready, fiona)
    await vote(carol, poll_message(ready), "Gout")
    await fiona.slash(meetings, "poll close", poll="1")
    await ready.advance(seconds=30)
    booked = private(await fiona.click(poll_message(ready), label="Book this topic"))
    lines = text_of(booked)
    assert lines.index(f"1. <@{alice.id}> suggested it") < lines.index(f"2. <@{bob.id}> supports it")
    await ready.restart()
    await ready.tap_together([(fiona, booked.message, custom_id(booked, "Ask 1"))] * 2)
    await ready.advance(minutes=1)
    (question,) = ready.dms(alice)
    assert "Would you present **Gout**" in text_of(question)
    listed = reply_text(await fiona.slash(meetings, "topic list"))
    assert "Acne" in listed, "the runner-up stays in the backlog"
    digest = screen(await fiona.slash(meetings, "facilitator digest"))
    assert "was asked to present **Gout**" in text_of(digest)
    row = next(label for label in labels(digest) if "Name a presenter" in label)
    offered = screen(await fiona.click(digest, label=row))
    assert f"<@{bob.id}> supports it" in text_of(offered)
    assert f"<@{alice.id}> suggested it" not in text_of(offered), "she was asked already"
    assert row in labels(digest), "the digest stays as it was"


async def test_a_presenter_hears_of_a_move_and_a_cancellation_and_the_facilitators_of_a_refusal(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    general = ready.channel("general")
    await schedule(ready, fiona, topic="Red flags")
    await name(ready, fiona, "1. Red flags", alice)
    await ready.advance(minutes=1)
    await alice.user.click(ready.dms(alice)[0], label="I'll present")
    await alice.slash(general, "my away", **{"from": "2026-03-19", "until": "2026-03-20"})
    later = "2026-03-19T19:30+08:00[Australia/Perth]"
    proposal = screen(await fiona.slash(general, "meeting move", meeting="Journal club", when=later))
    assert "1 person" in text_of(proposal), "she never said Going, and it is her talk"
    await fiona.click(proposal, label="Change it")
    await ready.restart()
    await ready.advance(minutes=1)
    assert len(told(ready, "said they are away then")) == 1, "the new day is one of hers away"
    await alice.slash(general, "my away", **{"from": "2026-04-19", "until": "2026-04-20"})
    card = card_of(ready)
    await ready.tap_together([(alice, card, custom_id(card, "Can't go"))] * 2)
    await ready.advance(minutes=1)
    assert len(told(ready, "said they can't come")) == 1
    assert f"(<@{alice.id}>)" in text_of(card_of(ready)), "it stays hers unless somebody else is named"
    before = len(ready.dms(alice))
    question = screen(await fiona.slash(general, "meeting cancel", meeting="Journal club"))
    await fiona.click(question, label="Cancel the meeting")
    await ready.advance(minutes=1)
    assert "cancelled" in text_of(ready.dms(alice)[before])


async def test_a_presenter_who_never_answered_is_reminded_of_what_they_present(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, topic="Red flags")
    await name(ready, fiona, "1. Red flags", alice)
    await ready.advance(minutes=1)
    await alice.user.click(ready.dms(alice)[0], label="I'll present")
    await ready.advance_to(STARTS - timedelta(hours=24, minutes=1))
    before = len(ready.dms(alice))
    await ready.restart()
    await ready.advance(minutes=2)
    (reminder,) = ready.dms(alice)[before:]
    assert "You present\n• Red flags" in text_of(reminder)


async def test_an_anonymous_author_is_never_offered_as_who_brought_the_case(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    await released(ready, alice, fiona, anonymous())
    await schedule(ready, fiona)
    more = screen(await fiona.click(await refreshed(ready), label="More"))
    await fiona.click(more, label="Take it to a meeting")
    await fiona.select(more, values=["1"])
    shown = await agenda(ready, fiona)
    await choose(fiona, shown, "1. Tired after a virus")
    await fiona.click(shown, label="Name a presenter")
    assert "brought it" not in text_of(shown)
    for who in (alice, bob):
        assert f"<@{who.id}> has not presented" in text_of(shown)

"""B12: a facilitator puts the agenda together by buttons, and it is posted some days before the meeting, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest_asyncio

from tests.journeys.case_steps import card, screen
from tests.journeys.meeting_steps import STARTS, agendas, card_of, count, private, schedule
from tests.journeys.poll_steps import choose
from tests.journeys.talk_steps import post as case_post
from tests.journeys.talk_steps import refreshed, released
from tests.journeys.world import World, custom_id, labels, reply_text, text_of

OPENS = STARTS - timedelta(days=3)


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def agenda(world: World, who: Any, **options: Any) -> Any:
    """Return the private screen of `/meeting agenda`."""
    return screen(await who.slash(world.channel("general"), "meeting agenda", **options))


async def add(who: Any, shown: Any, title: str) -> str:
    form = await who.click(shown, label="Add a line")
    return reply_text(await who.submit_modal(form, {"title": title}))


async def test_a_facilitator_prepares_an_agenda_by_buttons_alone(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, topic="Red flags")
    shown = await agenda(ready, fiona)
    assert "1. Red flags" in text_of(shown)
    assert labels(shown) == ["Add a line", "Post it now"]
    await add(fiona, shown, "Any *other* business")
    await ready.restart()
    await add(fiona, shown, "Gout")
    await add(fiona, shown, " gout ")
    assert r"2. Any \*other\* business" in text_of(shown)
    assert "3. Gout" in text_of(shown)
    assert await count(ready, "agenda_item") == 3, "the very same line is not added twice"

    await choose(fiona, shown, "3. Gout")
    assert labels(shown) == ["Name a presenter", "Move up", "Remove", "Back to the agenda"]
    up = custom_id(shown, "Move up")
    await ready.tap_together([(fiona, shown.message, up)] * 2)
    assert labels(shown)[1:] == ["Move up", "Move down", "Remove", "Back to the agenda"]
    assert text_of(shown).startswith("2. **Gout**"), "a double tap moves it by one place"
    await fiona.click(shown, label="Back to the agenda")
    await choose(fiona, shown, "1. Red flags")
    await fiona.click(shown, label="Remove")
    assert "Red flags" not in text_of(shown)
    await ready.advance(seconds=30)
    assert "Gout" in text_of(card_of(ready))
    assert "Red flags" not in text_of(card_of(ready))

    read = await agenda(ready, alice)
    assert text_of(read) == text_of(shown)
    assert all(one.startswith("I'll present this: ") for one in labels(read)), "nothing that changes the agenda"


async def test_an_agenda_is_posted_three_days_before_over_a_restart_once(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona, topic="Red flags")
    await ready.advance_to(OPENS - timedelta(minutes=2))
    assert agendas(ready) == []
    await ready.restart()
    await ready.advance_to(OPENS + timedelta(minutes=1))
    (posted,) = agendas(ready)
    assert "1. Red flags" in text_of(posted)
    assert labels(posted) == ["I'll present this", "Suggest a topic"]
    await ready.restart()
    await add(fiona, await agenda(ready, fiona), "Gout")
    await ready.advance(minutes=1)
    (kept,) = agendas(ready)
    assert kept.id == posted.id
    assert "2. Gout" in text_of(kept)
    ready.env.backend.delete_message(kept.channel.id, kept.id)
    await ready.advance(minutes=1)
    (again,) = agendas(ready)
    assert again.id != posted.id
    await ready.advance_to(STARTS + timedelta(minutes=1))
    (over,) = agendas(ready)
    assert labels(over) == []
    closed = await fiona.slash(ready.channel("general"), "meeting agenda", meeting="Journal club")
    assert labels(screen(closed)) == []


async def test_a_moved_meeting_moves_its_agenda_and_a_cancelled_one_drops_it(ready: World) -> None:
    fiona = await ready.facilitator()
    general = ready.channel("general")
    await schedule(ready, fiona)
    await schedule(ready, fiona, title="Doomed")
    later = "2026-03-19T19:30+08:00[Australia/Perth]"
    proposal = screen(await fiona.slash(general, "meeting move", meeting="Journal club", when=later))
    await fiona.click(proposal, label="Change it")
    question = screen(await fiona.slash(general, "meeting cancel", meeting="Doomed"))
    await fiona.click(question, label="Cancel the meeting")
    await ready.advance_to(OPENS + timedelta(hours=1))
    assert agendas(ready) == []
    await ready.restart()
    await ready.advance_to(OPENS + timedelta(days=7, minutes=1))
    (posted,) = agendas(ready)
    assert "Journal club" in text_of(posted)
    proposal = screen(await fiona.slash(general, "meeting cancel", meeting="Journal club"))
    await fiona.click(proposal, label="Cancel the meeting")
    await ready.advance(minutes=1)
    assert "Cancelled: Journal club" in text_of(agendas(ready)[0])
    assert labels(agendas(ready)[0]) == []


async def test_a_meeting_moved_near_has_its_agenda_posted_at_once_and_a_jump_over_it_posts_none(ready: World) -> None:
    fiona = await ready.facilitator()
    general = ready.channel("general")
    await schedule(ready, fiona)
    proposal = screen(
        await fiona.slash(general, "meeting move", meeting="1", when="2026-03-04T19:30+08:00[Australia/Perth]")
    )
    await fiona.click(proposal, label="Change it")
    await ready.advance(minutes=1)
    assert len(agendas(ready)) == 1
    await schedule(ready, fiona, title="Missed", when="2026-03-20T19:30+08:00[Australia/Perth]")
    async with ready.bot.context.database.write() as writer:
        past = int((ready.env.now() - timedelta(hours=1)).timestamp())
        await writer.run(
            "UPDATE timer SET due_at = :past, expires_at = :past WHERE kind = 'meeting.agenda' AND subject_id = 2",
            past=past,
        )
    await ready.restart()
    await ready.advance(minutes=2)
    assert len(agendas(ready)) == 1, "an agenda of a meeting that is over is dropped"


async def test_an_agenda_is_posted_before_its_time_by_one_tap_and_not_again(ready: World) -> None:
    fiona = await ready.facilitator()
    await schedule(ready, fiona)
    shown = await agenda(ready, fiona)
    await ready.tap_together([(fiona, shown.message, custom_id(shown, "Post it now"))] * 2)
    await ready.advance(seconds=30)
    assert "Nothing is on it yet." in text_of(agendas(ready)[0])
    await ready.advance_to(OPENS + timedelta(minutes=1))
    assert len(agendas(ready)) == 1


async def test_marked_cases_and_follow_ups_due_stand_on_the_agenda_unless_they_are_hidden(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    general = ready.channel("general")
    await released(ready, alice, fiona)
    await schedule(ready, fiona)
    more = screen(await alice.click(await refreshed(ready), label="More"))
    await alice.click(more, label="Take it to a meeting")
    await alice.select(more, values=["1"])
    assert "What became of these cases?" not in text_of(await agenda(ready, bob))
    await fiona.click(await agenda(ready, fiona), label="Post it now")
    await ready.advance(seconds=30)
    when = "2026-03-10T09:00+08:00[Australia/Perth]"
    await alice.slash(general, "case followup", case="1", when=when)
    await ready.advance(seconds=30)
    told = text_of(agendas(ready)[0])
    assert "1. Tired after a virus" in told
    assert "What became of these cases?" in told
    added = await bob.click(card_of(ready), label="Add to calendar")
    (file,) = screen(added).attachments
    assert b"Tired after a virus" not in await file.read(), "calendars keep what nobody can take back"

    await bob.context_menu(ready.forum_posts()[0], "Flag possible identifier", case_post(ready))
    await ready.advance(seconds=30)
    for hidden in (agendas(ready)[0], card_of(ready), await agenda(ready, bob)):
        assert "Tired after a virus" not in text_of(hidden)
    await fiona.click(
        next(m for m in reversed(ready.messages("facilitators")) if "Restore" in labels(m)), label="Restore"
    )
    await ready.advance(seconds=30)
    assert "1. Tired after a virus" in text_of(agendas(ready)[0])

    shown = await agenda(ready, fiona)
    await choose(fiona, shown, "1. Tired after a virus")
    await fiona.click(shown, label="Remove")
    await ready.advance(seconds=30)
    assert "On the agenda of" not in text_of(case_post(ready)), "it can be taken to another meeting"
    assert await count(ready, "discussion_meeting") == 0
    assert card(ready)


async def test_an_agenda_is_put_together_by_facilitators_only(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona)
    shown = await agenda(ready, fiona)
    message = shown.message
    refused = await ready.tap_together([(alice, message, custom_id(shown, "Post it now"))])
    assert "Only facilitators" in reply_text(refused[0])
    told = await add(fiona, shown, "😀*" * 66)
    assert "😀" in told
    identifying = await add(fiona, shown, "Ring 0412 345 678")
    assert "0412 345 678" in identifying
    assert await count(ready, "agenda_item") == 1
    assert private(await fiona.slash(ready.channel("general"), "meeting agenda"))

"""Minutes: what was learned, decided and taken on, with an owner and a date, until it is done."""

from __future__ import annotations

from datetime import timedelta

import pytest_asyncio

from tests.journeys.meeting_steps import STARTS, count, private, schedule
from tests.journeys.world import World, labels, reply_text, text_of


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


async def test_minutes_hold_actions_with_owner_and_date_that_reappear_until_done(ready: World) -> None:
    fiona, alice, bob = await ready.facilitator(), await ready.member("alice"), await ready.member("bob")
    general = ready.channel("general")
    tomorrow = "2026-03-03T19:30+08:00[Australia/Perth]"
    await schedule(ready, fiona, when=tomorrow)
    await schedule(ready, fiona, title="Back pain", topic="Red flags")
    early = await fiona.slash(general, "meeting minutes", meeting="Journal club")
    assert "has not begun yet" in private(early)
    await ready.advance(days=1, hours=12)

    form = await fiona.slash(general, "meeting minutes")
    assert form.modal is not None
    done = await fiona.submit_modal(form, {"learning": "Ask *twice*\n\nListen", "decisions": "Audit our gout recalls"})
    assert "Posted" in private(done)
    await ready.restart()
    assert done.response is not None
    empty = await fiona.click(done.response.message, label="Add an action")
    outsider = ready.stranger("zoe")
    refused = await fiona.submit_modal(empty, {"what": "Count recalls", "owner": [outsider], "due": "20 March"})
    assert "Choose the member who takes it on" in private(refused)
    assert await count(ready, "meeting_action") == 0
    again = await fiona.click(done.response.message, label="Add an action")
    added = await fiona.submit_modal(again, {"what": "Count recalls", "owner": [alice], "due": "20 March"})
    assert f"<@{alice.id}>" in private(added)
    await ready.advance(seconds=30)
    (posted,) = [one for one in ready.messages("meetings") if "Minutes" in text_of(one)]
    for part in (r"Ask \*twice\*", "Listen", "Audit our gout recalls", "Count recalls", f"<@{alice.id}>", ":D>"):
        assert part in text_of(posted)
    assert posted.mentions == []

    agenda = await bob.slash(general, "meeting agenda")
    for part in ("Back pain", "Red flags", "Count recalls"):
        assert part in private(agenda)
    assert agenda.response is not None
    assert labels(agenda.response) == ["I'll present this"], "what is to be done is somebody else's"
    await ready.restart()
    mine = await alice.slash(general, "meeting agenda")
    assert mine.response is not None
    assert labels(mine.response) == ["Done: Count recalls", "I'll present this"]
    await alice.click(mine.response.message, label="Done: Count recalls")
    await ready.advance(seconds=30)
    (posted,) = [one for one in ready.messages("meetings") if "Minutes" in text_of(one)]
    assert "Done: Count recalls" in text_of(posted)
    assert "Count recalls" not in reply_text(await bob.slash(general, "meeting agenda"))
    assert ready.env.now() < STARTS - timedelta(days=7)


async def test_minutes_are_written_by_facilitators_about_something_that_happened(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    general = ready.channel("general")
    assert "No meeting has begun yet" in private(await fiona.slash(general, "meeting minutes"))
    assert "Only facilitators" in private(await alice.slash(general, "meeting minutes"))
    assert "No meeting is coming up" in private(await alice.slash(general, "meeting agenda"))
    await schedule(ready, fiona, when="2026-03-02T12:00+08:00[Australia/Perth]")
    await ready.advance(hours=4)
    form = await fiona.slash(general, "meeting minutes")
    nothing = await fiona.submit_modal(form, {"learning": " ", "decisions": ""})
    assert "at least one" in private(nothing)
    form = await fiona.slash(general, "meeting minutes")
    identifier = await fiona.submit_modal(form, {"learning": "Call 0412 345 678 and ann@example.com", "decisions": ""})
    private(identifier)
    assert await count(ready, "minutes") == 0

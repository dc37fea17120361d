"""The demo's one address: who may ask, what is shown, and that it keeps up."""

from __future__ import annotations

import asyncio
import logging

from bot.demo.cast import EVERYBODY
from bot.demo.world import DemoWorld
from bot.domain.errors import Invalid
from tests.demo.conftest import Browser


async def furnish(world: DemoWorld) -> None:
    category = world.guild.create_category("Community of practice")
    world.guild.create_text_channel("general", category=category, topic="Anything")
    await world.simulation.settle()


async def test_the_start_page_lists_people_places_and_five_things_to_try(bare: DemoWorld, browser: Browser) -> None:
    await furnish(bare)
    state = await browser.state("bob")
    assert [one["key"] for one in state["people"]] == [one.key for one in EVERYBODY]
    assert [(one["name"], one["kind"]) for one in state["places"]] == [("general", "text"), ("Commonroom", "direct")]
    assert len(state["tries"]) == 5
    assert state["failures"] == []
    async with browser.session.get(browser.address) as answer:
        assert "Welcome to Commonroom" in await answer.text()


async def test_pages_load_nothing_from_elsewhere(browser: Browser) -> None:
    for path in ("", "demo/shell.css", "demo/shell.js", "demo/conversation.css", "demo/conversation.js"):
        async with browser.session.get(browser.address + path) as answer:
            assert answer.status == 200, path
            assert "http://" not in (text := await answer.text()), path
            assert "https://" not in text, path
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"], path


async def test_what_one_says_the_other_sees_without_reloading(bare: DemoWorld, browser: Browser) -> None:
    await furnish(bare)
    alices = await browser.open("alice", "general")
    bobs = await browser.open("bob", "general")
    assert (await alices.act("send_message", content="Good morning"))["settlement"] == "settled"
    async with asyncio.timeout(10):
        while "Good morning" not in await bobs.look():  # noqa: ASYNC110 - a page polls
            await asyncio.sleep(0.1)
    # His page was refreshed behind his back; what he does next counts all the same.
    bobs.snapshot["publishedRevision"] -= 1
    assert (await bobs.act("send_message", content="And to you"))["settlement"] == "settled"


async def test_each_reads_in_their_own_zone(bare: DemoWorld, browser: Browser) -> None:
    await furnish(bare)
    assert (await browser.open("erin", "general")).snapshot["profile"]["timezone"] == "America/Toronto"
    assert (await browser.open("fergus", "Commonroom")).snapshot["profile"]["timezone"] == "Pacific/Auckland"


async def test_nobody_opens_what_they_cannot_see(bare: DemoWorld, browser: Browser) -> None:
    await furnish(bare)
    alices = next(one for one in (await browser.state("alice"))["places"] if one["kind"] == "direct")
    status, answer = await browser.post("demo/open", {"as": "bob", "channel": alices["id"]})
    assert (status, answer) == (403, "Dr Bob Fraser cannot see this channel.")
    assert (await browser.post("demo/open", {"as": "bob", "channel": "12"}))[0] == 404
    assert (await browser.post("demo/open", {"as": "nobody", "channel": alices["id"]}))[0] == 404
    assert (await browser.post("demo/open", ["?"]))[0] == 400
    assert (await browser.post("api/pages", {}, **{"X-Simcord-Capability": "guess"}))[0] == 401


async def test_other_sites_and_machines_are_refused(browser: Browser) -> None:
    assert (await browser.post("demo/skip", {"seconds": 60}, Origin="https://example.org"))[0] == 403
    assert (await browser.post("demo/skip", {"seconds": 60}, Host="example.org"))[0] == 403
    assert (await browser.post("demo/skip", {"seconds": 60}, Origin=browser.address.rstrip("/")))[0] == 200


async def test_time_can_be_pushed_on_but_not_without_measure(bare: DemoWorld, browser: Browser) -> None:
    before = (await browser.state("bob"))["now"]
    assert (await browser.post("demo/skip", {"seconds": 3600}))[0] == 200
    assert 3600 <= (await browser.state("bob"))["now"] - before < 3700
    for wrong in (0, -5, "soon", 10**9, None):
        assert (await browser.post("demo/skip", {"seconds": wrong}))[0] == 400
    assert bare.failures() == []


async def test_what_goes_wrong_is_on_the_start_page(bare: DemoWorld, browser: Browser) -> None:
    logging.getLogger("somewhere").error("delivery %s failed", 12)
    bare.simulation._record_error(ZeroDivisionError("division by zero"))
    bare.simulation._record_error(Invalid("meeting.title_too_long", limit=100))
    assert (await browser.state("bob"))["failures"] == [
        "ZeroDivisionError: division by zero",
        "error: delivery 12 failed",
    ]

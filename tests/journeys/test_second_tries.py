"""One wrong word in a form costs one word: the refusal has a button that opens the form again as it was sent."""

from __future__ import annotations

from typing import Any

import pytest_asyncio

from tests.journeys.case_steps import count
from tests.journeys.meeting_steps import schedule
from tests.journeys.test_commitments import FORM
from tests.journeys.world import World, custom_id, reply_text


@pytest_asyncio.fixture
async def ready(world: World) -> World:
    await world.set_up()
    return world


def last_of(answer: Any) -> Any:
    """The last message of an answer."""
    return answer.followups[-1] if answer.followups else answer.response


def answers(modal: Any) -> dict[str, Any]:
    """What stands in the inputs of a form when it opens, by their custom ids."""
    found: dict[str, Any] = {}
    for row in modal["components"]:
        part: dict[str, Any] = row.get("component") or {}
        if part.get("options"):
            found[part["custom_id"]] = [one["value"] for one in part["options"] if one.get("default")]
        elif "custom_id" in part:
            found[part["custom_id"]] = part.get("value") or [one["id"] for one in part.get("default_values") or ()]
    return found


async def test_a_refused_form_opens_again_as_it_was_sent(ready: World) -> None:
    alice, bob = await ready.member("alice"), await ready.member("bob")
    form = await alice.slash(ready.channel("general"), "commit")
    refused = await alice.submit_modal(form, FORM | {"due": "in 6 weks"})
    assert "could not read that as a time" in reply_text(refused)
    assert "in 6 weks" in reply_text(refused)
    button = last_of(refused)
    await alice.click(button, label="Try again")
    opened = await alice.click(button, label="Try again")  # one that was put away opens again
    assert answers(opened.modal) == FORM | {"due": "in 6 weks"}
    kept = await alice.submit_modal(opened, FORM)
    assert "Only you see this" in reply_text(kept)
    assert await count(ready, "commitment") == 1

    (theirs,) = await ready.tap_together([(bob, button, custom_id(button, "Try again"))])
    assert theirs.modal is None, "it is its writer's alone"
    assert "no longer have that form" in reply_text(theirs)


async def test_after_a_restart_a_refused_form_says_where_its_words_are(ready: World) -> None:
    alice = await ready.member("alice")
    form = await alice.slash(ready.channel("general"), "commit")
    refused = await alice.submit_modal(form, FORM | {"due": "in 6 weks"})
    button = last_of(refused)
    await ready.restart()
    late = await alice.click(button, label="Try again")
    assert late.modal is None
    assert "What you typed stands above" in reply_text(late)


async def test_who_was_chosen_in_a_refused_form_is_chosen_when_it_opens_again(ready: World) -> None:
    fiona, alice = await ready.facilitator(), await ready.member("alice")
    await schedule(ready, fiona, when="2026-03-03T19:30+08:00[Australia/Perth]")
    await ready.advance(days=1, hours=12)
    form = await fiona.slash(ready.channel("general"), "meeting minutes")
    posted = await fiona.submit_modal(form, {"learning": "Listen", "decisions": ""})
    empty = await fiona.click(last_of(posted), label="Add an action")
    refused = await fiona.submit_modal(empty, {"what": "Count recalls", "owner": [alice], "due": "next fryday"})
    opened = await fiona.click(last_of(refused), label="Try again")
    assert answers(opened.modal) == {"what": "Count recalls", "owner": [alice.id], "due": "next fryday"}
    added = await fiona.submit_modal(opened, {"what": "Count recalls", "owner": [alice], "due": "20 March"})
    assert f"<@{alice.id}>" in reply_text(added)

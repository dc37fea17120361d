from __future__ import annotations

from tests.journeys.case_steps import AFFIRM, ASK, STORY, card, screen
from tests.journeys.world import World, labels, reply_text, text_of


async def test_a_case_is_written_checked_redacted_released_and_posted(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()

    opened = await alice.slash(world.channel("general"), "case share")
    assert "not a clinical system" in str(opened.modal)
    saved = await alice.submit_modal(opened, STORY)
    assert saved.followups == []
    private = screen(saved)
    assert labels(private) == ["Continue"]
    second = await alice.click(private, label="Continue")
    assert "not a clinical system" in str(second.modal)
    checked = await alice.submit_modal(second, ASK)
    assert "- Context: “0412 345 678” looks like a phone number → [phone]" in reply_text(checked)
    assert labels(private) == ["Redact all", "Edit", "Submit"]
    assert "not a clinical system" in reply_text(checked)

    refused = await alice.click(private, label="Submit")
    assert refused.modal is None
    assert "has to go before you can submit" in reply_text(refused)

    redacted = await alice.click(private, label="Redact all")
    assert "0412" not in reply_text(redacted)
    affirm = await alice.click(private, label="Submit")
    assert world.messages("facilitators") == []
    done = await alice.submit_modal(affirm, AFFIRM)
    assert "Your case is with the facilitators" in reply_text(done)
    assert labels(private) == []

    queued = card(world)
    assert labels(queued) == ["Release", "Decline"]
    assert f"Shared by <@{alice.id}>" in text_of(queued)
    assert "<t:1772413200:R>" in text_of(queued)
    assert world.forum_posts() == []

    await fiona.click(queued, label="Release")
    [post] = world.forum_posts()
    assert post.name == "Tired after a virus · case 1"
    [message] = world.messages(post)
    for said in ("What would you look for next?", "Seen three times", "Rest and time.", f"<@{alice.id}>"):
        assert said in text_of(message)
    assert "not a clinical system" in text_of(message)
    assert "0412" not in text_of(message)
    assert labels(card(world)) == []
    assert "was released" in text_of(world.dms(alice)[-1])


async def test_a_restart_between_any_two_steps_loses_nothing(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()

    opened = await alice.slash(world.channel("general"), "case share")
    await world.restart()
    private = screen(await alice.submit_modal(opened, STORY))
    await world.restart()
    second = await alice.click(private, label="Continue")
    await world.restart()
    await alice.submit_modal(second, ASK)
    await world.restart()
    await alice.click(private, label="Redact all")
    await world.restart()
    affirm = await alice.click(private, label="Submit")
    await world.restart()
    done = await alice.submit_modal(affirm, AFFIRM)
    assert "Your case is with the facilitators" in reply_text(done)
    await world.restart()
    await fiona.click(card(world), label="Release")
    await world.restart()

    [post] = world.forum_posts()
    assert "Mobile [phone]" in text_of(world.messages(post)[0])
    assert len(world.messages("facilitators")) == 1
    assert len(world.dms(alice)) == 1

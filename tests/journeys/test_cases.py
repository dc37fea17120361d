from __future__ import annotations

from tests.journeys.case_steps import (
    AFFIRM,
    ASK,
    CLEAN_STORY,
    STORY,
    anonymous,
    card,
    close_dms,
    count,
    hand_in,
    screen,
    write,
)
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
    assert labels(private)[:3] == ["Redact all", "Edit", "Submit"]
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


async def test_a_declined_case_comes_back_to_its_author_with_the_reason(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice)

    why = await fiona.click(card(world), label="Decline")
    await fiona.submit_modal(why, {"reason": "The job and the village together are telling."})
    assert world.forum_posts() == []
    assert "declined" in text_of(card(world))
    assert "bad cold" not in text_of(card(world)), "a declined text leaves the queue"
    assert "telling" not in text_of(card(world)), "the reason is the author's alone"

    told = world.dms(alice)[-1]
    assert "was not released" in text_of(told)
    assert "The job and the village together are telling." in text_of(told)

    private = screen(await alice.user.click(told, label="Edit and send again"))
    assert "bad cold" in text_of(private)
    edited = await alice.user.click(private, label="Edit")
    assert edited.modal is not None
    await alice.user.submit_modal(edited, CLEAN_STORY | {"context": "Seen after a cold."})
    await alice.user.click(private, label="To the check")
    await alice.user.submit_modal(await alice.user.click(private, label="Submit"), AFFIRM)
    await fiona.click(card(world), label="Release")
    assert "Seen after a cold." in text_of(world.messages(world.forum_posts()[0])[0])


async def test_a_declined_case_can_be_taken_back_once_and_not_in_the_place_of_a_draft(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice)
    await fiona.submit_modal(await fiona.click(card(world), label="Decline"), {"reason": "Too telling."})
    opened = await alice.slash(world.channel("general"), "case share")
    assert labels(screen(opened)) == ["Share a case", "Edit and send again"]
    fresh = await alice.click(screen(opened), label="Share a case")
    other = screen(await alice.submit_modal(fresh, CLEAN_STORY | {"title": "Another"}))
    await alice.submit_modal(await alice.click(other, label="Continue"), ASK)
    refused = await alice.user.click(world.dms(alice)[-1], label="Edit and send again")
    assert "another case begun" in reply_text(refused)
    await alice.submit_modal(await alice.click(other, label="Submit"), AFFIRM)
    await alice.user.click(world.dms(alice)[-1], label="Edit and send again")
    again = await alice.user.click(world.dms(alice)[-1], label="Edit and send again")
    assert "taken it back already" in reply_text(again)


async def test_a_result_that_could_not_be_told_waits_for_the_author(world: World) -> None:
    await world.set_up()
    alice, fiona = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice, ask=anonymous())
    close_dms(world, alice)
    await fiona.click(card(world), label="Release")
    assert world.dms(alice) == []
    everything = "".join(text_of(m) for name in ("general", "facilitators") for m in world.messages(name))
    assert str(alice.id) not in everything, "a mention instead of a direct message would name the author"
    opened = await alice.slash(world.channel("general"), "case share")
    assert "was released" in reply_text(opened)
    assert "[Read it]" in reply_text(opened)
    again = await alice.slash(world.channel("general"), "case share")
    assert again.modal is not None


async def test_a_draft_survives_a_quarter_of_an_hour_and_is_offered_again(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    opened = await alice.slash(world.channel("general"), "case share")
    await alice.submit_modal(opened, CLEAN_STORY)
    await world.advance(minutes=16)
    await world.restart()

    offer = screen(await alice.slash(world.channel("general"), "case share"))
    assert "You have a case begun: **Tired after a virus**" in text_of(offer)
    assert labels(offer) == ["Go on", "Start afresh"]
    second = await alice.click(offer, label="Go on")
    await alice.submit_modal(second, ASK)
    assert labels(offer)[:3] == ["Redact all", "Edit", "Submit"]
    assert "Seen three times" in text_of(offer)

    offer = screen(await alice.slash(world.channel("general"), "case share"))
    fresh = await alice.click(offer, label="Start afresh")
    assert "Seen three times" not in str(fresh.modal)
    kept = await alice.slash(world.channel("general"), "case share")
    assert "Tired after a virus" in reply_text(kept), "nothing is dropped before the new one is saved"
    await alice.submit_modal(fresh, CLEAN_STORY | {"title": "A rash"})
    assert "A rash" in reply_text(await alice.slash(world.channel("general"), "case share"))


async def test_edit_shows_what_was_written(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    private = await write(world, alice, STORY)
    edit = await alice.click(private, label="Edit")
    assert "0412 345 678" in str(edit.modal)
    await alice.submit_modal(edit, CLEAN_STORY)
    assert labels(private) == ["Continue", "To the check"]
    second = await alice.click(private, label="Continue")
    assert "What would you look for next?" in str(second.modal)
    await alice.click(private, label="To the check")
    assert "no common identifiers" in text_of(private)


async def test_a_draft_is_gone_after_72_hours_from_its_last_save(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    private = await write(world, alice)
    await world.advance(hours=71)
    edit = await alice.click(private, label="Edit")
    await alice.submit_modal(edit, CLEAN_STORY)
    await world.advance(hours=71)
    assert await count(world, "case_draft") == 1
    await world.advance(hours=1, minutes=2)
    assert await count(world, "case_draft") == 0
    gone = await alice.click(private, label="Continue")
    assert "This draft is not here any more" in reply_text(gone)
    assert (await alice.slash(world.channel("general"), "case share")).modal is not None


async def test_what_is_typed_into_a_form_whose_draft_has_gone_is_kept_or_given_back(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    private = await write(world, alice)
    edit = await alice.click(private, label="Edit")
    await world.advance(hours=73)
    saved = await alice.submit_modal(edit, CLEAN_STORY | {"title": "Typed for long"})
    second = await alice.click(screen(saved), label="Continue")
    assert second.modal is not None
    await world.advance(hours=73)
    lost = await alice.submit_modal(second, ASK | {"tried": "x" * 997 + "END", "question": "y" * 499})
    assert "This draft is not here any more" in reply_text(lost)
    assert "END" in reply_text(lost)
    assert reply_text(lost).count("y") >= 499

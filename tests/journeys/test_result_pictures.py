"""D10: the result hangs on the poll's message as a picture too, once, with everything in words beside it."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import discord
import pytest
from PIL import Image

from tests.journeys.poll_steps import poll_message, private, vote
from tests.journeys.test_ballots import ballot_of, cast, opened, pick
from tests.journeys.test_meeting_events import deny
from tests.journeys.world import World, reply_text, text_of


async def picture_on(message: Any) -> discord.Attachment:
    """Return the one picture on a message."""
    (found,) = message.attachments
    assert found.content_type in (None, "image/png")
    assert found.filename.endswith(".png")
    return found


async def test_the_result_is_told_first_and_drawn_once_with_every_number_in_words(world: World) -> None:
    await world.set_up()
    fiona, alice, bob = await world.facilitator(), await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    await fiona.slash(meetings, "poll open", question="Which evening?", options="Monday; Thursday")
    message = poll_message(world)
    for who, choice in ((fiona, "Monday"), (alice, "Thursday"), (bob, "Thursday")):
        await vote(who, message, choice)
    await world.advance(seconds=30)
    assert poll_message(world).attachments == [], "nothing is drawn while it is open"

    closed = private(await fiona.slash(meetings, "poll close", poll="1"))
    own = await picture_on(closed)
    await world.advance(seconds=30)
    message = poll_message(world)
    drawn = await picture_on(message)
    assert "**Thursday** comes first: 2 of the 3 who voted chose it." in message.content
    assert drawn.description == own.description
    assert drawn.description == (
        "Bar chart: Which evening?\n3 members voted.\nThursday: 2 votes, first place\nMonday: 1 vote"
    )
    with Image.open(io.BytesIO(await drawn.read())) as image:
        assert image.format == "PNG"
    shown = private(await alice.slash(meetings, "poll results", poll="1"))
    assert (await picture_on(shown)).description == drawn.description

    # What is said of it later changes the words, and leaves the picture as it hangs.
    await world.restart()
    form = await fiona.slash(meetings, "poll outcome", poll="1")
    await fiona.submit_modal(form, {"kind": ["decided"], "why": "Thursdays it is", "review": ""})
    await world.advance(seconds=30)
    message = poll_message(world)
    assert "**Decided**" in text_of(message)
    assert (await picture_on(message)).id == drawn.id

    # Deleted, it comes back with its picture.
    world.env.backend.delete_message(message.channel.id, message.id)
    await world.advance(seconds=75)
    message = next(one for one in world.messages("meetings") if "Poll closed" in one.content)
    assert (await picture_on(message)).description == drawn.description


@pytest.mark.parametrize(
    ("method", "marks", "words"),
    [
        ("approval", ["Gout", "Acne"], "Gout: 1 vote, shares the first place"),
        ("ranked", ["Gout", "Acne"], "Gout: 1 vote, first place, 2 Borda points"),
        ("dots", ["Gout", "Gout", "Acne"], "Gout: 2 dots, first place"),
    ],
)
async def test_each_method_has_its_picture(world: World, method: str, marks: list[str], words: str) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    message = await opened(world, fiona, method)
    ballot = await ballot_of(fiona, message)
    if method == "approval":
        await vote(fiona, message, *marks)
    else:
        await pick(fiona, ballot, *marks)
        await cast(fiona, ballot)
    await fiona.slash(world.channel("meetings"), "poll close", poll="1")
    await world.advance(seconds=30)
    assert words in str((await picture_on(poll_message(world))).description)


async def test_points_and_attitudes_have_their_picture(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    message = await opened(world, fiona, "score")
    ballot = await ballot_of(fiona, message)
    for points in ("2", "5", "0"):
        await fiona.click(ballot, label=points)
    await cast(fiona, ballot)
    message = await opened(world, fiona, "consent", "Meet on Thursdays", question="Shall we?")
    ballot = await ballot_of(fiona, message)
    await fiona.click(ballot, label="Reservations")
    await cast(fiona, ballot)
    for number in ("1", "2"):
        await fiona.slash(world.channel("meetings"), "poll close", poll=number)
    await world.advance(seconds=30)
    score, consent = [one for one in world.messages("meetings") if "Poll closed" in one.content]
    assert "Gout: 5 points, first place, 5.0 of 5 on average" in str((await picture_on(score)).description)
    assert "0 consent, 1 with reservations, 0 object" in str((await picture_on(consent)).description)


async def test_without_the_permission_to_attach_the_words_come_all_the_same(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    await fiona.slash(world.channel("meetings"), "poll open", question="Which evening?", options="Monday; Thursday")
    await vote(fiona, poll_message(world), "Monday")
    deny(world, "attach_files", "administrator")
    meetings = world.env.backend.get_channel(world.channel("meetings").id)
    without = ~discord.Permissions(attach_files=True).value
    for one in list(meetings.overwrites):
        world.env.backend.set_overwrite(meetings.id, dataclasses.replace(one, allow=int(one.allow) & without))
    await world.env.settle()
    await fiona.slash(world.channel("meetings"), "poll close", poll="1")
    await world.advance(seconds=30)
    message = poll_message(world)
    assert "**Monday** comes first" in message.content
    assert message.attachments == []


async def test_a_picture_that_cannot_be_drawn_holds_up_no_result(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(chart: object) -> bytes:
        raise OSError("no font")

    monkeypatch.setattr("bot.charts.bars.draw", broken)
    world.errors_expected = True
    await world.set_up()
    fiona = await world.facilitator()
    await fiona.slash(world.channel("meetings"), "poll open", question="Which evening?", options="Monday; Thursday")
    await vote(fiona, poll_message(world), "Monday")
    told = await fiona.slash(world.channel("meetings"), "poll close", poll="1")
    assert "**Monday** comes first" in reply_text(told)
    await world.advance(seconds=30)
    message = poll_message(world)
    assert "**Monday** comes first" in message.content
    assert message.attachments == []

"""D9: `/my todo` has everything that awaits somebody, each with its button, and says so when it is empty."""

from __future__ import annotations

from bot.domain.joining import Point
from tests.journeys.poll_steps import poll_message, private, vote
from tests.journeys.world import World, labels, reply_text, text_of


async def test_an_empty_list_says_so(world: World) -> None:
    await world.set_up()
    alice = await world.member("alice")
    assert "Nothing awaits you" in reply_text(await alice.slash(world.channel("general"), "my todo"))


async def test_everything_that_awaits_a_member_stands_there_with_its_button(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    meetings = world.channel("meetings")
    await fiona.slash(meetings, "poll open", question="Which evening?", options="Monday; Friday")
    await fiona.slash(meetings, "poll open", question="Secret?", options="a; b", anonymous=True)
    shown = await fiona.slash(meetings, "meeting schedule", title="Journal club", when="in 48 hours")
    await fiona.click(private(shown), label="Post it")
    await world.advance(seconds=30)

    listed = private(await alice.slash(world.channel("general"), "my todo"))
    told = text_of(listed)
    assert "Vote: **Which evening?**, closes <t:" in told
    assert "Vote: **Secret?**" in told
    assert "Are you coming? **Journal club**" in told
    assert sorted(labels(listed)[:2]) == ["Vote: Secret?", "Vote: Which evening?"]
    assert labels(listed)[2:] == ["Going: Journal club", "Maybe", "Can't go"]

    await world.restart()
    ballot = private(await alice.click(listed, label="Vote: Which evening?"))
    assert "Which evening?" in text_of(ballot)
    await alice.click(listed, label="Can't go")
    for message in [one for one in world.messages("meetings") if "Poll: " in one.content]:
        await vote(alice, message, "a" if "Secret" in message.content else "Monday")
    assert "Nothing awaits you" in reply_text(await alice.slash(world.channel("general"), "my todo"))
    assert poll_message(world) is not None


async def test_meetings_of_a_series_are_told_apart_on_their_buttons(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    shown = await fiona.slash(
        world.channel("meetings"), "meeting schedule", title="Balint", when="in 48 hours", repeat="weekly, 2 times"
    )
    await fiona.click(private(shown), label="Post it")
    await world.advance(seconds=30)
    listed = private(await alice.slash(world.channel("general"), "my todo"))
    going = [label for label in labels(listed) if label.startswith("Going")]
    assert going == ["Going: Balint (1)", "Going: Balint (2)"]
    assert "**Balint (1)**" in text_of(listed)
    await alice.click(listed, label="Going: Balint (2)")
    left = private(await alice.slash(world.channel("general"), "my todo"))
    assert [label for label in labels(left) if label.startswith("Going")] == ["Going: Balint"]


async def test_facilitators_find_applications_and_their_own_list_stays_theirs(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    sam = world.stranger("sam")
    screen = await sam.slash(world.channel("general"), "join")
    form = await sam.click(private(screen), label="I agree")
    said = {"name": "Dr Sam", "profession": "GP", "country": "Australia"}
    await sam.submit_modal(form, {**said, "points": [point.value for point in Point]})
    await world.advance(seconds=30)
    found = private(await fiona.slash(world.channel("general"), "my todo"))
    assert "An application waits:" in text_of(found)
    assert labels(found) == ["Application #1"]
    assert "`/join`" in reply_text(await world.stranger("pat").slash(world.channel("general"), "my todo"))


async def test_what_closed_polls_still_want_of_facilitators_stands_there(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    meetings, general = world.channel("meetings"), world.channel("general")
    for title in ("Gout", "Acne"):
        await fiona.slash(meetings, "topic suggest", title=title)
    await fiona.slash(meetings, "topic poll")
    await vote(fiona, poll_message(world), "Gout")
    await fiona.slash(meetings, "poll open", question="Thursdays?", options="Meet on Thursdays", method="consent")
    ballot = private(await fiona.click(poll_message(world), label="Vote"))
    form = await fiona.click(ballot, label="Objection")
    await fiona.submit_modal(form, {"reason": "On call"})
    await fiona.click(ballot, label="Cast my vote")
    for number in ("1", "2"):
        await fiona.slash(meetings, "poll close", poll=number)
    await world.advance(seconds=30)
    assert "Nothing awaits you" in reply_text(await alice.slash(general, "my todo"))

    listed = private(await fiona.slash(general, "my todo"))
    assert "Book the winner: [Which topic shall we take next?](https://" in text_of(listed)
    assert "Somebody objects; say what becomes of it: [Thursdays?](https://" in text_of(listed)
    assert labels(listed) == ["Outcome: Thursdays?", "Book this topic"]
    await world.restart()
    form = await fiona.click(listed, label="Outcome: Thursdays?")
    await fiona.submit_modal(form, {"kind": ["parked"], "why": "Not now", "review": "in 2 weeks"})
    await fiona.slash(meetings, "topic drop", topic="Gout", reason="Had it elsewhere")
    assert "Nothing awaits you" in reply_text(await fiona.slash(general, "my todo"))

    await world.advance(days=14, minutes=1)
    again = private(await fiona.slash(general, "my todo"))
    assert "Does its outcome still hold? [Thursdays?]" in text_of(again)
    assert labels(again) == ["Outcome: Thursdays?"]

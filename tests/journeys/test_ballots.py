"""D2: every method of voting on a phone-wide screen: choose by taps, undo, review, cast, change, read the result."""

from __future__ import annotations

from typing import Any

import pytest
from simcord import MemberActor

from tests.journeys.poll_steps import menu_of, poll_message, private, stored
from tests.journeys.world import World, custom_id, labels, reply_text, text_of


async def opened(
    world: World, fiona: MemberActor, method: str, options: str = "Asthma; Gout; Acne", **more: Any
) -> Any:
    """Open a poll and return its public message."""
    question = more.pop("question", "What next?")
    told = await fiona.slash(
        world.channel("meetings"), "poll open", question=question, options=options, method=method, **more
    )
    assert "is open in" in reply_text(told), reply_text(told)
    return poll_message(world)


async def ballot_of(who: MemberActor, message: Any) -> Any:
    """Return the private ballot that Vote opens."""
    return private(await who.click(message, label="Vote"))


async def pick(who: MemberActor, ballot: Any, *names: str) -> None:
    """Choose one option after another in the ballot's first menu."""
    for name in names:
        menu = menu_of(ballot)
        (value,) = [option["value"] for option in menu["options"] if option["label"] == name]
        await who.select(ballot, [value], custom_id=menu["custom_id"])


async def cast(who: MemberActor, ballot: Any) -> str:
    return reply_text(await who.click(ballot, label="Cast my vote"))


async def closed(world: World, fiona: MemberActor) -> str:
    """Close the only poll and return all that its message says then."""
    await fiona.slash(world.channel("meetings"), "poll close", poll="1")
    await world.advance(seconds=30)
    return text_of(poll_message(world))


def menus(message: Any) -> list[list[str]]:
    """Return the labels in each menu of a message."""
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return [[o["label"] for o in item["options"]] for row in rows for item in row["components"] if item["type"] == 3]


async def test_ranking_is_done_by_taps_with_undo_and_counted_in_rounds(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    voters = [await world.member(name) for name in ("alice", "bob", "carol", "dan")]
    message = await opened(world, fiona, "ranked")
    assert "Rank as many as you like" in text_of(message)

    alice = voters[0]
    ballot = await ballot_of(alice, message)
    assert menus(ballot) == [["Asthma", "Gout", "Acne"]]
    assert labels(ballot) == ["Cast my vote"]
    await pick(alice, ballot, "Gout", "Acne")
    assert menus(ballot) == [["Asthma"], ["1. Gout", "2. Acne"]]
    assert "Not cast yet:\n1. **Gout**\n2. **Acne**" in text_of(ballot)
    await alice.click(ballot, label="Undo")
    assert menus(ballot) == [["Asthma", "Acne"], ["1. Gout"]]
    await pick(alice, ballot, "Asthma")
    await world.restart()
    await pick(alice, ballot, "Acne")
    assert menus(ballot) == [["1. Gout", "2. Asthma", "3. Acne"]], "nothing is left to add"
    # Taking the first one out moves the others up.
    taken = menu_of(ballot)
    await alice.select(ballot, [taken["options"][0]["value"]], custom_id=taken["custom_id"])
    assert menus(ballot) == [["Gout"], ["1. Asthma", "2. Acne"]]
    await world.restart()
    assert "It counts for 1. **Asthma** and 2. **Acne**." in await cast(alice, ballot)

    # She changes her mind: her ranking is there, and counts once.
    again = private(await alice.click(ballot, label="Change my vote"))
    assert menus(again) == [["Gout"], ["1. Asthma", "2. Acne"]]
    assert "Your vote now: 1. **Asthma** and 2. **Acne**." in text_of(again)
    assert "Not cast yet" not in text_of(again)
    await alice.click(again, label="Undo")
    assert "Your vote is changed" in await cast(alice, again)

    for who, ranking in zip(voters[1:], (["Gout"], ["Gout"], ["Acne", "Asthma"]), strict=True):
        paper = await ballot_of(who, message)
        await pick(who, paper, *ranking)
        await cast(who, paper)
    paper = await ballot_of(fiona, message)
    await pick(fiona, paper, "Asthma", "Gout")
    await cast(fiona, paper)
    assert await stored(world, "ballot") == 5

    told = await closed(world, fiona)
    assert "**Asthma** comes first: 3 of the 5 votes that count after 2 rounds." in told
    assert "- **Asthma**: 3 votes in its last round, 5 by Borda points" in told
    assert "Round 1: Asthma 2, Gout 2, Acne 1. Acne out." in told
    assert "Round 2: Asthma 3, Gout 2." in told


async def test_a_runoff_that_borda_would_decide_otherwise_says_so(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    message = await opened(world, fiona, "ranked")
    rankings = [["Asthma", "Gout"]] * 3 + [["Gout", "Acne"]] * 2
    for number, ranking in enumerate(rankings):
        who = await world.member(f"member{number}")
        paper = await ballot_of(who, message)
        await pick(who, paper, *ranking)
        await cast(who, paper)
    told = await closed(world, fiona)
    assert "**Asthma** comes first: 3 of the 5 votes that count after 1 round." in told
    assert "By Borda points it would be **Gout**." in told


async def test_dots_are_placed_one_by_one(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    message = await opened(world, fiona, "dots")
    ballot = await ballot_of(alice, message)
    await pick(alice, ballot, "Gout", "Gout", "Acne", "Gout", "Asthma")
    assert menus(ballot) == [["1. Gout", "2. Gout", "3. Acne", "4. Gout", "5. Asthma"]], "five dots are all there are"
    assert "- **Gout**: 3 dots\n- **Acne**: 1 dot" in text_of(ballot)
    await alice.click(ballot, label="Undo")
    await pick(alice, ballot, "Acne")
    await world.restart()
    assert "**Gout**: 3 dots and **Acne**: 2 dots." in await cast(alice, ballot)
    paper = await ballot_of(fiona, message)
    await pick(fiona, paper, "Acne")
    await cast(fiona, paper)
    told = await closed(world, fiona)
    assert "It is a tie between **Gout** and **Acne**: 3 dots each from 2 members." in told
    assert "- Asthma: no dots" in told


async def test_points_are_given_by_one_tap_an_option(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    message = await opened(world, fiona, "score")
    ballot = await ballot_of(alice, message)
    assert labels(ballot)[-7:] == ["0", "1", "2", "3", "4", "5", "Cast my vote"]
    assert "How many points for **Asthma**?" in text_of(ballot)
    await alice.click(ballot, label="2")
    assert "How many points for **Gout**?" in text_of(ballot)
    await world.restart()
    await alice.click(ballot, label="5")
    await alice.click(ballot, label="0")
    assert "- **Asthma**: 2 of 5\n- **Gout**: 5 of 5\n- **Acne**: 0 of 5" in text_of(ballot)
    # She goes back to the first and gives it 3.
    await pick(alice, ballot, "Asthma")
    assert "How many points for **Asthma**?" in text_of(ballot)
    await alice.click(ballot, label="3")
    assert "**Asthma**: 3 of 5, **Gout**: 5 of 5 and **Acne**: 0 of 5." in await cast(alice, ballot)
    told = await closed(world, fiona)
    assert "**Gout** comes first: 5 points from 1 member." in told
    assert "- **Gout**: 5 points (5.0 of 5 on average)" in told


async def test_one_objection_with_its_reason_holds_a_proposal(world: World) -> None:
    await world.set_up()
    fiona, alice, bob = await world.facilitator(), await world.member("alice"), await world.member("bob")
    message = await opened(world, fiona, "consent", "Meet on Thursdays", question="Shall we?")
    ballot = await ballot_of(alice, message)
    assert labels(ballot)[-5:] == ["Consent", "Reservations", "Objection", "Say why", "Cast my vote"]
    assert "Reasons are shown to everybody when the poll has closed, without names." in text_of(ballot)
    await alice.click(ballot, label="Consent")
    assert "It counts for **Meet on Thursdays**: Consent." in await cast(alice, ballot)

    paper = await ballot_of(bob, message)
    form = await bob.click(paper, label="Objection")
    await world.restart()
    await bob.submit_modal(form, {"reason": "I am on call *every* Thursday"})
    assert "- **Meet on Thursdays**: Objection" in text_of(paper)
    assert "I am on call *every* Thursday" in text_of(paper)
    assert "It counts for **Meet on Thursdays**: Objection." in await cast(bob, paper)

    paper = await ballot_of(fiona, message)
    await fiona.click(paper, label="Reservations")
    form = await fiona.click(paper, label="Say why")
    refused = await fiona.submit_modal(form, {"reason": "Ring 0412 345 678"})
    assert "may identify a person" in reply_text(refused)
    await cast(fiona, paper)

    told = await closed(world, fiona)
    assert "Somebody objects to **Meet on Thursdays**, so it is not adopted." in told
    assert "1 consent, 1 with reservations, 1 object" in told
    assert "Reasons given\n- I am on call \\*every\\* Thursday" in told


async def test_a_proposal_that_nobody_objects_to_is_adopted(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    message = await opened(world, fiona, "consent", "Meet on Thursdays")
    for who, stand in ((fiona, "Consent"), (alice, "Reservations")):
        paper = await ballot_of(who, message)
        await who.click(paper, label=stand)
        await cast(who, paper)
    assert "Nobody objects to **Meet on Thursdays**." in await closed(world, fiona)


async def test_of_two_that_nobody_objects_to_it_is_told_why_one_leads(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    message = await opened(world, fiona, "consent", "Thursdays; Mondays")
    paper = await ballot_of(fiona, message)
    for stand in ("Consent", "Reservations"):
        await fiona.click(paper, label=stand)
    await cast(fiona, paper)
    assert "**Thursdays** has the most consent, and nobody objects." in await closed(world, fiona)


@pytest.mark.parametrize("method", ["ranked", "dots", "score", "consent"])
async def test_25_long_options_fit_the_ballot_of_every_method(world: World, method: str) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    options = [(f"{number:02}" + "*_`~|>" * 17)[:100] for number in range(25)]
    message = await opened(world, fiona, method, ";".join(options), question="?" * 200)
    ballot = await ballot_of(fiona, message)
    for name in options:
        if method == "dots" and name == options[5]:
            break
        if method == "score":
            await fiona.click(ballot, label="5")
        elif method == "consent":
            await fiona.click(ballot, label="Reservations")
        else:
            await pick(fiona, ballot, name)
    assert "It counts for" in await cast(fiona, ballot)
    again = private(await fiona.click(ballot, label="Change my vote"))
    assert "Your vote now:" in text_of(again)
    if method in ("score", "consent"):
        await fiona.click(again, label="4" if method == "score" else "Consent")
    else:
        await fiona.click(again, label="Undo")
    assert "Not cast yet:" in text_of(again)
    await cast(fiona, again)
    assert "Poll closed" in await closed(world, fiona)


async def test_200_taps_at_once_on_a_ranked_ballot_leave_one_vote(world: World) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    message = await opened(world, fiona, "ranked")
    ballot = await ballot_of(alice, message)
    await pick(alice, ballot, "Gout", "Acne")
    taps = await world.tap_together([(alice, ballot.message, custom_id(ballot, "Cast my vote"))] * 200)
    assert all(tap.acknowledged for tap in taps)
    assert await stored(world, "ballot") == 1


async def test_totals_are_shown_to_those_who_have_voted(world: World) -> None:
    await world.set_up()
    fiona, alice, bob = await world.facilitator(), await world.member("alice"), await world.member("bob")
    meetings = world.channel("meetings")
    message = await opened(world, fiona, "single", results="after-vote")
    paper = await ballot_of(alice, message)
    await pick(alice, paper, "Gout")
    assert "`/poll results` shows you how it stands" in await cast(alice, paper)
    await world.advance(seconds=30)
    assert "1 vote" not in text_of(poll_message(world))
    assert "1 vote" in reply_text(await alice.slash(meetings, "poll results", poll="1"))
    for who in (bob, fiona):
        assert "Gout: 1 vote" not in reply_text(await who.slash(meetings, "poll results", poll="1"))


async def test_votes_of_every_method_survive_a_restart_before_the_close_and_count_once(world: World) -> None:
    await world.set_up()
    fiona = await world.facilitator()
    methods = ("single", "approval", "ranked", "dots", "score", "consent")
    for method in methods:
        message = await opened(world, fiona, method, closes="in 2 hours", question=f"By {method}?")
        ballot = await ballot_of(fiona, message)
        if method == "score":
            await fiona.click(ballot, label="5")
        elif method == "consent":
            for _ in range(3):
                await fiona.click(ballot, label="Consent")
        else:
            await pick(fiona, ballot, "Asthma")
        assert "Your vote is in." in await cast(fiona, ballot)
    await world.restart()
    await world.advance(hours=2, seconds=30)
    await world.restart()
    await world.advance(minutes=2)
    told = [one.content for one in world.messages("meetings") if "has closed" in one.content]
    assert len(told) == len(methods), "each result is told once"
    for method in methods:
        (result,) = [one for one in told if f"By {method}?" in one]
        assert "**Asthma**" in result
        closed_one = [one for one in world.messages("meetings") if f"Poll closed: By {method}?" in one.content]
        assert len(closed_one) == 1
        assert len(closed_one[0].attachments) == 1

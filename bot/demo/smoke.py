"""The smoke run: play what matters most, as people would, and say what happened."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Awaitable, Callable

import simcord

from bot.demo.acting import ALL, Actor, Stuck, find_message, words
from bot.demo.cast import ALICE, BOB, CAROL, DANIEL, GRACE
from bot.demo.history import A_MOMENT
from bot.demo.story import LATER, SUGGESTIONS
from bot.demo.world import DemoWorld

Say = Callable[[str], None]

PHONE = "0412 345 678"
TITLE = "A cough that comes with the harvest"


class SmokeFailed(Exception):
    """Something a visitor would try does not work; says what."""


async def smoke(world: DemoWorld, say: Say) -> None:
    """Play a vote, an answer to a meeting and a case; `say` gets one line for each. Raises SmokeFailed."""
    steps: tuple[Callable[[DemoWorld], Awaitable[str]], ...] = (_look_around, _vote, _answer, _case, _tomorrow)
    with world.simulation.for_now_only():
        for step in steps:
            try:
                say(f"ok  {await step(world)}")
            except (Stuck, KeyError, TimeoutError, simcord.SetupError) as error:
                raise SmokeFailed(f"{step.__name__.strip('_')}: {error}") from error
    if world.failures():
        raise SmokeFailed(f"the bot met a problem: {world.failures()[-1]}")


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Stuck(otherwise)


async def _look_around(world: DemoWorld) -> str:
    names = [channel.name for channel in world.places(BOB) if channel.name]
    posts = [channel for channel in world.places(BOB) if channel.is_thread]
    _expect({"general", "meetings", "cases"} <= set(names), f"Dr Bob sees only {names}")
    _expect("facilitators" not in names, "Dr Bob sees #facilitators")
    return (
        f"{len(world.people)} people are there; Dr Bob sees {len(names) - len(posts)} channels and {len(posts)} cases"
    )


async def _vote(world: DemoWorld) -> str:
    bob, topic = Actor(world, BOB), SUGGESTIONS[-1].title
    message = find_message(world, "meetings", topic, "Vote")
    ballot = await bob.press(message, "Vote")
    await bob.choose(ballot, topic)
    said = words(await bob.press(ballot, "Cast my vote"))
    _expect(topic in said, f"the vote was answered with {said!r}")
    await world.simulation.jump(A_MOMENT)
    shown = words(find_message(world, "meetings", topic, "Vote"))
    _expect("4 members have voted" in shown, f"the poll shows {shown!r}")
    return f"Dr Bob voted for {topic!r}; the poll counts 4 votes and shows no names"


async def _answer(world: DemoWorld) -> str:
    carol = Actor(world, CAROL)
    await carol.press(find_message(world, "meetings", LATER, "Going"), "Going")
    await world.simulation.jump(A_MOMENT)
    shown = words(find_message(world, "meetings", LATER, "Going"))
    _expect("Going (1)" in shown, f"the meeting's card shows {shown!r}")
    return f"Dr Carol answered Going to {LATER!r}; the card shows one seat taken"


async def _case(world: DemoWorld) -> str:
    daniel = Actor(world, DANIEL)
    story = {
        "Title": TITLE,
        "Life stage": "Middle age",
        "Context": f"Drives a header in dust for six weeks a year. Reach him on {PHONE}.",
        "Findings": "Chest clear, peak flow drops by a fifth after work.",
    }
    ask = {"Tried": "A mask, rarely worn.", "The question": "Inhaler for the season, or not?"}
    rest = {"Clinical area": "Respiratory", "How to post": "Under my name"}
    saved = await daniel.fill(await daniel.type("general", "case share"), story)
    check = await daniel.fill(await daniel.press(saved, "Continue"), {**ask, **rest})
    _expect(PHONE in words(check), "the check did not quote the phone number to its author")
    await daniel.press(check, "Redact all")
    await daniel.fill(await daniel.press(check, "Submit"), {"I affirm": ALL})
    await world.simulation.jump(A_MOMENT)
    card = find_message(world, "facilitators", TITLE, "Release")
    _expect(PHONE not in words(card), "the phone number reached the facilitators")
    await Actor(world, ALICE).press(card, "Release")
    await world.simulation.jump(A_MOMENT)
    post = world.handle(world.place(TITLE))
    text = "\n".join(words(message) for message in post.history())
    _expect("Drives a header" in text, "the post in #cases is empty")
    _expect(PHONE not in text, "the phone number reached #cases")
    return f"Dr Daniel shared {TITLE!r}: the number was caught and redacted, Dr Alice released it, it is in #cases"


async def _tomorrow(world: DemoWorld) -> str:
    inbox = world.handle(world.inbox(GRACE))
    before = len(inbox.history())
    await world.simulation.skip(86400)
    news = [words(message).partition("\n")[0] for message in inbox.history()[before:]]
    _expect(bool(news), "a day passed and Dr Grace was not reminded of the meeting")
    return f"a day passed; Dr Grace was told: {_plain(news[0])}"


def _plain(text: str) -> str:
    """The text as a terminal shows it: instants in UTC, no markdown."""
    at = re.sub(r"<t:(\d+)(:\w)?>", lambda found: f"{dt.datetime.fromtimestamp(int(found[1]), dt.UTC):%F %R} UTC", text)
    return at.replace("**", "")

"""The acts a year is made of, each done the way a person does it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo.acting import ALL, Actor, Stuck, find_message, menus, message_of
from bot.demo.cast import ALICE, Person
from bot.demo.story import Line, PastCase, Suggestion
from bot.demo.world import DemoWorld

Act = Callable[[DemoWorld], Awaitable[None]]

A_MOMENT = 12.0
"""Seconds until the bot has posted what it may delay a little while it is busy."""


async def set_up(world: DemoWorld) -> None:
    """Alice, who manages the server, sets the community up."""
    world.guild.create_text_channel("general")  # every new server has one
    await Actor(world, ALICE).type("general", "community setup", timezone=ALICE.zone)
    await world.simulation.jump(A_MOMENT)


def join(person: Person) -> Act:
    """The person joins, is let in by Alice, and sets their time zone."""

    async def act(world: DemoWorld) -> None:
        newcomer = Actor(world, person)
        form = await newcomer.press(await newcomer.type("general", "join"), "I agree")
        answers: dict[str, Any] = {"Please tick each": ALL}
        if person is not ALICE:  # who set it up is a facilitator already, and only agrees
            answers |= {"Name": person.name, "Profession": "GP", "Country": person.country}
        await newcomer.fill(form, answers)
        await world.simulation.jump(A_MOMENT)
        if person is not ALICE:
            card = find_message(world, "facilitators", person.name, "Approve")
            await Actor(world, ALICE).press(card, "Approve")
            await world.simulation.jump(A_MOMENT)
        await newcomer.type("general", "my timezone", zone=person.zone)

    return act


def appoint(person: Person) -> Act:
    """The person becomes a facilitator too: Alice gives them the role in Discord's settings."""

    async def act(world: DemoWorld) -> None:
        world.simulation.give_role(world.guild.id, world.people[person.key].id, "Facilitator")

    return act


def take_week(person: Person, week: int) -> Act:
    """A facilitator takes the week of the rota that comes so many weeks from now."""

    async def act(world: DemoWorld) -> None:
        facilitator = Actor(world, person)
        shown = await facilitator.type("facilitators", "facilitator rota")
        await facilitator.choose(shown, str(menus(shown)[0]["options"][week]["label"]))

    return act


def say(where: str, person: Person, text: str) -> Act:
    """The person writes something in a channel, or under the post of that title."""

    async def act(world: DemoWorld) -> None:
        await Actor(world, person).say(world.place(where), text)

    return act


def announce(title: str, starts: dt.datetime, seats: int | None = None) -> Act:
    """Alice plans a meeting; she types its time as she would, in her own zone."""

    async def act(world: DemoWorld) -> None:
        alice = Actor(world, ALICE)
        options: dict[str, Any] = {"title": title, "when": _typed(starts)}
        if seats is not None:
            options["seats"] = seats
        shown = await alice.type("meetings", "meeting schedule", **options)
        await alice.press(shown, "Post it")
        await world.simulation.jump(A_MOMENT)

    return act


def _typed(instant: dt.datetime) -> str:
    local = instant.astimezone(ZoneInfo(ALICE.zone))
    return f"{local.day} {local:%B %Y %H:%M}"


def answer(title: str, person: Person, label: str) -> Act:
    """The person answers a meeting by its card."""

    async def act(world: DemoWorld) -> None:
        card = find_message(world, "meetings", title, label)
        await Actor(world, person).press(card, label)

    return act


def prepare(title: str, talk: Line) -> Act:
    """Alice puts a line on the agenda, and somebody offers to begin with it."""

    async def act(world: DemoWorld) -> None:
        presenter, about = talk
        alice = Actor(world, ALICE)
        form = await alice.press(await alice.type("meetings", "meeting agenda", meeting=title), "Add a line")
        await alice.fill(form, {"What is it about?": about})
        shown = await Actor(world, presenter).type("meetings", "meeting agenda", meeting=title)
        await Actor(world, presenter).press(shown, "I'll present this")
        await world.simulation.jump(A_MOMENT)

    return act


def begin(title: str) -> Act:
    """Alice starts the run sheet of a meeting and goes on to its second step."""

    async def act(world: DemoWorld) -> None:
        alice = Actor(world, ALICE)
        started = await alice.press(await alice.type("facilitators", "meeting run", meeting=title), "Start now")
        await alice.press(started, "Next")

    return act


def end(title: str, learnt: Sequence[str], taken_on: tuple[Person, str, str]) -> Act:
    """Alice ends the run sheet, confirms who was there, and writes the minutes with what somebody took on."""

    async def act(world: DemoWorld) -> None:
        alice, (owner, what, due) = Actor(world, ALICE), taken_on
        step = await alice.type("facilitators", "meeting run", meeting=title)
        with contextlib.suppress(Stuck):  # at the last step there is no next one
            while True:
                step = await alice.press(step, "Next")
        over = await alice.press(step, "End")
        await alice.press(await alice.press(over, "Attendance"), "Confirm")
        form = await alice.press(over, "Minutes")
        written = await alice.fill(form, {"What we learned": "\n".join(learnt)})
        task = {"What": what, "Who takes it on": [world.people[owner.key]], "By when": due}
        await alice.fill(await alice.press(written, "Add an action"), task)
        await world.simulation.jump(A_MOMENT)

    return act


def attend(title: str, people: Sequence[Person]) -> Act:
    """Everybody says that they are there, each from their own phone."""

    async def act(world: DemoWorld) -> None:
        for person in people:
            await Actor(world, person).press(find_message(world, "meetings", title, "I'm here"), "I'm here")

    return act


def feel(title: str, people: Sequence[Person]) -> Act:
    """They say in three taps how it was: useful and safe to all, and more than half will change something."""

    async def act(world: DemoWorld) -> None:
        for n, person in enumerate(people):
            member = Actor(world, person)
            asked = await member.press(find_message(world, "meetings", title, "How was it?"), "How was it?")
            for label in ("Yes", "Yes", "No" if n % 3 == 2 else "Yes"):
                await member.press(message_of(asked), label)

    return act


def share(case: PastCase) -> Act:
    """The author shares a case, redacts what the check finds, and hands it in."""

    async def act(world: DemoWorld) -> None:
        author = Actor(world, case.author)
        form = await author.type("general", "case share")
        if form.modal is None:
            form = await author.press(form, "Share a case")
        saved = await author.fill(form, {name: case.form[name] for name in case.form if name in FIRST_FORM})
        rest = await author.press(saved, "Continue")
        answers = {name: case.form[name] for name in case.form if name not in FIRST_FORM}
        check = await author.fill(rest, {**answers, "How to post": "Under my name"})
        affirm = await author.press(check, "Submit")
        await author.fill(affirm, {"I affirm": ALL})
        await world.simulation.jump(A_MOMENT)

    return act


FIRST_FORM = ("Title", "Life stage", "Context", "Findings")


def hold_case(case: PastCase) -> Act:
    """A case from the first word to its post in #cases: shared by its author, released by Alice."""

    async def act(world: DemoWorld) -> None:
        await share(case)(world)
        card = find_message(world, "facilitators", case.form["Title"], "Release")
        await Actor(world, ALICE).press(card, "Release")
        await world.simulation.jump(A_MOMENT)

    return act


def suggest(topic: Suggestion) -> Act:
    """Somebody suggests a topic and others support it."""

    async def act(world: DemoWorld) -> None:
        author = Actor(world, topic.author)
        options = {"title": topic.title, **({"why": topic.why} if topic.why else {})}
        done = await author.type("general", "topic suggest", **options)
        with contextlib.suppress(Stuck):  # asked only where something like it is there already
            await author.press(done, "Add mine all the same")
        for person in topic.support:
            await Actor(world, person).type("general", "topic support", topic=topic.title)

    return act


def open_poll(topics: Sequence[str], days: int) -> Act:
    """Alice lets the members vote on topics."""

    async def act(world: DemoWorld) -> None:
        await Actor(world, ALICE).type("meetings", "topic poll", closes=f"in {days} days", topics="; ".join(topics))
        await world.simulation.jump(A_MOMENT)

    return act


def vote(person: Person, *topics: str) -> Act:
    """The person votes in the latest open poll."""

    async def act(world: DemoWorld) -> None:
        voter = Actor(world, person)
        ballot = await voter.press(find_message(world, "meetings", topics[0], "Vote"), "Vote")
        await voter.choose(ballot, *topics)
        await voter.press(message_of(ballot), "Cast my vote")

    return act


def book(topic: str, meeting: str) -> Act:
    """Alice books the winner of a closed poll for a meeting."""

    async def act(world: DemoWorld) -> None:
        alice = Actor(world, ALICE)
        asked = await alice.press(find_message(world, "meetings", topic, "Book this topic"), "Book this topic")
        if menus(asked):  # with one meeting to come there is nothing to choose
            await alice.choose(asked, meeting)
        await world.simulation.jump(A_MOMENT)

    return act


def answer_privately(question: str, answers: Mapping[Person, str]) -> Act:
    """Alice asks a question of her own, and members answer it privately."""

    async def act(world: DemoWorld) -> None:
        alice = Actor(world, ALICE)
        await alice.type("general", "prompt add", text=question, kind="support")
        await alice.type("general", "prompt now", kind="support")
        prompt = find_message(world, "general", question, "Answer privately")
        for person, text in answers.items():
            member = Actor(world, person)
            form = await member.press(await member.press(prompt, "Answer privately"), "Write my answer")
            await member.fill(form, {"Your answer": text})
        await world.simulation.jump(A_MOMENT)

    return act


def start_prompts(world: DemoWorld) -> Awaitable[None]:
    """Alice has a prompt posted every week."""

    async def act() -> None:
        await Actor(world, ALICE).type("general", "prompt schedule", every="Monday", at="08:00")

    return act()

"""The log of the running bot: what it says when something is refused, and of whom it says nothing."""

from __future__ import annotations

import io
import logging
from collections.abc import Generator

import pytest

from bot.logs import ContextFilter, LineFormatter
from tests.journeys.answer_steps import answer, ask
from tests.journeys.case_steps import AFFIRM, anonymous, card, hand_in, screen
from tests.journeys.test_case_sequels import author_screen, thread, told_in_parts
from tests.journeys.test_flags import FLAG
from tests.journeys.world import World, reply_text


@pytest.fixture
def log() -> Generator[io.StringIO]:
    """Return what the operator reads: each line with the ids of its context, as `logs.configure` has it."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.addFilter(ContextFilter())
    handler.setFormatter(LineFormatter("%(levelname)s %(name)s: %(message)s"))
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lines
    root.removeHandler(handler)
    root.setLevel(before)


async def test_no_refusal_in_the_log_says_who_wrote_an_anonymous_case(world: World, log: io.StringIO) -> None:
    alice, _ = await told_in_parts(world, anonymous())
    bob = await world.member("bob")
    shown = screen(await author_screen(world, alice))
    await bob.context_menu(thread(world), FLAG, world.messages(thread(world))[0])
    await world.env.settle()
    assert "flagged" in reply_text(await alice.click(shown, label="Release part 2 now"))
    assert "refused: sequel.hidden" in log.getvalue()
    assert str(alice.id) not in log.getvalue(), "nobody but its author is refused that"


async def test_no_refusal_in_the_log_says_who_had_a_case_in_hand(world: World, log: io.StringIO) -> None:
    await world.set_up()
    alice, _ = await world.member("alice"), await world.facilitator()
    await hand_in(world, alice, ask=anonymous(), affirm=AFFIRM | {"follow-up": "32 Dec"})
    assert "refused: time." in log.getvalue()
    offered = screen(await alice.slash(world.channel("general"), "case share"))
    await alice.click(offered, label="Go on")
    await alice.submit_modal(await alice.click(offered, label="Submit"), AFFIRM)
    assert "Posted for a member" in str(card(world).embeds[0].description)
    assert str(alice.id) not in log.getvalue()


async def test_no_refusal_in_the_log_says_who_meant_to_answer_privately(world: World, log: io.StringIO) -> None:
    await world.set_up()
    fiona, alice = await world.facilitator(), await world.member("alice")
    prompt = await ask(world, fiona)
    await answer(alice, prompt, "Ring me on 0412 345 678.")
    assert "refused: text.identifier" in log.getvalue()
    assert str(alice.id) not in log.getvalue()

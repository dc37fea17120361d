"""A hand-over holds every open item, and is taken by whom it was meant for."""

from __future__ import annotations

import pytest

from bot.domain.digest import Need
from bot.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.domain.handover import Open
from bot.domain.ids import MemberId
from bot.domain.people import Actor
from bot.services import digest_lines, handovers, open_items
from bot.services.context import ServiceContext
from bot.texts import translator
from cogs.facilitators import handover_cards as cards
from data.database import Database
from tests.conftest import FACILITATOR_ROLE
from tests.data.open_things import MAKERS
from tests.fakes import FakeClock

GRETA = MemberId(14)
KINDS = [*Need, *Open]


@pytest.fixture
def greta(facilitator: Actor) -> Actor:
    return Actor(facilitator.community_id, GRETA, frozenset({FACILITATOR_ROLE}))


async def begin(context: ServiceContext, facilitator: Actor) -> handovers.HandoverView:
    return await handovers.begin(context, facilitator, GRETA, [FACILITATOR_ROLE])


def test_every_kind_of_open_thing_has_its_source_and_one_to_test_with() -> None:
    assert set(digest_lines.SOURCES) == set(Need)
    assert set(open_items.SOURCES) == set(Open)
    assert len(set(KINDS)) == len(Need) + len(Open), "no two kinds are called the same"
    assert set(MAKERS) == set(KINDS), "a new kind needs one of it in tests/data/open_things.py"


@pytest.mark.parametrize("kind", KINDS)
async def test_the_handover_holds_one_of_each_kind(
    context: ServiceContext, database: Database, clock: FakeClock, facilitator: Actor, kind: Need | Open
) -> None:
    await MAKERS[kind](database, clock.now())
    view = await begin(context, facilitator)
    held = [one.need for one in view.lines] + [one.what for one in view.items]
    assert kind in held
    assert len(cards.entries(translator("en-GB"), view)) == len(held)


async def test_the_handover_holds_every_open_item_on_its_pages(
    context: ServiceContext, database: Database, clock: FakeClock, facilitator: Actor
) -> None:
    for make in MAKERS.values():
        await make(database, clock.now())
    t, view = translator("en-GB"), await begin(context, facilitator)
    assert {one.need for one in view.lines} | {one.what for one in view.items} == set(KINDS)
    pages = [cards.handover(t, view, page).description or "" for page in range(cards.pages(t, view))]
    assert len(pages) > 1
    for heading, entry in cards.entries(t, view):
        assert sum(page.splitlines().count(f"- {entry}") for page in pages) == 1, entry
        assert all(heading in page for page in pages if entry in page)
    assert all(len(page) < 4000 for page in pages)
    assert "At risk" not in [one.title for one in view.items], "what needs somebody does not stand there twice"


async def test_an_empty_community_hands_over_nothing(context: ServiceContext, facilitator: Actor) -> None:
    view = await begin(context, facilitator)
    assert "Nothing is open." in (cards.handover(translator("en-GB"), view).description or "")


async def test_only_a_facilitator_takes_over_and_nobody_from_themselves(
    context: ServiceContext, facilitator: Actor, alice: Actor
) -> None:
    with pytest.raises(Invalid, match=r"handover\.no_facilitator"):
        await handovers.begin(context, facilitator, GRETA, [5])
    with pytest.raises(Invalid, match=r"handover\.to_yourself"):
        await handovers.begin(context, facilitator, facilitator.member_id, [FACILITATOR_ROLE])
    with pytest.raises(NotAllowed):
        await handovers.begin(context, alice, GRETA, [FACILITATOR_ROLE])


async def test_nobody_else_sees_it_and_the_new_one_only_once_it_is_sent(
    context: ServiceContext, facilitator: Actor, greta: Actor, foreign_facilitator: Actor
) -> None:
    one = (await begin(context, facilitator)).handover
    third = Actor(facilitator.community_id, MemberId(13), frozenset({FACILITATOR_ROLE}))
    for somebody in (third, greta):
        with pytest.raises(NotAllowed, match=r"handover\.not_yours"):
            await handovers.look(context, somebody, one.id)
    with pytest.raises(NotFound):
        await handovers.look(context, foreign_facilitator, one.id)
    with pytest.raises(NotAllowed):
        await handovers.send(context, greta, one.id)
    await handovers.send(context, facilitator, one.id)
    assert (await handovers.look(context, greta, one.id)).handover.note == ""
    with pytest.raises(NotAllowed):
        await handovers.have(context, facilitator, one.id)
    with pytest.raises(Conflict, match=r"handover\.sent"):
        await handovers.write_note(context, facilitator, one.id, "Too late")


async def test_a_note_is_sealed_checked_and_given_back_when_too_long(
    context: ServiceContext, database: Database, facilitator: Actor
) -> None:
    one = (await begin(context, facilitator)).handover
    noted = await handovers.write_note(context, facilitator, one.id, "Bob feels left out, call him.")
    assert noted.handover.note == "Bob feels left out, call him."
    async with database.read() as reader:
        held = await reader.value("SELECT note FROM handover")
    assert isinstance(held, bytes)
    assert b"left out" not in held
    assert (await begin(context, facilitator)).handover.id == one.id, "the one being written is gone on with"
    with pytest.raises(Invalid, match=r"handover\.note_too_long"):
        await handovers.write_note(context, facilitator, one.id, "x" * 1001)
    with pytest.raises(Invalid, match=r"text\.identifier"):
        await handovers.write_note(context, facilitator, one.id, "Her number is 0412 345 678")

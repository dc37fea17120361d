from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.name_model import Spans
from bot.services import identifier_check
from tests.journeys.case_steps import AFFIRM, CLEAN_STORY, write
from tests.journeys.world import World, text_of

SILENT = "The name model did not answer"
STORY = CLEAN_STORY | {"context": "Unwell since a walk past Quillfeather."}


class Model:
    """A name model that answers or does not, as the test says."""

    def __init__(self) -> None:
        self.silent = False

    async def people(self, text: str) -> Spans | None:
        at = text.find("Quillfeather")
        return None if self.silent else () if at < 0 else ((at, at + len("Quillfeather")),)


@pytest.fixture
def model() -> Iterator[Model]:
    reader = Model()
    ask = reader.people
    identifier_check.add_name_reader(ask)
    yield reader
    identifier_check.remove_name_reader(ask)


async def test_the_author_is_asked_about_a_name_that_only_the_model_sees(world: World, model: Model) -> None:
    await world.set_up()
    alice = await world.member("alice")
    private = await write(world, alice, STORY)
    assert "“Quillfeather” looks like" in text_of(private)
    assert SILENT not in text_of(private)


async def test_a_silent_model_is_one_line_for_the_author_and_holds_nothing_up(world: World, model: Model) -> None:
    model.silent = True
    await world.set_up()
    alice = await world.member("alice")
    private = await write(world, alice, CLEAN_STORY)
    assert text_of(private).count(SILENT) == 1
    await alice.submit_modal(await alice.click(private, label="Submit"), AFFIRM)
    assert len(world.messages("facilitators")) == 1
    assert SILENT not in text_of(world.messages("facilitators")[0])


async def test_without_a_model_nobody_reads_of_one(world: World) -> None:
    await world.set_up()
    private = await write(world, await world.member("alice"), CLEAN_STORY)
    assert SILENT not in text_of(private)

"""Every need has its lines, its sentence, its button and its ending; what became of a line is told from the store."""

from __future__ import annotations

import pytest

from bot.domain.digest import Line, Need, Settled, Standing
from bot.domain.errors import NotAllowed
from bot.domain.people import Actor
from bot.services import digest, digest_lines
from bot.services.context import ServiceContext
from bot.texts import translator
from cogs.facilitators import cards
from cogs.facilitators.sentences import SETTLED


@pytest.mark.parametrize("need", list(Need))
def test_each_need_has_its_source_its_sentence_and_its_button(need: Need) -> None:
    t = translator("en-GB")
    line = Line(need, 1, title="Sleep")
    assert need in digest_lines.SOURCES
    assert cards.line_text(t, line)
    assert 0 < len(cards.label(t, line)) <= 70


@pytest.mark.parametrize("settled", list(Settled))
def test_each_ending_has_its_sentence(settled: Settled) -> None:
    assert SETTLED[settled]
    assert "{" not in cards.settled_text(translator("en-GB"), Standing(None, settled))


@pytest.mark.parametrize("need", list(Need))
async def test_a_line_about_nothing_says_so_and_nobody_else_may_ask(
    context: ServiceContext, facilitator: Actor, alice: Actor, need: Need
) -> None:
    now = await digest.line(context, facilitator, need, 4711)
    assert now.line is None
    assert now.settled in {Settled.GONE, Settled.ALL_ASKED}
    with pytest.raises(NotAllowed):
        await digest.line(context, alice, need, 4711)

"""Who may answer a wish to swap, and for whose weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.ids import MemberId
from bot.domain.people import Actor
from bot.services import rota
from bot.services.context import ServiceContext
from data.database import Database

WEEK = date(2026, 3, 2)


@pytest.fixture
def greta(facilitator: Actor) -> Actor:
    return replace(facilitator, member_id=MemberId(14))


async def test_a_swap_is_answered_by_its_holder_alone(
    context: ServiceContext, database: Database, facilitator: Actor, greta: Actor, foreign_facilitator: Actor
) -> None:
    await rota.take_next(context, greta)
    _, done = await rota.choose(context, facilitator, WEEK)
    assert done is rota.Done.ASKED
    async with database.read() as reader:
        swap_id = int(str(await reader.value("SELECT id FROM rota_swap")))
    with pytest.raises(NotAllowed, match=r"rota\.not_your_week"):
        await rota.answer(context, facilitator, swap_id, agreed=True)
    with pytest.raises(NotFound, match=r"rota\.no_swap"):
        await rota.answer(context, foreign_facilitator, swap_id, agreed=True)
    assert (await rota.look(context, facilitator)).on_duty == greta.member_id
    await rota.answer(context, greta, swap_id, agreed=True)
    await rota.answer(context, greta, swap_id, agreed=False)
    assert (await rota.look(context, facilitator)).on_duty == facilitator.member_id, "the first answer counts"


async def test_a_past_week_and_one_far_off_cannot_be_chosen(context: ServiceContext, facilitator: Actor) -> None:
    for week in (date(2026, 2, 23), date(2026, 3, 3), date(2027, 3, 1)):
        with pytest.raises(NotFound, match=r"rota\.week_over"):
            await rota.choose(context, facilitator, week)


async def test_two_communities_have_each_their_own_rota(
    context: ServiceContext, facilitator: Actor, foreign_facilitator: Actor
) -> None:
    await rota.take_next(context, facilitator)
    assert (await rota.look(context, foreign_facilitator)).on_duty is None
    await rota.take_next(context, foreign_facilitator)
    assert (await rota.look(context, facilitator)).on_duty == facilitator.member_id
